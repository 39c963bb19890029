// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <newsgrep/indexer.hpp>

namespace newsgrep {

/// See Indexer::repair().
RepairSummary repair_index(const IndexOptions& options);

}  // namespace newsgrep
