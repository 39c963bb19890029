// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/sentences.hpp"

#include "common/utf8.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

namespace newsgrep {
namespace {

bool ends_alone(char32_t c) { return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x0964; }

bool ends_before_space(char32_t c) { return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x061F || c == 0x06D4; }

bool closes(char32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0xBB || c == 0x2019 || c == 0x201D || c == 0x300D || c == 0x300F;
}

// What goes with the name or number behind it.
bool is_abbreviation(std::string_view word) {
  constexpr std::array<std::string_view, 24> known{"mr",  "mrs", "ms",  "dr",  "prof", "st",  "sen", "rep", "gov", "gen",  "col", "capt",
                                                   "lt",  "sgt", "maj", "rev", "hon",  "no",  "nr",  "vs",  "fig", "pres", "mme", "jr"};
  return std::find(known.begin(), known.end(), ascii_lower(word)) != known.end();
}

// "Sept. 11"
bool is_short_month(std::string_view word) {
  constexpr std::array<std::string_view, 10> known{"jan", "feb", "mar", "apr", "aug", "sep", "sept", "oct", "nov", "dec"};
  return std::find(known.begin(), known.end(), ascii_lower(word)) != known.end();
}

bool begins_with_digit(std::string_view word) { return !word.empty() && word.front() >= '0' && word.front() <= '9'; }

bool begins_small(std::string_view word) {
  std::size_t at = 0;
  return !word.empty() && u_islower(static_cast<UChar32>(next_char(word, at)));
}

bool is_one_letter(std::string_view word) {
  std::size_t at = 0;
  if (word.empty()) return false;
  next_char(word, at);
  return at == word.size();
}

}  // namespace

bool sentence_ends(std::string_view before, std::string_view between, std::string_view after) {
  bool stop = false, other = false;  // a stop, of whatever kind; one that is no "."
  for (std::size_t at = 0; at < between.size();) {
    const char32_t c = next_char(between, at);
    if (ends_alone(c)) return true;
    if (ends_before_space(c)) {
      stop = true;
      other = other || c != '.';
    } else if (stop && is_space(c)) {
      if (begins_small(after)) return false;
      return other || !(is_one_letter(before) || is_abbreviation(before) || (is_short_month(before) && begins_with_digit(after)));
    } else if (stop && !closes(c)) {
      stop = other = false;
    }
  }
  return false;
}

}  // namespace newsgrep
