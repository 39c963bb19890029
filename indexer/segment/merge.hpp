// SPDX-License-Identifier: GPL-2.0-or-later
// Runs to one table of postings and one of positions, or to one larger run.
#pragma once

#include "indexer/glass/positions.hpp"
#include "indexer/glass/postlist.hpp"
#include "indexer/segment/run.hpp"

#include <vector>

namespace newsgrep {

/// Writes all terms of the runs, in order, with the positions that the runs have. The documents of a run come after
/// those of the runs before it.
void merge_runs(std::vector<RunReader> runs, PostlistTable& postlist, PositionTable& positions);

/// The same into a run, which is written to a new file. Documents keep the numbers that the runs give them.
void merge_runs(std::vector<RunReader> runs, const std::filesystem::path& file);

}  // namespace newsgrep
