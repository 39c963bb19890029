// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/xml_values.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/collector.hpp"
#include "indexer/readers/left_out.hpp"
#include "indexer/readers/numbered_articles.hpp"
#include "indexer/readers/xml.hpp"
#include "indexer/readers/xml_text.hpp"

#include <algorithm>

namespace newsgrep {
namespace {

bool has_elements(const XmlNode& node) {
  return std::any_of(node.children.begin(), node.children.end(), [](const auto& child) { return !child->is_text(); });
}

class ArticleFinder {
 public:
  ArticleFinder(ArticleSink& sink, NumberedArticles& articles) : explain_(sink.explain()), articles_(articles), collector_("xml") {}

  bool look_into(const XmlNode& node) {
    for (const auto& child : node.children)
      if (!child->is_text()) offer(*child);
    for (const auto& [name, value] : node.attributes) collector_.offer(name, value);
    if (collector_.is_surely_article()) return take(node);
    collector_.clear();
    for (const auto& child : node.children)
      if (!child->is_text() && !look_into(*child)) return false;
    return true;
  }

  std::uint64_t count() const { return count_; }

 private:
  // The text of an element; of one that holds others only what is a text itself.
  void offer(const XmlNode& child) {
    const Role role = role_of(child.name).role;
    if (role == Role::none) return;
    if (!has_elements(child)) return collector_.offer(child.name, child.raw_text());
    if (role == Role::text || role == Role::standfirst || role == Role::title || role == Role::byline) {
      const bool article = std::any_of(child.children.begin(), child.children.end(), [](const auto& one) { return role_of(one->name).role == Role::title; });
      if (!article) collector_.offer(child.name, role == Role::text || role == Role::standfirst ? paragraphs_in(child) : child.words());
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

  bool explain_;
  NumberedArticles& articles_;
  Collector collector_;
  std::uint64_t count_ = 0;
};

}  // namespace

Likeness sniff_xml_values(std::string_view head) {
  constexpr std::size_t enough = 8192, longest_name = 40;
  if (head.substr(0, 8).find("<?xml") == std::string_view::npos) return Likeness::no;
  const auto root = ascii_lower(xml_root(head));
  if (root.empty() || root == "html" || root == "svg") return Likeness::no;
  head = head.substr(0, enough);
  bool title = false, text = false;
  for (auto at = head.find('<'); at != std::string_view::npos; at = head.find('<', at + 1)) {
    const auto rest = head.substr(at + 1, longest_name);
    const Role role = role_of(rest.substr(0, rest.find_first_of(" />\t\r\n"))).role;
    title = title || role == Role::title;
    text = text || role == Role::text;
  }
  return title && text ? Likeness::likely : Likeness::no;
}

void read_xml_values(Entry& entry, ArticleSink& sink) {
  constexpr std::size_t head_size = 64 * 1024;
  const std::string root = xml_root(entry.head(head_size));
  Skips skips(sink);
  NumberedArticles articles(sink);
  ArticleFinder finder(sink, articles);
  const auto count = for_each_xml(entry, skips, {std::string_view(root)}, [&](const XmlRecord& record) {
    if (!finder.look_into(record.node)) return false;
    if (finder.count() == 0) skips.add("no_text", "has no element with a headline and a text", record.number, record.line);
    return true;
  });
  articles.finish(count == 1 && finder.count() == 1);
  skips.finish();
}

}  // namespace newsgrep
