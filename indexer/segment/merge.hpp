// SPDX-License-Identifier: GPL-2.0-or-later
// Runs to one table of postings.
#pragma once

#include "indexer/glass/postlist.hpp"
#include "indexer/segment/run.hpp"

#include <vector>

namespace newsgrep {

/// Writes all terms of the runs, in order. The documents of a run come after those of the runs before it.
void merge_runs(std::vector<RunReader> runs, PostlistTable& table);

}  // namespace newsgrep
