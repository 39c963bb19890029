// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/index_folder.hpp"

#include <newsgrep/indexer.hpp>

namespace newsgrep {

/// One update of one index, from the lock to the rename: see Indexer::run().
IndexSummary update_index(const IndexOptions& options, OpenFolder how = OpenFolder::make);

/// See Indexer::compact().
IndexSummary gather_segments(const IndexOptions& options);

}  // namespace newsgrep
