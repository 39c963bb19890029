// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/spans/leaf.hpp"

#include "common/analysis.hpp"

#include <algorithm>

namespace newsgrep {
namespace {

PatternId add_form(const WordForm& form, Patterns& patterns, Pattern::Kind plain, Query::Letters letters) {
  return form.kind == WordForm::Kind::plain ? patterns.add(plain, form.text, letters, form.accented) : patterns.add(form, letters);
}

// The words [first, last] of a query's text.
Sequence make_sequence(const QueryWords& words, std::uint32_t first, std::uint32_t last, Patterns& patterns, Pattern::Kind plain, Query::Letters letters) {
  Sequence sequence;
  sequence.end = last + 1 - first;
  for (std::uint32_t i = first; i <= last; ++i) sequence.edges.push_back({i - first, i + 1 - first, add_form(words.words()[i], patterns, plain, letters)});
  for (const auto& unit : words.joined())
    if (unit.first >= first && unit.last <= last) sequence.edges.push_back({unit.first - first, unit.last + 1 - first, add_form(unit.form, patterns, plain, letters)});
  std::stable_sort(sequence.edges.begin(), sequence.edges.end(), [](const Edge& a, const Edge& b) { return a.from < b.from; });
  for (std::uint32_t place = 0, e = 0; place <= sequence.end; ++place) {
    while (e < sequence.edges.size() && sequence.edges[e].from < place) ++e;
    sequence.leaving.push_back(e);
  }
  return sequence;
}

}  // namespace

Leaf compile(const Query& query, const Field& field, Patterns& patterns, bool always_exact) {
  Leaf leaf;
  const QueryWords words(query);
  const auto& all = words.words();
  if (all.empty()) return leaf;
  const bool stemmed = field.stemmed && (query.kind == Query::Kind::word ? !query.exact && !always_exact : query.stemmed);
  const auto kind = stemmed ? Pattern::Kind::stem : Pattern::Kind::exact;
  if (all.size() == 1) {
    leaf.single.push_back(add_form(all[0], patterns, kind, query.letters));
    return leaf;
  }
  if (query.kind == Query::Kind::word && words.one_unit()) leaf.single.push_back(add_form(words.joined()[0].form, patterns, kind, query.letters));
  const auto each = query.stemmed && stemmed ? Pattern::Kind::stem : Pattern::Kind::exact;
  leaf.sequences.push_back(make_sequence(words, 0, static_cast<std::uint32_t>(all.size()) - 1, patterns, each, query.letters));
  return leaf;
}

std::vector<Wanted> compile_window(const Query& query, Patterns& patterns) {
  std::vector<Wanted> wanted;
  const QueryWords words(query);
  words.each_unit([&](std::uint32_t first, std::uint32_t last, const QueryWords::Unit*) {
    Leaf leaf;
    if (first == last) leaf.single.push_back(add_form(words.words()[first], patterns, Pattern::Kind::exact, query.letters));
    else leaf.sequences.push_back(make_sequence(words, first, last, patterns, Pattern::Kind::exact, query.letters));
    const auto same = std::find_if(wanted.begin(), wanted.end(), [&](const Wanted& one) { return one.leaf == leaf; });
    if (same == wanted.end()) wanted.push_back({std::move(leaf), 1});
    else ++same->times;
  });
  return wanted;
}

}  // namespace newsgrep
