// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_linked_data.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/markup.hpp"

#include <simdjson.h>

#include <algorithm>
#include <vector>

namespace newsgrep {
namespace {

namespace dom = simdjson::dom;

std::string text_of(dom::element value) {
  if (std::string_view text; value.get(text) == simdjson::SUCCESS) return collapse(decode_entities(text));
  if (dom::array list; value.get(list) == simdjson::SUCCESS) {
    std::string all;
    std::size_t count = 0;
    constexpr std::size_t most = 20;
    for (const auto part : list) {
      if (++count > most) break;
      std::string_view text;
      std::string one;
      if (part.get(text) == simdjson::SUCCESS)
        one = collapse(decode_entities(text));
      else if (part["name"].get(text) == simdjson::SUCCESS)
        one = collapse(decode_entities(text));
      if (one.empty() || all.find(one) != std::string::npos) continue;
      all.append(all.empty() ? "" : ", ").append(one);
    }
    return all;
  }
  for (const char* key : {"name", "@id", "url"})
    if (std::string_view text; value[key].get(text) == simdjson::SUCCESS) return collapse(decode_entities(text));
  return {};
}

std::string member(dom::object object, const char* key) {
  dom::element value;
  return object.at_key(key).get(value) == simdjson::SUCCESS ? text_of(value) : std::string();
}

bool is_article_type(dom::object object) {
  dom::element type;
  if (object.at_key("@type").get(type) != simdjson::SUCCESS) return false;
  const std::string name = text_of(type);
  return name.find("Article") != std::string::npos || name.find("BlogPosting") != std::string::npos ||
         name.find("Report") != std::string::npos;
}

void take_article(dom::object object, LinkedData& data) {
  const auto fill = [&](std::string& to, const char* key) {
    if (to.empty()) to = member(object, key);
  };
  fill(data.headline, "headline");
  fill(data.headline, "name");
  fill(data.author, "author");
  fill(data.author, "creator");
  fill(data.publisher, "publisher");
  fill(data.section, "articleSection");
  fill(data.language, "inLanguage");
  fill(data.url, "mainEntityOfPage");
  fill(data.url, "url");
  fill(data.published, "datePublished");
  fill(data.published, "dateCreated");
  fill(data.modified, "dateModified");
  fill(data.keywords, "keywords");
  fill(data.dateline, "dateline");
  if (std::string_view body; data.body.empty() && object.at_key("articleBody").get(body) == simdjson::SUCCESS)
    data.body = body;
}

constexpr std::size_t most_articles = 40;

// The articles among the nodes of one document; arrays and @graph are looked into.
void find_articles(dom::element root, std::vector<LinkedData>& found, unsigned depth = 0) {
  constexpr unsigned deepest = 4;
  if (depth > deepest || found.size() >= most_articles) return;
  if (dom::array list; root.get(list) == simdjson::SUCCESS) {
    for (const auto element : list) find_articles(element, found, depth + 1);
    return;
  }
  dom::object object;
  if (root.get(object) != simdjson::SUCCESS) return;
  if (is_article_type(object)) return take_article(object, found.emplace_back());
  for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage"})
    if (dom::element inner; object.at_key(key).get(inner) == simdjson::SUCCESS) find_articles(inner, found, depth + 1);
}

std::string_view meta(const Page& page, std::string_view name) {
  for (const auto& [key, value] : page.metas)
    if (key == name) return value;
  return {};
}

// Whether an article is the one that the page is about, not one that it links to.
bool is_of_page(const LinkedData& data, const Page& page) {
  if (!data.url.empty() && (data.url == page.canonical || data.url == meta(page, "og:url"))) return true;
  if (data.headline.empty()) return false;
  return data.headline == decode_entities(meta(page, "og:title")) ||
         std::find(page.headings.begin(), page.headings.end(), data.headline) != page.headings.end();
}

// Some pages tell of one article in several pieces.
void fill_gaps(LinkedData& data, const LinkedData& other) {
  for (const auto field : {&LinkedData::author, &LinkedData::publisher, &LinkedData::section, &LinkedData::language,
                           &LinkedData::url, &LinkedData::published, &LinkedData::modified, &LinkedData::keywords,
                           &LinkedData::dateline, &LinkedData::body})
    if ((data.*field).empty()) data.*field = other.*field;
}

// Line ends inside strings, comments around, commas too many: what pages do to their JSON.
std::string repaired_json(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string) {
      if (c == '\\' && i + 1 < json.size())
        out.append(json.substr(i++, 2));
      else if (static_cast<unsigned char>(c) < 0x20)
        out += ' ';
      else
        out += c;
      if (c == '"') in_string = false;
      continue;
    }
    if (c == ',') {
      const auto next = json.find_first_not_of(" \t\r\n", i + 1);
      if (next != std::string_view::npos && (json[next] == '}' || json[next] == ']')) continue;
    }
    if (c == '"') in_string = true;
    out += c;
  }
  const auto begin = out.find_first_of("{["), end = out.find_last_of("}]");
  return begin == std::string::npos || end == std::string::npos || end < begin ? std::string()
                                                                               : out.substr(begin, end + 1 - begin);
}

}  // namespace

LinkedData read_linked_data(const Page& page) {
  std::vector<LinkedData> found;
  dom::parser parser;
  for (const auto& text : page.json_ld) {
    dom::element root;
    if (parser.parse(text).get(root) == simdjson::SUCCESS ||
        parser.parse(repaired_json(text)).get(root) == simdjson::SUCCESS)
      find_articles(root, found);
  }
  if (found.empty()) return {};
  const auto own = std::find_if(found.begin(), found.end(), [&](const auto& data) { return is_of_page(data, page); });
  const auto chosen = own == found.end() ? found.begin() : own;
  LinkedData data = *chosen;
  for (const auto& other : found)
    if (&other != &*chosen && !data.headline.empty() && other.headline == data.headline) fill_gaps(data, other);
  return data;
}

}  // namespace newsgrep
