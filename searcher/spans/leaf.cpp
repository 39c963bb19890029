// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/spans/leaf.hpp"

#include "common/analysis.hpp"

#include <algorithm>

namespace newsgrep {
namespace {

Sequence make_sequence(const Words& words, Patterns& patterns, Pattern::Kind each, bool last_is_prefix) {
  Sequence sequence;
  sequence.end = static_cast<std::uint32_t>(words.words().size());
  const auto kind = [&](std::uint32_t to) { return last_is_prefix && to == sequence.end ? Pattern::Kind::prefix : each; };
  for (std::uint32_t i = 0; i < sequence.end; ++i) sequence.edges.push_back({i, i + 1, patterns.add(kind(i + 1), words.words()[i].term)});
  for (const auto& unit : words.joined()) sequence.edges.push_back({unit.first, unit.last + 1, patterns.add(kind(unit.last + 1), unit.term)});
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
  Words words;
  words.read(query.text);
  const auto& all = words.words();
  if (all.empty()) return leaf;
  const bool stemmed = field.stemmed && (query.kind == Query::Kind::word ? !query.exact && !always_exact : query.stemmed);
  const auto kind = query.kind == Query::Kind::prefix ? Pattern::Kind::prefix : stemmed ? Pattern::Kind::stem : Pattern::Kind::exact;
  if (all.size() == 1) {
    leaf.single.push_back(patterns.add(kind, all[0].term));
    return leaf;
  }
  const bool one_unit = words.joined().size() == 1 && words.joined()[0].first == 0 && words.joined()[0].last + 1 == all.size();
  if (query.kind == Query::Kind::word && one_unit) leaf.single.push_back(patterns.add(kind, words.joined()[0].term));
  const auto each = query.stemmed && stemmed ? Pattern::Kind::stem : Pattern::Kind::exact;
  leaf.sequences.push_back(make_sequence(words, patterns, each, query.kind == Query::Kind::prefix));
  return leaf;
}

}  // namespace newsgrep
