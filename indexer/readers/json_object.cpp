// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/json_object.hpp"

#include "indexer/readers/json_rich_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace newsgrep {
namespace {

namespace dom = simdjson::dom;

constexpr unsigned deepest_object = 2, deepest_value = 6;

bool holds_article(std::string_view name) {
  constexpr std::array<std::string_view, 26> names{
      "article",  "_source",     "fields",  "attributes",     "thread",    "headline", "headlines",
      "metadata", "node",        "meta",    "links",          "story",     "document", "doc",
      "post",     "item",        "content", "payload",        "_embedded", "credits",  "dates",
      "taxonomy", "publication", "tweet",   "extended_tweet", "note"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

// A name of search servers, which is not the name of a newspaper.
bool only_holds(std::string_view name) { return name == "_source"; }

std::string text_of(dom::element value, Role role, unsigned depth);

std::string number_of(dom::element value, Role role) {
  if (role != Role::date && role != Role::updated && role != Role::id) return {};
  constexpr double largest = 1e15;
  double number = 0;
  if (value.type() != dom::element_type::DOUBLE) return simdjson::minify(value);
  const bool whole = value.get(number) == simdjson::SUCCESS && std::fabs(number) < largest;
  return whole ? std::to_string(static_cast<std::int64_t>(number)) : std::string();
}

// All names of authors, sections and tags; of everything else the first.
std::string list_of(dom::array list, Role role, unsigned depth) {
  const bool several = role == Role::byline || role == Role::section || role == Role::tags;
  std::string out;
  std::size_t count = 0;
  for (const auto element : list) {
    if (++count > most_in_list + 1) break;
    const auto part = text_of(element, role, depth);
    if (part.empty()) continue;
    out.append(out.empty() ? "" : ", ").append(part);
    if (!several) break;
  }
  return out;
}

// {"first_name": "Jane", "last_name": "Doe"}
std::string whole_name_of(dom::object object) {
  constexpr std::array<std::pair<const char*, const char*>, 4> pairs{
      {{"first_name", "last_name"}, {"firstname", "lastname"}, {"firstName", "lastName"}, {"givenName", "familyName"}}};
  for (const auto& [given, family] : pairs) {
    std::string_view first, last;
    if (object.at_key(given).get(first) == simdjson::SUCCESS && object.at_key(family).get(last) == simdjson::SUCCESS)
      return std::string(first).append(" ").append(last);
  }
  return {};
}

// Where the value of a role stands in an object, the best first.
std::span<const char* const> parts_of(Role role) {
  static constexpr std::array names{"name",     "original",  "basic", "rendered",     "value",
                                    "label",    "title",     "text",  "display_name", "displayName",
                                    "fullName", "full_name", "#text", "domain",       "content"};
  static constexpr std::array tags{"value", "name", "rendered", "label", "text", "title", "display_name", "slug"};
  static constexpr std::array stamps{"$oid", "$date", "$numberLong", "rendered", "value", "iso",
                                     "date", "text",  "#text",       "content",  "name"};
  static constexpr std::array addresses{"@id",   "url",  "href",    "canonical", "rendered",
                                        "value", "text", "content", "name"};
  switch (role) {
    case Role::tags:
      return tags;
    case Role::date:
    case Role::updated:
    case Role::id:
      return stamps;
    case Role::url:
      return addresses;
    default:
      return names;
  }
}

std::string part_of(dom::object object, Role role, unsigned depth) {
  // Answers to queries wrap what they join: {"node": {"name": ...}}.
  constexpr std::array wrappers{"node", "nodes", "edges", "data", "attributes", "author"};
  const auto inner = [&](const char* key) {
    dom::element value;
    return object.at_key(key).get(value) == simdjson::SUCCESS ? text_of(value, role, depth) : std::string();
  };
  for (const char* part : parts_of(role))
    if (auto text = inner(part); !text.empty()) return text;
  if (role == Role::byline)
    if (auto name = whole_name_of(object); !name.empty()) return name;
  for (const char* wrapper : wrappers)
    if (auto text = inner(wrapper); !text.empty()) return text;
  return {};
}

std::string text_of(dom::element value, Role role, unsigned depth) {
  if (std::string_view text; value.get(text) == simdjson::SUCCESS) return std::string(text);
  if (value.is_number()) return number_of(value, role);
  if (role == Role::text) return rich_text(value);
  if (depth >= deepest_value) return {};
  if (dom::array list; value.get(list) == simdjson::SUCCESS) return list_of(list, role, depth + 1);
  if (dom::object object; value.get(object) == simdjson::SUCCESS) return part_of(object, role, depth + 1);
  return {};
}

void offer_value(Collector& collector, Role role, std::size_t preference, std::string_view name, dom::element value) {
  if (std::string_view text; value.get(text) == simdjson::SUCCESS)
    collector.offer(role, preference, name, text);
  else
    collector.offer(role, preference, name, text_of(value, role, 0));
}

// The cells of a column by numbered names or in an array; empty for every other value.
std::vector<dom::element> cells_of(dom::element value) {
  std::vector<dom::element> cells;
  if (dom::array list; value.get(list) == simdjson::SUCCESS) {
    for (const auto cell : list) cells.push_back(cell);
  } else if (dom::object object; value.get(object) == simdjson::SUCCESS) {
    for (const auto field : object) {
      if (field.key.empty() || field.key.find_first_not_of("0123456789") != std::string_view::npos) return {};
      cells.push_back(field.value);
    }
  }
  return cells;
}

// Whether a value tells of pictures of the article, each in an object.
bool holds_pictures(std::string_view name) {
  constexpr std::array<std::string_view, 26> names{
      "image",     "images",    "photo",       "photos",         "picture",     "pictures",     "media",
      "medias",    "gallery",   "multimedia",  "figures",        "leadArt",     "promo_items",  "main_image",
      "mainImage", "leadImage", "lead_image",  "featuredImage",  "top_image",   "teaser_image", "slideshow",
      "slides",    "bilder",    "associatedMedia", "featured_image", "thumbnail"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

class ObjectReader {
 public:
  explicit ObjectReader(Collector& collector) : collector_(collector) {}

  void read(dom::object object, std::string_view parent, unsigned depth) {
    // What an inner object says counts less than the same name outside.
    constexpr std::size_t inner_penalty = 20;
    for (const auto field : object) {
      const NamedRole named = role_of(field.key);
      dom::object inner;
      const bool holder =
          depth < deepest_object && holds_article(field.key) && field.value.get(inner) == simdjson::SUCCESS;
      if (holder) read(inner, field.key, depth + 1);
      if (named.role == Role::caption) {
        offer_captions(field.key, field.value, 0);
        continue;
      }
      if (holds_pictures(field.key)) offer_pictures(field.value, 0);
      if (field.key == "contents" || field.key == "content_elements")
        read_parts(field.key, field.value);
      else if (parent.starts_with("headline") && (field.key == "main" || field.key == "basic"))
        offer_headline(field.value);
      if (named.role != Role::none && !only_holds(field.key) &&
          !(holder && named.role == Role::text && collector_.has(Role::text)))
        offer(named.role, named.preference + depth * inner_penalty, field.key, field.value);
    }
    if (depth == 0) offer_name(object);
  }

 private:
  void offer(Role role, std::size_t preference, std::string_view name, dom::element value) {
    offer_value(collector_, role, preference, name, value);
  }

  // One, or a list of them.
  void offer_captions(std::string_view name, dom::element value, unsigned depth) {
    if (dom::array list; value.get(list) == simdjson::SUCCESS && depth < deepest_value) {
      for (const auto one : list) offer_captions(name, one, depth + 1);
      return;
    }
    collector_.offer(Role::caption, 0, name, text_of(value, Role::caption, 0));
  }

  // Of each picture the caption with the best name.
  void offer_pictures(dom::element value, unsigned depth) {
    if (depth > deepest_value) return;
    if (dom::array list; value.get(list) == simdjson::SUCCESS) {
      for (const auto one : list) offer_pictures(one, depth + 1);
      return;
    }
    dom::object picture;
    if (value.get(picture) != simdjson::SUCCESS) return;
    std::optional<dom::key_value_pair> best;
    for (const auto field : picture) {
      const NamedRole named = role_of(field.key);
      if (named.role != Role::caption)
        offer_pictures(field.value, depth + 1);
      else if (!best || named.preference < role_of(best->key).preference)
        best = field;
    }
    if (best) offer_captions(best->key, best->value, 0);
  }

  // What is published and has but a name has it for a headline.
  void offer_name(dom::object object) {
    std::string_view name;
    const bool published = object.at_key("datePublished").error() == simdjson::SUCCESS;
    if (published && !collector_.has(Role::title) && object.at_key("name").get(name) == simdjson::SUCCESS)
      collector_.offer(Role::title, 0, "name", name);
  }

  void offer_headline(dom::element value) {
    if (std::string_view text; value.get(text) == simdjson::SUCCESS) collector_.offer(Role::title, 0, "headline", text);
  }

  // [{"type": "sanitized_html", "content": "..."}, {"type": "kicker", ...}, {"type": "byline", ...}]
  void read_parts(std::string_view name, dom::element value) {
    dom::array list;
    if (value.get(list) != simdjson::SUCCESS) return;
    constexpr std::size_t part_preference = 50;  // what the object itself says is better
    std::string text;
    for (const auto element : list) {
      std::string_view type, content;
      if (element["type"].get(type) != simdjson::SUCCESS) continue;
      if (type == "image" || type == "gallery" || type == "video") offer_pictures(element, 0);
      if (type == "list" || type == "quote")
        for (const auto& paragraph : rich_paragraphs(element)) text.append("<p>").append(paragraph).append("</p>");
      if (dom::element date; type == "date" && element["content"].get(date) == simdjson::SUCCESS)
        offer(Role::date, part_preference, name, date);
      if (element["content"].get(content) != simdjson::SUCCESS) continue;
      if (type == "sanitized_html" || type == "text" || type == "header")
        text.append("<p>").append(content).append("</p>");
      else if (type == "kicker")
        collector_.offer(Role::section, 0, name, content);
      else if (type == "byline")
        collector_.offer(Role::byline, part_preference, name, content);
      else if (type == "title")
        collector_.offer(Role::title, part_preference, name, content);
    }
    collector_.offer(Role::text, 0, name, text);
  }

  Collector& collector_;
};

}  // namespace

void collect_object(dom::object object, Collector& collector) { ObjectReader(collector).read(object, {}, 0); }

JsonColumns::JsonColumns(dom::object object) {
  bool title = false, text = false;
  for (const auto field : object) {
    const Role role = role_of(field.key).role;
    if (role == Role::none) continue;
    auto cells = cells_of(field.value);
    if (role != Role::title && role != Role::text && cells.empty()) continue;
    const bool numbered = field.value.is_object();
    if (cells.size() < (numbered ? 1 : 2) || (size_ > 0 && cells.size() != size_)) {
      if (role == Role::title || role == Role::text) break;
      continue;
    }
    size_ = cells.size();
    title = title || role == Role::title;
    text = text || role == Role::text;
    columns_.push_back({field.key, std::move(cells)});
  }
  if (title && text) return;
  columns_.clear();
  size_ = 0;
}

void JsonColumns::collect_row(std::size_t row, Collector& collector) const {
  for (const auto& column : columns_) {
    const NamedRole named = role_of(column.name);
    offer_value(collector, named.role, named.preference, column.name, column.cells[row]);
  }
}

bool is_schema(dom::object object) { return object.at_key("$schema").error() == simdjson::SUCCESS; }

bool is_json_feed(dom::object object) {
  std::string_view version;
  return object.at_key("version").get(version) == simdjson::SUCCESS &&
         version.find("jsonfeed.org/version") != std::string_view::npos;
}

bool is_bulk_action(dom::object object) {
  constexpr std::array<std::string_view, 4> actions{"index", "create", "update", "delete"};
  if (object.size() != 1) return false;
  const auto field = *object.begin();
  const auto has = [&](const char* key) { return field.value.at_key(key).error() == simdjson::SUCCESS; };
  return std::find(actions.begin(), actions.end(), field.key) != actions.end() && (has("_index") || has("_id"));
}

std::string names_of(dom::object object) {
  constexpr std::size_t enough = 200;
  std::string names;
  for (const auto field : object) {
    if (names.size() > enough) return names + " ...";
    names.append(names.empty() ? "" : ", ").append(field.key.substr(0, enough));
  }
  return names.empty() ? "it has none" : names;
}

}  // namespace newsgrep
