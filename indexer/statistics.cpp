// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/catalog.hpp"
#include "common/date.hpp"
#include "common/files.hpp"
#include "indexer/inventory.hpp"

#include <newsgrep/indexer.hpp>

#include <algorithm>
#include <map>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

std::string day_text(std::int32_t days) { return iso(Day{std::chrono::days{days}}); }

void count_files(const Inventory& inventory, IndexStatistics& result) {
  std::map<std::uint64_t, std::string> winners;
  for (const auto& [path, file] : inventory)
    for (const auto& article : file.articles)
      if (!article.superseded) winners[article.id] = path + article.entry;
  for (const auto& [path, file] : inventory) {
    ++result.files;
    result.failures.insert(result.failures.end(), file.failures.begin(), file.failures.end());
    for (const auto& article : file.articles) {
      if (!article.superseded) {
        ++result.articles;
        result.text_bytes += article.text_bytes;
        continue;
      }
      ++result.superseded;
      const auto winner = winners.find(article.id);
      result.superseded_by.push_back(path + article.entry + (winner == winners.end() ? " waits for a run that reads it" : " superseded by " + winner->second));
    }
  }
}

IndexStatistics count(const fs::path& db, const Catalog& catalog) {
  IndexStatistics result;
  result.generation = catalog.generation;
  result.layout = catalog.layout;
  result.segments = catalog.segments.size();
  std::int32_t oldest = 0, newest = -1;
  for (const auto& segment : catalog.segments) {
    result.dead += segment.dead_count;
    result.undated += segment.undated;
    if (!segment.dated()) continue;
    const bool first = newest < oldest;
    oldest = first ? segment.oldest : std::min(oldest, segment.oldest);
    newest = first ? segment.newest : std::max(newest, segment.newest);
  }
  if (oldest <= newest) {
    result.oldest = day_text(oldest);
    result.newest = day_text(newest);
  }
  count_files(read_inventory(db, catalog), result);
  result.index_bytes = size_on_disk(db);
  return result;
}

}  // namespace

IndexStatistics statistics(const fs::path& db) {
  return read_generation(db, [&](const Catalog& catalog) { return count(db, catalog); });
}

}  // namespace newsgrep
