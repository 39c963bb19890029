// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/nitf.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/byline.hpp"
#include "indexer/readers/collector.hpp"
#include "indexer/readers/left_out.hpp"
#include "indexer/readers/numbered_articles.hpp"
#include "indexer/readers/xml_text.hpp"

#include <array>

namespace newsgrep {
namespace {

// The text of an element without that of some elements within it.
std::string words_without(const XmlNode& node, std::initializer_list<std::string_view> names) {
  std::string out;
  for (const auto& child : node.children) {
    if (std::find(names.begin(), names.end(), child->name) != names.end()) {
      out += ' ';
      continue;
    }
    if (child->is_text()) {
      out += child->text;
      continue;
    }
    const bool apart = !stands_in_line(child->name);
    if (apart) out += ' ';
    out += words_without(*child, names);
    if (apart || child->is("person")) out += ' ';
  }
  return collapse(out);
}

class NitfReader {
 public:
  NitfReader(const XmlNode& nitf, bool explain) : nitf_(nitf), explain_(explain), collector_("nitf") {}

  Draft read() {
    offer_title();
    offer_byline();
    offer_dates();
    offer_origin();
    Draft draft = collector_.take(explain_);
    draft.standfirst_in_story = true;
    Article& article = draft.article;
    article.text = without_headline(text(), article.title);
    article.standfirst = standfirst_beside(standfirst(article.title), article.text);
    if (article.text.empty()) article.text = standfirst(article.title);
    article.authors = authors_;
    article.dateline = dateline();
    if (const auto* content = nitf_.find("body/body.content")) article.captions = captions_in(*content);
    article.tags = tags();
    take_wire_lines(article);
    return draft;
  }

 private:
  const XmlNode* head(std::string_view path) const {
    const auto* front = nitf_.find("body/body.head");
    return front ? front->find(path) : nullptr;
  }

  std::string head_words(std::string_view path) const {
    const auto* found = head(path);
    return found ? found->words() : std::string();
  }

  std::string_view meta(std::string_view name) const {
    const auto* front = nitf_.child("head");
    if (!front) return {};
    for (const auto& child : front->children)
      if (child->is("meta") && iequals(child->attribute("name"), name)) return child->attribute("content");
    return {};
  }

  void offer_title() {
    collector_.offer(Role::title, 0, "hl1", head_words("hedline/hl1"));
    collector_.offer(Role::title, 1, "hedline", head_words("hedline"));
    collector_.offer(Role::title, 2, "title", nitf_.words_of("head/title"));
  }

  // "By JANE DOE<byttl>Business Writer</byttl>"; one of several is made for machines: "Doe, Jane".
  void offer_byline() {
    std::string printed;
    const auto* front = nitf_.find("body/body.head");
    if (!front) return;
    for_children(*front, "byline", [&](const XmlNode& byline) {
      if (byline.attribute("class") == "normalized_byline") return;
      std::vector<std::string> persons;
      for (const auto* person : byline.all("person")) add_once(persons, without_by(person->words()));
      auto words = without_by(words_without(byline, {"byttl", "location", "virtloc"}));
      if (is_sign(words)) return;
      const auto names = persons.empty() ? names_of_byline(words) : persons;
      for (const auto& name : names) add_once(authors_, name);
      if (!words.empty() && printed.find(words) == std::string::npos) printed.append(printed.empty() ? "" : ", ").append(words);
    });
    collector_.offer(Role::byline, 0, "byline", printed);
  }

  // Signs of editors: "gr/bp".
  static bool is_sign(std::string_view words) {
    constexpr std::size_t longest = 8;
    return words.size() <= longest && words.find('/') != std::string_view::npos && words.find(' ') == std::string_view::npos;
  }

  void offer_dates() {
    const auto* docdata = nitf_.find("head/docdata");
    std::size_t preference = 0;
    const auto offer = [&](std::string_view name, std::string_view value) { collector_.offer(Role::date, preference++, name, value); };
    if (docdata) {
      offer("date.issue", docdata->attribute_of("date.issue", "norm"));
      offer("date.issue", docdata->words_of("date.issue"));
    }
    for (const auto* publication : nitf_.all("pubdata")) offer("pubdata", publication->attribute("date.publication"));
    if (docdata) offer("date.release", docdata->attribute_of("date.release", "norm"));
    if (const auto* story = head("dateline/story.date")) {
      offer("story.date", story->attribute("norm"));
      offer("story.date", story->words());
    }
    const auto day = meta("publication_day_of_month"), month = meta("publication_month"), year = meta("publication_year");
    if (!day.empty() && !month.empty() && !year.empty()) {
      const auto two = [](std::string_view number) { return (number.size() < 2 ? "0" : "") + std::string(number); };
      offer("publication_year", std::string(year) + "-" + two(month) + "-" + two(day));
    }
  }

  void offer_origin() {
    const auto* publication = nitf_.anywhere("pubdata");
    const auto* docdata = nitf_.find("head/docdata");
    if (publication) collector_.offer(Role::source, 0, "pubdata", publication->attribute("name"));
    collector_.offer(Role::source, 1, "distributor", head_words("distributor"));
    if (docdata) {
      collector_.offer(Role::source, 2, "doc.copyright", docdata->attribute_of("doc.copyright", "holder"));
      collector_.offer(Role::source, 3, "doc-id", docdata->attribute_of("doc-id", "regsrc"));
      collector_.offer(Role::id, 0, "doc-id", docdata->attribute_of("doc-id", "id-string"));
    }
    collector_.offer(Role::source, 4, "rights.owner", head_words("rights/rights.owner"));
    if (publication) {
      collector_.offer(Role::section, 0, "pubdata", publication->attribute("position.section"));
      const auto address = publication->attribute("ex-ref");
      if (address.starts_with("http")) collector_.offer(Role::url, 0, "pubdata", address);
    }
    for (const std::string_view name : {"online_sections", "section", "print_section_name", "dsk"}) collector_.offer(Role::section, 1, name, meta(name));
    collector_.offer(Role::section, 2, "category", meta("anpa-category").size() > 2 ? meta("anpa-category") : std::string_view());
    collector_.offer(Role::language, 0, "baselang", nitf_.attribute("baselang"));
    collector_.offer(Role::language, 1, "xml:lang", nitf_.attribute("xml:lang"));
    if (const auto* body = nitf_.child("body")) collector_.offer(Role::language, 2, "xml:lang", body->attribute("xml:lang"));
  }

  std::string text() const {
    const auto* content = nitf_.find("body/body.content");
    if (!content) return {};
    // The New York Times gives the first paragraph twice.
    for (const auto* block : content->all("block"))
      if (block->attribute("class") == "full_text") return paragraphs_in(*block);
    return paragraphs_in(*content);
  }

  std::string standfirst(std::string_view title) const {
    for (const std::string_view path : {"abstract", "hedline/hl2"})
      if (const auto* found = head(path))
        if (auto words = paragraphs_in(*found); words != title && !words.empty()) return words;
    return {};
  }

  std::string dateline() const {
    const auto* line = head("dateline");
    if (!line) return {};
    auto words = words_without(*line, {"story.date"});
    const auto* date = line->child("story.date");
    if (date && date->attribute("norm").empty() && !date->words().empty()) words.append(words.empty() ? "" : ", ").append(date->words());
    return words;
  }

  std::vector<std::string> tags() const {
    std::vector<std::string> tags;
    const auto* front = nitf_.child("head");
    if (!front) return tags;
    for (const auto* keyword : front->all("keyword")) add_once(tags, collapse(keyword->attribute("key")));
    for (const auto* subject : front->all("tobject.subject"))
      for (const std::string_view name : {"tobject.subject.type", "tobject.subject.matter", "tobject.subject.detail"}) add_once(tags, collapse(subject->attribute(name)));
    if (const auto* identified = front->anywhere("identified-content"))
      for (const auto& child : identified->children)
        if (!child->is_text()) add_once(tags, child->words());
    return tags;
  }

  const XmlNode& nitf_;
  bool explain_;
  Collector collector_;
  std::vector<std::string> authors_;
};

}  // namespace

Draft nitf_article(const XmlNode& nitf, bool explain) { return NitfReader(nitf, explain).read(); }

std::string nitf_status(const XmlNode& nitf) {
  const auto status = ascii_lower(nitf.attribute_of("head/docdata", "management-status"));
  for (const std::string_view known : {"canceled", "cancelled", "embargoed", "withheld"})
    if (status == known) return status;
  return {};
}

Likeness sniff_nitf(std::string_view head) { return ascii_lower(xml_root(head)) == "nitf" ? Likeness::surely : Likeness::no; }

void read_nitf(Entry& entry, ArticleSink& sink) {
  Skips skips(sink);
  LeftOut left_out(sink);
  NumberedArticles articles(sink);
  const auto count = for_each_xml(entry, skips, {"nitf"}, [&](const XmlRecord& record) {
    if (const auto status = nitf_status(record.node); !status.empty()) return left_out.add("declared " + status + " by the provider", record.number);
    Draft draft = nitf_article(record.node, sink.explain());
    draft.line = record.line;
    draft.repairs = record.repairs;
    if (draft.article.title.empty() && draft.article.text.empty()) {
      skips.add("no_text", "an article without headline and text", record.number, record.line);
      return true;
    }
    return articles.add(std::move(draft), record.number);
  });
  articles.finish(count == 1);
  left_out.finish();
  skips.finish();
}

}  // namespace newsgrep
