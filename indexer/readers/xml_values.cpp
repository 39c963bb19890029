// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/xml_values.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/collector.hpp"
#include "indexer/readers/left_out.hpp"
#include "indexer/readers/numbered_articles.hpp"
#include "indexer/readers/sgml_records.hpp"
#include "indexer/readers/xml.hpp"
#include "indexer/readers/xml_text.hpp"

#include <algorithm>
#include <array>

namespace newsgrep {
namespace {

bool has_elements(const XmlNode& node) {
  return std::any_of(node.children.begin(), node.children.end(), [](const auto& child) { return !child->is_text(); });
}

// The name that says what an element holds: its own, or, where all are called alike, that of its attribute:
// <field name="title">, <str name="title">.
std::string_view telling_name(const XmlNode& node) {
  const auto told = node.attribute("name");
  return told.empty() || role_of(node.name).role != Role::none ? std::string_view(node.name) : told;
}

class ArticleFinder {
 public:
  ArticleFinder(ArticleSink& sink, NumberedArticles& articles) : explain_(sink.explain()), articles_(articles), collector_("xml") {}

  bool look_into(const XmlNode& node) {
    for (const auto& child : node.children)
      if (!child->is_text()) offer(*child);
    for (const auto& child : node.children)
      if (is_header(*child)) offer_header(*child, 0);
    for (const auto& [name, value] : node.attributes) collector_.offer(name, value);
    if (collector_.is_surely_article()) return take(node);
    collector_.clear();
    for (const auto& child : node.children)
      if (!child->is_text() && !look_into(*child)) return false;
    return true;
  }

  std::uint64_t count() const { return count_; }

 private:
  // What an article says of itself may lie in an element of its own.
  static bool is_header(const XmlNode& node) {
    const auto name = ascii_lower(node.name);
    return has_elements(node) && std::any_of(header_names.begin(), header_names.end(),
                                             [&](std::string_view end) { return name.ends_with(end); });
  }

  void offer_header(const XmlNode& header, unsigned depth) {
    constexpr unsigned deepest = 6;
    constexpr std::size_t inner_penalty = 20;  // what stands beside the text is better
    for (const auto& child : header.children) {
      if (child->is_text() || depth == deepest) continue;
      const NamedRole named = role_of(telling_name(*child));
      if (has_elements(*child))
        offer_header(*child, depth + 1);
      else if (named.role != Role::none && named.role != Role::text)
        collector_.offer(named.role, named.preference + inner_penalty, child->name, value_of(*child));
    }
  }

  // A day for programs is better than one for people.
  static std::string value_of(const XmlNode& node) {
    for (const std::string_view name : {"when", "datetime"})
      if (const auto value = node.attribute(name); !value.empty()) return std::string(value);
    return node.raw_text();
  }

  // The text of an element; of one that holds others only what is a text itself.
  void offer(const XmlNode& child) {
    const auto name = telling_name(child);
    const Role role = role_of(name).role;
    if (role == Role::none) return;
    if (!has_elements(child)) return collector_.offer(name, value_of(child));
    if (role == Role::text || role == Role::standfirst || role == Role::title || role == Role::byline) {
      const bool article = std::any_of(child.children.begin(), child.children.end(), [](const auto& one) { return role_of(one->name).role == Role::title; });
      if (!article)
        collector_.offer(name, role == Role::text || role == Role::standfirst ? paragraphs_in(child) : child.words());
    }
  }

  bool take(const XmlNode& node) {
    Draft draft = collector_.take(explain_);
    for (const std::string_view list : {"keywords", "subjects", "tags"})
      if (const auto* words = node.child(list))
        for (const auto& one : words->children)
          if (!one->is_text()) add_once(draft.article.tags, one->words());
    for (const auto* caption : node.all("caption")) add_once(draft.article.captions, caption->words());
    return articles_.add(std::move(draft), ++count_);
  }

  static constexpr std::array<std::string_view, 6> header_names{"header", "meta",       "metadata",
                                                                "info",   "properties", "attributes"};

  bool explain_;
  NumberedArticles& articles_;
  Collector collector_;
  std::uint64_t count_ = 0;
};

// The elements that are open where a tag stands, the outermost first.
using Path = std::vector<std::string>;

Role role_of_tag(std::string_view tag) {
  const Role role = role_of(tag.substr(0, tag.find_first_of(" />\t\r\n"))).role;
  return role == Role::none ? role_of(attribute(tag, "name")).role : role;
}

// Without a declaration XML looks like a fragment of a page, but for its first element.
bool begins_page(std::string_view root) {
  constexpr std::array<std::string_view, 16> names{"html", "svg", "head", "body",    "title", "meta", "link", "div",
                                                   "span", "p",   "main", "section", "table", "ul",   "h1",   "script"};
  return std::find(names.begin(), names.end(), root) != names.end();
}

// The element that holds both a headline and a text, as the head of a file shows it: the record of what may be large.
std::string record_of(std::string_view head) {
  constexpr std::size_t deepest = 50;
  Path open, title, text;
  for (auto at = head.find('<'); at != std::string_view::npos && (title.empty() || text.empty()); at = head.find('<', at + 1)) {
    const auto end = head.find('>', at);
    if (end == std::string_view::npos || open.size() > deepest) break;
    const auto tag = head.substr(at + 1, end - at - 1);
    if (tag.starts_with('?') || tag.starts_with('!')) continue;
    if (tag.starts_with('/')) {
      if (!open.empty()) open.pop_back();
      continue;
    }
    const auto name = tag.substr(0, tag.find_first_of(" /\t\r\n"));
    const Role role = role_of_tag(tag);
    if (role == Role::title && title.empty()) title = open;
    if (role == Role::text && text.empty()) text = open;
    if (!tag.ends_with('/')) open.emplace_back(name);
  }
  std::string record;
  for (std::size_t i = 0; i < std::min(title.size(), text.size()) && title[i] == text[i]; ++i) record = title[i];
  return record.substr(record.find(':') == std::string::npos ? 0 : record.find(':') + 1);
}

}  // namespace

Likeness sniff_xml_values(std::string_view head) {
  constexpr std::size_t enough = 8192, longest_tag = 100;
  const auto root = ascii_lower(xml_root(head));
  if (root.empty() || begins_page(root)) return Likeness::no;
  head = head.substr(0, enough);
  bool title = false, text = false;
  for (auto at = head.find('<'); at != std::string_view::npos; at = head.find('<', at + 1)) {
    const auto rest = head.substr(at + 1, longest_tag);
    const Role role = role_of_tag(rest.substr(0, rest.find('>')));
    title = title || role == Role::title;
    text = text || role == Role::text;
  }
  return title && text ? Likeness::likely : Likeness::no;
}

void read_xml_values(Entry& entry, ArticleSink& sink) {
  constexpr std::size_t head_size = 64 * 1024;
  const auto head = entry.head(head_size);
  const std::string found = record_of(head);
  const std::string record_name = found.empty() ? xml_root(head) : found;
  Skips skips(sink);
  NumberedArticles articles(sink);
  ArticleFinder finder(sink, articles);
  const auto count = for_each_xml(entry, skips, {std::string_view(record_name)}, [&](const XmlRecord& record) {
    const auto before = finder.count();
    if (!finder.look_into(record.node)) return false;
    if (finder.count() == before) skips.add("no_text", "has no element with a headline and a text", record.number, record.line);
    return true;
  });
  articles.finish(count == 1 && finder.count() == 1);
  skips.finish();
}

}  // namespace newsgrep
