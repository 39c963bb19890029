// SPDX-License-Identifier: GPL-2.0-or-later
// Words of a line, as blanks part them.
#pragma once

#include <cstddef>
#include <string_view>

namespace newsgrep {

/// Takes the next word off the front; empty when there is none.
inline std::string_view take_word(std::string_view& text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  std::size_t begin = 0;
  while (begin < text.size() && blank(text[begin])) ++begin;
  std::size_t end = begin;
  while (end < text.size() && !blank(text[end])) ++end;
  const auto word = text.substr(begin, end - begin);
  text.remove_prefix(end);
  return word;
}

inline std::string_view first_word(std::string_view text) { return take_word(text); }

/// How many words there are; one more than `most` stands for all greater numbers.
inline std::size_t count_words(std::string_view text, std::size_t most) {
  std::size_t count = 0;
  while (count <= most && !take_word(text).empty()) ++count;
  return count;
}

}  // namespace newsgrep
