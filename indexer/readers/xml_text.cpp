// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/xml_text.hpp"

#include "common/ascii.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/markup.hpp"
#include "indexer/readers/paragraphs.hpp"
#include "indexer/readers/text_lines.hpp"

#include <algorithm>
#include <array>

namespace newsgrep {
namespace {

template <std::size_t size>
bool one_of(std::string_view name, const std::array<std::string_view, size>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_left_out(const XmlNode& node) {
  constexpr std::array<std::string_view, 19> names{"header", "footer", "media", "figure", "figcaption", "img", "script", "style", "head", "tagline", "bibliography",
                                                   "note", "media-caption", "media-producer", "video", "audio", "iframe", "object", "BILDER"};
  return one_of(node.name, names);
}

class ParagraphWalker {
 public:
  void walk(const XmlNode& node) {
    for (const auto& child : node.children) enter(*child);
  }
  std::string take() { return writer_.take(); }

 private:
  void enter(const XmlNode& node) {
    if (node.is_text()) {
      if (!trim(node.text).empty()) broken_ = false;
      return writer_.add(node.text);
    }
    if (is_left_out(node)) return;
    if (node.is("br")) return break_line();
    const bool cell = node.is("td") || node.is("th");
    if (cell || stands_in_line(node.name)) {
      walk(node);
      if (cell) writer_.add(" ");
      return;
    }
    writer_.end_paragraph();
    walk(node);
    writer_.end_paragraph();
  }

  // One ends a line, two a paragraph.
  void break_line() {
    writer_.add(" ");
    if (broken_) writer_.end_paragraph();
    broken_ = true;
  }

  ParagraphWriter writer_;
  bool broken_ = false;
};

// Letters and digits alone: what is written twice may have other quotes and dashes the second time.
std::string without_signs(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (text.substr(at).starts_with("\xE2\x80"))
      at += 2;
    else if (is_digit(c) || is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80)
      out += c;
  }
  return out;
}

}  // namespace

std::string paragraphs_in(const XmlNode& node) {
  ParagraphWalker walker;
  walker.walk(node);
  return walker.take();
}

std::vector<std::string> captions_in(const XmlNode& node) {
  std::vector<std::string> captions;
  for (const std::string_view name : {"media-caption", "figcaption"})
    for (const auto* caption : node.all(name)) add_once(captions, caption->words());
  return captions;
}

std::vector<std::string> captions_in_markup(std::string_view html) {
  constexpr std::string_view open = "<figcaption", close = "</figcaption";
  std::vector<std::string> captions;
  for (auto at = html.find(open); at != std::string_view::npos; at = html.find(open, at)) {
    const auto begin = html.find('>', at), end = html.find(close, at);
    if (begin == std::string_view::npos || end == std::string_view::npos || begin > end) break;
    add_once(captions, collapse(strip_markup(html.substr(begin + 1, end - begin - 1))));
    at = end;
  }
  return captions;
}

std::string without_headline(std::string text, std::string_view title) {
  const auto end = std::min(text.find("\n\n"), text.size());
  if (!title.empty() && std::string_view(text).substr(0, end) == title) text.erase(0, std::min(end + 2, text.size()));
  return text;
}

void take_wire_lines(Article& article) {
  constexpr std::size_t longest_byline = 100, longest_sign = 24;
  auto& text = article.text;
  if (const auto end = text.find("\n\n"); end != std::string::npos && end < longest_byline)
    if (auto byline = byline_of(std::string_view(text).substr(0, end)); !byline.empty()) {
      if (article.byline.empty()) article.byline = std::move(byline);
      text.erase(0, end + 2);
    }
  const auto last = text.rfind("\n\n");
  if (last == std::string::npos) return;
  // "hh/ph/ts", "/ritzau/", "ends"
  const auto sign = std::string_view(text).substr(last + 2);
  const bool letters = std::all_of(sign.begin(), sign.end(), [](char c) { return c == '/' || (c >= 'a' && c <= 'z'); });
  if (letters && sign.size() <= longest_sign && (sign.find('/') != std::string_view::npos || sign == "ends")) text.resize(last);
}

void add_once(std::vector<std::string>& list, std::string value) {
  if (!value.empty() && list.size() <= most_in_list && std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

std::string joined_names(const std::vector<std::string>& names) {
  std::string all;
  for (const auto& name : names) all.append(all.empty() ? "" : ", ").append(name);
  return all;
}

std::string standfirst_beside(std::string standfirst, std::string_view text) {
  constexpr std::size_t compared = 80;
  for (const std::string_view cut : {"[\xE2\x80\xA6]", "[...]", "\xE2\x80\xA6", "..."})
    if (standfirst.ends_with(cut) &&
        text.starts_with(trim(std::string_view(standfirst).substr(0, standfirst.size() - cut.size()))))
      return {};
  const auto beginning = trim(std::string_view(standfirst).substr(0, valid_prefix(std::string_view(standfirst).substr(0, compared))));
  if (beginning.empty() || text.empty() || without_signs(text.substr(0, 2 * compared)).starts_with(without_signs(beginning))) return {};
  return standfirst;
}

}  // namespace newsgrep
