// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_page.hpp"

#include "common/files.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/html_clean.hpp"
#include "indexer/readers/html_names.hpp"
#include "indexer/readers/html_nodes.hpp"
#include "indexer/readers/html_notes.hpp"
#include "indexer/readers/text_lines.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <memory>
#include <mutex>

namespace newsgrep {
namespace {

struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};

constexpr std::string_view dropped_blocks =
    "applet iframe audio video textarea dialog nav footer menu figure figcaption head amp-ad amp-sticky-ad amp-embed amp-sidebar "
    "amp-consent amp-iframe amp-video amp-social-share";
constexpr std::string_view pictures = "img picture video amp-img amp-video figure";
constexpr std::string_view block_tags =
    "p div section article main header ul ol li table tbody tr td th h1 h2 h3 h4 h5 h6 blockquote pre form body html "
    "hr dl dt dd address "
    "details summary center fieldset aside amp-layout";

constexpr std::string_view stressing = "strong b em i";

// Apart from the article by what the page declares.
bool is_apart(const xmlNode* node, bool within_article) {
  const auto role = attribute(node, "role");
  if (within_article && role == "banner") return false;  // of the article, not of the site
  return attribute(node, "aria-modal") == "true" ||
         (!role.empty() && one_of(role, "navigation menu complementary dialog alert contentinfo search banner"));
}

// Stands in a text that is being gathered where a <br> is.
constexpr char line_end = '\x1E';

// Elsewhere, not to another part of the same page.
bool leads_away(const xmlNode* link) { return !attribute(link, "href").starts_with('#'); }

// Elements made alike; pages number the classes of their paragraphs.
std::uint32_t signature_of(std::string_view tag, std::string_view class_name) {
  std::string name(tag);
  name += ' ';
  for (const char c : class_name)
    if (c < '0' || c > '9') name += c;
  return static_cast<std::uint32_t>(checksum(name));
}

// Walks a parsed tree without recursion.
class PageWalker {
 public:
  explicit PageWalker(Page& page) : page_(page), notes_(page) { page_.elements.push_back({}); }

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
    notes_.note(node, tag, stack_.back());
    if (tag == "br") return break_line();
    if (one_of(tag, pictures)) page_.elements[stack_.back()].picture = true;
    if (one_of(tag, dropped_inline) || (tag == "span" && is_unseen(node))) return false;
    if ((one_of(tag, dropped_blocks) && !(tag == "figure" && holds_text(node))) ||
        is_apart(node, page_.elements[stack_.back()].article)) {
      flush();
      return false;
    }
    if (one_of(tag, block_tags) || tag == "span" || tag == "a") open_element(node, tag);
    if (tag == "a") ++(leads_away(node) ? links_ : anchors_);
    if (tag == "time") ++clocks_;
    if (one_of(tag, stressing)) ++stresses_;
    return true;
  }

  void leave(const xmlNode* node) {
    if (node->type != XML_ELEMENT_NODE) return;
    const auto tag = text_of(node->name);
    if (tag == "a") --(leads_away(node) ? links_ : anchors_);
    if (tag == "time") --clocks_;
    if (one_of(tag, stressing)) --stresses_;
    if (one_of(tag, block_tags) || tag == "span" || tag == "a") {
      if (one_of(tag, block_tags)) flush();
      if (stack_.size() > 1) stack_.pop_back();
    }
  }

  // A single <br> ends a line, two are the end of a paragraph.
  bool break_line() {
    if (broken_) flush();
    text_ += line_end;
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
    element.withheld = is_hidden(node) && (element.names & hidden_name) == 0;
    if (element.withheld) element.names |= hidden_name;
    if (tag == "aside" || tag == "form") element.names |= side_name;
    if (tag == "header" && !around.article) element.names |= navigation_name;
    element.around = around.around | element.names;
    element.article = around.article || tag == "article" || tag == "main" || attribute(node, "role") == "main";
    element.heading = around.heading || is_heading(tag);
    element.signature = signature_of(tag, class_name);
    element.classed = !class_name.empty();
    stack_.push_back(static_cast<std::uint32_t>(page_.elements.size()));
    page_.elements.push_back(std::move(element));
  }

  bool note_head(xmlNode* head) {
    for (xmlNode* node = head->children; node; node = node->next)
      if (node->type == XML_ELEMENT_NODE) notes_.note(node, text_of(node->name), stack_.back());
    return false;
  }

  // A table or a quotation, were it within an element around it.
  static bool holds_text(const xmlNode* figure) {
    constexpr unsigned most_nodes = 100;
    unsigned nodes = 0;
    for (const xmlNode* node = figure->children; node && ++nodes < most_nodes;) {
      const auto tag = node->type == XML_ELEMENT_NODE ? text_of(node->name) : std::string_view();
      if (tag == "table" || tag == "blockquote") return true;
      if (node->children && tag != "figcaption") {
        node = node->children;
        continue;
      }
      while (node != figure && !node->next) node = node->parent;
      node = node == figure ? nullptr : node->next;
    }
    return false;
  }

  void add(std::string_view text) {
    if (text.find_first_not_of(" \t\r\n") != std::string_view::npos) broken_ = false;
    if (links_ > 0 || (anchors_ > 0 && !page_.elements[stack_.back()].heading))
      link_bytes_ += static_cast<std::uint32_t>(trim(text).size());
    only_times_ = only_times_ && (clocks_ > 0 || trim(text).empty());
    only_stressed_ = only_stressed_ && (stresses_ > 0 || trim(text).empty());
    text_.append(text);
  }

  std::uint32_t block_around(std::uint32_t element) const {
    while (element != 0 && (page_.elements[element].tag == "span" || page_.elements[element].tag == "a"))
      element = page_.elements[element].parent;
    return element;
  }

  // The lines that single breaks made.
  std::vector<std::string> lines() {
    std::vector<std::string> lines;
    for (std::string_view rest = text_; !rest.empty();) {
      const auto end = std::min(rest.find(line_end), rest.size());
      if (auto line = collapse(rest.substr(0, end)); !line.empty()) lines.push_back(std::move(line));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    text_.clear();
    return lines;
  }

  void flush() {
    broken_ = false;
    const auto parts = lines();
    PageBlock block;
    block.link_bytes = std::exchange(link_bytes_, 0);
    block.time = std::exchange(only_times_, true);
    block.stressed = std::exchange(only_stressed_, true);
    if (are_paragraphs(parts)) {
      // Who wrote so many sentences a line wrote paragraphs.
      for (const auto& part : parts) {
        PageBlock paragraph = block;
        paragraph.text = part;
        paragraph.link_bytes = static_cast<std::uint32_t>(block.link_bytes * part.size() / text_size(parts));
        add_block(std::move(paragraph));
      }
      return;
    }
    constexpr std::size_t most_lines = 12, longest = 400;
    const std::size_t labels = labels_above(parts);
    for (std::size_t i = 0; i < labels; ++i) {
      PageBlock label = block;
      label.text = parts[i];
      label.link_bytes = std::min(block.link_bytes, static_cast<std::uint32_t>(parts[i].size()));
      block.link_bytes -= label.link_bytes;
      add_block(std::move(label));
    }
    for (std::size_t i = labels; i < parts.size(); ++i) {
      const auto& part = parts[i];
      if (!block.text.empty()) {
        block.text += ' ';
        block.breaks.push_back(static_cast<std::uint32_t>(block.text.size()));
      }
      block.text += part;
    }
    if (block.breaks.size() > most_lines || block.text.size() > longest) block.breaks.clear();
    if (!block.text.empty()) add_block(std::move(block));
  }

  // How many lines above a paragraph are a subhead, a date, a byline: short ones that end no sentence, above a long one
  // that does. Lines broken at a margin are all of about the same length.
  static std::size_t labels_above(const std::vector<std::string>& parts) {
    constexpr std::size_t most = 4, longest = 100, paragraph = 100;
    if (parts.size() < 2 || parts.size() > most) return 0;
    const auto& last = parts.back();
    if (last.size() < paragraph || !ends_sentence(last)) return 0;
    const bool labels = std::all_of(parts.begin(), parts.end() - 1, [&](const auto& part) {
      return part.size() <= longest && 2 * part.size() < last.size() && !ends_sentence(part);
    });
    return labels ? parts.size() - 1 : 0;
  }

  static std::size_t text_size(const std::vector<std::string>& parts) {
    std::size_t size = 0;
    for (const auto& part : parts) size += part.size();
    return size;
  }

  // Three lines or more, of whole sentences.
  static bool are_paragraphs(const std::vector<std::string>& parts) {
    constexpr std::size_t several = 3;
    return parts.size() >= several && std::all_of(parts.begin(), parts.end(), [](const auto& part) {
             constexpr std::size_t shortest = 60;
             return part.size() >= shortest && ends_sentence(part);
           });
  }

  void add_block(PageBlock block) {
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
  PageNotes notes_;
  std::vector<std::uint32_t> stack_;
  std::string text_;
  std::uint32_t link_bytes_ = 0;
  int links_ = 0, anchors_ = 0;  // open links to elsewhere, and to parts of the page
  int clocks_ = 0;               // open <time> elements
  int stresses_ = 0;             // open bold or italic elements
  bool only_times_ = true, only_stressed_ = true, broken_ = false;
};

std::uint32_t middle_of(const Page& page) {
  std::vector<std::size_t> sizes(page.elements.size(), 0);
  for (const auto& block : page.blocks) sizes[block.element] += block.text.size() - std::min<std::size_t>(block.link_bytes, block.text.size());
  for (std::size_t i = sizes.size(); i-- > 1;) sizes[page.elements[i].parent] += sizes[i];
  std::uint32_t middle = 0;
  for (std::uint32_t i = 1; i < sizes.size(); ++i)
    if (2 * sizes[i] > sizes[0]) middle = i;
  return middle;
}

}  // namespace

std::vector<std::string_view> PageBlock::lines() const {
  std::vector<std::string_view> lines;
  std::size_t begin = 0;
  for (const auto at : breaks) {
    lines.push_back(std::string_view(text).substr(begin, at - 1 - begin));
    begin = at;
  }
  lines.push_back(std::string_view(text).substr(begin));
  return lines;
}

std::uint32_t Page::names_beside_article(std::uint32_t element) const {
  const auto around = [&](std::uint32_t inner) { return inner != 0 && lies_in(inner, element); };
  std::uint32_t names = 0;
  for (; element != 0 && !around(headline) && !around(middle); element = elements[element].parent)
    names |= elements[element].names;
  return names;
}

std::string_view Page::meta(std::string_view name) const {
  for (const auto& [key, value] : metas)
    if (key == name) return value;
  return {};
}

Page read_page(std::string_view html) {
  static std::once_flag once;
  std::call_once(once, [] { xmlInitParser(); });
  Page page;
  CleanPage clean = cleaned(html);
  page.json_ld = std::move(clean.json_ld);
  page.data = std::move(clean.data);
  page.repairs = clean.repairs;
  const std::unique_ptr<xmlDoc, FreeDocument> document(
      htmlReadMemory(clean.html.data(), static_cast<int>(clean.html.size()), nullptr, "UTF-8",
                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                         HTML_PARSE_COMPACT | XML_PARSE_HUGE));
  PageWalker walker(page);
  if (document)
    if (xmlNode* root = xmlDocGetRootElement(document.get())) walker.walk(root);
  for (std::size_t i = page.elements.size(); i-- > 0;) {
    auto& element = page.elements[i];
    element.end = std::max(element.end, static_cast<std::uint32_t>(i + 1));
    auto& around = page.elements[element.parent];
    around.end = std::max(around.end, element.end);
  }
  page.middle = middle_of(page);
  return page;
}

}  // namespace newsgrep
