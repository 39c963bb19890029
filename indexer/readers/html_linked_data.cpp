// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_linked_data.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/markup.hpp"
#include "indexer/readers/reader.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

namespace newsgrep {
namespace {

namespace dom = simdjson::dom;

// What nodes are called, by the identifiers that others refer to them by.
using NamesById = std::unordered_map<std::string, std::string>;

constexpr unsigned deepest = 4;
constexpr std::size_t longest_list = 20;

std::string clean(std::string_view text) { return collapse(decode_entities(text)); }

std::string string_at(dom::object object, const char* key) {
  std::string_view text;
  return object.at_key(key).get(text) == simdjson::SUCCESS ? clean(text) : std::string();
}

// "Jane Doe", {"name": "Jane Doe"}, {"givenName": "Jane", "familyName": "Doe"}, {"@id": "#jane"}, or a list of these.
std::string names_in(dom::element value, const NamesById& known, unsigned depth = 0) {
  if (std::string_view text; value.get(text) == simdjson::SUCCESS) return clean(text);
  if (depth >= deepest) return {};
  if (dom::array list; value.get(list) == simdjson::SUCCESS) {
    std::vector<std::string> names;
    std::string all;
    for (const auto part : list) {
      std::string one = names_in(part, known, depth + 1);
      if (one.empty() || std::find(names.begin(), names.end(), one) != names.end()) continue;
      if (names.size() > most_in_list) break;
      all.append(all.empty() ? "" : ", ").append(one);
      names.push_back(std::move(one));
    }
    return all;
  }
  dom::object object;
  if (value.get(object) != simdjson::SUCCESS) return {};
  if (dom::element name; object.at_key("name").get(name) == simdjson::SUCCESS) return names_in(name, known, depth + 1);
  const std::string given = string_at(object, "givenName"), family = string_at(object, "familyName");
  if (!given.empty() || !family.empty()) return std::string(trim(given + " " + family));
  const auto found = known.find(string_at(object, "@id"));
  return found == known.end() ? std::string() : found->second;
}

std::string names_at(dom::object object, const char* key, const NamesById& known) {
  dom::element value;
  return object.at_key(key).get(value) == simdjson::SUCCESS ? names_in(value, known) : std::string();
}

// An address, or what has one.
std::string address_at(dom::object object, const char* key) {
  dom::element value;
  if (object.at_key(key).get(value) != simdjson::SUCCESS) return {};
  dom::object target;
  if (value.get(target) != simdjson::SUCCESS) return string_at(object, key);
  const std::string id = string_at(target, "@id");
  return id.empty() ? string_at(target, "url") : id;
}

std::string type_of(dom::object object) { return names_at(object, "@type", {}); }

bool is_article_type(std::string_view type) {
  return type.find("Article") != std::string_view::npos || type.find("BlogPosting") != std::string_view::npos ||
         type.find("Report") != std::string_view::npos;
}

void take_article(dom::object object, const NamesById& known, LinkedData& data) {
  const auto fill = [&](std::string& to, const char* key) {
    if (to.empty()) to = names_at(object, key, known);
  };
  fill(data.headline, "headline");
  fill(data.headline, "name");
  fill(data.author, "author");
  fill(data.author, "creator");
  fill(data.publisher, "publisher");
  fill(data.section, "articleSection");
  fill(data.language, "inLanguage");
  fill(data.published, "datePublished");
  fill(data.published, "dateCreated");
  fill(data.modified, "dateModified");
  fill(data.keywords, "keywords");
  fill(data.dateline, "dateline");
  data.url = address_at(object, "mainEntityOfPage");
  if (data.url.empty()) data.url = address_at(object, "url");
  if (std::string_view body; object.at_key("articleBody").get(body) == simdjson::SUCCESS) data.body = body;
}

// The steps from the front page to the article, as they are numbered.
std::vector<std::string> steps_of(dom::object trail) {
  dom::array items;
  std::vector<std::pair<std::int64_t, std::string>> steps;
  if (trail.at_key("itemListElement").get(items) != simdjson::SUCCESS) return {};
  for (const auto one : items) {
    dom::object item, target;
    if (one.get(item) != simdjson::SUCCESS || steps.size() >= longest_list) continue;
    std::string name = string_at(item, "name");
    if (name.empty() && item.at_key("item").get(target) == simdjson::SUCCESS) name = string_at(target, "name");
    std::int64_t place = 0;
    if (item.at_key("position").get(place) != simdjson::SUCCESS) place = static_cast<std::int64_t>(steps.size()) + 1;
    if (!name.empty()) steps.emplace_back(place, std::move(name));
  }
  std::stable_sort(steps.begin(), steps.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> names;
  for (auto& step : steps) names.push_back(std::move(step.second));
  return names;
}

// What is found in all documents of a page.
class Finder {
 public:
  void note_names(dom::element root) {
    visit(root, [&](dom::object object) { return note_name(object); });
  }
  void find_articles(dom::element root) {
    visit(root, [&](dom::object object) { return take(object); });
  }

  std::vector<LinkedData> articles;
  std::vector<std::string> trail;

 private:
  // Calls with every node; where that answers true, also with the nodes inside.
  template <class Each>
  void visit(dom::element root, Each&& each, unsigned depth = 0) {
    if (depth > deepest) return;
    if (dom::array list; root.get(list) == simdjson::SUCCESS) {
      for (const auto element : list) visit(element, each, depth + 1);
      return;
    }
    dom::object object;
    if (root.get(object) != simdjson::SUCCESS || !each(object)) return;
    for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage"})
      if (dom::element inner; object.at_key(key).get(inner) == simdjson::SUCCESS) visit(inner, each, depth + 1);
  }

  bool note_name(dom::object object) {
    constexpr std::size_t most_names = 1000;
    std::string id = string_at(object, "@id"), name = string_at(object, "name");
    if (!id.empty() && !name.empty() && names_.size() < most_names) names_.emplace(std::move(id), std::move(name));
    return true;
  }

  bool take(dom::object object) {
    constexpr std::size_t most_articles = 40;
    const std::string type = type_of(object);
    if (is_article_type(type)) {
      if (articles.size() < most_articles) take_article(object, names_, articles.emplace_back());
      return false;
    }
    if (type == "BreadcrumbList" && trail.empty()) trail = steps_of(object);
    return true;
  }

  NamesById names_;
};

// Whether an article is the one that the page is about, not one that it links to.
bool is_of_page(const LinkedData& data, const Page& page) {
  if (!data.url.empty() && (data.url == page.canonical || data.url == page.meta("og:url"))) return true;
  if (data.headline.empty()) return false;
  return data.headline == decode_entities(page.meta("og:title")) ||
         std::find(page.headings.begin(), page.headings.end(), data.headline) != page.headings.end();
}

// Some pages tell of one article in several pieces.
void fill_gaps(LinkedData& data, const LinkedData& other) {
  for (const auto field :
       {&LinkedData::author, &LinkedData::publisher, &LinkedData::section, &LinkedData::language, &LinkedData::url,
        &LinkedData::published, &LinkedData::modified, &LinkedData::keywords, &LinkedData::dateline, &LinkedData::body})
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
  // What one document names another may refer to.
  constexpr std::size_t most_documents = 60;
  std::vector<std::unique_ptr<dom::parser>> parsers;
  std::vector<dom::element> documents;
  for (const auto& text : page.json_ld) {
    if (documents.size() >= most_documents) break;
    auto parser = std::make_unique<dom::parser>();
    dom::element root;
    if (parser->parse(text).get(root) != simdjson::SUCCESS &&
        parser->parse(repaired_json(text)).get(root) != simdjson::SUCCESS)
      continue;
    documents.push_back(root);
    parsers.push_back(std::move(parser));
  }
  Finder finder;
  for (const auto root : documents) finder.note_names(root);
  for (const auto root : documents) finder.find_articles(root);
  const auto& found = finder.articles;
  LinkedData data;
  if (!found.empty()) {
    const auto own = std::find_if(found.begin(), found.end(), [&](const auto& one) { return is_of_page(one, page); });
    const auto chosen = own == found.end() ? found.begin() : own;
    data = *chosen;
    for (const auto& other : found)
      if (&other != &*chosen && !data.headline.empty() && other.headline == data.headline) fill_gaps(data, other);
  }
  data.article = !found.empty();
  data.trail = std::move(finder.trail);
  return data;
}

}  // namespace newsgrep
