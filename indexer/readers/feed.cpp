// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/feed.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/byline.hpp"
#include "indexer/readers/collector.hpp"
#include "indexer/readers/left_out.hpp"
#include "indexer/readers/markup.hpp"
#include "indexer/readers/numbered_articles.hpp"
#include "indexer/readers/values.hpp"
#include "indexer/readers/xml.hpp"
#include "indexer/readers/xml_text.hpp"

#include <array>

namespace newsgrep {
namespace {

std::string plain(std::string_view value) { return collapse(looks_like_markup(value) ? strip_markup(value) : value); }

// What a feed says of all its items.
struct Channel {
  std::string title, language, link;
  std::vector<std::string> authors;
};

// A text construct of Atom, or the text of an element of RSS: XHTML within it becomes HTML.
std::string value_of(const XmlNode& node) {
  const bool elements =
      std::any_of(node.children.begin(), node.children.end(), [](const auto& child) { return !child->is_text(); });
  if (elements) return node.markup();
  auto text = node.raw_text();
  if (node.attribute("mode") != "base64" && node.attribute("type") == "text" && text.find('<') != std::string::npos &&
      !looks_like_markup(text))
    return text;
  return text;
}

// The first of several elements that says something.
struct Found {
  const XmlNode* node = nullptr;
  std::string value;
  explicit operator bool() const { return node != nullptr; }
};

template <std::size_t size>
Found first_of(const XmlNode& item, const std::array<std::string_view, size>& names) {
  for (const auto name : names)
    for (const auto& child : item.children)
      if (child->is(name))
        if (auto value = value_of(*child); !trim(value).empty()) return {child.get(), std::move(value)};
  return {};
}

// "jane@example.org (Jane Doe)" -> "Jane Doe"; an address alone is no name.
std::string person_of(std::string_view value) {
  const auto at = value.find('@');
  if (at == std::string_view::npos) return without_by(plain(value));
  const auto open = value.find('('), close = value.rfind(')');
  if (open != std::string_view::npos && close != std::string_view::npos && open < close)
    return plain(value.substr(open + 1, close - open - 1));
  const auto angle = value.find('<');
  return angle != std::string_view::npos && angle < at ? plain(value.substr(0, angle)) : std::string();
}

std::vector<std::string> authors_of(const XmlNode& item) {
  std::vector<std::string> authors;
  for (const std::string_view name : {"author", "dc:creator", "atom:author", "a10:author"}) {
    for_children(item, name, [&](const XmlNode& author) {
      const auto* named = author.child("name");
      if (!named) named = author.child("atom:name");
      add_once(authors, person_of(named ? named->words() : author.words()));
    });
    if (!authors.empty()) return authors;
  }
  for (const std::string_view name : {"itunes:author", "media:credit"})
    if (const auto* author = item.child(name); author && authors.empty()) add_once(authors, person_of(author->words()));
  return authors;
}

bool is_address(std::string_view value) { return value.starts_with("http://") || value.starts_with("https://"); }

// An address in full; what begins with a slash lies on the channel's site.
std::string full_address(std::string address, const Channel& channel) {
  address = trim(address);
  if (!address.starts_with('/') || address.starts_with("//") || !is_address(channel.link)) return address;
  return channel.link.substr(0, channel.link.find('/', channel.link.find("://") + 3)) + address;
}

std::string link_of(const XmlNode& item, std::initializer_list<std::string_view> names) {
  std::string other;
  for (const auto name : names)
    for (const auto& link : item.children) {
      if (!link->is(name)) continue;
      const auto href = link->attribute("href"), rel = link->attribute("rel");
      if (href.empty()) {
        if (auto text = link->words(); !text.empty()) return text;
      } else if (rel.empty() || rel == "alternate") {
        return std::string(href);
      } else if (rel == "self" && other.empty() && item.is("entry")) {
        other = href;
      }
    }
  return other;
}

Channel channel_of(const XmlNode& root) {
  const auto* inner = root.child("channel");
  const XmlNode& head = inner ? *inner : root;
  Channel channel;
  channel.title = plain(head.words_of("title"));
  channel.language = head.words_of("language");
  if (channel.language.empty()) channel.language = head.words_of("dc:language");
  if (channel.language.empty()) channel.language = root.attribute("xml:lang");
  channel.link = link_of(head, {"link"});
  if (!inner) channel.authors = authors_of(head);
  return channel;
}

// Paragraphs that programs put below every item, or that lead to others.
bool is_feed_line(std::string_view line, bool last) {
  constexpr std::size_t longest = 300, short_line = 40;
  if (line.size() > longest) return false;
  const auto text = ascii_lower(line);
  if (text.starts_with("related:")) return true;
  if (!last) return false;
  for (const std::string_view begin : {"continue reading", "read more", "read the rest", "read full article",
                                       "weiterlesen", "lire la suite", "seguir leyendo", "leia mais"})
    if (text.starts_with(begin) && (line.size() < short_line || text.starts_with("continue reading"))) return true;
  const bool wordpress = text.starts_with("the post ") && text.find(" appeared first on ") != std::string::npos;
  const bool link = text == "comments" || text == "[link] [comments]";
  return wordpress || link || text == "[...]" || text == "[\xE2\x80\xA6]" ||
         text.find("where people are continuing the conversation by") != std::string::npos;
}

std::string without_feed_lines(std::string text) {
  std::vector<std::string_view> kept;
  for (std::string_view rest = text; !rest.empty();) {
    const auto end = std::min(rest.find("\n\n"), rest.size());
    if (!is_feed_line(rest.substr(0, end), false)) kept.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 2, rest.size()));
  }
  while (!kept.empty() && is_feed_line(kept.back(), true)) kept.pop_back();
  std::string out;
  for (const auto paragraph : kept) out.append(out.empty() ? "" : "\n\n").append(paragraph);
  return out;
}

// "[dropcap]W[/dropcap]ords": shortcodes of WordPress that stand around words.
std::string without_shortcodes(std::string text) {
  constexpr std::size_t longest = 40;
  for (auto close = text.find("[/"); close != std::string::npos; close = text.find("[/", close)) {
    const auto end = text.find(']', close);
    if (end == std::string::npos) break;
    const auto name = text.substr(close + 2, end - close - 2);
    const auto open =
        name.empty() || name.size() > longest || name == "caption" ? std::string::npos : text.rfind("[" + name, close);
    const auto open_end = open == std::string::npos ? open : text.find(']', open);
    if (open_end == std::string::npos || open_end > close) {
      close = end;
      continue;
    }
    text.erase(close, end + 1 - close);
    text.erase(open, open_end + 1 - open);
    close = open;
  }
  return text;
}

class ItemReader {
 public:
  ItemReader(const XmlNode& item, const Channel& channel, bool explain)
      : item_(item), channel_(channel), explain_(explain), collector_("feed") {}

  Draft read() {
    offer_texts();
    offer_dates();
    offer_address();
    const auto authors = authors_of(item_);
    collector_.offer(Role::byline, 0, "author", joined_names(authors.empty() ? channel_.authors : authors));
    offer_source();
    const auto tags = tags_of();
    if (!tags.empty()) collector_.offer(Role::section, 0, "category", tags.front());
    Draft draft = collector_.take(explain_);
    finish(draft);
    draft.article.tags = tags;
    for (const auto& author : authors.empty() ? channel_.authors : authors)
      for (auto& name : names_of_byline(author)) add_once(draft.article.authors, std::move(name));
    return draft;
  }

 private:
  template <std::size_t size>
  Found offer(Role role, const std::array<std::string_view, size>& names) {
    const auto found = first_of(item_, names);
    if (found) collector_.offer(role, 0, found.node->name, found.value);
    return found;
  }

  void offer_texts() {
    constexpr std::array<std::string_view, 4> titles{"title", "media:title", "dc:title", "itunes:title"};
    constexpr std::array<std::string_view, 7> contents{
        "content:encoded", "content", "body", "xhtml:body", "fullText", "yandex:full-text", "wenn_cm:body"};
    constexpr std::array<std::string_view, 7> summaries{"description",    "summary",        "excerpt:encoded",
                                                        "dc:description", "itunes:summary", "media:description",
                                                        "itunes:subtitle"};
    offer(Role::title, titles);
    text_ = first_of(item_, contents);
    if (text_.node && text_.node->is("content") && !text_.node->attribute("src").empty()) text_ = {};
    if (const auto* wenn = item_.find("wenn_cm:ContentMetadata/wenn_cm:body")) text_ = {wenn, wenn->raw_text()};
    if (text_ && is_blank(text_.value)) text_ = {};
    summary_ = first_of(item_, summaries);
    if (const auto* group = item_.child("media:group"); group && !summary_) summary_ = first_of(*group, summaries);
    if (text_ && text_.node->is("content:encoded")) text_.value = without_shortcodes(std::move(text_.value));
    if (text_) collector_.offer(Role::text, 0, text_.node->name, text_.value);
    if (!text_ && summary_) collector_.offer(Role::text, 0, summary_.node->name, summary_.value);
  }

  // Markup without words: a picture alone.
  static bool is_blank(std::string_view markup) { return collapse(strip_markup(markup)).empty(); }

  void offer_dates() {
    constexpr std::array<std::string_view, 11> published{"pubDate",        "published", "dc:date",  "dcterms:created",
                                                         "dcterms:issued", "issued",    "created",  "a10:published",
                                                         "pubdate",        "date",      "dc:issued"};
    constexpr std::array<std::string_view, 6> updated{"updated",     "modified",     "dcterms:modified",
                                                      "a10:updated", "atom:updated", "lastBuildDate"};
    const auto first = offer(Role::date, published);
    const auto last = first_of(item_, updated);
    if (!last) return;
    collector_.offer(Role::updated, 0, last.node->name, last.value);
    // Atom asks for no other date than this one.
    if (!first) collector_.offer(Role::date, 1, last.node->name, last.value);
  }

  void offer_address() {
    const auto* guid = item_.child("guid");
    const std::string id = guid ? guid->words() : item_.words_of("id");
    permanent_ = guid && guid->attribute("isPermaLink") != "false" && is_address(id);
    std::string link = item_.words_of("feedburner:origLink");
    if (link.empty()) link = link_of(item_, {"link", "atom:link", "a10:link"});
    if (link.empty() && permanent_) link = id;
    if (!id.empty()) collector_.offer(Role::id, 0, guid ? "guid" : "id", id);
    if (id.empty()) collector_.offer(Role::id, 1, "rdf:about", item_.attribute("rdf:about"));
    if (is_address(full_address(link, channel_))) collector_.offer(Role::url, 0, "link", full_address(link, channel_));
  }

  void offer_source() {
    std::string source = item_.words_of("source/title");
    if (const auto* named = item_.child("source"); source.empty() && named && !named->attribute("url").empty())
      source = named->words();
    if (source.empty()) source = item_.words_of("dc:publisher");
    collector_.offer(Role::source, 0, "source", source);
    collector_.offer(Role::source, 1, "channel", channel_.title);
    for (const std::string_view name : {"dc:language", "language"})
      if (const auto* language = item_.child(name)) collector_.offer(Role::language, 0, name, language->words());
    collector_.offer(Role::language, 0, "xml:lang", item_.attribute("xml:lang"));
    collector_.offer(Role::language, 1, "channel", channel_.language);
  }

  std::vector<std::string> tags_of() const {
    std::vector<std::string> tags;
    for (const auto& child : item_.children) {
      const bool category = child->is("category");
      if (!category && !child->is("dc:subject") && !child->is("media:keywords") && !child->is("itunes:keywords") &&
          !child->is("itunes:category"))
        continue;
      std::string words = plain(child->raw_text());
      if (category && words.empty()) words = child->attribute(child->attribute("label").empty() ? "term" : "label");
      if (child->is("itunes:category")) words = child->attribute("text");
      if (!category && child->name.find("keywords") != std::string::npos) {
        add_parts(words, tags);
        continue;
      }
      if (!is_address(words)) add_once(tags, words);
    }
    return tags;
  }

  static void add_parts(std::string_view words, std::vector<std::string>& tags) {
    while (!words.empty()) {
      const auto end = std::min(words.find(','), words.size());
      add_once(tags, std::string(trim(words.substr(0, end))));
      words.remove_prefix(std::min(end + 1, words.size()));
    }
  }

  void finish(Draft& draft) const {
    Article& article = draft.article;
    draft.global_id = draft.global_id || permanent_;
    draft.partial = draft.partial || !text_;
    if (text_ && summary_)
      article.standfirst = standfirst_beside(article_text(summary_.value, article.title), article.text);
    // A summary that says more than a content of few words.
    if (text_ && summary_ && article.text.empty()) article.text = article_text(summary_.value, article.title);
    for (const std::string_view name : {"media:content", "media:thumbnail", "media:group", "enclosure"})
      for (const auto* media : item_.all(name)) take_caption(*media, article);
    article.text = without_feed_lines(std::move(article.text));
    article.standfirst = without_feed_lines(std::move(article.standfirst));
    if (text_ && item_.child("media:description"))
      add_once(article.captions, plain(item_.words_of("media:description")));
    for (const auto& part : {text_.value, summary_.value})
      for (auto& caption : captions_in_markup(part)) add_once(article.captions, std::move(caption));
  }

  static void take_caption(const XmlNode& media, Article& article) {
    for (const auto* caption : media.all("media:description")) {
      auto words = plain(caption->raw_text());
      if (words != article.text && words != article.title) add_once(article.captions, std::move(words));
    }
  }

  const XmlNode& item_;
  const Channel& channel_;
  bool explain_;
  Collector collector_;
  Found text_, summary_;
  bool permanent_ = false;
};

std::string lower_root(std::string_view head) { return ascii_lower(xml_root(head)); }

bool is_wordpress(std::string_view head) {
  return head.find("wordpress.org/export/") != std::string_view::npos ||
         head.find("wp:wxr_version") != std::string_view::npos;
}

// Why a post of an export is none that readers saw; empty for the others.
std::string why_unpublished(const XmlNode& item) {
  const auto type = item.words_of("wp:post_type"), status = item.words_of("wp:status");
  if (!type.empty() && type != "post" && type != "page" && type != "article") return "of type " + type;
  if (!status.empty() && status != "publish") return "with the status " + status;
  return {};
}

void read_items(Entry& entry, ArticleSink& sink, bool export_of_site) {
  Skips skips(sink);
  NumberedArticles articles(sink);
  LeftOut left_out(sink);
  const auto count = for_each_xml(entry, skips, {"item", "entry"}, [&](const XmlRecord& record) {
    if (export_of_site)
      if (const auto why = why_unpublished(record.node); !why.empty()) return left_out.add(why, record.number);
    const Channel channel = channel_of(record.root);
    Draft draft = ItemReader(record.node, channel, sink.explain()).read();
    draft.line = record.line;
    draft.repairs = record.repairs;
    if (draft.article.title.empty() && draft.article.text.empty()) {
      skips.add("no_text", "an item without headline and text", record.number, record.line);
      return true;
    }
    return articles.add(std::move(draft), record.number);
  });
  articles.finish(false);
  left_out.finish();
  skips.finish();
  if (count == 0) left_out.nothing("a feed without items");
}

}  // namespace

Likeness sniff_feed(std::string_view head) {
  const auto root = lower_root(head);
  if (root == "rss" || (root == "rdf" && head.find("purl.org/rss/") != std::string_view::npos)) return Likeness::likely;
  const bool feed =
      root == "feed" && (head.find("Atom") != std::string_view::npos || head.find("atom") != std::string_view::npos ||
                         head.find("<entry") != std::string_view::npos);
  return feed || (root == "channel" && head.find("<item") != std::string_view::npos) ? Likeness::likely : Likeness::no;
}

void read_feed(Entry& entry, ArticleSink& sink) {
  sink.rolling();
  read_items(entry, sink, false);
}

Likeness sniff_wxr(std::string_view head) {
  return lower_root(head) == "rss" && is_wordpress(head) ? Likeness::surely : Likeness::no;
}

void read_wxr(Entry& entry, ArticleSink& sink) { read_items(entry, sink, true); }

}  // namespace newsgrep
