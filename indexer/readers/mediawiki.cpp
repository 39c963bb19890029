// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/mediawiki.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/collector.hpp"
#include "indexer/readers/left_out.hpp"
#include "indexer/readers/numbered_articles.hpp"
#include "indexer/readers/wikitext.hpp"
#include "indexer/readers/xml.hpp"

namespace newsgrep {
namespace {

// "https://en.wikinews.org/wiki/Main_Page" and a title -> the address of the page.
std::string address_of(const XmlNode& root, std::string_view title) {
  const auto base = root.words_of("siteinfo/base");
  const auto slash = base.rfind('/');
  if (!base.starts_with("http") || slash == std::string::npos) return {};
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string address = base.substr(0, slash + 1);
  for (const char c : title) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == ' ')
      address += '_';
    else if (c == '%' || c == '?' || c == '#' || c == '"')
      (address += '%').append({hex[byte >> 4], hex[byte & 15]});
    else
      address += c;
  }
  return address;
}

std::string why_left_out(const XmlNode& page, const XmlNode* revision, std::string_view text) {
  const auto space = page.words_of("ns");
  if (!space.empty() && space != "0") return "of other namespaces";
  if (page.child("redirect") || iequals(trim(text).substr(0, 9), "#redirect")) return "redirecting to others";
  return revision && !trim(text).empty() ? std::string() : "without text";
}

Draft article_of(const XmlRecord& record, const XmlNode& first, const XmlNode& last, const std::string& text, bool explain) {
  const XmlNode& page = record.node;
  const WikiPage wiki = read_wikitext(text);
  const auto title = page.words_of("title");
  Collector collector("mediawiki");
  collector.offer(Role::title, 0, "title", title);
  collector.offer(Role::date, 0, "template", wiki.date);
  collector.offer(Role::date, 1, "timestamp", first.words_of("timestamp"));
  collector.offer(Role::updated, 0, "timestamp", last.words_of("timestamp"));
  collector.offer(Role::source, 0, "sitename", record.root.words_of("siteinfo/sitename"));
  collector.offer(Role::language, 0, "xml:lang", record.root.attribute("xml:lang"));
  collector.offer(Role::url, 0, "title", address_of(record.root, title));
  collector.offer(Role::id, 0, "id", page.words_of("id"));
  if (!wiki.categories.empty()) collector.offer(Role::section, 0, "category", wiki.categories.front());
  Draft draft = collector.take(explain);
  Article& article = draft.article;
  article.text = wiki.text;
  article.tags = wiki.categories;
  article.captions = wiki.captions;
  article.dateline = wiki.place;
  draft.line = record.line;
  draft.repairs = record.repairs;
  return draft;
}

}  // namespace

Likeness sniff_mediawiki(std::string_view head) { return xml_root(head) == "mediawiki" ? Likeness::surely : Likeness::no; }

void read_mediawiki(Entry& entry, ArticleSink& sink) {
  Skips skips(sink);
  LeftOut left_out(sink);
  NumberedArticles articles(sink);
  const auto count = for_each_xml(entry, skips, {"page"}, [&](const XmlRecord& record) {
    // A dump with histories has the newest form last.
    const XmlNode* first = nullptr;
    const XmlNode* last = nullptr;
    for_children(record.node, "revision", [&](const XmlNode& revision) {
      if (!first) first = &revision;
      last = &revision;
    });
    const auto* words = last ? last->child("text") : nullptr;
    const auto text = words ? words->raw_text() : std::string();
    if (const auto why = why_left_out(record.node, last, text); !why.empty()) return left_out.add(why, record.number);
    Draft draft = article_of(record, *first, *last, text, sink.explain());
    if (draft.article.text.empty()) return left_out.add("without text", record.number);
    return articles.add(std::move(draft), record.number);
  });
  articles.finish(false);
  left_out.finish();
  skips.finish();
  if (count == 0) left_out.nothing("a dump without pages");
}

}  // namespace newsgrep
