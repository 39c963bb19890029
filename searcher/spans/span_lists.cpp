// SPDX-License-Identifier: GPL-2.0-or-later
// Spans that are but a few for each word: of words and phrases, groups of these, windows.
#include "searcher/spans/span_tree.hpp"

#include <algorithm>

namespace newsgrep {
namespace {

bool by_pattern(const SpanNode::Word& a, const SpanNode::Word& b) { return a.pattern < b.pattern; }

}  // namespace

bool SpanFinder::is_listed(const SpanNode& node) {
  if (node.kind == Query::Kind::near) return node.reach != Query::Reach::words;
  if (node.kind == Query::Kind::any) return std::all_of(node.children.begin(), node.children.end(), is_listed);
  return node.is_leaf() || node.kind == Query::Kind::window;
}

const SpanFinder::Spans& SpanFinder::listed(const SpanNode& node) {
  if (!kept(lists_, node)) {
    auto spans = list(node);
    std::sort(spans.begin(), spans.end());
    spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
    kept(lists_, node) = std::move(spans);
  }
  return *kept(lists_, node);
}

SpanFinder::Spans SpanFinder::list(const SpanNode& node) {
  switch (node.kind) {
    case Query::Kind::any: return node.words.empty() ? list_any(node) : list_words(node);
    case Query::Kind::window: return list_window(node);
    case Query::Kind::near: return list_together(node);
    default: return list_leaf(node.leaf, false);
  }
}

SpanFinder::Spans SpanFinder::list_leaf(const Leaf& leaf, bool first_only) {
  Spans spans;
  for (const auto pattern : leaf.single) find_single(pattern, first_only, spans);
  for (const auto& sequence : leaf.sequences) find_sequence(sequence, first_only, spans);
  return spans;
}

SpanFinder::Spans SpanFinder::list_any(const SpanNode& node) {
  Spans all;
  for (const auto& child : node.children) {
    const Spans& own = listed(child);
    all.insert(all.end(), own.begin(), own.end());
  }
  return all;
}

// Goes along the words and units that fit anything.
SpanFinder::Spans SpanFinder::list_words(const SpanNode& node) const {
  Spans spans;
  const auto wanted = [&](Patterns::WordClass word) {
    const auto& fitting = patterns_.fitting(word);
    return std::any_of(fitting.begin(), fitting.end(), [&](PatternId pattern) { return std::binary_search(node.words.begin(), node.words.end(), SpanNode::Word{pattern}, by_pattern); });
  };
  for (const auto& word : field_.fitting())
    if (wanted(word.fits)) spans.push_back({word.at, word.at});
  for (const auto& unit : field_.units())
    if (wanted(unit.fits)) spans.push_back({unit.first, unit.last});
  return spans;
}

// Goes along the ends of all words' spans. The shortest stretch that ends at one begins where the last of them begins that is needed.
SpanFinder::Spans SpanFinder::list_window(const SpanNode& node) {
  struct Place {
    Span span;
    std::size_t word = 0;
  };
  std::vector<Place> places;
  unsigned words = 0;
  for (std::size_t number = 0; number < node.children.size(); ++number) {
    words += node.children[number].times;
    for (const auto& span : listed(node.children[number])) places.push_back({span, number});
  }
  std::stable_sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.span.last < b.span.last; });
  std::vector<std::vector<std::uint32_t>> latest(node.children.size());  // of each word where the last ones begin, in order
  std::size_t full = 0;
  std::optional<std::uint32_t> shortest;  // where the one before begins
  Spans found;
  for (std::size_t i = 0; i < places.size(); ++i) {
    auto& own = latest[places[i].word];
    const auto times = node.children[places[i].word].times;
    own.insert(std::upper_bound(own.begin(), own.end(), places[i].span.first), places[i].span.first);
    if (own.size() == times) ++full;
    if (own.size() > times) own.erase(own.begin());
    const std::uint32_t last = places[i].span.last;
    const bool more_end_here = i + 1 < places.size() && places[i + 1].span.last == last;
    if (full < latest.size() || more_end_here) continue;
    std::uint32_t first = last;
    for (const auto& one : latest) first = std::min(first, one.front());
    if (shortest && first <= *shortest) continue;
    shortest = first;
    if (last - first < std::uint64_t{words} + node.distance && field_.paragraph_of(first) == field_.paragraph_of(last)) found.push_back({first, last});
  }
  return found;
}

void SpanFinder::find_single(PatternId pattern, bool first_only, Spans& spans) const {
  for (const auto& word : field_.fitting()) {
    if (!patterns_.fits(word.fits, pattern)) continue;
    spans.push_back({word.at, word.at});
    if (first_only) return;
  }
  for (const auto& unit : field_.units()) {
    if (!patterns_.fits(unit.fits, pattern)) continue;
    spans.push_back({unit.first, unit.last});
    if (first_only) return;
  }
}

// A sequence begins at a word or a unit that fits something.
void SpanFinder::find_sequence(const Sequence& sequence, bool first_only, Spans& spans) {
  const auto& words = field_.fitting();
  const auto& units = field_.units();
  for (std::size_t w = 0, u = 0; w < words.size() || u < units.size();) {
    const std::uint32_t start = std::min(w < words.size() ? words[w].at : UINT32_MAX, u < units.size() ? units[u].first : UINT32_MAX);
    while (w < words.size() && words[w].at == start) ++w;
    while (u < units.size() && units[u].first == start) ++u;
    match_at(sequence, start);
    for (const auto end : ends_) spans.push_back({start, end - 1});
    if (first_only && !ends_.empty()) return;
  }
}

template <class Each>
void SpanFinder::step(std::uint32_t at, PatternId pattern, Each&& each) const {
  if (const auto word = field_.word(at); word != 0 && patterns_.fits(word, pattern)) each(at + 1);
  const auto& units = field_.units();
  if (units.empty()) return;
  for (std::size_t u = field_.unit_from(at); u < units.size() && units[u].first == at; ++u)
    if (patterns_.fits(units[u].fits, pattern)) each(units[u].last + 1);
}

// Makes ends_ one past the last words of the sequence that begins at `start`. Goes through the places of the query in order, with
// the words of the text at which each can be reached: rarely more than one, because only units offer a choice.
void SpanFinder::match_at(const Sequence& sequence, std::uint32_t start) {
  if (reached_.size() <= sequence.end) reached_.resize(sequence.end + 1);
  std::uint32_t furthest = 0;
  ends_.clear();
  const auto reach = [&](std::uint32_t place, std::uint32_t at) {
    auto& known = reached_[place];
    if (std::find(known.begin(), known.end(), at) == known.end()) known.push_back(at);
    furthest = std::max(furthest, place);
  };
  reach(0, start);
  for (std::uint32_t place = 0; place <= furthest; ++place) {
    if (place == sequence.end) ends_ = reached_[place];
    else
      for (const auto at : reached_[place]) {
        if (at >= field_.size() || (place > 0 && field_.starts_paragraph(at))) continue;
        for (auto e = sequence.leaving[place]; e < sequence.leaving[place + 1]; ++e)
          step(at, sequence.edges[e].pattern, [&](std::uint32_t next) { reach(sequence.edges[e].to, next); });
      }
    reached_[place].clear();
  }
}

}  // namespace newsgrep
