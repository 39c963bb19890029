// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/publishing.hpp"

#include "common/analysis.hpp"
#include "common/files.hpp"
#include "common/hints.hpp"
#include "common/record.hpp"
#include "common/records.hpp"
#include "common/terms.hpp"
#include "indexer/articles_by_id.hpp"
#include "indexer/glass/guard.hpp"
#include "indexer/parallel.hpp"
#include "indexer/segment/writer.hpp"

#include <algorithm>
#include <mutex>
#include <set>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

// Contiguous parts, none so small that another thread does not pay: first a large one for each thread, and then smaller ones for whichever is done
// first, where parts cost little.
std::vector<std::pair<std::size_t, std::size_t>> split(const std::vector<SpooledArticle>& articles, unsigned threads, bool shared) {
  constexpr std::uint64_t smallest = 4u << 20;
  constexpr double large = 0.8;  // share of the large ones
  constexpr unsigned most_small_each = 3;  // of the others, for each thread
  constexpr std::uint64_t most_parts = 20;  // each may have several files open at last
  std::uint64_t total = 0;
  for (const auto& article : articles) total += article.place.size;
  const auto count = std::clamp<std::uint64_t>(total / smallest, 1, threads);
  const auto small_each = std::min<std::uint64_t>(most_small_each, (most_parts - std::min(most_parts, count)) / count);
  const bool in_turn = shared && small_each > 0 && count > 1 && static_cast<double>(total) * (1 - large) >= static_cast<double>(smallest * count * small_each);
  std::vector<double> sizes(count, static_cast<double>(total) * (in_turn ? large : 1) / static_cast<double>(count));
  if (in_turn) sizes.insert(sizes.end(), count * small_each, static_cast<double>(total) * (1 - large) / static_cast<double>(count * small_each));
  std::vector<std::pair<std::size_t, std::size_t>> ranges;
  double seen = 0, end = sizes[0];  // bytes
  std::size_t begin = 0;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    seen += static_cast<double>(articles[i].place.size);
    const bool last = i + 1 == articles.size(), full = seen >= end && ranges.size() + 1 < sizes.size();
    if (!full && !last) continue;
    ranges.emplace_back(begin, i + 1);
    begin = i + 1;
    if (!last) end += sizes[ranges.size()];
  }
  return ranges;
}

class SegmentRun {
 public:
  SegmentRun(const std::vector<SpooledArticle>& articles, Spool& spool, const WriteProgress& progress)
      : articles_(articles), spool_(spool), progress_(progress) {}

  void write(SegmentWriter& writer, std::size_t part, std::size_t begin, std::size_t end) {
    SpoolReader reader(spool_);
    for (std::size_t i = begin; i < end; ++i) {
      const Article& article = reader.read(articles_[i]);
      writer.add(part, article, articles_[i].id);
      note(article);
    }
    writer.close(part);
  }

  std::set<std::string> stemmers;

 private:
  void note(const Article& article) {
    const std::lock_guard lock(mutex_);
    stemmers.emplace(stemmer_of(article.language));
    if (!progress_(++done_)) throw Error(ErrorCode::cancelled, "stopped while writing; the index is as it was");
  }

  const std::vector<SpooledArticle>& articles_;
  Spool& spool_;
  const WriteProgress& progress_;
  std::mutex mutex_;
  std::uint64_t done_ = 0;
};

// What a reader still holds stays for a later run.
void remove_unlocked(const fs::path& path) {
  std::error_code error;
  try {
    const FolderLock lock(path, FolderLock::Mode::exclusive);
    if (lock.held()) fs::remove_all(path, error);
  } catch (const Error& refused) {  // it is gone, or a link to nothing; what cannot be asked may be held
    if (refused.code() == ErrorCode::corrupt) fs::remove_all(path, error);
  }
}

bool is_number(std::string_view name) { return !name.empty() && name.find_first_not_of("0123456789") == std::string_view::npos; }

bool is_tombstones(std::string_view name) { return name.starts_with("dead.") && is_number(name.substr(name.find('.') + 1)); }

bool is_table(std::string_view name) { return table_of_name(name).has_value(); }

bool is_scratch(std::string_view name) { return name == "spool" || is_number(name); }

// Only what is named as newsgrep names it: whatever else a user has put there is not ours to remove.
void remove_others(const fs::path& folder, const std::set<std::string>& keep, bool (*ours)(std::string_view name)) {
  std::error_code error;
  std::vector<fs::path> leftovers;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (const auto name = at->path().filename().string(); ours(name) && !keep.count(name)) leftovers.push_back(at->path());
  for (const auto& path : leftovers) remove_unlocked(path);
}

}  // namespace

fs::path scratch_path(const fs::path& folder) { return folder / "scratch"; }

namespace {

bool is_portable(const SegmentWriting& how, const fs::path& scratch) {
  if (how.portable || glass_is_known(scratch)) return how.portable;
  if (how.other_xapian) how.other_xapian();
  return true;
}

}  // namespace

void write_segment(const fs::path& folder, Catalog& catalog, std::vector<SpooledArticle>& articles, const LearntTables& tables, Spool& spool,
                   const SegmentWriting& how, const WriteProgress& progress) {
  std::sort(articles.begin(), articles.end(), [](const auto& a, const auto& b) { return a.moment != b.moment ? a.moment > b.moment : a.id < b.id; });
  const std::string id = std::to_string(catalog.generation);
  const auto scratch = scratch_path(folder) / id;
  make_folder(folder / "segments");
  make_folder(scratch);
  const bool portable = is_portable(how, scratch);
  const auto ranges = split(articles, how.threads, !portable);
  const auto threads = std::min<std::size_t>(how.threads, ranges.size());
  const SegmentPlace place{segment_path(folder, id), scratch, ranges.size(), threads, how.memory, catalog.layout};
  const auto writer = (portable ? portable_writer : direct_writer)(place, tables.view());
  SegmentRun run(articles, spool, progress);
  run_parallel(how.threads, ranges.size(),
               [&](std::size_t part) { run.write(*writer, part, ranges[part].first, ranges[part].second); });
  SegmentEntry entry = writer->finish();
  entry.symbols = tables.symbols_number;
  entry.terms = tables.terms;
  catalog.segments.push_back(std::move(entry));
  sync_path(folder / "segments");
  run.stemmers.insert(catalog.stemmers.begin(), catalog.stemmers.end());
  catalog.stemmers.assign(run.stemmers.begin(), run.stemmers.end());
}

void kill_articles(const fs::path& folder, Catalog& catalog, const std::vector<std::uint64_t>& ids) {
  if (ids.empty()) return;
  std::set<std::uint64_t> left(ids.begin(), ids.end());
  for (SegmentEntry& segment : catalog.segments) {
    const auto path = segment_path(folder, segment.id);
    Tombstones dead = read_tombstones(folder, segment);
    find_articles(folder, segment, ids, [&](const Records&, std::uint64_t id, std::uint32_t document) {
      if (!dead.dead(document)) left.erase(id);
      dead.kill(document);
    });
    if (dead.count() == segment.dead_count) continue;
    segment.dead_count = dead.count();
    segment.dead = "dead." + std::to_string(catalog.generation);
    const std::string bytes = dead.bytes();
    segment.dead_sum = checksum(bytes);
    write_sealed(path / segment.dead, "tombstones", bytes);
    sync_path(path);
  }
  // An older version that stays would be found beside the newer one.
  if (!left.empty())
    throw Error(ErrorCode::corrupt, "the article " + id_text(*left.begin()) + " is not found in the segments of " + folder.string() + ", which should hold it", check_hint_for(folder));
  catalog.segments.erase(std::remove_if(catalog.segments.begin(), catalog.segments.end(),
                                        [](const SegmentEntry& segment) { return segment.dead_count >= segment.articles; }),
                         catalog.segments.end());
}

void drop_unused_tables(Catalog& catalog) {
  std::set<std::uint32_t> used;
  for (const auto& segment : catalog.segments) used.insert(segment.symbols);
  if (used.empty()) return;
  std::erase_if(catalog.tables, [&](const TableEntry& table) { return table.kind != TableKind::terms && !used.contains(table.number); });
}

std::uint64_t generation_on_disk(const fs::path& folder) {
  std::uint64_t largest = 0;
  for (const auto* part : {"segments", "inventory"})
    for (const auto number : numbered_entries(folder / part)) largest = std::max(largest, number);
  return largest;
}

void remove_scratch(const fs::path& folder) {
  std::error_code error;
  remove_others(scratch_path(folder), {}, is_scratch);
  fs::remove(scratch_path(folder), error);  // if it is empty now
  for (const auto* name : {"catalog.json.new", "catalog.copy.new"}) fs::remove(folder / name, error);
}

void remove_leftovers(const fs::path& folder, const Catalog& catalog) {
  remove_scratch(folder);
  std::set<std::string> segments;
  for (const auto& segment : catalog.segments) {
    segments.insert(segment.id);
    remove_others(segment_path(folder, segment.id), {segment.dead}, is_tombstones);
  }
  remove_others(folder / "segments", segments, is_number);
  remove_others(folder / "inventory", {catalog.inventories.begin(), catalog.inventories.end()}, is_number);
  std::set<std::string> tables;
  for (const auto& table : catalog.tables)
    for (const char copy : {'a', 'b'}) tables.insert(table_path(folder, table, copy).filename().string());
  remove_others(folder / "tables", tables, is_table);
}

}  // namespace newsgrep
