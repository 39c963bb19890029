// SPDX-License-Identifier: GPL-2.0-or-later
// Which words a word of a query stands for.
#include "tests/support/oracle.hpp"

#include "common/analysis.hpp"
#include "common/utf8.hpp"

#include <algorithm>
#include <regex>
#include <span>
#include <utility>

namespace newsgrep {
namespace {

using Letters = std::span<const char32_t>;

// By trying everything.
bool fits_wildcard(Letters pattern, Letters word) {
  if (pattern.empty()) return word.empty();
  if (pattern[0] == '*') return fits_wildcard(pattern.subspan(1), word) || (!word.empty() && fits_wildcard(pattern, word.subspan(1)));
  if (pattern[0] == '$') {
    const std::size_t most = pattern[1] - U'0';
    for (std::size_t count = 0; count <= std::min(most, word.size()); ++count)
      if (fits_wildcard(pattern.subspan(2), word.subspan(count))) return true;
    return false;
  }
  if (word.empty()) return false;
  if (pattern[0] == '[') {
    const auto close = static_cast<std::size_t>(std::find(pattern.begin(), pattern.end(), U']') - pattern.begin());
    const bool others = pattern[1] == '!';
    bool listed = false;
    for (std::size_t i = others ? 2 : 1; i < close; ++i) {
      if (i + 2 < close && pattern[i + 1] == '-') listed = listed || (word[0] >= pattern[i] && word[0] <= pattern[i + 2]), i += 2;
      else listed = listed || word[0] == pattern[i];
    }
    return listed != others && fits_wildcard(pattern.subspan(close + 1), word.subspan(1));
  }
  return (pattern[0] == '?' || pattern[0] == word[0]) && fits_wildcard(pattern.subspan(1), word.subspan(1));
}

// The fewest letters to add, leave out, replace, or exchange with a neighbour.
std::size_t changes_between(Letters a, Letters b) {
  std::vector<std::vector<std::size_t>> least(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        least[i][j] = i + j;
        continue;
      }
      least[i][j] = std::min({least[i - 1][j] + 1, least[i][j - 1] + 1, least[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) least[i][j] = std::min(least[i][j], least[i - 2][j - 2] + 1);
    }
  return least[a.size()][b.size()];
}

// With this text in place of its own.
bool fits(const WordForm& form, const std::string& text, const std::string& word) {
  const auto wanted = chars_of(text), letters = chars_of(word);
  switch (form.kind) {
    case WordForm::Kind::plain: return word == text;
    case WordForm::Kind::beginning: return word.starts_with(text);
    case WordForm::Kind::anything: return true;
    case WordForm::Kind::wildcard: return fits_wildcard(wanted, letters);
    case WordForm::Kind::similar: return changes_between(wanted, letters) <= form.edits;
    case WordForm::Kind::regex: break;
  }
  return false;
}

// What it is as it is written, folded.
std::vector<std::string> as_written(const WordForm& form) {
  std::vector<std::string> all{form.text};
  if (auto other = transcribed(form.accented); !other.empty()) all.push_back(std::move(other));
  return all;
}

bool has(const std::vector<std::string>& all, const std::string& one) { return std::find(all.begin(), all.end(), one) != all.end(); }

}  // namespace

const Oracle::Stems& Oracle::stems(const std::string& stemmer) const {
  auto& all = stems_[stemmer];
  Stemmer stem(stemmer);
  while (all.of_words.size() < vocabulary_.words.size()) all.of_words.emplace_back(stem(vocabulary_.words[all.of_words.size()]));
  while (all.of_accented.size() < accented_.words.size()) {
    const auto& word = accented_.words[all.of_accented.size()];
    all.of_accented.push_back(stem.all_of(fold(word), word));
  }
  return all;
}

Oracle::Step Oracle::words_for(const WordForm& form, Form plain, const std::string& stemmer, Query::Letters letters) const {
  Step step{TermSet(vocabulary_.words.size()), TermSet(accented_.words.size()), letters};
  if (form.kind == WordForm::Kind::plain && plain == Form::stem) {
    const auto wanted = Stemmer(stemmer).all_of(form.text, form.accented);
    const Stems& all = stems(stemmer);
    for (Term term = 0; term < step.terms.size(); ++term) step.terms[term] = has(wanted, all.of_words[term]);
    for (Term term = 0; term < step.accented.size(); ++term)
      for (const auto& stem : all.of_accented[term]) step.accented[term] = step.accented[term] || has(wanted, stem);
    return step;
  }
  std::wregex expression;
  if (form.kind == WordForm::Kind::regex) {
    const auto signs = chars_of(form.text);
    expression.assign(std::wstring(signs.begin(), signs.end()), std::regex::icase);
  }
  const auto fitting = as_written(form);
  const auto stands_for = [&](const std::string& word) {
    if (word.empty()) return false;
    if (form.kind != WordForm::Kind::regex) return std::any_of(fitting.begin(), fitting.end(), [&](const std::string& text) { return fits(form, text, word); });
    const auto all = chars_of(word);
    return std::regex_match(std::wstring(all.begin(), all.end()), expression);
  };
  for (Term term = 0; term < step.terms.size(); ++term) step.terms[term] = stands_for(vocabulary_.words[term]);
  for (Term term = 0; term < step.accented.size(); ++term) step.accented[term] = stands_for(transcribed(accented_.words[term]));
  return step;
}

// All ways to read the text of a query: each joined unit as one word or as several.
std::vector<Oracle::Path> Oracle::paths(const Query& leaf, Form form, const std::string& stemmer) const {
  const QueryWords words(leaf);
  const auto count = static_cast<std::uint32_t>(words.words().size());
  if (count == 0) return {};
  if (count == 1) return {{words_for(words.words()[0], form, stemmer, leaf.letters)}};

  std::vector<Path> complete;
  struct Partial {
    std::uint32_t at;
    Path path;
  };
  std::vector<Partial> open{{0, {}}};
  const Form each = leaf.stemmed ? form : Form::as_written;
  while (!open.empty()) {
    const Partial partial = open.back();
    open.pop_back();
    if (partial.at == count) {
      complete.push_back(partial.path);
      continue;
    }
    const auto go = [&](const WordForm& word, std::uint32_t to) {
      Partial next = partial;
      next.path.push_back(words_for(word, each, stemmer, leaf.letters));
      next.at = to;
      open.push_back(next);
    };
    go(words.words()[partial.at], partial.at + 1);
    for (const auto& unit : words.joined())
      if (unit.first == partial.at) go(unit.form, unit.last + 1);
  }
  if (leaf.kind == Query::Kind::word && words.one_unit()) complete.push_back({words_for(words.joined()[0].form, form, stemmer, leaf.letters)});
  return complete;
}

bool Oracle::takes(const Step& step, Term term, Term accented, std::uint8_t letters) {
  if (!step.terms[term] && !(accented != none && step.accented[accented])) return false;
  switch (step.letters) {
    case Query::Letters::any: return true;
    case Query::Letters::some_capital: return letters == capitals || letters == mixed;
    case Query::Letters::all_capitals: return letters == capitals;
    case Query::Letters::no_capital: return letters == small || letters == no_letters;
  }
  return false;
}

}  // namespace newsgrep
