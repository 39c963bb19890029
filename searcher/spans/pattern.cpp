// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/spans/pattern.hpp"

#include "common/symbol_words.hpp"
#include "common/utf8.hpp"

#include <unicode/uchar.h>

#include <algorithm>

namespace newsgrep {

std::uint8_t Capitals::of(std::string_view spelled) {
  std::uint8_t found = 0;
  for (std::size_t at = 0; at < spelled.size();) {
    const auto mask = U_GET_GC_MASK(static_cast<UChar32>(next_char(spelled, at)));
    found = static_cast<std::uint8_t>(found | (mask & (U_GC_LU_MASK | U_GC_LT_MASK) ? some : mask & U_GC_LL_MASK ? small : 0));
  }
  return found;
}

bool Capitals::fit(std::uint8_t capitals, Query::Letters letters) {
  switch (letters) {
    case Query::Letters::any: return true;
    case Query::Letters::some_capital: return (capitals & some) != 0;
    case Query::Letters::all_capitals: return capitals == some;
    case Query::Letters::no_capital: return (capitals & some) == 0;
  }
  return false;
}

PatternId Patterns::add(Pattern::Kind kind, std::string_view folded, Query::Letters letters, std::string_view accented) {
  const auto other = transcribed(accented);
  const bool may_be_unit = kind != Pattern::Kind::exact || !has_unit_ || has_unit_(folded) || (!other.empty() && has_unit_(other));
  return add({kind, std::string(folded), std::string(accented), other, {}, letters, may_be_unit});
}

PatternId Patterns::add(const WordForm& form, Query::Letters letters) {
  if (form.kind == WordForm::Kind::beginning) return add(Pattern::Kind::prefix, form.text, letters, form.accented);
  const auto id = add({Pattern::Kind::form, form.text, {}, {}, form, letters, true});
  automata_.try_emplace(id, automaton_of(form));
  return id;
}

PatternId Patterns::add(Pattern pattern) {
  want_capitals_ = want_capitals_ || pattern.letters != Query::Letters::any;
  const auto id = static_cast<PatternId>(patterns_.size());
  const auto [known, fresh] = numbers_.try_emplace(pattern, id);
  if (!fresh) return known->second;
  stems_ = stems_ || pattern.kind == Pattern::Kind::stem;
  if (pattern.kind == Pattern::Kind::exact) exact_[pattern.folded].push_back(id);
  if (pattern.kind == Pattern::Kind::exact && !pattern.transcribed.empty()) exact_[pattern.transcribed].push_back(id);
  if (pattern.kind == Pattern::Kind::prefix || pattern.kind == Pattern::Kind::form) open_ended_.push_back(id);
  if (pattern.may_be_unit && pattern.kind != Pattern::Kind::form) units_.push_back(id);
  patterns_.push_back(std::move(pattern));
  return id;
}

Patterns::Language& Patterns::language(std::string_view code) {
  const auto name = stemmer_of(code);
  const auto known = languages_.find(name);
  if (known != languages_.end()) return known->second;
  Language& made = languages_.emplace(std::string(name), Language(name)).first->second;
  for (PatternId id = 0; id < patterns_.size(); ++id)
    if (const Pattern& pattern = patterns_[id]; pattern.kind == Pattern::Kind::stem)
      for (const auto& stem : made.stem.all_of(pattern.folded, pattern.accented)) made.stems[stem].push_back(id);
  for (const auto& [stem, ids] : made.stems)
    if (!stem.empty() && made.stems_begin.find(stem[0]) == std::string::npos) made.stems_begin += stem[0];
  return made;
}

Patterns::WordClass Patterns::classify(std::string_view folded, std::string_view accented, Language& language, std::uint8_t capitals) {
  constexpr std::size_t most_known = 1u << 19;
  std::string with_capitals;
  std::string_view key = accented.empty() ? folded : accented;  // no folded word has accents
  if (capitals != 0) key = with_capitals = std::string(key) + static_cast<char>(capitals);  // no word ends so
  if (const auto known = language.known.find(key); known != language.known.end()) return known->second;
  if (language.known.size() >= most_known) language.known.clear();
  return language.known.emplace(std::string(key), compute(folded, accented, language, capitals)).first->second;
}

// Those that a word without accents fits.
void Patterns::add_fitting(std::string_view folded, Language& language, std::vector<PatternId>& fitting) const {
  const bool worth_stemming = stems() && !(language.keeps_first && language.stems_begin.find(folded.substr(0, 1)) == std::string::npos);
  const auto add_all = [&](const auto& known, std::string_view key) {
    if (const auto found = known.find(key); found != known.end()) fitting.insert(fitting.end(), found->second.begin(), found->second.end());
  };
  add_all(exact_, folded);
  if (worth_stemming) add_all(language.stems, language.stem(folded));
  for (const PatternId id : open_ended_)
    if (patterns_[id].kind == Pattern::Kind::prefix ? patterns_[id].begins(folded) : automata_.at(id).fits(folded)) fitting.push_back(id);
}

Patterns::WordClass Patterns::compute(std::string_view folded, std::string_view accented, Language& language, std::uint8_t capitals) {
  std::vector<PatternId> fitting;
  add_fitting(folded, language, fitting);
  if (!accented.empty()) {
    if (const auto other = transcribed(accented); !other.empty()) add_fitting(other, language, fitting);
    const auto stem = stems() ? language.stem.of_accented(accented) : std::string_view();
    if (const auto found = language.stems.find(stem); !stem.empty() && found != language.stems.end()) fitting.insert(fitting.end(), found->second.begin(), found->second.end());
  }
  std::erase_if(fitting, [&](PatternId id) { return !Capitals::fit(capitals, patterns_[id].letters); });
  std::sort(fitting.begin(), fitting.end());
  fitting.erase(std::unique(fitting.begin(), fitting.end()), fitting.end());
  const auto [known, fresh] = class_numbers_.try_emplace(fitting, static_cast<WordClass>(classes_.size()));
  if (fresh) classes_.push_back(std::move(fitting));
  return known->second;
}

bool Patterns::may_begin_unit(std::string_view folded) const {
  if (folded.size() > longest_related) return true;  // may be cut in the unit
  if (std::any_of(automata_.begin(), automata_.end(), [&](auto& one) { return one.second.may_begin(folded); })) return true;
  return std::any_of(units_.begin(), units_.end(), [&](PatternId id) {
    const Pattern& pattern = patterns_[id];
    return pattern.kind == Pattern::Kind::stem || pattern.folded.starts_with(folded) || pattern.transcribed.starts_with(folded) ||
           (pattern.kind == Pattern::Kind::prefix && pattern.begins(folded));
  });
}

bool Patterns::fits(WordClass word, PatternId pattern) const {
  const auto& fitting = classes_[word];
  return std::find(fitting.begin(), fitting.end(), pattern) != fitting.end();
}

}  // namespace newsgrep
