// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/folding.hpp"

#include "common/record.hpp"
#include "common/records.hpp"
#include "common/terms.hpp"

#include <algorithm>
#include <memory>
#include <numeric>

namespace newsgrep {
namespace {

void copy_live(const std::filesystem::path& folder, const SegmentEntry& segment, RecordReader& reader, Spool& spool, std::vector<SpooledArticle>& out) {
  const Tombstones dead = read_tombstones(folder, segment);
  const Records records(segment_path(folder, segment.id));
  std::string bytes;
  Article article;
  for (std::uint64_t document = 1; document <= records.size(); ++document) {
    if (dead.dead(static_cast<std::uint32_t>(document))) continue;
    reader.read(records.record(document), article);
    serialise(article, bytes);
    out.push_back({records.id(document), moment_of_order(records.order(document)), spool.put(bytes)});
  }
}

}  // namespace

std::vector<std::size_t> segments_to_fold(const std::vector<SegmentEntry>& segments, std::uint64_t text_bytes) {
  std::vector<std::size_t> by_size(segments.size());
  std::iota(by_size.begin(), by_size.end(), 0);
  std::stable_sort(by_size.begin(), by_size.end(), [&](std::size_t a, std::size_t b) { return segments[a].text_bytes < segments[b].text_bytes; });
  std::size_t count = 0;
  if (segments.size() >= most_segments)
    for (std::uint64_t gathered = text_bytes; count < by_size.size(); ++count) {
      const std::uint64_t size = segments[by_size[count]].text_bytes;
      const bool room = segments.size() - count < most_segments;
      if (room && size > 2 * gathered) break;
      gathered += size;
    }
  by_size.resize(count);
  std::sort(by_size.begin(), by_size.end());
  return by_size;
}

std::vector<SpooledArticle> fold_segments(const std::filesystem::path& folder, Catalog& catalog, const std::vector<std::size_t>& fold, Spool& spool) {
  std::vector<SpooledArticle> articles;
  if (fold.empty()) return articles;
  RecordReader reader(read_record_tables(folder, catalog.tables));
  for (const auto number : fold) copy_live(folder, catalog.segments[number], reader, spool, articles);
  for (auto number = fold.rbegin(); number != fold.rend(); ++number) catalog.segments.erase(catalog.segments.begin() + static_cast<std::ptrdiff_t>(*number));
  return articles;
}

}  // namespace newsgrep
