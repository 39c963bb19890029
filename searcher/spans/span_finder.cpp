// SPDX-License-Identifier: GPL-2.0-or-later
// Spans of one stretch of a text after another.
#include "searcher/spans/operand.hpp"
#include "searcher/spans/span_tree.hpp"

#include <algorithm>
#include <iterator>
#include <map>

namespace newsgrep {
namespace {

void put_in_order(std::vector<Span>& spans) {
  std::sort(spans.begin(), spans.end());
  spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
}

// Every span of `left` that begins before `end`, with each of `right` that lies behind it and is near. Of all that begin with the same word
// one of `right` is looked at once.
std::vector<Span> one_behind_the_other(const std::vector<Span>& left, const std::vector<Span>& right, unsigned distance, std::uint64_t end) {
  std::vector<Span> found;
  for (auto at = left.begin(); at != left.end() && at->first < end;) {
    const std::uint32_t first = at->first;
    const auto own = static_cast<std::ptrdiff_t>(found.size());
    for (auto next = right.begin(); at != left.end() && at->first == first; ++at) {
      next = std::upper_bound(next, right.end(), at->last, [](std::uint32_t last, const Span& other) { return last < other.first; });
      for (; next != right.end() && next->first - at->last <= distance; ++next) found.push_back({first, next->last});
    }
    std::sort(found.begin() + own, found.end());
    found.erase(std::unique(found.begin() + own, found.end()), found.end());
  }
  return found;
}

// What the spans in `whole` become when each is to have one of an operand, too: either a beginning in front or an end behind.
std::vector<Span> with_one_of(std::vector<Span> whole, const std::vector<std::uint32_t>& beginnings, const std::vector<std::uint32_t>& ends) {
  std::vector<Span> longer;
  // Of those with the same beginning, which are in order: one that ends later stays, and one that ends sooner gets the new end.
  for (auto at = whole.begin(); at != whole.end() && !ends.empty();) {
    const Span shortest = *at;
    for (; at != whole.end() && at->first == shortest.first; ++at)
      if (at->last >= ends.front()) longer.push_back(*at);
    for (auto end = std::lower_bound(ends.begin(), ends.end(), shortest.last); end != ends.end(); ++end) longer.push_back({shortest.first, *end});
  }
  std::sort(whole.begin(), whole.end(), [](const Span& a, const Span& b) { return std::pair(a.last, a.first) < std::pair(b.last, b.first); });
  for (auto at = whole.begin(); at != whole.end() && !beginnings.empty();) {
    const std::uint32_t last = at->last;
    std::uint32_t latest = 0;
    for (; at != whole.end() && at->last == last; ++at) {
      if (at->first <= beginnings.back()) longer.push_back(*at);
      latest = at->first;
    }
    for (auto first = beginnings.begin(); first != beginnings.end() && *first <= latest; ++first) longer.push_back({*first, last});
  }
  put_in_order(longer);
  return longer;
}

}  // namespace

template <class Each>
void SpanFinder::each_span(const SpanNode& node, const Stretch& stretch, Each&& each) {
  each_stretch(stretch, [&](const Stretch& part) {
    const Spans spans = find(node, part);
    return std::all_of(spans.begin(), spans.end(), each);
  });
}

bool SpanFinder::has(const SpanNode& node) {
  if (node.is_leaf()) return !list_leaf(node.leaf, true).empty();
  if (is_listed(node)) return !listed(node).empty();
  if (node.kind == Query::Kind::at_least) return has_as_many(node);
  if (node.kind == Query::Kind::near) return has_near(as_near(node));
  bool any = false;
  each_stretch(whole(), [&](const Stretch& stretch) {
    any = !find(node, stretch).empty();
    return !any;
  });
  return any;
}

SpanFinder::Spans SpanFinder::find(const SpanNode& node, const Stretch& stretch) {
  if (is_listed(node)) {
    const Spans& all = listed(node);
    const auto begins_before = [](const Span& span, std::uint64_t word) { return span.first < word; };
    return {std::lower_bound(all.begin(), all.end(), stretch.from, begins_before), std::lower_bound(all.begin(), all.end(), stretch.to, begins_before)};
  }
  switch (node.kind) {
    case Query::Kind::near: {
      const Near near = as_near(node);
      return near.several.size() > 1 ? find_all_near(near, stretch) : find_near(node, stretch);
    }
    case Query::Kind::apart: return find_apart(node, stretch);
    case Query::Kind::at_least: return has_as_many(node) ? find(node.children[0], stretch) : Spans();
    case Query::Kind::leading: return find_leading(node, stretch);
    case Query::Kind::quoted: return find_quoted(node, stretch);
    default: return find_any(node, stretch);
  }
}

SpanFinder::Spans SpanFinder::find_within(const SpanNode& node, const Stretch& stretch, const Span& within) {
  Spans spans = find(node, {std::max<std::uint64_t>(stretch.from, within.first), std::min(stretch.to, std::uint64_t{within.last} + 1)});
  std::erase_if(spans, [&](const Span& span) { return span.last > within.last; });
  return spans;
}

SpanFinder::Spans SpanFinder::find_any(const SpanNode& node, const Stretch& stretch) {
  Spans all;
  for (const auto& child : node.children) {
    const auto own = find(child, stretch);
    all.insert(all.end(), own.begin(), own.end());
  }
  put_in_order(all);
  return all;
}

std::uint64_t SpanFinder::longest(const SpanNode& node) {
  if (const auto& known = kept(longest_, node)) return *known;
  std::uint64_t most = 0;
  if (is_listed(node)) {
    for (const auto& span : listed(node)) most = std::max<std::uint64_t>(most, span.last - span.first);
  } else if (node.kind == Query::Kind::near) {
    const Near near = as_near(node);
    std::uint64_t of_several = 0;
    for (const auto* one : near.several) of_several = std::max(of_several, longest(*one));
    const unsigned sides = near.several.size() > 1 && near.in_front && near.behind ? 2 : 1;
    most = longest(*near.common) + sides * (of_several + near.distance);
  } else {
    for (const auto& child : node.children) most = std::max(most, longest(child));
  }
  kept(longest_, node) = most;
  return most;
}

SpanFinder::Near SpanFinder::as_near(const SpanNode& node) {
  const bool several_first = node.children[0].kind == Query::Kind::all, second = node.children[1].kind == Query::Kind::all;
  Near near{&node.children[several_first ? 1 : 0], {}, node.distance, !node.ordered || several_first, !node.ordered || !several_first};
  const SpanNode& other = node.children[several_first ? 0 : 1];
  if (!several_first && !second) near.several.push_back(&other);
  else
    for (const auto& child : other.children) near.several.push_back(&child);
  return near;
}

// What lies in front may be that much longer, and so much further away.
SpanFinder::Spans SpanFinder::find_near(const SpanNode& node, const Stretch& stretch) {
  const SpanNode &first = node.children[0], &second = node.children[1];
  const Spans left = find(first, {stretch.from, stretch.to + (node.ordered ? 0 : longest(second) + node.distance)});
  if (left.empty()) return {};
  const Spans right = find(second, {stretch.from, stretch.to + longest(first) + node.distance});
  Spans found = one_behind_the_other(left, right, node.distance, stretch.to);
  if (node.ordered) return found;
  const Spans turned = one_behind_the_other(right, left, node.distance, stretch.to);
  Spans both;
  std::set_union(found.begin(), found.end(), turned.begin(), turned.end(), std::back_inserter(both));
  return both;
}

SpanFinder::Nearby SpanFinder::nearby(const Near& near, const Stretch& stretch, const Span& within) {
  Nearby all{find_within(*near.common, stretch, within), {}};
  if (all.common.empty()) return all;
  for (const auto* one : near.several) {
    const std::uint64_t in_front = near.in_front ? longest(*one) + near.distance : 0, behind = near.behind ? longest(*near.common) + near.distance : 0;
    all.several.emplace_back(find_within(*one, {stretch.from - std::min(stretch.from, in_front), stretch.to + behind}, within));
  }
  return all;
}

SpanFinder::Spans SpanFinder::find_all_near(const Near& near, const Stretch& stretch) {
  std::size_t many = 1u << 20;  // are put in order now and then: most of them are there several times
  std::uint64_t further = 0;
  for (const auto* one : near.several)
    if (near.in_front) further = std::max(further, longest(*one) + near.distance);
  const Nearby all = nearby(near, {stretch.from, stretch.to + further}, anywhere);
  Spans found;
  for (const auto& one : all.common) {
    Spans whole{one};
    for (const auto& operand : all.several) {
      const auto beginnings = near.in_front ? operand.beginnings_in_front(one, near.distance) : std::vector<std::uint32_t>();
      const auto ends = near.behind ? operand.ends_behind(one, near.distance) : std::vector<std::uint32_t>();
      whole = with_one_of(std::move(whole), beginnings, ends);
    }
    std::copy_if(whole.begin(), whole.end(), std::back_inserter(found), [&](const Span& span) { return span.first >= stretch.from && span.first < stretch.to; });
    if (found.size() < many) continue;
    put_in_order(found);
    many = std::max(many, 2 * found.size());
  }
  put_in_order(found);
  return found;
}

bool SpanFinder::has_near(const Near& near) {
  bool any = false;
  each_stretch(whole(), [&](const Stretch& stretch) {
    const Nearby all = nearby(near, stretch, anywhere);
    any = std::any_of(all.common.begin(), all.common.end(), [&](const Span& one) {
      return std::all_of(all.several.begin(), all.several.end(), [&](const Operand& operand) {
        return (near.in_front && operand.nearest_in_front(one, near.distance)) || (near.behind && operand.nearest_behind(one, near.distance));
      });
    });
    return !any;
  });
  return any;
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

const SpanFinder::Spans& SpanFinder::unwanted(const SpanNode& node) {
  if (kept(lists_, node)) return *kept(lists_, node);
  Spans all;
  each_span(node.children[1], whole(), [&](const Span& span) {
    const Span at = scaled(span, node.reach);
    const std::uint32_t reach = all.empty() ? at.last : std::max(at.last, all.back().last);
    if (all.empty() || all.back().first != at.first) all.push_back({at.first, reach});
    else all.back().last = reach;
    return true;
  });
  kept(lists_, node) = std::move(all);
  return *kept(lists_, node);
}

SpanFinder::Spans SpanFinder::find_apart(const SpanNode& node, const Stretch& stretch) {
  auto wanted = find(node.children[0], stretch);
  if (wanted.empty()) return wanted;
  const Spans& others = unwanted(node);
  std::erase_if(wanted, [&](const Span& span) {
    const Span at = scaled(span, node.reach);
    // Those that begin soon enough; whether one of them ends late enough.
    const auto behind = std::upper_bound(others.begin(), others.end(), std::uint64_t{at.last} + node.distance, [](std::uint64_t most, const Span& other) { return most < other.first; });
    return behind != others.begin() && std::uint64_t{(behind - 1)->last} + node.distance >= at.first;
  });
  return wanted;
}

bool SpanFinder::has_as_many(const SpanNode& node) {
  if (const auto& known = kept(as_many_, node)) return *known;
  std::uint64_t count = 0;
  each_stretch(whole(), [&](const Stretch& stretch) {
    count += find(node.children[0], stretch).size();
    return count < node.distance;
  });
  kept(as_many_, node) = count >= node.distance;
  return count >= node.distance;
}

SpanFinder::Spans SpanFinder::find_leading(const SpanNode& node, const Stretch& stretch) {
  const bool paragraphs = node.reach == Query::Reach::paragraph;
  if (paragraphs ? field_.paragraph_of(static_cast<std::uint32_t>(stretch.from)) > node.distance : stretch.from >= node.distance) return {};
  auto spans = find(node.children[0], stretch);
  std::erase_if(spans, [&](const Span& span) { return paragraphs ? field_.paragraph_of(span.last) > node.distance : span.last >= node.distance; });
  return spans;
}

SpanFinder::Spans SpanFinder::find_quoted(const SpanNode& node, const Stretch& stretch) {
  auto spans = find(node.children[0], stretch);
  std::erase_if(spans, [&](const Span& span) { return !field_.quoted(span.first, span.last); });
  return spans;
}

// For each sentence or paragraph that has a span of every operand, from the first word of the first to the last word of the last.
SpanFinder::Spans SpanFinder::list_together(const SpanNode& node) {
  struct Place {
    std::size_t operands = 0;  // of which it has a span
    Span whole;
  };
  std::map<std::uint32_t, Place> places;
  for (std::size_t number = 0; number < node.children.size(); ++number) {
    each_span(node.children[number], whole(), [&](const Span& span) {
      const Span at = scaled(span, node.reach);
      if (at.first != at.last) return true;
      const auto known = number == 0 ? places.try_emplace(at.first, Place{0, span}).first : places.find(at.first);
      if (known == places.end() || known->second.operands < number) return true;
      Place& place = known->second;
      place.whole = {std::min(place.whole.first, span.first), std::max(place.whole.last, span.last)};
      place.operands = number + 1;
      return true;
    });
    if (places.empty()) return {};
  }
  Spans found;
  for (const auto& [at, place] : places)
    if (place.operands == node.children.size()) found.push_back(place.whole);
  return found;
}

}  // namespace newsgrep
