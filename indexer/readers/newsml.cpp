// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/newsml.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/byline.hpp"
#include "indexer/readers/collector.hpp"
#include "indexer/readers/news_items.hpp"
#include "indexer/readers/nitf.hpp"
#include "indexer/readers/values.hpp"
#include "indexer/readers/xml_text.hpp"

#include <array>

namespace newsgrep {
namespace {

// A text of an item, and the components around it, the outermost first.
struct Content {
  const XmlNode* data = nullptr;
  std::vector<const XmlNode*> around;
};

std::string role_of(const XmlNode& component) { return ascii_lower(component.attribute_of("Role", "FormalName")); }

bool stands_beside(const XmlNode& component) {
  constexpr std::array<std::string_view, 9> beside{"stylesheet", "headline", "contact", "logo", "sidebar", "keywords", "graphic", "thumbnail", "quicklook"};
  return std::find(beside.begin(), beside.end(), role_of(component)) != beside.end();
}

bool is_caption(std::string_view role) { return role == "caption" || role == "picture" || role == "photo"; }

// What of a content is text; null when none is.
const XmlNode* text_data(const XmlNode& content) {
  const auto* data = content.child("DataContent");
  if (!data || content.child("Encoding")) return nullptr;
  const auto type = ascii_lower(std::string(content.attribute_of("MediaType", "FormalName")) + " " + std::string(content.attribute_of("MimeType", "FormalName")));
  for (const std::string_view other : {"css", "image", "photo"})
    if (type.find(other) != std::string::npos) return nullptr;
  return data;
}

// The component that an article is, and those around it.
struct Story {
  const XmlNode* component;
  std::vector<const XmlNode*> around;
};

// The components that have a headline and a text each: more than one are articles of their own, unless they are declared to be equivalent.
class Stories {
 public:
  explicit Stories(const XmlNode& item) {
    for_children(item, "NewsComponent", [&](const XmlNode& component) { look_into(component); });
  }

  std::vector<Story> take() { return std::move(stories_); }

 private:
  // Whether there is a text.
  bool look_into(const XmlNode& component) {
    if (stands_beside(component) || is_caption(role_of(component))) return false;
    const auto before = stories_.size();
    bool text = false;
    around_.push_back(&component);
    for (const auto& child : component.children) {
      if (child->is("ContentItem")) text = text_data(*child) != nullptr || text;
      if (child->is("NewsComponent")) text = look_into(*child) || text;
    }
    around_.pop_back();
    const bool several = stories_.size() - before > 1, equivalent = component.attribute("EquivalentsList") == "yes";
    const bool one = several ? equivalent : text && !component.words_of("NewsLines/HeadLine").empty();
    if (!one) return text;
    stories_.resize(before);
    stories_.push_back({&component, around_});
    return text;
  }

  std::vector<Story> stories_;
  std::vector<const XmlNode*> around_;
};

class NewsItemReader {
 public:
  NewsItemReader(const XmlNode& item, const XmlNode& root, bool explain) : item_(item), scope_(item), root_(root), explain_(explain), collector_("newsml") {
    std::vector<const XmlNode*> around;
    for_children(item, "NewsComponent", [&](const XmlNode& component) { look_into(component, around); });
  }

  /// Of several stories of the item the one of that number, 1-based.
  NewsItemReader(const XmlNode& item, Story&& story, std::size_t number, const XmlNode& root, bool explain)
      : item_(item), scope_(*story.component), number_(number), root_(root), explain_(explain), collector_("newsml") {
    look_into(scope_, story.around);
  }

  Draft read() {
    offer_lines();
    offer_origin();
    offer_dates();
    Draft draft = collector_.take(explain_);
    draft.standfirst_in_story = true;
    Article& article = draft.article;
    article.text = without_headline(text_, article.title);
    article.captions = captions_;
    article.tags = tags();
    draft.global_id = draft.global_id || !item_.words_of("Identification/NewsIdentifier/ProviderId").empty();
    article.dateline = line("DateLine");
    // A time alone is no place.
    if (article.dateline.find_first_of("0123456789") == 0) article.dateline.clear();
    article.standfirst = standfirst_beside(line("SubHeadLine"), article.text);
    fill_from_nitf(article);
    if (article.text.empty()) article.text = line("SubHeadLine");
    take_wire_lines(article);
    return draft;
  }

 private:
  void look_into(const XmlNode& component, std::vector<const XmlNode*>& around) {
    if (stands_beside(component)) return;
    around.push_back(&component);
    for (const auto& child : component.children) {
      if (child->is("ContentItem")) take_content(*child, around, role_of(component));
      if (child->is("NewsComponent")) look_into(*child, around);
    }
    around.pop_back();
  }

  void take_content(const XmlNode& content, const std::vector<const XmlNode*>& around, std::string_view role) {
    const auto* data = text_data(content);
    if (!data) return;
    auto text = text_of(*data);
    if (is_caption(role)) {
      add_once(captions_, std::move(text));
      return;
    }
    if (text.size() <= text_.size()) return;
    text_ = std::move(text);
    chosen_ = {data, around};
  }

  static std::string text_of(const XmlNode& data) {
    if (const auto* nitf = data.child("nitf")) {
      const auto* content = nitf->find("body/body.content");
      return content ? paragraphs_in(*content) : std::string();
    }
    if (const auto* body = data.find("html/body")) return paragraphs_in(*body);
    const bool elements = std::any_of(data.children.begin(), data.children.end(), [](const auto& child) { return !child->is_text(); });
    return elements ? paragraphs_in(data) : article_text(data.raw_text(), {});
  }

  // A line of the nearest component around the text that has it, or of the first one anywhere.
  std::string line(std::string_view name) const {
    const std::string path = "NewsLines/" + std::string(name);
    for (auto at = chosen_.around.rbegin(); at != chosen_.around.rend(); ++at)
      if (auto words = (*at)->words_of(path); !words.empty()) return words;
    if (const auto* found = scope_.anywhere(name)) return found->words();
    return {};
  }

  void offer_lines() {
    collector_.offer(Role::title, 0, "HeadLine", line("HeadLine"));
    if (number_ == 0) collector_.offer(Role::title, 1, "NameLabel", item_.words_of("Identification/NameLabel"));
    collector_.offer(Role::byline, 0, "ByLine", without_by(line("ByLine")));
  }

  void offer_origin() {
    for (const auto& [name, preference] : {std::pair{"Provider", 0u}, {"Source", 1u}, {"Creator", 2u}})
      if (const auto* party = item_.anywhere(name)) collector_.offer(Role::source, preference, name, party->attribute_of("Party", "FormalName"));
    collector_.offer(Role::source, 3, "CreditLine", line("CreditLine"));
    collector_.offer(Role::source, 4, "ProviderId", item_.words_of("Identification/NewsIdentifier/ProviderId"));
    auto id = item_.words_of("Identification/NewsIdentifier/PublicIdentifier");
    if (!id.empty() && number_ > 1) id += "#" + std::to_string(number_);
    collector_.offer(Role::id, 0, "PublicIdentifier", id);
    for (auto at = chosen_.around.rbegin(); at != chosen_.around.rend(); ++at)
      collector_.offer(Role::language, 0, "Language", (*at)->attribute_of("DescriptiveMetadata/Language", "FormalName"));
    if (const auto* language = item_.anywhere("Language")) collector_.offer(Role::language, 1, "Language", language->attribute("FormalName"));
    collector_.offer(Role::language, 2, "xml:lang", item_.attribute("xml:lang"));
  }

  void offer_dates() {
    const auto first = item_.words_of("NewsManagement/FirstCreated"), revision = item_.words_of("NewsManagement/ThisRevisionCreated");
    collector_.offer(Role::date, 0, "FirstCreated", first);
    collector_.offer(Role::date, 1, "ThisRevisionCreated", revision);
    collector_.offer(Role::date, 2, "DateAndTime", root_.words_of("NewsEnvelope/DateAndTime"));
    collector_.offer(Role::date, 3, "DateId", item_.words_of("Identification/NewsIdentifier/DateId"));
    if (!first.empty() && revision != first) collector_.offer(Role::updated, 0, "ThisRevisionCreated", revision);
  }

  std::vector<std::string> tags() const {
    std::vector<std::string> tags;
    for (const auto* keyword : scope_.all("KeywordLine")) add_once(tags, keyword->words());
    for (const auto* property : scope_.all("Property")) {
      const auto name = property->attribute("FormalName");
      if (name == "Keyword" || name.ends_with("Keywords")) add_once(tags, collapse(property->attribute("Value")));
    }
    for (const auto* topic : item_.all("Topic"))
      for (const auto* description : topic->all("Description"))
        if (description->attribute("Variant") == "Name" && description->attribute("xml:lang") == "en") add_once(tags, description->words());
    return tags;
  }

  void fill_from_nitf(Article& article) const {
    const auto* nitf = chosen_.data ? chosen_.data->child("nitf") : nullptr;
    if (!nitf) return;
    const Article inner = nitf_article(*nitf, false).article;
    for (const auto field : {&Article::title, &Article::byline, &Article::dateline, &Article::standfirst, &Article::source, &Article::section})
      if ((article.*field).empty()) article.*field = inner.*field;
    for (const auto list : {&Article::authors, &Article::tags, &Article::captions})
      for (const auto& one : inner.*list) add_once(article.*list, one);
  }

  const XmlNode& item_;
  const XmlNode& scope_;    // the item, or the story
  std::size_t number_ = 0;  // of the story; 0: there is no other
  const XmlNode& root_;
  bool explain_;
  Collector collector_;
  Content chosen_;
  std::string text_;
  std::vector<std::string> captions_;
};

std::vector<Draft> articles_of(const XmlRecord& record, bool explain) {
  auto stories = Stories(record.node).take();
  if (stories.size() < 2) return {NewsItemReader(record.node, record.root, explain).read()};
  std::vector<Draft> drafts;
  for (auto& story : stories) drafts.push_back(NewsItemReader(record.node, std::move(story), drafts.size() + 1, record.root, explain).read());
  return drafts;
}

std::string why_left_out(const XmlNode& item) {
  const auto status = ascii_lower(item.attribute_of("NewsManagement/Status", "FormalName"));
  for (const std::string_view known : {"canceled", "cancelled", "embargoed", "withheld", "withdrawn"})
    if (status == known) return "declared " + status + " by the provider";
  if (item.child("TopicSet") && !item.child("NewsComponent")) return "listing topics";
  return {};
}

// --- RCV1 ---

// Codes of topics, companies, regions and industries, which the corpus explains in files of its own.
std::vector<std::string> codes_of(const XmlNode& item) {
  std::vector<std::string> codes;
  for (const auto* code : item.all("code")) add_once(codes, collapse(code->attribute("code")));
  return codes;
}

std::vector<Draft> rcv1_article(const XmlRecord& record, bool explain) {
  const XmlNode& item = record.node;
  Collector collector("rcv1");
  collector.offer(Role::title, 0, "headline", item.words_of("headline"));
  collector.offer(Role::title, 1, "title", item.words_of("title"));
  collector.offer(Role::byline, 0, "byline", without_by(item.words_of("byline")));
  collector.offer(Role::date, 0, "date", item.attribute("date"));
  collector.offer(Role::language, 0, "xml:lang", item.attribute("xml:lang"));
  collector.offer(Role::id, 0, "itemid", item.attribute("itemid"));
  for (const auto* dc : item.all("dc")) {
    const auto element = dc->attribute("element");
    if (element == "dc.publisher") collector.offer(Role::source, 0, element, dc->attribute("value"));
    if (element == "dc.source") collector.offer(Role::source, 1, element, dc->attribute("value"));
    if (element == "dc.date.published") collector.offer(Role::date, 1, element, dc->attribute("value"));
  }
  Draft draft = collector.take(explain);
  Article& article = draft.article;
  if (!article.native_id.empty()) article.native_id = "rcv1:" + article.native_id;
  draft.global_id = !article.native_id.empty();
  article.dateline = item.words_of("dateline");
  if (const auto* text = item.child("text")) article.text = paragraphs_in(*text);
  article.tags = codes_of(item);
  return {std::move(draft)};
}

}  // namespace

Likeness sniff_newsml(std::string_view head) { return xml_root(head) == "NewsML" ? Likeness::surely : Likeness::no; }

void read_newsml(Entry& entry, ArticleSink& sink) {
  read_news_items(entry, sink, {"NewsItem"}, articles_of, why_left_out);
}

Likeness sniff_rcv1(std::string_view head) {
  return xml_root(head) == "newsitem" && head.find("itemid=") != std::string_view::npos ? Likeness::surely : Likeness::no;
}

void read_rcv1(Entry& entry, ArticleSink& sink) {
  read_news_items(entry, sink, {"newsitem"}, rcv1_article, [](const XmlNode&) { return std::string(); });
}

}  // namespace newsgrep
