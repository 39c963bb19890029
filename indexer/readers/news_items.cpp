// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/news_items.hpp"

#include "indexer/readers/left_out.hpp"
#include "indexer/readers/numbered_articles.hpp"
#include "indexer/readers/skips.hpp"

#include <utility>

namespace newsgrep {

void read_news_items(Entry& entry, ArticleSink& sink, std::initializer_list<std::string_view> names, MakeDraft make, WhyLeftOut why_left_out) {
  Skips skips(sink);
  LeftOut left_out(sink);
  NumberedArticles articles(sink);
  const auto count = for_each_xml(entry, skips, names, [&](const XmlRecord& record) {
    if (const auto why = why_left_out(record.node); !why.empty()) return left_out.add(why, record.number);
    Draft draft = make(record, sink.explain());
    draft.line = record.line;
    draft.repairs = record.repairs;
    if (draft.article.title.empty() && draft.article.text.empty()) return left_out.add("without headline and text", record.number);
    return articles.add(std::move(draft), record.number);
  });
  articles.finish(count == 1);
  left_out.finish();
  skips.finish();
  if (count == 0) left_out.nothing("a message without news items");
}

}  // namespace newsgrep
