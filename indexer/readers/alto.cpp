// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/alto.hpp"

#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/alto_page.hpp"
#include "indexer/readers/left_out.hpp"
#include "indexer/readers/mets.hpp"
#include "indexer/readers/numbered_articles.hpp"
#include "indexer/readers/values.hpp"
#include "indexer/readers/xml.hpp"

#include <algorithm>
#include <optional>

namespace newsgrep {

// "0002647_18240217_0001.xml": newspapers are older than what paths of news usually name.
std::optional<Date> date_of_page(const std::string& path) {
  constexpr std::size_t digits = 8;
  const std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t at = 0; at < name.size();) {
    std::size_t end = at;
    while (end < name.size() && is_digit(name[end])) ++end;
    if (end - at == digits && name[at] == '1' && name[at + 1] >= '6')
      if (const auto date = parse_date(std::string(name.substr(at, 4)).append("-").append(name.substr(at + 4, 2)).append("-").append(name.substr(at + 6, 2)))) return date;
    at = std::max(end, at + 1);
  }
  return date_in_path(path);
}

Likeness sniff_alto(std::string_view head) {
  return ascii_lower(xml_root(head)) == "alto" ? Likeness::surely : Likeness::no;
}

void read_alto(Entry& entry, ArticleSink& sink) {
  LeftOut left_out(sink);
  if (const auto contents = contents_of_page(entry); !contents.empty()) {
    while (!entry.read().empty()) continue;
    return left_out.nothing("a page whose articles are read by " + contents);
  }
  Skips skips(sink);
  NumberedArticles articles(sink);
  const auto count = for_each_xml(entry, skips, {"Page"}, [&](const XmlRecord& record) {
    const AltoPage page(record.node);
    ParagraphWriter writer;
    page.write(page.all(), writer);
    Draft draft;
    Article& article = draft.article;
    article.text = writer.take();
    if (article.text.empty()) return left_out.add("without words", record.number);
    article.title = page.headline(page.all());
    if (article.title.empty()) article.title = "Page " + page.number();
    article.language = language_code(page.language());
    if (!page.number().empty()) article.section = "Page " + page.number();
    if (const auto date = date_of_page(entry.path())) {
      article.published = *date;
      article.date_from = "path";
      if (sink.explain()) draft.why.push_back({"date", "path", entry.path()});
    }
    draft.line = record.line;
    draft.repairs = record.repairs;
    return articles.add(std::move(draft), record.number);
  });
  articles.finish(count == 1);
  left_out.finish();
  skips.finish();
  if (count == 0) left_out.nothing("a document without pages");
}

}  // namespace newsgrep
