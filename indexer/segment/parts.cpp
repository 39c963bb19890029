// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segment/parts.hpp"

#include "common/date.hpp"
#include "common/files.hpp"
#include "common/terms.hpp"
#include "common/xapian.hpp"

namespace newsgrep {
namespace {

std::filesystem::path new_folder(std::filesystem::path folder) {
  make_folder(folder);
  return folder;
}

void count_article(SegmentEntry& entry, const Article& article) {
  ++entry.articles;
  entry.text_bytes += article.title.size() + article.text.size();
  if (!article.published.known()) {
    ++entry.undated;
    return;
  }
  const Period period = period_of(article.published);
  entry.widen(static_cast<std::int32_t>(period.first->time_since_epoch().count()),
              static_cast<std::int32_t>(period.last->time_since_epoch().count()));
}

}  // namespace

PartRecords::PartRecords(std::filesystem::path folder) : folder_(new_folder(std::move(folder))), records_(folder_) {}

void PartRecords::add(std::string_view record, const Article& article, std::uint64_t id, std::uint32_t length) {
  records_.add(record, order_value(article.published, id), length);
  count_article(counts_, article);
}

void verify_segment(const std::filesystem::path& segment, std::uint64_t articles) {
  guarded("verifying a segment", [&] {
    const Xapian::Database made(segment.string());
    if (made.get_doccount() != articles || made.get_lastdocid() != articles || Records(segment).size() != articles)
      throw Error(ErrorCode::internal, "a new segment holds " + std::to_string(made.get_doccount()) +
                                           " articles instead of " + std::to_string(articles));
  });
}

}  // namespace newsgrep
