// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/spans/pattern.hpp"

#include "common/symbol_words.hpp"

#include <algorithm>

namespace newsgrep {

PatternId Patterns::add(Pattern::Kind kind, std::string_view folded) {
  const bool may_be_unit = kind != Pattern::Kind::exact || !has_unit_ || has_unit_(folded);
  const Pattern pattern{kind, std::string(folded), may_be_unit};
  const auto known = std::find(patterns_.begin(), patterns_.end(), pattern);
  if (known != patterns_.end()) return static_cast<PatternId>(known - patterns_.begin());
  patterns_.push_back(pattern);
  return static_cast<PatternId>(patterns_.size() - 1);
}

Patterns::Language& Patterns::language(std::string_view code) {
  const auto name = stemmer_of(code);
  const auto known = languages_.find(name);
  if (known != languages_.end()) return known->second;
  Language& made = languages_.emplace(std::string(name), Language(name)).first->second;
  for (const auto& pattern : patterns_)
    made.pattern_stems.emplace_back(pattern.kind == Pattern::Kind::stem ? std::string(made.stem(pattern.folded)) : std::string());
  for (const auto& stem : made.pattern_stems) made.stems_begin += stem.substr(0, 1);
  return made;
}

Patterns::WordClass Patterns::classify(std::string_view folded, Language& language) {
  constexpr std::size_t most_known = 1u << 19;
  if (const auto known = language.known.find(folded); known != language.known.end()) return known->second;
  if (language.known.size() >= most_known) language.known.clear();
  return language.known.emplace(std::string(folded), compute(folded, language)).first->second;
}

Patterns::WordClass Patterns::compute(std::string_view folded, Language& language) {
  std::vector<PatternId> fitting;
  const bool worth_stemming = stems() && !(language.keeps_first && language.stems_begin.find(folded.substr(0, 1)) == std::string::npos);
  const std::string_view stem = worth_stemming ? language.stem(folded) : std::string_view();
  for (PatternId id = 0; id < patterns_.size(); ++id) {
    const Pattern& pattern = patterns_[id];
    const bool fits = pattern.kind == Pattern::Kind::exact    ? pattern.folded == folded
                      : pattern.kind == Pattern::Kind::prefix ? folded.starts_with(pattern.folded)
                                                              : stem == language.pattern_stems[id];
    if (fits) fitting.push_back(id);
  }
  const auto known = std::find(classes_.begin(), classes_.end(), fitting);
  if (known != classes_.end()) return static_cast<WordClass>(known - classes_.begin());
  classes_.push_back(std::move(fitting));
  return static_cast<WordClass>(classes_.size() - 1);
}

bool Patterns::stems() const {
  return std::any_of(patterns_.begin(), patterns_.end(), [](const Pattern& pattern) { return pattern.kind == Pattern::Kind::stem; });
}

bool Patterns::may_begin_unit(std::string_view folded) const {
  if (folded.size() > longest_related) return true;  // may be cut in the unit
  return std::any_of(patterns_.begin(), patterns_.end(), [&](const Pattern& pattern) {
    return pattern.may_be_unit && (pattern.kind == Pattern::Kind::stem || pattern.folded.starts_with(folded) ||
                                   (pattern.kind == Pattern::Kind::prefix && folded.starts_with(pattern.folded)));
  });
}

bool Patterns::fits(WordClass word, PatternId pattern) const {
  const auto& fitting = classes_[word];
  return std::find(fitting.begin(), fitting.end(), pattern) != fitting.end();
}

}  // namespace newsgrep
