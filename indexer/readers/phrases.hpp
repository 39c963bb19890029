// SPDX-License-Identifier: GPL-2.0-or-later
// Fixed lists of words and lines, asked of every line of a text.
#pragma once

#include "common/analysis.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// Bytes as a table: found in a text faster than by find_first_of().
class Bytes {
 public:
  constexpr explicit Bytes(std::string_view bytes) {
    for (const char c : bytes) table_[static_cast<unsigned char>(c)] = true;
  }

  constexpr bool has(char c) const { return table_[static_cast<unsigned char>(c)]; }

  /// Where the first of them stands; the size of the text when none does.
  constexpr std::size_t find_in(std::string_view text) const {
    std::size_t at = 0;
    while (at < text.size() && !has(text[at])) ++at;
    return at;
  }

  /// How many bytes of the front are of them.
  constexpr std::size_t run_in(std::string_view text) const {
    std::size_t at = 0;
    while (at < text.size() && has(text[at])) ++at;
    return at;
  }

 private:
  std::array<bool, 256> table_{};
};

/// Looks for all of a list's phrases in one pass. Phrases have two bytes or more.
class Phrases {
 public:
  explicit Phrases(std::vector<std::string> phrases);

  bool any_in(std::string_view text) const;
  /// Whether the text begins with one of them.
  bool any_begins(std::string_view text) const;

 private:
  // By the first two bytes, which few places of a text have in common with a phrase.
  static constexpr std::size_t slots = 1024;
  static std::size_t slot_of(std::string_view text, std::size_t at) {
    return (static_cast<unsigned char>(text[at]) * std::size_t{37} + static_cast<unsigned char>(text[at + 1])) % slots;
  }

  std::vector<std::string> phrases_;
  std::bitset<slots> begins_;
};

/// The parts of a text between bars, each changed by a function.
template <class Each>
std::vector<std::string> between_bars(std::string_view text, Each&& each) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find('|'), text.size());
    parts.push_back(each(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

/// A text folded as fold() does it; of what is longer than max_term bytes its beginning. Latin and Cyrillic letters and
/// typographic quotes are folded in place.
class Folded {
 public:
  explicit Folded(std::string_view text);
  Folded(const Folded&) = delete;
  Folded& operator=(const Folded&) = delete;

  std::string_view text() const { return text_; }
  /// Whether the text is longer, and its end not here.
  bool cut() const { return cut_; }

 private:
  bool fold_in_place(std::string_view text);
  void cut_short();

  std::array<char, max_term> short_;
  std::string long_;
  std::string_view text_;
  bool cut_ = false;
};

/// Lets tables of strings be asked without making strings.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

}  // namespace newsgrep
