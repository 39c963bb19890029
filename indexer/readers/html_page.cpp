// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_page.hpp"

#include "common/files.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/byline.hpp"
#include "indexer/readers/html_clean.hpp"
#include "indexer/readers/html_names.hpp"

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <memory>
#include <mutex>

namespace newsgrep {
namespace {

struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};

bool one_of(std::string_view name, std::string_view names) {
  for (std::size_t at = names.find(name); at != std::string_view::npos; at = names.find(name, at + 1)) {
    const bool starts = at == 0 || names[at - 1] == ' ',
               ends = at + name.size() == names.size() || names[at + name.size()] == ' ';
    if (starts && ends) return true;
  }
  return false;
}

constexpr std::string_view dropped_blocks =
    "applet iframe audio video textarea dialog nav footer menu figure head amp-ad amp-sticky-ad amp-embed amp-sidebar "
    "amp-consent amp-iframe amp-video amp-social-share";
constexpr std::string_view pictures = "img picture video amp-img amp-video figure";
constexpr std::string_view dropped_inline =
    "script style noscript template svg canvas math object embed map button select option input label";
constexpr std::string_view block_tags =
    "p div section article main header ul ol li table tbody tr td th h1 h2 h3 h4 h5 h6 blockquote pre form body html "
    "hr dl dt dd address "
    "details summary center fieldset aside amp-layout";

std::string_view text_of(const xmlChar* text) {
  return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

std::string_view attribute(const xmlNode* node, const char* name) {
  for (const xmlAttr* at = node->properties; at; at = at->next)
    if (text_of(at->name) == name) return at->children ? text_of(at->children->content) : std::string_view();
  return {};
}

bool has_attribute(const xmlNode* node, const char* name) {
  for (const xmlAttr* at = node->properties; at; at = at->next)
    if (text_of(at->name) == name) return true;
  return false;
}

// Apart from the article by what the page declares.
bool is_apart(const xmlNode* node) {
  const auto role = attribute(node, "role");
  return attribute(node, "aria-modal") == "true" ||
         (!role.empty() && one_of(role, "navigation menu complementary dialog alert contentinfo search banner"));
}

// Not shown at first. Pages that arrive in pieces hold their text so until a script shows it.
bool is_hidden(const xmlNode* node) {
  if (has_attribute(node, "hidden") || attribute(node, "aria-hidden") == "true") return true;
  const auto style = attribute(node, "style");
  const auto display = style.find("display");
  return display != std::string_view::npos && style.substr(display, 24).find("none") != std::string_view::npos;
}

// Words for those who hear the page, in the middle of a line.
bool is_unseen(const xmlNode* span) {
  return is_hidden(span) || (name_groups(attribute(span, "class")) & hidden_name) != 0 ||
         attribute(span, "style").find("clip:rect(0") != std::string_view::npos;
}

// "/author/jane-doe", "/autoren/4711.html", "https://example.com/by/jane"
bool leads_to_author(std::string_view address) {
  constexpr std::string_view folders =
      "author authors autor autores autoren autorzy auteur auteurs autore autori forfatter skribent skribenter journalist "
      "journalists journaliste reporter reporters columnist columnists contributor contributors writer writers by byline "
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

// Elsewhere, not to another part of the same page.
bool leads_away(const xmlNode* link) { return !attribute(link, "href").starts_with('#'); }

bool is_heading(std::string_view tag) { return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6'; }

// Elements made alike; pages number the classes of their paragraphs.
std::uint32_t signature_of(std::string_view tag, std::string_view class_name) {
  std::string name(tag);
  name += ' ';
  for (const char c : class_name)
    if (c < '0' || c > '9') name += c;
  return static_cast<std::uint32_t>(checksum(name));
}

// "byline", "article-author", "AuthorName": a class that says who wrote it, not one of a whole page about an author.
bool names_author(std::string_view tag, std::string_view class_name) {
  if (tag == "article" || tag == "body" || tag == "html" || tag == "main") return false;
  const auto lower = ascii_lower(class_name);
  if (lower.find("follow") != std::string::npos) return false;
  return lower.find("byline") != std::string::npos || lower.find("author") != std::string::npos;
}

// Walks a parsed tree without recursion.
class PageWalker {
 public:
  explicit PageWalker(Page& page) : page_(page) { page_.elements.push_back({}); }

  void walk(xmlNode* root) {
    xmlNode* node = root;
    stack_.push_back(0);
    while (node) {
      const bool inside = enter(node);
      if (inside && node->children) {
        node = node->children;
        continue;
      }
      if (inside) leave(node);
      while (node != root && !node->next) {
        node = node->parent;
        leave(node);
      }
      if (node == root) break;
      node = node->next;
    }
    flush();
  }

 private:
  // True when the element's content is to be walked; leave() must follow.
  bool enter(xmlNode* node) {
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
      add(text_of(node->content));
      return false;
    }
    if (node->type != XML_ELEMENT_NODE) return false;
    const auto tag = text_of(node->name);
    if (tag == "head") return note_head(node);
    note_element(node, tag);
    if (tag == "br") return break_line();
    if (one_of(tag, pictures)) page_.elements[stack_.back()].picture = true;
    if (one_of(tag, dropped_inline) || (tag == "span" && is_unseen(node))) return false;
    if (tag == "figure") note_captions(node);
    if ((one_of(tag, dropped_blocks) && !(tag == "figure" && holds_table(node))) || is_apart(node)) {
      flush();
      return false;
    }
    if (one_of(tag, block_tags) || tag == "span" || tag == "a") open_element(node, tag);
    if (tag == "a") ++(leads_away(node) ? links_ : anchors_);
    if (tag == "time") ++clocks_;
    return true;
  }

  void leave(const xmlNode* node) {
    if (node->type != XML_ELEMENT_NODE) return;
    const auto tag = text_of(node->name);
    if (tag == "a") --(leads_away(node) ? links_ : anchors_);
    if (tag == "time") --clocks_;
    if (one_of(tag, block_tags) || tag == "span" || tag == "a") {
      if (one_of(tag, block_tags)) flush();
      if (stack_.size() > 1) stack_.pop_back();
    }
  }

  // A single <br> is a space, two are the end of a paragraph.
  bool break_line() {
    if (broken_) flush();
    text_ += ' ';
    broken_ = true;
    return false;
  }

  void open_element(const xmlNode* node, std::string_view tag) {
    const bool block = one_of(tag, block_tags);
    if (block) flush();
    const PageElement& around = page_.elements[stack_.back()];
    PageElement element;
    element.parent = stack_.back();
    element.tag = tag;
    const auto class_name = attribute(node, "class");
    element.names = name_groups(class_name) | name_groups(attribute(node, "id")) |
                    name_groups(attribute(node, "itemprop")) | name_groups(attribute(node, "data-testid")) |
                    name_groups(attribute(node, "data-component"));
    if (tag == "html" || tag == "body" || tag == "main" || tag == "article") element.names &= body_name;
    if (is_hidden(node)) element.names |= hidden_name;
    if (tag == "aside" || tag == "form") element.names |= side_name;
    if (tag == "header" && !around.article) element.names |= navigation_name;
    element.around = around.around | element.names;
    element.article = around.article || tag == "article" || tag == "main" || attribute(node, "role") == "main";
    element.heading = around.heading || is_heading(tag);
    element.signature = signature_of(tag, class_name);
    stack_.push_back(static_cast<std::uint32_t>(page_.elements.size()));
    page_.elements.push_back(std::move(element));
  }

  bool note_head(xmlNode* head) {
    for (xmlNode* node = head->children; node; node = node->next)
      if (node->type == XML_ELEMENT_NODE) note_element(node, text_of(node->name));
    return false;
  }

  void note_element(xmlNode* node, std::string_view tag) {
    if (tag == "meta")
      note_meta(node);
    else if (tag == "link")
      note_link(node);
    else if (tag == "title" && page_.title.empty())
      page_.title = content_of(node);
    else if (tag == "html" && page_.language.empty())
      page_.language = attribute(node, "lang");
    else if (tag == "h1" && page_.headings.size() < 8)
      note_heading(node);
    else if (tag == "time")
      note_time(node);
    note_byline(node, tag);
  }

  void note_heading(xmlNode* node) {
    if (page_.headings.empty()) page_.headline = stack_.back();
    page_.headings.push_back(content_of(node));
  }

  static bool holds_table(const xmlNode* figure) {
    for (const xmlNode* node = figure->children; node; node = node->next)
      if (node->type == XML_ELEMENT_NODE && text_of(node->name) == "table") return true;
    return false;
  }

  void note_captions(xmlNode* figure) {
    constexpr std::size_t most = 100, longest = 1000;
    for (xmlNode* node = figure->children; node && page_.captions.size() < most; node = node->next) {
      if (node->type != XML_ELEMENT_NODE || text_of(node->name) != "figcaption") continue;
      if (auto text = content_of(node); !text.empty() && text.size() < longest)
        page_.captions.push_back({std::move(text), stack_.back(), page_.blocks.size()});
    }
  }

  void note_tag(xmlNode* link) {
    constexpr std::size_t most = 60, longest = 80;
    if (page_.tags.size() >= most) return;
    if (auto text = content_of(link); !text.empty() && text.size() < longest)
      page_.tags.push_back({std::move(text), stack_.back(), page_.blocks.size()});
  }

  void note_author_link(xmlNode* link) {
    constexpr std::size_t most = 40, longest = 100;
    if (page_.author_links.size() >= most) return;
    if (auto text = content_of(link); !text.empty() && text.size() < longest)
      page_.author_links.push_back({std::move(text), stack_.back(), page_.blocks.size()});
  }

  // Microdata in elements that show something else, or nothing.
  void note_property(const xmlNode* node, std::string_view property) {
    constexpr std::string_view known = "headline datePublished dateModified dateCreated keywords articleSection";
    constexpr std::size_t most_metas = 400;
    const auto content = attribute(node, "content");
    if (content.empty() || !one_of(property, known) || page_.metas.size() >= most_metas) return;
    page_.metas.emplace_back(ascii_lower(property), collapse(content));
  }

  void note_byline(xmlNode* node, std::string_view tag) {
    constexpr std::size_t most_bylines = 12, longest = 300;
    constexpr unsigned most_tries = 2000;
    if (tag == "button" || tag == "meta" || tag == "link") return;
    const auto rel = attribute(node, "rel"), property = attribute(node, "itemprop");
    if (tag == "a" && !rel.empty() && one_of("tag", rel)) note_tag(node);
    if (tag == "a" && leads_to_author(attribute(node, "href"))) note_author_link(node);
    if (!property.empty()) note_property(node, property);
    if (page_.bylines.size() >= most_bylines) return;
    const bool declared = (!rel.empty() && one_of("author", rel)) || property == "author";
    if (!declared && !names_author(tag, attribute(node, "class"))) return;
    if (page_.elements[stack_.back()].around & (side_name | related_name | comments_name)) return;
    if (++byline_tries_ > most_tries) return;
    if (auto text = content_of(node, byline_part); !text.empty() && text.size() < longest)
      page_.bylines.push_back({std::move(text), stack_.back(), declared});
  }

  void note_meta(const xmlNode* node) {
    auto content = attribute(node, "content");
    constexpr std::size_t most_metas = 400;
    if (content.empty() || page_.metas.size() >= most_metas) return;
    for (const char* key : {"property", "name", "itemprop", "http-equiv"})
      if (const auto name = attribute(node, key); !name.empty()) {
        std::string lower = ascii_lower(name);
        std::replace(lower.begin(), lower.end(), '.', ':');
        page_.metas.emplace_back(std::move(lower), collapse(content));
      }
  }

  void note_link(const xmlNode* node) {
    if (page_.canonical.empty() && ascii_lower(attribute(node, "rel")) == "canonical")
      page_.canonical = trim(attribute(node, "href"));
  }

  void note_time(const xmlNode* node) {
    constexpr std::size_t most_times = 50;
    if (const auto when = attribute(node, "datetime"); !when.empty() && page_.times.size() < most_times)
      page_.times.emplace_back(when, stack_.back());
  }

  // A sign that an element begins with belongs to the word before it.
  static void append_text(std::string& text, std::string_view more) {
    constexpr std::string_view signs = ":,.;!?";
    if (!more.empty() && text.ends_with(' ') && signs.find(more[0]) != std::string_view::npos) text.pop_back();
    text += more;
  }

  // Text of a small element; `edge` stands where elements within it begin and, between bylines, where they end.
  static std::string content_of(xmlNode* top, char edge = ' ') {
    constexpr std::size_t longest = 1000, most_nodes = 500;
    std::string text;
    std::size_t nodes = 0;
    for (xmlNode* node = top->children; node && text.size() < longest && ++nodes < most_nodes;) {
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

  void add(std::string_view text) {
    if (text.find_first_not_of(" \t\r\n") != std::string_view::npos) broken_ = false;
    if (links_ > 0 || (anchors_ > 0 && !page_.elements[stack_.back()].heading))
      link_bytes_ += static_cast<std::uint32_t>(trim(text).size());
    only_times_ = only_times_ && (clocks_ > 0 || trim(text).empty());
    text_.append(text);
  }

  std::uint32_t block_around(std::uint32_t element) const {
    while (element != 0 && (page_.elements[element].tag == "span" || page_.elements[element].tag == "a"))
      element = page_.elements[element].parent;
    return element;
  }

  void flush() {
    broken_ = false;
    PageBlock block;
    block.text = collapse(text_);
    text_.clear();
    block.link_bytes = std::exchange(link_bytes_, 0);
    block.time = std::exchange(only_times_, true);
    if (block.text.empty()) return;
    block.element = block_around(stack_.back());
    const PageElement& element = page_.elements[block.element];
    block.heading = element.heading;
    block.cell = element.tag == "td" || element.tag == "th";
    constexpr int nearby = 3;
    std::uint32_t at = block.element;
    for (int i = 0; i < nearby; ++i, at = page_.elements[at].parent) {
      const auto& tag = page_.elements[at].tag;
      block.item = block.item || tag == "li" || tag == "dd" || tag == "dt";
      block.quote = block.quote || tag == "blockquote";
    }
    page_.blocks.push_back(std::move(block));
  }

  Page& page_;
  std::vector<std::uint32_t> stack_;
  std::string text_;
  std::uint32_t link_bytes_ = 0;
  unsigned byline_tries_ = 0;    // elements whose text was looked at as a byline
  int links_ = 0, anchors_ = 0;  // open links to elsewhere, and to parts of the page
  int clocks_ = 0;               // open <time> elements
  bool only_times_ = true, broken_ = false;
};

}  // namespace

Page read_page(std::string_view html) {
  static std::once_flag once;
  std::call_once(once, [] { xmlInitParser(); });
  Page page;
  CleanPage clean = cleaned(html);
  page.json_ld = std::move(clean.json_ld);
  page.repairs = clean.repairs;
  const std::unique_ptr<xmlDoc, FreeDocument> document(
      htmlReadMemory(clean.html.data(), static_cast<int>(clean.html.size()), nullptr, "UTF-8",
                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                         HTML_PARSE_COMPACT | XML_PARSE_HUGE));
  PageWalker walker(page);
  if (document)
    if (xmlNode* root = xmlDocGetRootElement(document.get())) walker.walk(root);
  return page;
}

}  // namespace newsgrep
