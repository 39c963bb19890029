// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/alto_page.hpp"

#include <algorithm>

namespace newsgrep {

AltoPage::AltoPage(const XmlNode& page) {
  for (const std::string_view name : {"PRINTED_IMG_NR", "PHYSICAL_IMG_NR"})
    if (const auto number = page.attribute(name); number_.empty() && !number.empty() && number != "0") number_ = number;
  take(page);
}

void AltoPage::walk(const XmlNode& node) {
  for (const auto& child : node.children)
    if (!child->is_text()) take(*child);
}

void AltoPage::take(const XmlNode& element) {
  const std::size_t begin = words_.size();
  if (element.is("TextBlock")) {
    ++block_;
    if (language_.empty()) language_ = element.attribute(element.attribute("LANG").empty() ? "language" : "LANG");
  }
  if (element.is("TextLine"))
    take_line(element);
  else
    walk(element);
  if (const auto id = element.attribute("ID"); !id.empty()) spans_.emplace(id, AltoSpan{begin, words_.size()});
}

// Where the halves of a divided word tell the whole, that stands in the place of both.
void AltoPage::take_line(const XmlNode& line) {
  ++line_;
  bool whole = false;  // the last word is not divided, whatever sign follows
  for (const auto& part : line.children) {
    if (part->is("HYP") && !words_.empty() && words_.back().line == line_) words_.back().goes_on = !whole;
    if (!part->is("String")) continue;
    const auto kind = part->attribute("SUBS_TYPE"), both = part->attribute("SUBS_CONTENT");
    whole = !both.empty() && (kind == "HypPart1" || kind == "HypPart2");
    const auto text = !whole ? part->attribute("CONTENT") : kind == "HypPart1" ? both : std::string_view();
    if (const auto id = part->attribute("ID"); !id.empty())
      spans_.emplace(id, AltoSpan{words_.size(), words_.size() + 1});
    words_.push_back({std::string(text), block_, line_, false});
  }
}

std::optional<AltoSpan> AltoPage::within(const std::string& id) const {
  const auto found = spans_.find(id);
  return found == spans_.end() ? std::nullopt : std::optional(found->second);
}

void AltoPage::write(AltoSpan span, ParagraphWriter& writer) const {
  for (std::size_t i = span.begin; i < std::min(span.end, words_.size()); ++i) {
    if (i == span.begin || words_[i].block != words_[i - 1].block) writer.end_paragraph();
    writer.add(words_[i].text);
    if (!words_[i].goes_on) writer.add(" ");
  }
}

std::string AltoPage::text_of(AltoSpan span) const {
  ParagraphWriter writer;
  write(span, writer);
  return writer.take();
}

std::string AltoPage::headline(AltoSpan span) const {
  constexpr std::uint32_t most_lines = 4;
  constexpr std::ptrdiff_t some = 8;
  for (std::size_t begin = span.begin; begin < span.end;) {
    std::size_t line = begin, block = begin;
    while (block < span.end && words_[block].block == words_[begin].block) ++block;
    while (line < block && words_[line].line == words_[begin].line) ++line;
    const bool is_short = words_[block - 1].line - words_[begin].line < most_lines;
    const std::string text = text_of({begin, is_short ? block : line});
    const auto letters = std::count_if(text.begin(), text.end(),
                                       [](char c) { return static_cast<unsigned char>(c | 0x20) >= 'a' || c == ' '; });
    if (letters >= some && 10 * letters > 9 * static_cast<std::ptrdiff_t>(text.size())) return text;
    begin = block;
  }
  return {};
}

}  // namespace newsgrep
