// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <newsgrep/indexer.hpp>

namespace newsgrep {

/// For a rebuild, which reads the paths that it is given, and nothing else that the index knows: throws Error(usage) when it would drop articles
/// and the options do not say so. An index of another schema cannot tell.
void require_covered(const IndexOptions& options);

}  // namespace newsgrep
