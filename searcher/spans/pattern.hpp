// SPDX-License-Identifier: GPL-2.0-or-later
// Words of a query against words of a text: which of the query's patterns a word fits, answered once for each distinct word.
#pragma once

#include "common/analysis.hpp"
#include "searcher/query/query_words.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace newsgrep {

using PatternId = std::uint32_t;

/// Of a word as it is spelled, as bits.
struct Capitals {
  static constexpr std::uint8_t some = 1, small = 2;  ///< it has a capital letter; it has a letter that is none
  static std::uint8_t of(std::string_view spelled);
  static bool fit(std::uint8_t capitals, Query::Letters letters);
};

struct Pattern {
  enum class Kind : std::uint8_t { exact, stem, prefix, form } kind = Kind::exact;
  std::string folded;
  std::string accented, transcribed;             ///< of a word, a stem or a prefix that was typed with accents
  WordForm form;                                 ///< of that kind
  Query::Letters letters = Query::Letters::any;  ///< as they must be spelled
  bool may_be_unit = true;  ///< false: it fits no joined unit of the texts that are asked
  bool operator==(const Pattern&) const = default;

  /// Whether a word begins with it.
  bool begins(std::string_view word) const { return word.starts_with(folded) || (!transcribed.empty() && word.starts_with(transcribed)); }
};

/// False: the texts that are asked have no joined unit that folds to this.
using HasUnit = std::function<bool(std::string_view folded)>;

/// The patterns of one query.
class Patterns {
 public:
  /// Without `has_unit` any text may be asked.
  explicit Patterns(HasUnit has_unit = {}) : has_unit_(std::move(has_unit)) {}

  /// The same pattern twice is one.
  PatternId add(Pattern::Kind kind, std::string_view folded, Query::Letters letters = Query::Letters::any, std::string_view accented = {});
  /// A word that is not plain.
  PatternId add(const WordForm& form, Query::Letters letters);

  /// Class 0: fits nothing. Classes depend on the language, because stems do.
  using WordClass = std::uint32_t;

  /// What is known of a language's words.
  struct Language {
    explicit Language(std::string_view name) : stem(name), keeps_first(stem_keeps_first_byte(name)) {}

    struct Hash {
      using is_transparent = void;
      std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    Stemmer stem;
    bool keeps_first;          // of a word the first byte
    std::string stems_begin;   // if so: the first bytes of the keys of `stems`
    std::unordered_map<std::string, std::vector<PatternId>, Hash, std::equal_to<>> stems;  // of the patterns
    std::unordered_map<std::string, WordClass, Hash, std::equal_to<>> known;
  };

  /// To be asked when all patterns are there; good as long as the Patterns.
  Language& language(std::string_view code);
  /// `accented` as Word has it; `capitals` are those of the word as it is spelled, if they are wanted.
  WordClass classify(std::string_view folded, std::string_view accented, Language& language, std::uint8_t capitals = 0);
  bool fits(WordClass word, PatternId pattern) const;
  /// All that a word fits, in order.
  const std::vector<PatternId>& fitting(WordClass word) const { return classes_[word]; }

  const std::vector<Pattern>& all() const { return patterns_; }
  /// Whether some of them depend on the language.
  bool stems() const { return stems_; }
  /// Whether some fit words that begin in too many ways to list.
  bool forms() const { return !automata_.empty(); }
  /// Whether some depend on how a word is spelled.
  bool want_capitals() const { return want_capitals_; }
  /// False when no joined unit fits any pattern whose first word is this one.
  bool may_begin_unit(std::string_view folded) const;

 private:
  PatternId add(Pattern pattern);
  WordClass compute(std::string_view folded, std::string_view accented, Language& language, std::uint8_t capitals);
  void add_fitting(std::string_view folded, Language& language, std::vector<PatternId>& fitting) const;

  struct ByText {
    std::size_t operator()(const Pattern& pattern) const { return std::hash<std::string_view>()(pattern.folded); }
  };

  HasUnit has_unit_;
  std::vector<Pattern> patterns_;
  std::unordered_map<Pattern, PatternId, ByText> numbers_;
  std::unordered_map<std::string, std::vector<PatternId>, Language::Hash, std::equal_to<>> exact_;  // by the word
  std::vector<PatternId> open_ended_;  // those that are neither a word nor a stem
  std::vector<PatternId> units_;       // those that a joined unit may fit
  mutable std::map<PatternId, Automaton> automata_;  // of the forms; they remember what they have seen
  bool want_capitals_ = false, stems_ = false;
  std::map<std::string, Language, std::less<>> languages_;
  std::vector<std::vector<PatternId>> classes_{{}};
  std::map<std::vector<PatternId>, WordClass> class_numbers_{{{}, 0}};
};

}  // namespace newsgrep
