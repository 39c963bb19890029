// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/newsml_g2.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/collector.hpp"
#include "indexer/readers/news_items.hpp"
#include "indexer/readers/nitf.hpp"
#include "indexer/readers/values.hpp"
#include "indexer/readers/xml_text.hpp"

#include <array>

namespace newsgrep {
namespace {

// What a code says behind its scheme: "stat:usable" -> "usable".
std::string_view code_of(std::string_view qcode) { return qcode.substr(qcode.rfind(':') + 1); }

std::string_view status_code(const XmlNode& item) {
  const auto qcode = item.attribute_of("itemMeta/pubStatus", "qcode");
  return code_of(qcode.empty() ? item.attribute_of("itemMeta/pubStatus", "uri") : qcode);
}

// The name of a concept: the one that is shown, else the first; a code is none.
std::string name_of(const XmlNode& concept_node) {
  const XmlNode* chosen = nullptr;
  for_children(concept_node, "name", [&](const XmlNode& name) {
    const auto role = code_of(name.attribute("role"));
    if (role == "mnemonic" || role == "code") return;
    if (!chosen || role == "display") chosen = chosen && code_of(chosen->attribute("role")) == "display" ? chosen : &name;
  });
  auto words = chosen ? chosen->words() : std::string();
  if (words.empty()) words = collapse(concept_node.attribute("literal"));
  return words;
}

// "London (dpa) - " -> "London (dpa)"
std::string without_dash(std::string dateline) {
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view dash : {" ", "-", "\xE2\x80\x93", "\xE2\x80\x94"})
      if (dateline.ends_with(dash)) {
        dateline.resize(dateline.size() - dash.size());
        again = true;
      }
  }
  return dateline;
}

// Some put the headline behind a slug into the description.
bool repeats(std::string_view description, std::string_view title) {
  constexpr std::size_t slug = 80;
  return !title.empty() && description.ends_with(title) && description.size() < title.size() + slug;
}

bool is_code(std::string_view literal) { return literal.find(':') != std::string_view::npos && literal.find(' ') == std::string_view::npos; }

class ItemReader {
 public:
  ItemReader(const XmlNode& item, const XmlNode& root, bool explain) : item_(item), root_(root), explain_(explain), collector_("newsml") {
    meta_ = item.child("itemMeta");
    content_ = item.child("contentMeta");
    static const XmlNode nothing;
    if (!meta_) meta_ = &nothing;
    if (!content_) content_ = &nothing;
  }

  Draft read() {
    if (const auto* nitf = inline_nitf()) inner_ = nitf_article(*nitf, explain_);
    offer_titles();
    offer_people();
    offer_dates();
    offer_origin();
    Draft draft = collector_.take(explain_);
    draft.standfirst_in_story = true;
    Article& article = draft.article;
    article.text = without_headline(text(), article.title);
    draft.global_id = draft.global_id || !item_.attribute("guid").empty();
    article.tags = tags();
    article.authors = authors_;
    article.dateline = without_dash(content_->words_of("dateline"));
    fill_from_inner(article);
    take_wire_lines(article);
    fill_descriptions(article);
    if (article.title.empty()) article.title = meta_->words_of("title");
    if (article.title.empty()) article.title = content_->words_of("slugline");
    return draft;
  }

 private:
  const XmlNode* inline_nitf() const {
    const auto* content = item_.is("contentSet") ? &item_ : item_.child("contentSet");
    return content ? content->anywhere("nitf") : nullptr;
  }

  void offer_titles() {
    std::size_t preference = 0;
    for_children(*content_, "headline", [&](const XmlNode& headline) {
      const auto role = ascii_lower(code_of(headline.attribute("role")));
      const bool other = role.find("sub") != std::string::npos || role.find("short") != std::string::npos;
      collector_.offer(Role::title, other ? 20 : preference++, "headline", headline.words());
    });
    collector_.offer(Role::title, 30, "headline", item_.words_of("itemMeta/headline"));
  }

  // "by" as it is printed; else the creators, but for agencies and accounts.
  void offer_people() {
    for_children(*content_, "by", [&](const XmlNode& by) { add_once(printed_, without_by(by.words())); });
    if (printed_.empty())
      for_children(*content_, "creator", [&](const XmlNode& creator) {
        const auto name = name_of(creator);
        const bool person = name.find(' ') != std::string::npos || creator.attribute("type").ends_with("person");
        if (person && !is_code(name)) {
          add_once(printed_, name);
          add_once(authors_, name);
        }
      });
    collector_.offer(Role::byline, 0, "by", joined_names(printed_));
  }

  void offer_dates() {
    const auto first = meta_->words_of("firstCreated"), version = meta_->words_of("versionCreated");
    const auto created = content_->words_of("contentCreated"), modified = content_->words_of("contentModified");
    collector_.offer(Role::date, 0, "firstCreated", first);
    collector_.offer(Role::date, 1, "contentCreated", created);
    collector_.offer(Role::date, 2, "versionCreated", version);
    collector_.offer(Role::date, 3, "sent", root_.words_of("header/sent"));
    const auto& published = first.empty() ? created : first;
    if (!published.empty() && version != published) collector_.offer(Role::updated, 0, "versionCreated", version);
    if (!modified.empty() && modified != created) collector_.offer(Role::updated, 1, "contentModified", modified);
  }

  void offer_origin() {
    std::size_t preference = 0;
    for_children(*content_, "infoSource", [&](const XmlNode& source) {
      const auto name = name_of(source);
      if (!is_code(name)) collector_.offer(Role::source, preference++ + 2, "infoSource", name);
    });
    if (const auto* provider = meta_->child("provider")) {
      auto name = name_of(*provider);
      if (name.empty()) name = code_of(provider->attribute("qcode"));
      const bool account = name.find('.') != std::string::npos;  // "reuters.com"
      collector_.offer(Role::source, account ? 40 : 0, "provider", name);
    }
    collector_.offer(Role::source, 1, "creditline", content_->words_of("creditline"));
    collector_.offer(Role::source, 50, "copyrightHolder", item_.attribute_of("rightsInfo/copyrightHolder", "literal"));
    collector_.offer(Role::id, 0, "guid", item_.attribute("guid"));
    collector_.offer(Role::language, 0, "language", content_->attribute_of("language", "tag"));
    collector_.offer(Role::language, 1, "xml:lang", item_.attribute("xml:lang"));
    for_children(*meta_, "link", [&](const XmlNode& link) {
      const auto address = link.attribute("href");
      if (address.starts_with("http") && code_of(link.attribute("rel")) == "isA") collector_.offer(Role::url, 0, "link", address);
    });
    for_children(*content_, "subject", [&](const XmlNode& subject) {
      if (subject.attribute("type").find("category") != std::string_view::npos) collector_.offer(Role::section, 0, "subject", name_of(subject));
    });
  }

  std::string text() const {
    const auto* content = item_.is("contentSet") ? &item_ : item_.child("contentSet");
    if (!content) return {};
    std::string longest;
    for (const auto& part : content->children) {
      std::string text;
      if (part->is("inlineXML") && !part->anywhere("nitf")) text = text_of_xml(*part);
      if (part->is("inlineData")) text = text_of_data(*part);
      if (text.size() > longest.size()) longest = std::move(text);
    }
    return longest;
  }

  // XHTML may hold its own headline; what is not for print stands in sections of their own.
  std::string text_of_xml(const XmlNode& part) const {
    const auto* body = part.find("html/body");
    if (body) {
      const auto* section = body_section(*body);
      return paragraphs_in(section ? *section : *body);
    }
    if (const auto* main = part.anywhere("BRODTEXT")) return paragraphs_in(*main);
    if (part.anywhere("sports-content") || part.anywhere("eventDetails")) return {};
    const bool elements = std::any_of(part.children.begin(), part.children.end(), [](const auto& child) { return !child->is_text(); });
    return elements ? paragraphs_in(part) : article_text(part.raw_text(), {});
  }

  static const XmlNode* body_section(const XmlNode& body) {
    for (const auto* section : body.all("section"))
      for (const std::string_view name : {"main", "body", "article"})
        if (const auto names = section->attribute("class"); names.substr(0, names.find(' ')) == name) return section;
    return nullptr;
  }

  static std::string text_of_data(const XmlNode& part) {
    const auto type = part.attribute("contenttype");
    const bool encoded = !part.attribute("encoding").empty();
    return encoded || (!type.empty() && !type.starts_with("text/") && type.find("xml") == std::string_view::npos) ? std::string() : article_text(part.raw_text(), {});
  }

  std::vector<std::string> tags() const {
    std::vector<std::string> tags;
    for_children(*content_, "keyword", [&](const XmlNode& keyword) { add_once(tags, keyword.words()); });
    for (const std::string_view kind : {"subject", "genre"})
      for_children(*content_, kind, [&](const XmlNode& subject) {
        auto name = name_of(subject);
        if (!is_code(name)) add_once(tags, std::move(name));
      });
    return tags;
  }

  // Descriptions are captions, summaries, or the text of what has none.
  void fill_descriptions(Article& article) const {
    const auto item_class = code_of(meta_->attribute_of("itemClass", "qcode"));
    const bool picture = item_class == "picture" || item_class == "video" || item_class == "audio" || item_class == "graphic";
    std::string longest;
    for_children(*content_, "description", [&](const XmlNode& description) {
      auto words = paragraphs_in(description);
      const bool caption = picture || (ascii_lower(code_of(description.attribute("role"))) == "caption" && article.text.empty());
      if (caption && picture) add_once(article.captions, words);
      if (words.size() > longest.size()) longest = std::move(words);
    });
    if (article.text.empty())
      article.text = longest;
    else if (article.standfirst.empty() && !repeats(longest, article.title))
      article.standfirst = standfirst_beside(std::move(longest), article.text);
  }

  void fill_from_inner(Article& article) const {
    const Article& inner = inner_.article;
    if (inner.text.size() > article.text.size()) article.text = inner.text;
    for (const auto field : {&Article::title, &Article::byline, &Article::source, &Article::section, &Article::language, &Article::dateline, &Article::standfirst, &Article::url})
      if ((article.*field).empty()) article.*field = inner.*field;
    for (const auto list : {&Article::authors, &Article::tags, &Article::captions})
      for (const auto& one : inner.*list) add_once(article.*list, one);
    if (!article.published.known()) {
      article.published = inner.published;
      article.date_from = inner.date_from;
    }
  }

  const XmlNode& item_;
  const XmlNode& root_;
  bool explain_;
  Collector collector_;
  const XmlNode* meta_ = nullptr;
  const XmlNode* content_ = nullptr;
  Draft inner_;
  std::vector<std::string> printed_, authors_;
};

// What an item is when it is no news; empty for news.
std::string other_kind(const XmlNode& node) {
  constexpr std::array<std::pair<std::string_view, const char*>, 5> kinds{{{"conceptItem", "describing a concept"},
                                                                          {"knowledgeItem", "describing concepts"},
                                                                          {"catalogItem", "listing schemes of codes"},
                                                                          {"planningItem", "planning coverage"},
                                                                          {"packageItem", "packaging other items"}}};
  for (const auto& [name, kind] : kinds)
    if (node.is(name)) return kind;
  return {};
}

std::string why_left_out(const XmlNode& node) {
  const auto status = status_code(node);
  if (!status.empty() && status != "usable") return "declared " + ascii_lower(status) + " by the provider";
  return other_kind(node);
}

}  // namespace

Likeness sniff_newsml_g2(std::string_view head) {
  const auto root = xml_root(head);
  if (root == "newsMessage") return Likeness::surely;
  for (const std::string_view item : {"newsItem", "packageItem", "conceptItem", "knowledgeItem", "catalogItem", "planningItem"})
    if (root == item) return Likeness::surely;
  for (const std::string_view part : {"contentSet", "groupSet", "contentMeta"})
    if (root == part) return Likeness::surely;
  return Likeness::no;
}

void read_newsml_g2(Entry& entry, ArticleSink& sink) {
  const auto make = [](const XmlRecord& item, bool explain) { return std::vector{ItemReader(item.node, item.root, explain).read()}; };
  read_news_items(entry, sink, {"newsItem", "packageItem", "conceptItem", "knowledgeItem", "catalogItem", "planningItem", "contentSet"}, make, why_left_out);
}

}  // namespace newsgrep
