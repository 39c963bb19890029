// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_notes.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/byline.hpp"
#include "indexer/readers/html_captions.hpp"
#include "indexer/readers/html_names.hpp"
#include "indexer/readers/html_nodes.hpp"
#include "indexer/readers/reader.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace newsgrep {
namespace {

// "/author/jane-doe", "/autoren/4711.html", "https://example.com/by/jane"
bool leads_to_author(std::string_view address) {
  constexpr std::string_view folders =
      "author authors autor autores autoren autorzy auteur auteurs autore autori forfatter skribent skribenter "
      "journalist "
      "journalists journaliste reporter reporters columnist columnists contributor contributors writer writers by "
      "byline "
      "bylines staff profile profiles profil redakteur redaktor redakteure firmas firma yazar "
      "yazarlar penulis tacgia toimittaja schrijver";
  constexpr std::size_t longest = 300;
  if (address.size() > longest) return false;
  if (const auto host = address.find("://"); host != std::string_view::npos) address.remove_prefix(host + 3);
  address = address.substr(0, address.find_first_of("?#"));
  for (auto at = address.find('/'); at != std::string_view::npos;) {
    const auto end = address.find('/', at + 1);
    if (end == std::string_view::npos || end + 1 == address.size()) return false;
    const auto folder = address.substr(at + 1, end - at - 1);
    if (!folder.empty() && one_of(folder, folders)) return true;
    at = end;
  }
  return false;
}

// "byline", "article-author", "AuthorName": a name that says who wrote it, not one of a whole page about an author.
bool names_author(std::string_view name) {
  if (name.find("ut") == std::string_view::npos && name.find("yline") == std::string_view::npos && name.find("riter") == std::string_view::npos &&
      name.find("eporter") == std::string_view::npos)
    return false;
  const auto lower = ascii_lower(name);
  for (const std::string_view own : {"reporter", "writer", "reporter-name", "writer-name", "article-writer", "news-writer", "post-writer", "article_writer"})
    if (one_of(own, lower)) return true;
  if (lower.find("follow") != std::string::npos) return false;
  if (lower.find("byline") != std::string::npos || lower.find("author") != std::string::npos) return true;
  return one_of("autor", lower) || one_of("autores", lower) || one_of("auteur", lower) || one_of("autore", lower);
}

// <address> is how to reach the author.
bool is_byline(const xmlNode* node, std::string_view tag) {
  if (tag == "article" || tag == "body" || tag == "html" || tag == "main") return false;
  return tag == "address" || names_author(attribute(node, "class")) || names_author(attribute(node, "data-testid"));
}

// "post-date", "publishedDate", "entry__date": not the day of a change, and not one of an event.
bool names_day(std::string_view class_name) {
  if (class_name.find("ate") == std::string_view::npos && class_name.find("ubl") == std::string_view::npos) return false;
  constexpr std::array<std::string_view, 16> names{
      "publish",   "pubdate",  "pub-date",   "pub_date",  "postdate",  "post-date", "post_date",  "entry-date",
      "entrydate", "article-date", "articledate", "article__date", "entry__date", "date-posted", "story-date", "story__date"};
  constexpr std::array<std::string_view, 5> others{"updat", "modif", "unpublish", "publisher", "expir"};
  const auto lower = ascii_lower(class_name);
  const auto holds = [&](std::string_view name) { return lower.find(name) != std::string::npos; };
  return std::any_of(names.begin(), names.end(), holds) && std::none_of(others.begin(), others.end(), holds);
}

// A sign that an element begins with belongs to the word before it.
void append_text(std::string& text, std::string_view more) {
  constexpr std::string_view signs = ":,.;!?";
  if (!more.empty() && text.ends_with(' ') && signs.find(more[0]) != std::string_view::npos) text.pop_back();
  text += more;
}

// Text of a small element; `edge` stands where elements within it begin and, between bylines, where they end.
std::string content_of(const xmlNode* top, char edge = ' ') {
  constexpr std::size_t longest = 1000, most_nodes = 500;
  std::string text;
  std::size_t nodes = 0;
  for (const xmlNode* node = top->children; node && text.size() < longest && ++nodes < most_nodes;) {
    if (node->type == XML_TEXT_NODE)
      append_text(text, text_of(node->content));
    else if (node->type == XML_ELEMENT_NODE)
      text += edge;
    const bool shown = node->type == XML_ELEMENT_NODE && !one_of(text_of(node->name), dropped_inline) &&
                       (text_of(node->name) != "span" || !is_unseen(node));
    if (node->children && shown) {
      node = node->children;
      continue;
    }
    while (node != top && !node->next) {
      node = node->parent;
      if (edge == byline_part) text += edge;
    }
    node = node == top ? nullptr : node->next;
  }
  return collapse(text);
}

// The name of what an element describes by microdata.
std::string name_within(const xmlNode* top) {
  constexpr std::size_t most_nodes = 200;
  std::size_t nodes = 0;
  for (const xmlNode* node = top->children; node && ++nodes < most_nodes;) {
    if (node->type == XML_ELEMENT_NODE && one_of("name", attribute(node, "itemprop"))) {
      const auto content = attribute(node, "content");
      return content.empty() ? content_of(node) : collapse(content);
    }
    if (node->type == XML_ELEMENT_NODE && node->children) {
      node = node->children;
      continue;
    }
    while (node != top && !node->next) node = node->parent;
    node = node == top ? nullptr : node->next;
  }
  return {};
}

// "entry-date updated" is the date of publication in many a template; "updated" alone is none.
bool tells_change(std::string_view kind, std::string_view property) {
  if (one_of("dateModified", property)) return true;
  if (one_of("published", kind) || kind.find("-date") != std::string_view::npos || one_of("date", kind)) return false;
  return one_of("updated", kind) || one_of("modified", kind);
}

bool holds_picture(const xmlNode* top) {
  constexpr std::size_t most_nodes = 100;
  std::size_t nodes = 0;
  for (const xmlNode* node = top->children; node && ++nodes < most_nodes;) {
    if (node->type == XML_ELEMENT_NODE && one_of(text_of(node->name), "img amp-img picture video figcaption")) return true;
    if (node->children) {
      node = node->children;
      continue;
    }
    while (node != top && !node->next) node = node->parent;
    node = node == top ? nullptr : node->next;
  }
  return false;
}

// "schema:datePublished" -> "datePublished"
std::string_view without_prefix(std::string_view property) { return property.substr(property.rfind(':') + 1); }

}  // namespace

void PageNotes::note(xmlNode* node, std::string_view tag, std::uint32_t around) {
  around_ = around;
  note_head(node, tag);
  if (tag == "button" || tag == "meta" || tag == "link") return;
  if (tag == "figure") note_captions(node);
  if (tag == "time" || tag == "abbr") note_time(node, tag);
  constexpr std::size_t most_authors = 40;
  if (tag == "a" && one_of("tag", attribute(node, "rel"))) note_link_text(node, page_.tags, most_in_list + 1);
  if (tag == "a" && leads_to_author(attribute(node, "href"))) note_link_text(node, page_.author_links, most_authors);
  auto property = attribute(node, "itemprop");
  if (property.empty()) property = without_prefix(attribute(node, "property"));
  if (!property.empty()) note_property(node, property);
  note_byline(node, tag, property);
  note_day(node, property);
}

void PageNotes::note_head(xmlNode* node, std::string_view tag) {
  constexpr std::size_t most_headings = 8;
  if (tag == "meta") {
    note_meta(node);
  } else if (tag == "link") {
    if (page_.canonical.empty() && ascii_lower(attribute(node, "rel")) == "canonical")
      page_.canonical = trim(attribute(node, "href"));
  } else if (tag == "title" && page_.title.empty()) {
    page_.title = content_of(node);
  } else if (tag == "html" && page_.language.empty()) {
    page_.language = attribute(node, "lang");
  } else if (tag == "h1" && page_.headings.size() < most_headings) {
    if (page_.headings.empty()) page_.headline = around_;
    page_.headings.push_back(content_of(node));
  }
}

void PageNotes::note_captions(xmlNode* figure) {
  constexpr std::size_t longest = 1000, most_nodes = 200;
  std::size_t nodes = 0;
  bool quotes = false, pictures = false;
  for (xmlNode* node = figure->children; node && page_.captions.size() <= most_in_list && ++nodes < most_nodes;) {
    const auto tag = node->type == XML_ELEMENT_NODE ? text_of(node->name) : std::string_view();
    quotes = quotes || tag == "blockquote";
    pictures = pictures || tag == "img" || tag == "amp-img" || tag == "picture" || tag == "video";
    const bool caption = tag == "figcaption" || (!tag.empty() && (name_groups(attribute(node, "class")) & caption_name) != 0 && !holds_picture(node));
    if (caption && !(quotes && !pictures)) {  // else it says whose words they are
      note_within_caption(node);
      if (auto text = caption_of(content_of(node)); !text.empty() && text.size() < longest)
        page_.captions.push_back({std::move(text), around_, page_.blocks.size()});
    }
    if (node->children && !caption) {
      node = node->children;
      continue;
    }
    while (node != figure && !node->next) node = node->parent;
    node = node == figure ? nullptr : node->next;
  }
}

// Some print byline and day beside the first picture.
void PageNotes::note_within_caption(xmlNode* caption) {
  constexpr std::size_t most_nodes = 30;
  std::size_t nodes = 0;
  for (xmlNode* node = caption->children; node && ++nodes < most_nodes; node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    const auto tag = text_of(node->name);
    if (tag == "time") note_time(node, tag);
    if (tag == "address") note_byline(node, tag, {});
  }
}

void PageNotes::note_day(const xmlNode* node, std::string_view property) {
  constexpr std::size_t most_days = 20, longest = 120;
  if (page_.day_notes.size() >= most_days) return;
  if (!one_of("datePublished", property) && !names_day(attribute(node, "class")) && !names_day(attribute(node, "id")))
    return;
  if (auto text = content_of(node); !text.empty() && text.size() < longest)
    page_.day_notes.push_back({std::move(text), around_, page_.blocks.size()});
}

void PageNotes::note_link_text(const xmlNode* link, std::vector<PageNote>& notes, std::size_t most) {
  constexpr std::size_t longest = 100;
  if (notes.size() >= most) return;
  if (auto text = content_of(link); !text.empty() && text.size() < longest)
    notes.push_back({std::move(text), around_, page_.blocks.size()});
}

// Microdata and RDFa become as metadata in the head. What is shown counts where nothing else is said, but for dates,
// whose order of day and month is known better where the text is read.
void PageNotes::note_property(const xmlNode* node, std::string_view property) {
  constexpr std::string_view dates = "datePublished dateModified dateCreated",
                             words = "headline keywords articleSection";
  constexpr std::size_t longest = 300;
  if (is_elsewhere()) return;
  if (property == "publisher") return add_meta("publisher", name_within(node));
  const bool date = one_of(property, dates);
  if (!date && !one_of(property, words)) return;
  std::string content = collapse(attribute(node, "content"));
  if (content.empty() && date) content = collapse(attribute(node, "datetime"));
  if (content.empty() && !date) content = content_of(node);
  if (content.size() < longest) add_meta(ascii_lower(property), content);
}

void PageNotes::note_byline(xmlNode* node, std::string_view tag, std::string_view property) {
  constexpr std::size_t most_bylines = 40, longest = 300;
  constexpr unsigned most_tries = 2000;
  if (page_.bylines.size() >= most_bylines) return;
  const bool declared = one_of("author", attribute(node, "rel")) || one_of("author", property);
  if (!declared && !is_byline(node, tag)) return;
  if (++byline_tries_ > most_tries) return;
  if (auto text = content_of(node, byline_part); !text.empty() && text.size() < longest)
    page_.bylines.push_back({std::move(text), around_, declared});
}

void PageNotes::note_meta(const xmlNode* node) {
  const auto content = attribute(node, "content");
  for (const char* key : {"property", "name", "itemprop", "http-equiv"})
    if (const auto name = attribute(node, key); !name.empty()) {
      std::string lower = ascii_lower(name);
      std::replace(lower.begin(), lower.end(), '.', ':');
      add_meta(std::move(lower), content);
    }
}

// The class of an element may say that its time is that of a change.
void PageNotes::note_time(const xmlNode* node, std::string_view tag) {
  constexpr std::size_t most_times = 50;
  const auto when = attribute(node, tag == "abbr" ? "title" : "datetime");
  if (when.empty()) return;
  const auto kind = ascii_lower(attribute(node, "class"));
  if (tag == "abbr" && !one_of("published", kind)) return;
  if (tells_change(kind, attribute(node, "itemprop"))) {
    if (!is_elsewhere()) add_meta("datemodified", when);
  } else if (page_.times.size() < most_times) {
    page_.times.push_back({std::string(when), around_, page_.blocks.size()});
  }
}

void PageNotes::add_meta(std::string name, std::string_view content) {
  constexpr std::size_t most_metas = 4000;
  if (!content.empty() && page_.metas.size() < most_metas) page_.metas.emplace_back(std::move(name), collapse(content));
}

// Among what is no part of the article.
bool PageNotes::is_elsewhere() const {
  constexpr std::uint32_t others = related_name | comments_name | side_name | navigation_name;
  return (page_.elements[around_].around & others) != 0;
}

}  // namespace newsgrep
