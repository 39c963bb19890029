// SPDX-License-Identifier: GPL-2.0-or-later
// Which words have which terms: decided once for an archive, because terms of segments that disagree cannot be searched together.
#pragma once

#include "common/fields.hpp"
#include "common/hash_slots.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// Most words of which neighbours have a term of their own.
inline constexpr std::size_t most_pair_words = 200;

/// Immutable, shared by threads. Words are folded.
class TermPolicy {
 public:
  /// Every word has its raw term, and no pair of words a term.
  TermPolicy() = default;
  /// `pair_words`: most_pair_words at most; both without repetition.
  TermPolicy(const std::vector<std::string>& pair_words, std::vector<std::string> stem_only);

  /// What serialise() made. Throws Error(corrupt), or Error(version) for a newer form.
  static TermPolicy parse(std::string_view bytes);
  std::string serialise() const;

  /// Whether a word has a term for itself, not only for its stem.
  bool has_raw(const Field& field, std::string_view folded) const { return !field.stemmed || !(is_own_stem(folded) || is_stem_only(folded)); }

  /// Numbers and what else begins with a digit: stemmers leave it alone, and make it of no other word.
  static bool is_own_stem(std::string_view folded) { return !folded.empty() && folded.front() >= '0' && folded.front() <= '9'; }

  /// The words on the list of those without a term for themselves that begin so.
  std::span<const std::string> stem_only(std::string_view beginning) const;

  /// The number of a word that has terms together with others of its kind beside it; they are numbered from 0.
  std::optional<std::uint32_t> pair_word(std::string_view folded) const;
  std::size_t pair_words() const { return pair_words_.size(); }
  std::string_view pair_word(std::uint32_t number) const { return pair_words_[number]; }

 private:
  bool is_stem_only(std::string_view folded) const { return std::binary_search(stem_only_.begin(), stem_only_.end(), folded, std::less<std::string_view>()); }

  std::vector<std::string> pair_words_, stem_only_;  // the second one sorted
  HashSlots pair_slots_;
};

}  // namespace newsgrep
