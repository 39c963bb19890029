// SPDX-License-Identifier: GPL-2.0-or-later
// When an article was fetched first, whichever of its forms is in the index.
#pragma once

#include "common/catalog.hpp"
#include "indexer/resolve.hpp"
#include "indexer/spool.hpp"

#include <filesystem>

namespace newsgrep {

/// Gives what is written the earliest date of capture that any form of it has: one that was read (`resolution.captured`), or that which it replaces
/// in the segments of the catalog. A form that stays in the index is written again where another one, that was read, was fetched earlier. Throws
/// Error(corrupt).
void keep_first_captures(const std::filesystem::path& folder, const Catalog& catalog, Resolution& resolution, Spool& spool);

}  // namespace newsgrep
