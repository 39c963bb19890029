// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_headline.hpp"

#include "indexer/readers/html_names.hpp"
#include "indexer/readers/html_prose.hpp"
#include "indexer/readers/text_lines.hpp"

#include <algorithm>

namespace newsgrep {
namespace {

// In something within `outer` that is named as no part of an article.
bool is_furniture_within(const Page& page, std::uint32_t element, std::uint32_t outer) {
  for (; element > outer; element = page.elements[element].parent)
    if (page.elements[element].names & furniture_names) return true;
  return false;
}

// A line of text, not one of the page: no link, no date, no byline.
bool is_text_line(const PageBlock& block) {
  return !block.heading && !block.time && link_share(block) < 0.5 && !is_foreign(block) && !asks_reader(block.text) &&
         !front_line(block.text).understood;
}

// Long enough, or closed, or at least a paragraph of some words.
bool is_sentence(const Page& page, const PageBlock& block) {
  constexpr std::size_t shortest = 20, surely_long = 60, some_words = 4;
  const auto& text = block.text;
  if (text.size() >= surely_long) return true;
  const bool paragraph = page.elements[block.element].tag == "p" && word_count(text) >= some_words;
  return text.size() >= shortest && (paragraph || ends_sentence(text));
}

}  // namespace

Headline::Headline(const Page& page, std::string_view title) : letters_(letters(title)), block_(page.blocks.size()) {
  find_block(page);
  find_beneath(page);
}

bool Headline::is(std::string_view text) const {
  constexpr std::size_t longest = 300;
  return !letters_.empty() && text.size() < longest && letters(text) == letters_;
}

// A heading before a line of text.
void Headline::find_block(const Page& page) {
  for (const bool heading : {true, false})
    for (std::size_t i = 0; i < page.blocks.size() && block_ == page.blocks.size(); ++i)
      if (page.blocks[i].heading == heading && is(page.blocks[i].text)) block_ = i;
}

void Headline::find_beneath(const Page& page) {
  constexpr int most_levels = 4;
  constexpr std::size_t most_blocks = 60;
  if (block_ == page.blocks.size()) return;
  std::uint32_t around = page.blocks[block_].element;
  for (int level = 0; level < most_levels && around != 0 && beneath_.empty(); ++level) {
    around = page.elements[around].parent;
    bool sentences = false;
    for (std::size_t i = block_ + 1; i < std::min(page.blocks.size(), block_ + most_blocks); ++i) {
      const auto& block = page.blocks[i];
      if (!page.lies_in(block.element, around) || (block.heading && !beneath_.empty())) break;
      if (!is_text_line(block) || is_furniture_within(page, block.element, around)) continue;
      sentences = sentences || is_sentence(page, block);
      beneath_.push_back(i);
    }
    if (!sentences) beneath_.clear();
  }
}

}  // namespace newsgrep
