// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/text_blocks.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/text_furniture.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace newsgrep {
namespace {

bool has_words(std::string_view line) {
  return std::any_of(line.begin(), line.end(), [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80;
  });
}

// "HomeAboutContact"
bool is_glued(std::string_view line) {
  std::size_t humps = 0;
  for (std::size_t i = 1; i < line.size(); ++i)
    humps +=
        std::islower(static_cast<unsigned char>(line[i - 1])) && std::isupper(static_cast<unsigned char>(line[i]));
  return humps > 1 && line.find(' ') == std::string_view::npos;
}

}  // namespace

bool is_menu(const TextBlock& block) {
  constexpr std::size_t most_words = 3;
  const auto is_short = [](std::string_view line) {
    return word_count(line) <= most_words && !front_line(line).understood;
  };
  const auto count = static_cast<std::size_t>(std::count_if(block.lines.begin(), block.lines.end(), is_short));
  const bool furniture = std::any_of(block.lines.begin(), block.lines.end(), [](std::string_view line) {
    return furniture_of(line) == Furniture::sure || is_menu_line(line);
  });
  return furniture || (count > 1 && count * 2 > block.lines.size()) ||
         (block.lines.size() == 1 && is_glued(block.lines.front()));
}

bool is_buttons(const TextBlock& block) {
  return std::all_of(block.lines.begin(), block.lines.end(),
                     [](std::string_view line) { return furniture_of(line) == Furniture::sure || !has_words(line); });
}

bool is_front(const TextBlock& block) {
  return std::any_of(block.lines.begin(), block.lines.end(), [](std::string_view line) {
    const FrontLine front = front_line(line);
    return front.date || front.updated || !front.byline.empty();
  });
}

bool is_front_block(const TextBlock& block) {
  return !is_wrapped(block) && is_front(block) &&
         std::all_of(block.lines.begin(), block.lines.end(),
                     [](std::string_view line) { return line.size() <= longest_link; });
}

bool has_sentence(const TextBlock& block) {
  constexpr std::size_t shortest = 40;
  return is_wrapped(block) || std::any_of(block.lines.begin(), block.lines.end(), [](std::string_view line) {
           return line.size() >= shortest && ends_sentence(line) && furniture_of(line) == Furniture::no &&
                  !is_reference(trim(line));
         });
}

bool is_tags(const TextBlock& block) {
  constexpr std::size_t most_words = 3;
  return std::all_of(block.lines.begin(), block.lines.end(),
                     [](std::string_view line) { return word_count(line) <= most_words && !ends_sentence(line); });
}

}  // namespace newsgrep
