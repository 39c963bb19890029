// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/tree.hpp"

#include "common/fields.hpp"
#include "searcher/query/parse.hpp"

#include <algorithm>

namespace newsgrep {
namespace {

void collect_prefixes(const Query& query, std::vector<const Query*>& prefixes) {
  if (query.kind == Query::Kind::prefix) prefixes.push_back(&query);
  for (const auto& child : query.children) collect_prefixes(child, prefixes);
}

}  // namespace

void apply_field(Query& query, const Field* field) {
  if (is_decided_in_field(query.kind)) {
    if (!query.field) query.field = field;
    return;
  }
  for (auto& child : query.children) apply_field(child, field);
}

std::optional<const Field*> take_field(Query& query) {
  std::optional<const Field*> field;
  if (query.children.empty() || query.field) field = query.field;
  query.field = nullptr;
  for (auto& child : query.children) {
    const auto own = take_field(child);
    if (!own) return std::nullopt;
    // What is made of words that have a field as a whole leaves its parts without one.
    if (field && *field != *own && !(*field && !*own && query.kind != Query::Kind::any)) return std::nullopt;
    if (!field) field = own;
  }
  return field;
}

void take_signs(Query& query) {
  query.exact = false;
  for (auto& child : query.children) take_signs(child);
}

bool has_places(const Query& query) {
  switch (query.kind) {
    case Query::Kind::word:
    case Query::Kind::phrase:
    case Query::Kind::prefix: return true;
    case Query::Kind::any: return std::all_of(query.children.begin(), query.children.end(), has_places);
    case Query::Kind::near: return query.reach == Query::Reach::words;
    default: return false;
  }
}

bool reaches_far(const Query& query) {
  return (query.kind == Query::Kind::near && query.reach == Query::Reach::words && query.distance > furthest_within) ||
         std::any_of(query.children.begin(), query.children.end(), reaches_far);
}

bool holds(const Query& query, Query::Kind kind) {
  return query.kind == kind || std::any_of(query.children.begin(), query.children.end(), [&](const Query& child) { return holds(child, kind); });
}

bool fits_whole_field(const Query& query) {
  if (is_decided_in_field(query.kind)) return query.kind == Query::Kind::word || query.kind == Query::Kind::phrase || query.kind == Query::Kind::prefix;
  return std::all_of(query.children.begin(), query.children.end(), fits_whole_field);
}

void complete_fields(Query& query) {
  if (query.kind == Query::Kind::leading && !query.field) query.field = &fields()[0];
  for (auto& child : query.children) complete_fields(child);
}

void limit_prefixes(Parsed& parsed) {
  constexpr std::size_t most = 50;  // each stands for up to 100,000 words, all of which are looked up
  std::vector<const Query*> prefixes;
  collect_prefixes(parsed.query, prefixes);
  if (prefixes.size() <= most) return;
  const Query& first = *prefixes[most];
  parsed.diagnostics.push_back({Severity::error, "too_many_prefixes", "the query has more than " + std::to_string(most) + " words that end in *",
                                "leave some out, or write the words that are meant", {}, 0, first.begin, first.end});
}

}  // namespace newsgrep
