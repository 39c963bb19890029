// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/spans/span_tree.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace newsgrep {
namespace {

constexpr std::size_t most_combinations = 4'000'000;  // of operands near each other, in one article

SpanNode compile(const Query& query, const Field& field, Patterns& patterns, bool as_written, const std::function<std::uint32_t(const Query&)>& part) {
  SpanNode node;
  node.kind = query.kind;
  node.reach = query.reach;
  node.distance = query.distance;
  node.ordered = query.ordered;
  if (query.kind == Query::Kind::window) {
    for (auto& [leaf, times] : compile_window(query, patterns)) {
      SpanNode& word = node.children.emplace_back();
      word.leaf = std::move(leaf);
      word.leaf.part = part(query);
      word.times = times;
    }
  } else if (query.children.empty()) {
    node.leaf = newsgrep::compile(query, field, patterns, as_written);
    node.leaf.part = part(query);
  }
  const bool near = query.kind == Query::Kind::near || query.kind == Query::Kind::apart;
  for (const auto& child : query.children) node.children.push_back(compile(child, field, patterns, as_written || near, part));
  return node;
}

// The greatest `last` of the spans up to each, which are in order.
std::vector<std::uint32_t> furthest_ends(const std::vector<Span>& spans) {
  std::vector<std::uint32_t> ends;
  for (const auto& span : spans) ends.push_back(ends.empty() ? span.last : std::max(ends.back(), span.last));
  return ends;
}

bool is_all(const SpanNode& node) { return node.kind == Query::Kind::all; }

}  // namespace

SpanNode compile_spans(const Query& query, const Field& field, Patterns& patterns, const std::function<std::uint32_t(const Query&)>& part) {
  return compile(query, field, patterns, false, part);
}

bool asks_for_sentences(const SpanNode& node) {
  return node.reach == Query::Reach::sentence || std::any_of(node.children.begin(), node.children.end(), asks_for_sentences);
}

bool asks_for_quotations(const SpanNode& node) {
  return node.kind == Query::Kind::quoted || std::any_of(node.children.begin(), node.children.end(), asks_for_quotations);
}

bool SpanFinder::has(const SpanNode& node) {
  with_parts_ = false;
  return !find(node, Want::one).empty();
}

std::vector<PartSpan> SpanFinder::parts(const SpanNode& node) {
  with_parts_ = true;
  std::vector<PartSpan> all;
  for (const auto& match : find(node, Want::nearest)) all.insert(all.end(), match.parts.begin(), match.parts.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

// In order of their spans, each span once.
SpanFinder::Matches SpanFinder::find(const SpanNode& node, Want want) {
  switch (node.kind) {
    case Query::Kind::any: return find_any(node, want);
    case Query::Kind::window: return find_window(node);
    case Query::Kind::near:
      if (node.reach != Query::Reach::words) return find_together(node, want);
      return std::any_of(node.children.begin(), node.children.end(), is_all) ? find_all_near(node, want)
                                                                             : find_near(node, want);
    case Query::Kind::apart: return find_apart(node);
    case Query::Kind::at_least: return find_at_least(node);
    case Query::Kind::leading: return find_leading(node);
    case Query::Kind::quoted: return find_quoted(node);
    default: return find_leaf(node.leaf, want == Want::one);
  }
}

SpanFinder::Matches SpanFinder::find_leaf(const Leaf& leaf, bool first_only) {
  std::vector<Span> spans;
  for (const auto pattern : leaf.single) find_single(pattern, first_only, spans);
  for (const auto& sequence : leaf.sequences) find_sequence(sequence, first_only, spans);
  Matches matches;
  for (const auto& span : spans) {
    matches.push_back({span, {}});
    if (with_parts_) matches.back().parts.push_back({span, leaf.part});
  }
  sort(matches);
  return matches;
}

SpanFinder::Matches SpanFinder::find_any(const SpanNode& node, Want want) {
  Matches all;
  for (const auto& child : node.children) {
    auto own = find(child, want);
    all.insert(all.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
    if (want == Want::one && !all.empty()) break;
  }
  sort(all);
  return all;
}

// Goes along the ends of all words' spans. The shortest stretch that ends at one begins where the last of them begins that is needed.
SpanFinder::Matches SpanFinder::find_window(const SpanNode& node) {
  struct Place {
    Match match;
    std::size_t word = 0;
  };
  std::vector<Place> places;
  unsigned words = 0;
  for (std::size_t number = 0; number < node.children.size(); ++number) {
    words += node.children[number].times;
    for (auto& match : find(node.children[number], Want::all)) places.push_back({std::move(match), number});
  }
  std::stable_sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.match.span.last < b.match.span.last; });
  std::vector<std::vector<const Match*>> latest(node.children.size());  // of each word, in order of their beginnings
  std::size_t full = 0;
  Matches found;
  std::uint32_t before = 0;
  bool any_before = false;
  for (std::size_t i = 0; i < places.size(); ++i) {
    auto& own = latest[places[i].word];
    const auto times = node.children[places[i].word].times;
    const auto at = std::upper_bound(own.begin(), own.end(), places[i].match.span.first, [](std::uint32_t first, const Match* other) { return first < other->span.first; });
    own.insert(at, &places[i].match);
    if (own.size() == times) ++full;
    if (own.size() > times) own.erase(own.begin());
    const bool more_end_here = i + 1 < places.size() && places[i + 1].match.span.last == places[i].match.span.last;
    if (full < latest.size() || more_end_here) continue;
    Match whole{{UINT32_MAX, places[i].match.span.last}, {}};
    for (const auto& one : latest)
      for (const Match* match : one) whole.extend(*match);
    const std::uint32_t first = whole.span.first, last = places[i].match.span.last;
    if (any_before && first <= before) continue;
    any_before = true;
    before = first;
    if (last - first >= std::uint64_t{words} + node.distance || field_.paragraph_of(first) != field_.paragraph_of(last)) continue;
    whole.span = {first, last};
    found.push_back(std::move(whole));
  }
  return found;
}

// An operand's spans, also in the order of their ends.
struct SpanFinder::Operand {
  explicit Operand(Matches found) : matches(std::move(found)) {
    for (const auto& match : matches) by_end.push_back(&match);
    std::sort(by_end.begin(), by_end.end(), [](const Match* a, const Match* b) { return a->span.last < b->span.last; });
  }

  // Hands over those that lie behind a span, or in front of it, and are near, until `each` returns false.
  template <class Each>
  void each_behind(const Span& span, unsigned distance, Each&& each) const {
    auto at = std::upper_bound(matches.begin(), matches.end(), span.last,
                               [](std::uint32_t last, const Match& other) { return last < other.span.first; });
    while (at != matches.end() && at->span.first - span.last <= distance && each(*at)) ++at;
  }
  template <class Each>
  void each_in_front(const Span& span, unsigned distance, Each&& each) const {
    auto at = std::lower_bound(by_end.begin(), by_end.end(), span.first,
                               [](const Match* other, std::uint32_t first) { return other->span.last < first; });
    while (at != by_end.begin() && span.first - (*--at)->span.last <= distance && each(**at)) {
    }
  }

  Matches matches;
  std::vector<const Match*> by_end;
};

SpanFinder::Matches SpanFinder::find_near(const SpanNode& node, Want want) {
  Matches found;
  const auto left = find(node.children[0], Want::all);
  if (left.empty()) return found;
  const Operand right(find(node.children[1], Want::all));
  for (const auto& one : left) {
    const auto add = [&](const Match& other) {
      found.push_back(joined(one, other));
      return want == Want::all;
    };
    right.each_behind(one.span, node.distance, add);
    if (!node.ordered) right.each_in_front(one.span, node.distance, add);
    if (want == Want::one && !found.empty()) break;
  }
  sort(found);
  return found;
}

SpanFinder::Matches SpanFinder::find_all_near(const SpanNode& node, Want want) {
  const bool all_first = is_all(node.children[0]);
  Matches found;
  const auto common = find(node.children[all_first ? 1 : 0], Want::all);
  std::vector<Operand> operands;
  for (const auto& child : node.children[all_first ? 0 : 1].children) {
    if (common.empty()) return found;
    operands.emplace_back(find(child, Want::all));
  }
  for (const auto& one : common) {
    Matches whole{one};
    for (const auto& operand : operands) {
      Matches longer;
      const auto add = [&](const Match& other) {
        for (const auto& before : whole) longer.push_back(joined(before, other));
        return want == Want::all;
      };
      if (!node.ordered || !all_first) operand.each_behind(one.span, node.distance, add);
      if (!node.ordered || all_first) operand.each_in_front(one.span, node.distance, add);
      sort(longer);
      if (want != Want::all && longer.size() > 1) {  // the nearest on both sides, as one
        longer.front().extend(longer.back());
        longer.resize(1);
      }
      whole = std::move(longer);
    }
    found.insert(found.end(), std::make_move_iterator(whole.begin()), std::make_move_iterator(whole.end()));
    if (want == Want::one && !found.empty()) break;
  }
  sort(found);
  return found;
}

SpanFinder::Match SpanFinder::joined(const Match& left, const Match& right) {
  if (++combinations_ > most_combinations)
    throw Error(ErrorCode::query, "an article has more than " + std::to_string(most_combinations) + " ways to be near each other", "ask for rarer words, or for a smaller distance");
  Match match = left;
  match.extend(right);
  return match;
}

void SpanFinder::Match::extend(const Match& other) {
  span = {std::min(span.first, other.span.first), std::max(span.last, other.span.last)};
  parts.insert(parts.end(), other.parts.begin(), other.parts.end());
}

// The numbers of the sentences or paragraphs in which a span begins and ends.
Span SpanFinder::scaled(const Span& span, Query::Reach reach) const {
  switch (reach) {
    case Query::Reach::sentence: return {field_.sentence_of(span.first), field_.sentence_of(span.last)};
    case Query::Reach::paragraph: return {field_.paragraph_of(span.first), field_.paragraph_of(span.last)};
    case Query::Reach::words: break;
  }
  return span;
}

SpanFinder::Matches SpanFinder::find_together(const SpanNode& node, Want want) {
  struct Place {
    std::size_t operands = 0;  // of which it has a span
    Match match;
  };
  std::map<std::uint32_t, Place> places;
  for (std::size_t number = 0; number < node.children.size(); ++number) {
    for (const auto& one : find(node.children[number], Want::all)) {
      const Span at = scaled(one.span, node.reach);
      if (at.first != at.last) continue;
      const auto known = number == 0 ? places.try_emplace(at.first, Place{0, one}).first : places.find(at.first);
      if (known == places.end() || known->second.operands < number) continue;
      Place& place = known->second;
      if (place.operands > 0) place.match.extend(one);
      place.operands = number + 1;
    }
    if (places.empty()) return {};
  }
  Matches found;
  for (auto& [at, place] : places) {
    if (place.operands != node.children.size()) continue;
    found.push_back(std::move(place.match));
    if (want == Want::one) break;
  }
  sort(found);
  return found;
}

SpanFinder::Matches SpanFinder::find_apart(const SpanNode& node) {
  auto wanted = find(node.children[0], Want::all);
  const bool with_parts = std::exchange(with_parts_, false);
  std::vector<Span> unwanted;
  for (const auto& match : wanted.empty() ? Matches() : find(node.children[1], Want::all)) unwanted.push_back(scaled(match.span, node.reach));
  with_parts_ = with_parts;
  const auto ends = furthest_ends(unwanted);
  std::erase_if(wanted, [&](const Match& match) {
    const Span at = scaled(match.span, node.reach);
    // Those that begin soon enough; whether one of them ends late enough.
    const auto behind = std::upper_bound(unwanted.begin(), unwanted.end(), std::uint64_t{at.last} + node.distance, [](std::uint64_t most, const Span& other) { return most < other.first; });
    return behind != unwanted.begin() && std::uint64_t{ends[static_cast<std::size_t>(behind - unwanted.begin()) - 1]} + node.distance >= at.first;
  });
  return wanted;
}

SpanFinder::Matches SpanFinder::find_at_least(const SpanNode& node) {
  auto matches = find(node.children[0], Want::all);
  return matches.size() >= node.distance ? matches : Matches();
}

SpanFinder::Matches SpanFinder::find_leading(const SpanNode& node) {
  auto matches = find(node.children[0], Want::all);
  const bool paragraphs = node.reach == Query::Reach::paragraph;
  std::erase_if(matches, [&](const Match& match) { return paragraphs ? field_.paragraph_of(match.span.last) > node.distance : match.span.last >= node.distance; });
  return matches;
}

SpanFinder::Matches SpanFinder::find_quoted(const SpanNode& node) {
  auto matches = find(node.children[0], Want::all);
  std::erase_if(matches, [&](const Match& match) { return !field_.quoted(match.span.first, match.span.last); });
  return matches;
}

// The parts of equal spans become those of one.
void SpanFinder::sort(Matches& matches) const {
  std::stable_sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) { return a.span < b.span; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    if (kept > 0 && matches[kept - 1].span == matches[i].span) {
      auto& parts = matches[kept - 1].parts;
      parts.insert(parts.end(), matches[i].parts.begin(), matches[i].parts.end());
      continue;
    }
    if (kept != i) matches[kept] = std::move(matches[i]);
    ++kept;
  }
  matches.resize(kept);
}

void SpanFinder::find_single(PatternId pattern, bool first_only, std::vector<Span>& spans) const {
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
void SpanFinder::find_sequence(const Sequence& sequence, bool first_only, std::vector<Span>& spans) {
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
