// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/told_once.hpp"

#include <cstdint>
#include <functional>
#include <unordered_map>
#include <utility>

namespace newsgrep {
namespace {

template <class Value>
void mix(std::size_t& seed, const Value& value) {
  seed ^= std::hash<Value>()(value) + 0x9E3779B97F4A7C15u + (seed << 6) + (seed >> 2);
}

// Alike for parts that are equal but for their own weight.
std::size_t shape(const Query& part) {
  std::size_t seed = part.children.size();
  mix(seed, part.kind);
  mix(seed, part.text);
  mix(seed, part.field);
  mix(seed, part.distance);
  mix(seed, part.ordered);
  mix(seed, part.exact);
  mix(seed, part.stemmed);
  mix(seed, part.letters);
  mix(seed, part.which);
  mix(seed, part.reach);
  for (const auto& day : {part.period.first, part.period.last}) mix(seed, day ? day->time_since_epoch().count() : 0);
  for (const auto& bound : {part.least, part.most}) mix(seed, bound.value_or(0));
  for (const auto& child : part.children) {
    mix(seed, shape(child));
    mix(seed, child.weight);
  }
  return seed;
}

bool equal_but_for_weight(const Query& a, Query& b) {
  const double weight = std::exchange(b.weight, a.weight);
  const bool equal = a == b;
  b.weight = weight;
  return equal;
}

// From the first one on; those before it have a meaning of their own.
void tell_once(std::vector<Query>& parts, std::size_t first) {
  std::unordered_multimap<std::size_t, std::size_t> known;  // by shape, where it is kept
  std::size_t kept = first;
  for (std::size_t at = first; at < parts.size(); ++at) {
    const auto own = shape(parts[at]);
    const auto [begin, end] = known.equal_range(own);
    auto same = begin;
    while (same != end && !equal_but_for_weight(parts[at], parts[same->second])) ++same;
    if (same != end) {
      if (parts[at].kind != Query::Kind::none_of) parts[same->second].weight += parts[at].weight;
      continue;
    }
    known.emplace(own, kept);
    if (kept != at) parts[kept] = std::move(parts[at]);
    ++kept;
  }
  parts.resize(kept);
}

}  // namespace

Query told_once(Query query) {
  if (is_decided_in_field(query.kind)) return query;  // how often something stands there may count
  for (auto& child : query.children) child = told_once(std::move(child));
  const bool alike = query.kind == Query::Kind::all || query.kind == Query::Kind::any;
  if (query.children.size() < 2 || (!alike && query.kind != Query::Kind::prefer)) return query;
  tell_once(query.children, alike ? 0 : 1);
  if (!alike || query.children.size() > 1) return query;
  Query only = std::move(query.children.front());
  only.weight *= query.weight;
  return only;
}

}  // namespace newsgrep
