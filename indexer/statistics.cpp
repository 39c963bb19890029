// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/catalog.hpp"
#include "common/date.hpp"
#include "common/files.hpp"
#include "common/xapian.hpp"
#include "indexer/inventory.hpp"
#include "indexer/segment/manifest.hpp"

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

Diagnostic trouble(const fs::path& path, std::string message) {
  return {Severity::error, "damaged", std::move(message), "build the index again: newsgrep-index --rebuild PATH", path.string(), 0, 0, 0};
}

template <class Check>
void collect(std::vector<Diagnostic>& troubles, const fs::path& path, Check&& check_one) {
  try {
    check_one();
  } catch (const std::exception& error) {
    troubles.push_back(trouble(path, error.what()));
  }
}

void check_segment(const fs::path& folder, const SegmentEntry& segment, std::vector<Diagnostic>& troubles) {
  const auto path = segment_path(folder, segment.id);
  bool sound = true;
  collect(troubles, path, [&] {
    for (const auto& what : check_manifest(path, segment.manifest)) {
      troubles.push_back(trouble(path, what));
      sound = false;
    }
    if (!sound) return;
    guarded("checking segment " + segment.id, [&] {
      const Xapian::Database database(path.string());
      if (database.get_doccount() != segment.articles)
        troubles.push_back(trouble(path, "holds " + std::to_string(database.get_doccount()) + " articles, the catalog says " +
                                             std::to_string(segment.articles)));
    });
  });
  collect(troubles, path / segment.dead, [&] {
    if (read_tombstones(folder, segment).count() != segment.dead_count)
      troubles.push_back(trouble(path / segment.dead, "does not hold the number of tombstones the catalog says"));
  });
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
    oldest = newest < oldest ? segment.oldest : std::min(oldest, segment.oldest);
    newest = std::max(newest, segment.newest);
  }
  if (oldest <= newest) {
    result.oldest = day_text(oldest);
    result.newest = day_text(newest);
  }
  count_files(read_inventory(db, catalog), result);
  result.index_bytes = size_on_disk(db);
  return result;
}

std::vector<Diagnostic> check_generation(const fs::path& db, const Catalog& catalog) {
  std::vector<Diagnostic> troubles;
  for (const auto& segment : catalog.segments) check_segment(db, segment, troubles);
  for (const auto& table : catalog.tables)
    for (const char copy : {'a', 'b'}) collect(troubles, table_path(db, table, copy), [&, which = copy] { read_table_copy(db, table, which); });
  collect(troubles, db / "inventory", [&] { read_inventory(db, catalog); });
  return troubles;
}

}  // namespace

IndexStatistics statistics(const fs::path& db) {
  return read_generation(db, [&](const Catalog& catalog) { return count(db, catalog); });
}

std::vector<Diagnostic> check(const fs::path& db) {
  for (;;) {
    const Catalog catalog = read_catalog(db);
    auto troubles = check_generation(db, catalog);
    if (troubles.empty() || read_catalog(db).generation == catalog.generation) return troubles;
  }
}

}  // namespace newsgrep
