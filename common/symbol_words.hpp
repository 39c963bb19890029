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

  /// Hands over every word whose folded form, or transcription, is a beginning of `term`, or begins with it, and is not longer than
  /// longest_related; some of them twice.
  template <class Each>
  void each_related(std::string_view term, Each&& each) const {
    if (term.empty()) return;
    for (std::size_t size = 1; size < term.size(); ++size) each_transcribed_as(term.substr(0, size), each);
    for (auto at = transcribed_from(term); at != transcribed_.end() && at->text.starts_with(term); ++at) each(at->symbol);
    const std::uint64_t wanted = head_of(term);
    const std::size_t first = bucket(wanted & first_byte);
    if (term.size() == 1) return each_of(first, first + seconds, term, wanted, each);
    each_of(first, first + 1, term, wanted, each);  // words of one letter among them
    if (const auto own = bucket(wanted); own != first) each_of(own, own + 1, term, wanted, each);
  }

  /// Hands over every word whose folded form, or transcription, is that one.
  template <class Each>
  void each_folded_as(std::string_view term, Each&& each) const {
    each_transcribed_as(term, each);
    if (term.size() > longest_related) {
      for (const auto id : long_words_)
        if (folded(id) == term) each(id);
    } else if (!term.empty()) {
      const std::uint64_t wanted = head_of(term);
      for (auto i = starts_[bucket(wanted)]; i < starts_[bucket(wanted) + 1]; ++i)
        if (heads_[i].bytes == wanted && heads_[i].size == term.size() && folded(heads_[i].symbol) == term) each(heads_[i].symbol);
    }
  }

  /// The words that each_related() leaves out: those that are too long, and those that fold to nothing.
  const std::vector<SymbolId>& long_words() const { return long_words_; }
  const std::vector<SymbolId>& empty_words() const { return empty_words_; }

 private:
  static constexpr std::size_t head_size = 8;
  static constexpr std::uint64_t first_byte = 0xFFull << 56;
  static constexpr std::size_t seconds = 32;  // buckets for each first byte, by the low bits of the second

  struct Head {
    std::uint64_t bytes = 0;  // the first of the term, the very first is the highest
    std::uint32_t size = 0;   // of the term
    SymbolId symbol = 0;
  };

  static std::uint64_t head_of(std::string_view term);
  static std::size_t bucket(std::uint64_t head) { return (head >> 56) * seconds + (head >> 48) % seconds; }

  // Of the words in these buckets.
  template <class Each>
  void each_of(std::size_t bucket, std::size_t end, std::string_view term, std::uint64_t wanted, Each&& each) const {
    for (auto i = starts_[bucket]; i < starts_[end]; ++i) {
      const auto same = static_cast<std::size_t>(std::countl_zero(heads_[i].bytes ^ wanted)) / 8;
      if (same < std::min({std::size_t{heads_[i].size}, term.size(), head_size})) continue;
      const auto own = folded(heads_[i].symbol);
      if (own.starts_with(term) || term.starts_with(own)) each(heads_[i].symbol);
    }
  }
  // As transcribed() has an accented word.
  struct Transcribed {
    std::string text;
    SymbolId symbol = 0;
  };
  std::vector<Transcribed>::const_iterator transcribed_from(std::string_view term) const {
    return std::lower_bound(transcribed_.begin(), transcribed_.end(), term, [](const Transcribed& one, std::string_view wanted) { return one.text < wanted; });
  }
  template <class Each>
  void each_transcribed_as(std::string_view term, Each&& each) const {
    for (auto at = transcribed_from(term); at != transcribed_.end() && at->text == term; ++at) each(at->symbol);
  }
  void sort_heads();

  std::string bytes_;                // folded forms
  std::vector<std::uint32_t> ends_;  // with a 0 in front
  std::vector<std::uint8_t> traits_;
  std::vector<Head> heads_;                                // by bucket
  std::array<std::uint32_t, 256 * seconds + 1> starts_{};  // of each bucket's heads
  std::vector<SymbolId> long_words_, empty_words_;
  std::vector<Transcribed> transcribed_;                   // in order of their texts
};

}  // namespace newsgrep
