// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/tree.hpp"

#include "common/fields.hpp"
#include "searcher/query/parse.hpp"
#include "searcher/query/query_words.hpp"

#include <algorithm>
#include <utility>

namespace newsgrep {
namespace {

// Words of a leaf that stand for all words of the index that fit.
std::size_t looked_up(const Query& leaf) {
  if (leaf.kind == Query::Kind::anchored) return 1;
  if (!is_leaf(leaf.kind) || leaf.kind == Query::Kind::word) return 0;
  const QueryWords words(leaf);
  return static_cast<std::size_t>(std::count_if(words.words().begin(), words.words().end(), [](const WordForm& form) { return form.kind != WordForm::Kind::plain && form.kind != WordForm::Kind::anything; }));
}

// The leaf with the word that is one too many.
const Query* past_limit(const Query& query, std::size_t& left) {
  const std::size_t own = looked_up(query);
  if (own > left) return &query;
  left -= own;
  for (const auto& child : query.children)
    if (const Query* found = past_limit(child, left)) return found;
  return nullptr;
}

}  // namespace

namespace {

Query around(Query::Kind kind, Query child) {
  Query query;
  query.kind = kind;
  query.begin = child.begin;
  query.end = child.end;
  query.children.push_back(std::move(child));
  return query;
}

Query lead_of(Query child, unsigned paragraphs) {
  Query lead = around(Query::Kind::leading, std::move(child));
  lead.reach = Query::Reach::paragraph;
  lead.distance = paragraphs;
  lead.field = &fields()[0];
  return lead;
}

// Each part that is decided in a field becomes what `change` makes of it and of its field, which has been taken off.
template <class Change>
bool change_parts(Query& query, Change&& change) {
  if (query.kind == Query::Kind::anchored) return false;
  if (is_decided_in_field(query.kind)) {
    const auto field = take_field(query);
    if (!field || (*field && (*field)->kind != FieldKind::text)) return false;
    const double weight = std::exchange(query.weight, 1);
    if (has_weight(query) || !change(query, *field)) return false;
    query.weight = weight;
    return true;
  }
  bool all = !query.children.empty();
  for (auto& child : query.children) all = change_parts(child, change) && all;
  return all;
}

}  // namespace

bool put_in_lead(Query& query, unsigned paragraphs) {
  return change_parts(query, [paragraphs](Query& part, const Field* field) {
    if (field && field != &fields()[0]) return false;
    part = lead_of(std::move(part), paragraphs);
    return true;
  });
}

bool put_in_head_or_lead(Query& query, unsigned paragraphs) {
  return change_parts(query, [paragraphs](Query& part, const Field* field) {
    if (field) return false;
    Query head = part;
    apply_field(head, &fields()[1]);
    Query either = around(Query::Kind::any, std::move(head));
    either.children.push_back(lead_of(std::move(part), paragraphs));
    part = std::move(either);
    return true;
  });
}

bool put_in_quotes(Query& query) {
  return change_parts(query, [](Query& part, const Field* field) {
    part = around(Query::Kind::quoted, std::move(part));
    part.field = field;
    return true;
  });
}

bool apply_field(Query& query, const Field* field) {
  if (is_decided_in_field(query.kind)) {
    if (!query.field) query.field = field;
    return query.field == field;
  }
  bool applied = false;
  for (auto& child : query.children) applied |= apply_field(child, field);
  return applied;
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
  if (is_leaf(query.kind)) return true;
  switch (query.kind) {
    case Query::Kind::any: return std::all_of(query.children.begin(), query.children.end(), has_places);
    case Query::Kind::near: return query.reach == Query::Reach::words;
    case Query::Kind::quoted: return has_places(query.children.front());
    default: return false;
  }
}

bool reaches_far(const Query& query) {
  return (query.kind == Query::Kind::near && query.reach == Query::Reach::words && query.distance > furthest_within) ||
         std::any_of(query.children.begin(), query.children.end(), reaches_far);
}

std::uint64_t reach_of(const Query& query) {
  std::uint64_t reach = query.kind == Query::Kind::near || query.kind == Query::Kind::apart ? query.distance : 0;
  for (const auto& child : query.children) reach += reach_of(child);
  return reach;
}

std::size_t joined_in(const Query& query) {
  const bool joins =
      query.kind == Query::Kind::near || query.kind == Query::Kind::apart || query.kind == Query::Kind::all;
  std::size_t joined = joins ? query.children.size() - 1 : 0;
  for (const auto& child : query.children) joined += joined_in(child);
  return joined;
}

bool make_exact(Query& query) {
  switch (query.kind) {
    case Query::Kind::word: query.exact = true; return true;
    case Query::Kind::phrase: query.stemmed = false; return true;
    case Query::Kind::prefix:
    case Query::Kind::pattern:
    case Query::Kind::anchored:
    case Query::Kind::near:
    case Query::Kind::apart:
    case Query::Kind::window: return true;  // as they are written already
    case Query::Kind::everything:
    case Query::Kind::date:
    case Query::Kind::undated:
    case Query::Kind::length:
    case Query::Kind::site:
    case Query::Kind::has: return false;
    default: break;
  }
  bool all = true;
  for (auto& child : query.children) all = make_exact(child) && all;
  return all;
}

bool set_letters(Query& query, Query::Letters letters) {
  if (is_leaf(query.kind)) {
    query.letters = letters;
    return !query.field || query.field->kind == FieldKind::text;
  }
  bool all = !query.children.empty();
  for (auto& child : query.children) all = set_letters(child, letters) && all;
  return all;
}

bool has_weight(const Query& query) { return query.weight != 1 || std::any_of(query.children.begin(), query.children.end(), has_weight); }

namespace {

bool joins_all(const Query& query) {
  return query.kind == Query::Kind::all ||
         (query.kind == Query::Kind::any && std::any_of(query.children.begin(), query.children.end(), joins_all));
}

}  // namespace

std::vector<Conjunction> alternatives_of(Query operand) {
  std::vector<Conjunction> all;
  if (!joins_all(operand)) {
    all.emplace_back().push_back(std::move(operand));
    return all;
  }
  const bool each = operand.kind == Query::Kind::all;
  if (each) all.emplace_back();
  for (auto& child : operand.children) {
    auto own = alternatives_of(std::move(child));
    if (!each) {
      all.insert(all.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
      continue;
    }
    std::vector<Conjunction> longer;
    for (const auto& before : all)
      for (const auto& more : own) {
        longer.push_back(before);
        longer.back().insert(longer.back().end(), more.begin(), more.end());
        if (longer.size() > most_joined) return longer;
      }
    all = std::move(longer);
  }
  return all;
}

bool holds(const Query& query, Query::Kind kind) {
  return query.kind == kind || std::any_of(query.children.begin(), query.children.end(), [&](const Query& child) { return holds(child, kind); });
}

bool fits_whole_field(const Query& query) {
  if (is_decided_in_field(query.kind))
    return (query.kind == Query::Kind::word || query.kind == Query::Kind::phrase || query.kind == Query::Kind::prefix) && query.letters == Query::Letters::any;
  return std::all_of(query.children.begin(), query.children.end(), fits_whole_field);
}

void complete_fields(Query& query) {
  if (is_decided_in_field(query.kind)) {
    if (!query.field && holds(query, Query::Kind::leading)) query.field = &fields()[0];
    return;
  }
  for (auto& child : query.children) complete_fields(child);
}

void limit_prefixes(Parsed& parsed) {
  constexpr std::size_t most = 50;  // each stands for up to 100,000 words, all of which are looked up
  std::size_t left = most;
  const Query* first = past_limit(parsed.query, left);
  if (!first) return;
  parsed.diagnostics.push_back({Severity::error, "too_many_prefixes", "the query has more than " + std::to_string(most) + " words with *, ? or other signs of a pattern",
                                "leave some out, or write the words that are meant", {}, 0, first->begin, first->end});
}

std::size_t weighed_parts(const Query& query) {
  if (is_decided_in_field(query.kind)) return !query.field || query.field->weight > 0;
  if (query.kind == Query::Kind::none_of) return 0;
  std::size_t parts = 0;
  for (const auto& child : query.children) parts += weighed_parts(child);
  return parts;
}

}  // namespace newsgrep
