// SPDX-License-Identifier: GPL-2.0-or-later
// From resolved articles to the next generation on disk.
#pragma once

#include "common/catalog.hpp"
#include "indexer/learning.hpp"
#include "indexer/resolve.hpp"
#include "indexer/spool.hpp"

#include <newsgrep/indexer.hpp>

#include <filesystem>
#include <functional>
#include <vector>

namespace newsgrep {

/// Calls back with articles written so far; returns false to stop at once.
using WriteProgress = std::function<bool(std::uint64_t)>;

/// How a segment is written: directly in the layout of the catalog, or through Xapian's public API in the stock layout.
struct SegmentWriting {
  unsigned threads = 1;
  std::uint64_t memory = 0;            ///< bytes, about
  bool portable = false;               ///< through the API
  std::function<void()> other_xapian;  ///< called when the API has to be used because Xapian's tables are of another kind
};

/// Writes the articles, which are not none and which it puts in order, newest first into one new segment and names it in the catalog.
void write_segment(const std::filesystem::path& folder, Catalog& catalog, std::vector<SpooledArticle>& articles, const LearntTables& tables,
                   Spool& spool, const SegmentWriting& how, const WriteProgress& progress);

/// Marks the documents of these articles dead in the catalog's segments; segments without a live one are left out. Throws
/// Error(corrupt) when one of them is not found.
void kill_articles(const std::filesystem::path& folder, Catalog& catalog, const std::vector<std::uint64_t>& ids);

/// Drops the symbols and dictionaries that no segment is written with; an index without segments keeps them for its next ones. Readers
/// that hold an older generation have read theirs when they opened it.
void drop_unused_tables(Catalog& catalog);

/// Removes what no generation names: leftovers of runs that ended early, and of generations that are past.
void remove_leftovers(const std::filesystem::path& folder, const Catalog& catalog);

/// The largest generation that has left traces, for an index whose catalog cannot be read.
std::uint64_t generation_on_disk(const std::filesystem::path& folder);

/// A folder for files of this run only; what an earlier run left in it.
std::filesystem::path scratch_path(const std::filesystem::path& folder);
void remove_scratch(const std::filesystem::path& folder);

}  // namespace newsgrep
