// SPDX-License-Identifier: GPL-2.0-or-later
// The words of a part of a query, as the index counts them, and what each stands for: the one reading that the plan, the spans and the
// parser share.
#pragma once

#include "common/analysis.hpp"
#include "searcher/query/automaton.hpp"
#include "searcher/query/query.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// Whether a text of several words is one joined unit, like AT&T.
inline bool is_joined_unit(const Words& words) {
  const auto& units = words.joined();
  return units.size() == 1 && units[0].first == 0 && units[0].last + 1 == words.words().size();
}

struct WordForm {
  enum class Kind : std::uint8_t {
    plain,      ///< this word
    beginning,  ///< words that begin so
    wildcard,   ///< Automaton::of_wildcard()
    similar,    ///< words within `edits` changes
    regex,      ///< Automaton::of_regex()
    anything,   ///< every word
  };
  Kind kind = Kind::plain;
  std::string text;  ///< folded; of a wildcard with its signs
  unsigned edits = 0;
  std::string accented = {};  ///< the same in small letters with the accents that were typed; empty when it has none, and for a regex
  bool operator==(const WordForm&) const = default;
};

/// Of what has one: it fits the words of the form as it is folded, and as it is transcribed.
Automaton automaton_of(const WordForm& form);

/// Of a joined unit, as WordForm has it.
std::string accented_unit(const Words& words, const Joined& unit);

inline constexpr unsigned most_edits = 2;
inline constexpr std::size_t letters_for_two_edits = 6;

/// Signs count between quotes only where they touch letters, in a pattern everywhere.
class QueryWords {
 public:
  /// A word, phrase, beginning, pattern or window.
  explicit QueryWords(const Query& leaf);

  struct Unit {
    WordForm form;
    std::uint32_t first = 0, last = 0;
  };
  const std::vector<WordForm>& words() const { return words_; }
  /// Joined ones, in order of their first word.
  const std::vector<Unit>& joined() const { return joined_; }

  bool plain() const;
  /// Nothing but one word, or one joined unit.
  bool one_unit() const { return joined_.size() == 1 && joined_[0].first == 0 && joined_[0].last + 1 == words_.size(); }
  /// What is wrong with a pattern; empty when nothing is.
  const std::string& trouble() const { return trouble_; }

  /// Hands over each run of words that is one word or one joined unit: first word, last word, the unit or null.
  template <class Each>
  void each_unit(Each&& each) const {
    auto unit = joined_.begin();
    for (std::uint32_t i = 0; i < words_.size();) {
      const bool joined = unit != joined_.end() && unit->first == i;
      const std::uint32_t last = joined ? unit->last : i;
      each(i, last, joined ? &*unit : nullptr);
      if (joined) ++unit;
      i = last + 1;
    }
  }

 private:
  struct Sign {
    std::size_t begin = 0, end = 0;  // in the text
    std::string means;               // as a wildcard has it; empty: a similar word, within `edits`
    unsigned edits = 0;
  };

  void read_regex(std::string_view text);
  void find_signs(std::string_view text, bool quoted);
  void find_sign(std::string_view text, std::size_t& at, bool quoted);
  std::string without_signs(std::string_view text) const;
  WordForm form_of(std::string_view text, const Word& word) const;
  WordForm form_of(const Words& words, const Joined& unit) const;
  void complain(const Words& words);

  std::vector<WordForm> words_;
  std::vector<Unit> joined_;
  std::vector<Sign> signs_;
  std::string trouble_;
};

/// A letter or digit as it is in folded words; empty for any other character.
std::string fold_letter(std::string_view letter);

/// Whether a text between quotes, or a word that was typed, has signs of a pattern in it.
bool has_signs(std::string_view text, bool quoted);

}  // namespace newsgrep
