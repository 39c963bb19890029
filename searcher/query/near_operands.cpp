// SPDX-License-Identifier: GPL-2.0-or-later
// Parts of a tree that are near each other, or are not.
#include "common/fields.hpp"
#include "searcher/query/operands.hpp"
#include "searcher/query/tree.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace newsgrep {

std::optional<Query> Operands::near(Query first, Query second, const Token& operation) {
  const auto refuse = [&](std::string what, const char* hint) {
    error("unsupported", std::move(what), hint, operation.begin, operation.end);
    return std::nullopt;
  };
  for (const Query* operand : {&first, &second}) {
    if (holds(*operand, Query::Kind::none_of)) return refuse("near has a NOT in one of its operands", "words that must not be near: a not w/5 b");
    if (has_weight(*operand)) return refuse("near has a weight in one of its operands", "write (a w/5 b)^3");
  }
  const auto field = take_field(first), other = take_field(second);
  if (!field || !other || (*other && *other != *field)) return refuse("words of different fields are never near each other", "");
  if (*field && (*field)->kind != FieldKind::text) return refuse(compared_as_whole(**field), "");
  take_signs(first);
  take_signs(second);
  const auto left = alternatives_of(std::move(first)), right = alternatives_of(std::move(second));
  if (left.size() * right.size() > most_joined)
    return refuse("the groups with AND that are to be near each other make more than " + std::to_string(most_joined) +
                      " alternatives",
                  "write fewer of them");
  std::vector<Query> alternatives;
  for (const auto& one : left)
    for (const auto& another : right) {
      auto near = near_each_other(one, another, operation, *field);
      if (!near) return std::nullopt;
      alternatives.push_back(std::move(*near));
    }
  return one_or(Query::Kind::any, std::move(alternatives));
}

// (a AND b) w/5 c: both near the same c. In one sentence or paragraph each is with each.
std::optional<Query> Operands::near_each_other(Conjunction first, Conjunction second, const Token& operation,
                                               const Field* field) {
  const auto refuse = [&](std::string what, const char* hint) {
    error("unsupported", std::move(what), hint, operation.begin, operation.end);
    return std::nullopt;
  };
  const bool by_words = operation.reach == Query::Reach::words;
  if (operation.apart && first.size() + second.size() > 2)
    return refuse("what is not near has an AND in one of its operands", "write (a not w/5 c) AND (b not w/5 c)");
  if (by_words && first.size() > 1 && second.size() > 1)
    return refuse("near has an AND in both of its operands", "write ((a AND b) w/5 c) AND ((a AND b) w/5 d)");
  std::vector<Query> children;
  for (Conjunction* operand : {&first, &second}) {
    for (Query& part : *operand) {
      const bool like_it =
          !by_words && !operation.apart && part.kind == Query::Kind::near && part.reach == operation.reach;
      const bool nested = part.kind == Query::Kind::near && part.reach <= operation.reach && !operation.apart;
      if (!has_places(part) && !nested)
        return refuse("near stands between words, phrases and groups of them", "group them with OR, or with w/N");
      if (by_words && reaches_far(part))
        return refuse("a near within another near reaches at most " + std::to_string(furthest_within) + " words", "");
      if (like_it)
        children.insert(children.end(), std::make_move_iterator(part.children.begin()),
                        std::make_move_iterator(part.children.end()));
      else if (!by_words)
        children.push_back(std::move(part));
    }
    if (by_words) children.push_back(one_or(Query::Kind::all, std::move(*operand)));
  }
  Query query = make(operation.apart ? Query::Kind::apart : Query::Kind::near, std::move(children));
  query.distance = operation.distance;
  query.reach = operation.reach;
  query.ordered = operation.ordered;
  query.field = field;
  if (joined_in(query) >= most_joined) return refuse("more than " + std::to_string(most_joined) + " operands are to be near each other", "join those that need not be near with AND");
  if (reach_of(query) - query.distance > furthest_inside)
    return refuse("the nears within a near reach over more than " + std::to_string(furthest_inside) + " words together", "ask for smaller distances, or join with AND what need not be near");
  return query;
}

std::optional<Query> Operands::near_words(const Token& operation, const Token& phrase) {
  std::optional<Query> all;
  for (std::size_t at = 0; at < phrase.text.size();) {
    const auto end = std::min(phrase.text.find(' ', at), phrase.text.size());
    std::vector<Diagnostic> ignored;
    const auto tokens = tokenise(std::string_view(phrase.text).substr(at, end - at), ignored, {});
    const bool is_word = tokens.size() == 2 && tokens[0].kind == Token::Kind::word;
    Token part = is_word ? tokens[0] : phrase;
    if (!is_word) part.text = phrase.text.substr(at, end - at);
    part.begin = phrase.begin;
    part.end = phrase.end;
    at = end + 1;
    auto next = is_word ? word(part) : this->phrase(part);
    if (next && all) next = near(std::move(*all), std::move(*next), operation);
    if (failed()) return std::nullopt;
    if (next) all = std::move(next);
  }
  if (all) all->begin = operation.begin;
  return all;
}

}  // namespace newsgrep
