// SPDX-License-Identifier: GPL-2.0-or-later
// A quick look for plain words in coded text: the rarest of them is searched for, and only what lies beside it is read.
#pragma once

#include "searcher/spans/code_search.hpp"
#include "searcher/spans/leaf.hpp"
#include "searcher/spans/symbol_classes.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace newsgrep {

/// For one table of symbols. Refers to the patterns, which must outlive it.
class Probe {
 public:
  enum class Answer {
    no,
    yes,
    unsure,  ///< a joined unit, or a word that folds to nothing, may make a difference: the whole field must be read
  };

  /// For a word or a phrase. Nothing when it has other than plain words, or a word in too many spellings.
  static std::optional<Probe> of_phrase(const Leaf& leaf, const Patterns& patterns, const SymbolWords& words);
  /// For two words near each other.
  static std::optional<Probe> of_near(const Leaf& left, const Leaf& right, unsigned distance, bool ordered, const Patterns& patterns, const SymbolWords& words);

  /// Throws Error(corrupt) for damaged codes, as far as it reads them.
  Answer ask(std::string_view codes, const Symbols& symbols, SymbolClasses& classes) const;

 private:
  class Walk;

  Probe(std::vector<PatternId> wanted, const Patterns& patterns) : patterns_(&patterns), wanted_(std::move(wanted)) {}

  bool choose_anchor(const SymbolWords& words);
  void look_for_other(const SymbolWords& words);
  Answer around(Walk& walk, std::size_t begin) const;
  Answer phrase_around(const Walk& walk) const;
  Answer near_around(const Walk& walk) const;

  const Patterns* patterns_;
  std::vector<PatternId> wanted_;  // one behind the other; near: the left and the right one
  std::size_t anchor_ = 0;         // which of them is searched for
  bool near_ = false, ordered_ = false;
  unsigned distance_ = 0;
  CodeSearch search_;
  std::optional<CodeSearch> other_;  // near: for what the other word may be in, or which may change the count of words
};

}  // namespace newsgrep
