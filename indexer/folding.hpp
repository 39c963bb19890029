// SPDX-License-Identifier: GPL-2.0-or-later
// Keeps segments few: what small segments hold moves into the segment that a run writes anyway.
#pragma once

#include "common/catalog.hpp"
#include "indexer/reading.hpp"
#include "indexer/spool.hpp"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace newsgrep {

/// Most segments a generation holds.
inline constexpr std::size_t most_segments = 10;

/// Which of these segments a new one with `text_bytes` of text takes in: none while there is room, then the smallest ones, as long
/// as each is at most twice what is gathered already, so that an article moves O(log n) times. Indexes, ascending.
std::vector<std::size_t> segments_to_fold(const std::vector<SegmentEntry>& segments, std::uint64_t text_bytes);

/// Copies the live articles of these segments into the spool and drops the segments from the catalog. Throws Error(corrupt).
std::vector<SpooledArticle> fold_segments(const std::filesystem::path& folder, Catalog& catalog, const std::vector<std::size_t>& fold, Spool& spool);

}  // namespace newsgrep
