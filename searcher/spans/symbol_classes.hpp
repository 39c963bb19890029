// SPDX-License-Identifier: GPL-2.0-or-later
// The classes that the words of coded text have in one query and language: of a symbol by its number.
#pragma once

#include "common/record.hpp"
#include "searcher/spans/pattern.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace newsgrep {

/// Hands over the symbols whose words fit a pattern that is no stem, or with which a joined unit that fits it may begin; long words excepted,
/// some twice.
template <class Each>
void each_beginning(const Pattern& pattern, const SymbolWords& words, Each&& each) {
  for (const std::string_view whole : {std::string_view(pattern.folded), std::string_view(pattern.transcribed)}) {
    if (pattern.kind == Pattern::Kind::prefix) {
      words.each_related(whole, each);
      continue;
    }
    const std::size_t longest = std::min(whole.size(), longest_related);
    for (std::size_t size = pattern.may_be_unit ? 1 : longest; size <= longest && size > 0; ++size) words.each_folded_as(whole.substr(0, size), each);
  }
}

/// For one table of symbols. One per thread; what is referred to must outlive it.
class SymbolClasses {
 public:
  /// To be made when all patterns are there.
  SymbolClasses(const SymbolWords& words, const Symbols& symbols, Patterns& patterns, Patterns::Language& language);

  struct Fit {
    Patterns::WordClass fits = 0;
    bool begins = false;   ///< a unit that begins with this word may fit; false: none does
    bool nothing = false;  ///< no word: it folds to nothing
  };

  Fit of(SymbolId id) {
    if (!marked_.empty() && (marked_[id / 64] >> id % 64 & 1) == 0) return {0, false, (words_.traits(id) & Traits::nothing) != 0};
    const std::uint16_t entry = entry_of(id);
    return entry == unknown ? look_up(id) : Fit{static_cast<Patterns::WordClass>(entry & largest_class), (entry & begins_bit) != 0, (words_.traits(id) & Traits::nothing) != 0};
  }
  /// Of a word that is no symbol.
  Fit of(std::string_view spelled);

  /// False when no joined unit fits that begins so.
  bool may_begin_unit(std::string_view folded) const { return patterns_.may_begin_unit(folded); }
  Patterns::WordClass of_unit(std::string_view folded, std::uint8_t capitals) { return patterns_.classify(folded, {}, language_, capitals); }
  bool want_capitals() const { return patterns_.want_capitals(); }
  const SymbolWords& words() const { return words_; }

 private:
  static constexpr std::uint16_t unknown = 0xFFFF, begins_bit = 0x8000, largest_class = 0x7FFF;

  std::uint16_t entry_of(SymbolId id) const { return marked_.empty() ? entries_[id] : few_entries_.at(id); }
  void enter(SymbolId id, const Fit& fit);
  void enter_related(const Pattern& pattern);
  Fit look_up(SymbolId id);
  Fit fit(std::string_view folded, std::string_view spelled);
  Fit fit(SymbolId id) { return fit(words_.folded(id), symbols_.text(id)); }

  const SymbolWords& words_;
  const Symbols& symbols_;
  Patterns& patterns_;
  Patterns::Language& language_;
  // Class and begins_bit, or unknown. With stems or forms of each symbol; without only of those that are marked, the others are of no interest.
  std::vector<std::uint16_t> entries_;
  std::vector<std::uint64_t> marked_;     // a bit for each symbol
  std::unordered_map<SymbolId, std::uint16_t> few_entries_;
  std::array<bool, 128> may_begin_{};     // ASCII letters with which a word must begin to be of interest
  std::unordered_map<std::string, Fit, Patterns::Language::Hash, std::equal_to<>> spelled_;
  std::string folded_, accented_;
};

}  // namespace newsgrep
