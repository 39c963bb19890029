// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/json_feed.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/collector.hpp"
#include "indexer/readers/json_repair.hpp"
#include "indexer/readers/left_out.hpp"
#include "indexer/readers/numbered_articles.hpp"
#include "indexer/readers/skips.hpp"
#include "indexer/readers/values.hpp"
#include "indexer/readers/xml_text.hpp"

#include <simdjson.h>

namespace newsgrep {
namespace {

namespace dom = simdjson::dom;

std::string text_of(dom::object object, const char* key) {
  dom::element value;
  if (object.at_key(key).get(value) != simdjson::SUCCESS) return {};
  if (std::string_view text; value.get(text) == simdjson::SUCCESS) return std::string(text);
  return value.is_number() ? simdjson::minify(value) : std::string();
}

// "authors" of version 1.1, "author" of version 1.
std::vector<std::string> authors_of(dom::object object) {
  std::vector<std::string> authors;
  dom::array list;
  if (object.at_key("authors").get(list) == simdjson::SUCCESS)
    for (const auto element : list)
      if (dom::object author; element.get(author) == simdjson::SUCCESS) add_once(authors, collapse(text_of(author, "name")));
  if (dom::object author; authors.empty() && object.at_key("author").get(author) == simdjson::SUCCESS) add_once(authors, collapse(text_of(author, "name")));
  return authors;
}

struct Feed {
  std::string title, language;
  std::vector<std::string> authors;
};

Draft item_of(dom::object item, const Feed& feed, bool explain) {
  Collector collector("feed");
  collector.offer(Role::title, 0, "title", text_of(item, "title"));
  const auto summary = text_of(item, "summary");
  collector.offer(Role::text, 0, "content_html", text_of(item, "content_html"));
  collector.offer(Role::text, 1, "content_text", text_of(item, "content_text"));
  const bool partial = !collector.has(Role::text);
  if (partial) collector.offer(Role::text, 2, "summary", summary);
  collector.offer(Role::date, 0, "date_published", text_of(item, "date_published"));
  const auto modified = text_of(item, "date_modified");
  collector.offer(Role::updated, 0, "date_modified", modified);
  collector.offer(Role::date, 1, "date_modified", modified);
  collector.offer(Role::id, 0, "id", text_of(item, "id"));
  for (const auto& [key, preference] : {std::pair{"url", 0u}, {"external_url", 1u}}) collector.offer(Role::url, preference, key, text_of(item, key));
  collector.offer(Role::source, 0, "title", feed.title);
  for (const auto& language : {text_of(item, "language"), feed.language}) collector.offer(Role::language, 0, "language", language);
  std::vector<std::string> tags;
  if (dom::array list; item.at_key("tags").get(list) == simdjson::SUCCESS)
    for (const auto element : list)
      if (std::string_view tag; element.get(tag) == simdjson::SUCCESS) add_once(tags, collapse(tag));
  if (!tags.empty()) collector.offer(Role::section, 0, "tags", tags.front());
  auto authors = authors_of(item);
  if (authors.empty()) authors = feed.authors;
  collector.offer(Role::byline, 0, "authors", joined_names(authors));
  Draft draft = collector.take(explain);
  draft.partial = draft.partial || partial;
  Article& article = draft.article;
  article.standfirst = standfirst_beside(article_text(summary, article.title), article.text);
  article.captions = captions_in_markup(text_of(item, "content_html"));
  article.tags = std::move(tags);
  article.authors = std::move(authors);
  return draft;
}

void read_items(dom::array items, const Feed& feed, ArticleSink& sink, std::uint32_t repairs) {
  Skips skips(sink);
  NumberedArticles articles(sink);
  std::uint64_t number = 0;
  for (const auto element : items) {
    ++number;
    dom::object item;
    Draft draft;
    if (element.get(item) == simdjson::SUCCESS) draft = item_of(item, feed, sink.explain());
    if (draft.article.title.empty() && draft.article.text.empty()) {
      skips.add("no_text", "an item without headline and text", number, 0);
      continue;
    }
    draft.repairs = std::exchange(repairs, 0);
    if (!articles.add(std::move(draft), number)) return;
  }
  articles.finish(false);
  skips.finish();
  if (number == 0) LeftOut(sink).nothing("a feed without items");
}

}  // namespace

Likeness sniff_json_feed(std::string_view head) {
  head = trim(head);
  if (head.starts_with("\xEF\xBB\xBF")) head = trim(head.substr(3));
  constexpr std::size_t enough = 4096;
  const auto beginning = head.substr(0, enough);
  const bool names_version = beginning.find("jsonfeed.org/version") != std::string_view::npos || beginning.find("jsonfeed.org\\/version") != std::string_view::npos;
  return beginning.starts_with('{') && names_version ? Likeness::surely : Likeness::no;
}

void read_json_feed(Entry& entry, ArticleSink& sink) {
  constexpr std::size_t most_feed = 64u << 20;
  sink.rolling();
  std::string bytes = read_all(entry, most_feed);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  auto repairs = static_cast<std::uint32_t>(repair_utf8(bytes));
  dom::parser parser;
  dom::element root;
  auto error = parser.parse(bytes).get(root);
  if (error) {
    repairs += repair_json(bytes);
    error = parser.parse(bytes).get(root);
  }
  dom::object object;
  if (!error) error = root.get(object);
  if (error) {
    sink.skipped({Severity::warning, "bad_json", std::string("is not JSON: ") + error_message(error), "", "", 0, 0, 0});
    return;
  }
  Feed feed{collapse(text_of(object, "title")), text_of(object, "language"), authors_of(object)};
  dom::array items;
  if (object.at_key("items").get(items) != simdjson::SUCCESS) return LeftOut(sink).nothing("a feed without items");
  read_items(items, feed, sink, repairs);
}

}  // namespace newsgrep
