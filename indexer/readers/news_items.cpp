// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/news_items.hpp"

#include "indexer/readers/left_out.hpp"
#include "indexer/readers/numbered_articles.hpp"
#include "indexer/readers/skips.hpp"

#include <utility>

namespace newsgrep {

void read_news_items(Entry& entry, ArticleSink& sink, std::initializer_list<std::string_view> names, MakeDrafts make, WhyLeftOut why_left_out) {
  Skips skips(sink);
  LeftOut left_out(sink);
  NumberedArticles articles(sink);
  std::uint64_t more = 0;  // articles than items so far
  const auto count = for_each_xml(entry, skips, names, [&](const XmlRecord& record) {
    if (const auto why = why_left_out(record.node); !why.empty()) return left_out.add(why, record.number);
    auto drafts = make(record, sink.explain());
    drafts.front().repairs = record.repairs;
    for (auto& draft : drafts) {
      const auto number = record.number + more + static_cast<std::uint64_t>(&draft - drafts.data());
      draft.line = record.line;
      if (draft.article.title.empty() && draft.article.text.empty())
        left_out.add("without headline and text", number);
      else if (!articles.add(std::move(draft), number))
        return false;
    }
    more += drafts.size() - 1;
    return true;
  });
  articles.finish(count == 1 && more == 0);
  left_out.finish();
  skips.finish();
  if (count == 0) left_out.nothing("a message without news items");
}

}  // namespace newsgrep
