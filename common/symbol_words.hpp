// SPDX-License-Identifier: GPL-2.0-or-later
// What the analysis makes of each symbol of a table: of words their folded forms, of separators what they do to the words beside them.
#pragma once

#include "common/symbols.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// Of a word or a separator, as bits.
struct Traits {
  static constexpr std::uint8_t word = 1;
  static constexpr std::uint8_t first_digit = 2, last_digit = 4, nothing = 8;                     ///< of words; nothing: folded to no term
  static constexpr std::uint8_t newline = 2, newlines = 4, joins = 8, joins_digits = 16;          ///< of separators; newlines: two or more

  static std::uint8_t of_word(std::string_view spelled);  ///< `nothing` excepted
  static std::uint8_t of_separator(std::string_view separator);
};

/// Terms longer than this are not found by each_related(); they are listed.
inline constexpr std::size_t longest_related = 64;

/// Immutable, shared by threads.
class SymbolWords {
 public:
  explicit SymbolWords(const Symbols& symbols);

  std::uint8_t traits(SymbolId id) const { return traits_[id]; }
  /// Empty for separators.
  std::string_view folded(SymbolId id) const { return std::string_view(bytes_).substr(ends_[id], ends_[id + 1] - ends_[id]); }

  /// Hands over every word whose folded form is a beginning of `term`, or begins with it, and is not longer than longest_related.
  template <class Each>
  void each_related(std::string_view term, Each&& each) const {
    if (term.empty()) return;
    const auto first = static_cast<unsigned char>(term.front());
    const std::uint64_t wanted = head_of(term);
    for (auto i = starts_[first]; i < starts_[first + 1u]; ++i) {
      const auto same = static_cast<std::size_t>(std::countl_zero(heads_[i].bytes ^ wanted)) / 8;
      if (same < std::min({heads_[i].size, term.size(), head_size})) continue;
      const auto own = folded(heads_[i].symbol);
      if (own.starts_with(term) || term.starts_with(own)) each(heads_[i].symbol);
    }
  }

  /// The words that each_related() leaves out.
  const std::vector<SymbolId>& long_words() const { return long_words_; }

 private:
  static constexpr std::size_t head_size = 8;

  struct Head {
    std::uint64_t bytes = 0;  // the first of the term, the very first is the highest
    std::size_t size = 0;     // of the term
    SymbolId symbol = 0;
  };

  static std::uint64_t head_of(std::string_view term);
  void sort_heads();

  std::string bytes_;                // folded forms
  std::vector<std::uint32_t> ends_;  // with a 0 in front
  std::vector<std::uint8_t> traits_;
  std::vector<Head> heads_;                  // by the first byte
  std::array<std::uint32_t, 257> starts_{};  // of the heads with that first byte
  std::vector<SymbolId> long_words_;
};

}  // namespace newsgrep
