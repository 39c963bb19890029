// SPDX-License-Identifier: GPL-2.0-or-later
// Tokens to a tree. From the tightest: signs and fields, near by words, by sentences, by paragraphs, NOT, AND, OR, words side by side.
#include "searcher/query/parse.hpp"

#include "common/analysis.hpp"
#include "common/fields.hpp"
#include "common/utf8.hpp"
#include "searcher/query/dialect.hpp"
#include "searcher/query/lexer.hpp"
#include "searcher/query/operands.hpp"
#include "searcher/query/tree.hpp"

#include <algorithm>

namespace newsgrep {
namespace {

constexpr std::size_t longest_text = 1024 * 1024;
constexpr std::size_t most_tokens = 20'000;  // to rank an alternative of words takes the square of their number
constexpr unsigned deepest = 64;

using Kind = Token::Kind;
using Side = Operands::Side;

bool excludes_only(const Query& query) {
  if (query.kind == Query::Kind::none_of) return query.begin < query.children.front().begin;  // has:date is none that was written
  return query.kind == Query::Kind::all && std::all_of(query.children.begin(), query.children.end(), excludes_only);
}

class Parser {
 public:
  Parser(std::vector<Token> tokens, std::vector<Diagnostic>& diagnostics, const ParseOptions& options,
         const Within& within)
      : tokens_(std::move(tokens)), made_(diagnostics, options, within), options_(options) {}

  Query run() {
    if (tokens_.size() > most_tokens) {
      made_.error("too_long", "the query has more than " + std::to_string(most_tokens) + " parts", "", 0, tokens_.back().end);
      return {};
    }
    take_sorts();
    if (at_end()) {
      if (sort_ || made_.failed()) return {};
      nothing();
      return {};
    }
    std::vector<Query> parts;
    while (!at_end()) {
      if (auto part = sequence(0)) parts.push_back(std::move(*part));
      if (peek().kind == Kind::close) made_.repaired("dropped_parenthesis", "the parenthesis was never opened; it is left out", peek());
      while (peek().kind == Kind::close) ++at_;
    }
    if (parts.empty()) {
      if (!made_.failed()) nothing();
      return {};
    }
    Query query = one_or(Query::Kind::all, std::move(parts));
    complete_fields(query);
    if (excludes_only(query))
      made_.notice("only_exclusions", "nothing but an exclusion: finds every other article, newest first", query.begin, query.end);
    return query;
  }

  std::optional<Sort> sort() const { return sort_ ? sort_ : made_.saved_sort(); }

 private:
  // An order is no part of what is looked for.
  void take_sorts() {
    for (const auto& token : tokens_) {
      if (token.kind != Kind::sort) continue;
      const auto sort = made_.sort(token);
      if (sort && sort_ && *sort != *sort_)
        made_.repaired("two_orders", "there are two orders; the last one counts", token);
      if (sort) sort_ = sort;
    }
    std::erase_if(tokens_, [](const Token& token) { return token.kind == Kind::sort; });
  }

  void differs(std::string message, std::size_t begin, std::size_t end) {
    made_.notice(difference_kind, std::move(message), begin, end);
  }

  const Token& peek() const { return tokens_[at_]; }
  const Token& take() { return tokens_[at_++]; }
  bool at_end() const { return peek().kind == Kind::end; }
  void nothing() { made_.error("empty", "there is nothing to search for", "type a word, or a filter such as --since 2024", 0, tokens_.back().end); }

  bool starts_operand() const {
    switch (peek().kind) {
      case Kind::end:
      case Kind::close:
      case Kind::and_:
      case Kind::or_:
      case Kind::near:
      case Kind::weight:
      case Kind::within_leading: return false;
      default: return true;
    }
  }

  // Things side by side: all of them, or any with --or; "+" makes the others optional.
  std::optional<Query> sequence(unsigned depth) {
    std::vector<Query> required, plain, excluded;
    std::size_t parts = 0, excluding = 0;
    bool mixed = false;
    const std::size_t begin = peek().begin;
    while (!at_end() && peek().kind != Kind::close) {
      if (peek().kind == Kind::and_ || peek().kind == Kind::or_ || peek().kind == Kind::near || peek().kind == Kind::weight || peek().kind == Kind::within_leading) {
        made_.missing(Side::before, take());
        continue;
      }
      const bool plus = peek().kind == Kind::require;
      if (plus) {
        const Token operation = take();
        if (!starts_operand()) {
          made_.missing(Side::after, operation);
          continue;
        }
      }
      auto part = disjunction(depth);
      if (!part) continue;
      ++parts;
      mixed = mixed || explicit_or_;
      excluding += part->kind == Query::Kind::none_of;
      if (part->kind == Query::Kind::none_of) excluded.push_back(std::move(*part));
      else (plus ? required : plain).push_back(std::move(*part));
    }
    if (parts == 0) return std::nullopt;
    Query query = combine(std::move(required), std::move(plain), std::move(excluded));
    query.begin = begin;
    if (mixed && parts > 1) mixed_operators(query);
    else if (parts - excluding > 1 && joins_to_phrases(options_.dialect))
      made_.notice("side_by_side", "what stands beside a group or a field is joined by AND: " + query.str(),
                   query.begin, query.end);
    return query;
  }

  Query combine(std::vector<Query> required, std::vector<Query> plain, std::vector<Query> excluded) {
    if (joins_by_or(options_.dialect) && required.empty() && plain.size() > 1)
      differs("any of the words side by side is enough", plain.front().begin, plain.back().end);
    if (!required.empty() && !plain.empty()) {
      required.insert(required.end(), std::make_move_iterator(excluded.begin()), std::make_move_iterator(excluded.end()));
      plain.insert(plain.begin(), one_or(Query::Kind::all, std::move(required)));
      return make(Query::Kind::prefer, std::move(plain));
    }
    const bool any_of_them = required.empty() && (options_.any_word || joins_by_or(options_.dialect));
    if (required.empty()) required = std::move(plain);
    if (any_of_them && required.size() > 1) {
      std::vector<Query> any;
      any.push_back(make(Query::Kind::any, std::move(required)));
      required = std::move(any);
    }
    required.insert(required.end(), std::make_move_iterator(excluded.begin()), std::make_move_iterator(excluded.end()));
    return one_or(Query::Kind::all, std::move(required));
  }

  void mixed_operators(const Query& query) {
    const Severity severity = options_.strict ? Severity::error : Severity::notice;
    made_.report(severity, "mixed_operators", "read as: " + query.str(), "parentheses make it clear", query.begin, query.end);
  }

  std::optional<Query> disjunction(unsigned depth) {
    auto first = conjunction(depth);
    explicit_or_ = peek().kind == Kind::or_;
    if (!explicit_or_) return first;
    std::vector<Query> children;
    if (first) children.push_back(std::move(*first));
    bool mixed = !children.empty() && explicit_and_;
    while (peek().kind == Kind::or_) {
      const Token operation = take();
      if (!starts_operand()) {
        made_.missing(Side::after, operation);
        continue;
      }
      explicit_and_ = false;
      if (auto next = conjunction(depth)) children.push_back(std::move(*next));
      mixed = mixed || explicit_and_;
    }
    if (children.empty()) return std::nullopt;
    mixed = mixed && children.size() > 1;
    Query query = one_or(Query::Kind::any, std::move(children));
    if (mixed) mixed_operators(query);
    explicit_and_ = false;
    explicit_or_ = true;
    return query;
  }

  std::optional<Query> conjunction(unsigned depth) {
    explicit_and_ = false;
    auto first = negation(depth);
    explicit_and_ = false;
    if (peek().kind != Kind::and_) return first;
    std::vector<Query> children;
    if (first) children.push_back(std::move(*first));
    while (peek().kind == Kind::and_) {
      const Token operation = take();
      if (!starts_operand()) {
        made_.missing(Side::after, operation);
        continue;
      }
      if (auto next = negation(depth)) children.push_back(std::move(*next));
    }
    explicit_and_ = true;
    if (children.empty()) return std::nullopt;
    return one_or(Query::Kind::all, std::move(children));
  }

  std::optional<Query> negation(unsigned depth) {
    if (peek().kind != Kind::not_ && peek().kind != Kind::exclude) return nearness(depth);
    const Token operation = take();
    if (depth >= deepest) return too_deep(operation);
    if (!starts_operand()) {
      made_.missing(Side::after, operation);
      return std::nullopt;
    }
    auto child = operation.kind == Kind::not_ ? negation(depth + 1) : operand(depth + 1);
    if (!child) return std::nullopt;
    if (child->kind == Query::Kind::none_of) return std::move(child->children.front());
    std::vector<Query> children;
    children.push_back(std::move(*child));
    Query query = make(Query::Kind::none_of, std::move(children));
    query.begin = operation.begin;
    return query;
  }

  std::optional<Query> too_deep(const Token& where) {
    made_.error("too_deep", "the query is nested more than " + std::to_string(deepest) + " levels deep", "", where.begin, where.end);
    at_ = tokens_.size() - 1;
    given_up_ = true;
    return std::nullopt;
  }

  // Those that reach less far bind tighter; of those that reach as far the left one.
  std::optional<Query> nearness(unsigned depth, Query::Reach reach = Query::Reach::paragraph) {
    using Reach = Query::Reach;
    const auto next = [&] {
      return reach == Reach::words ? (reads_or_first(options_.dialect) ? either(depth) : with_leading(depth))
                                   : nearness(depth, reach == Reach::paragraph ? Reach::sentence : Reach::words);
    };
    auto first = next();
    while (peek().kind == Kind::near && peek().reach == reach) {
      const Token operation = take();
      if (!starts_operand()) {
        made_.missing(Side::after, operation);
        return first;
      }
      auto second = next();
      if ((!first || !second) && !made_.failed()) made_.missing(first ? Side::after : Side::before, operation);
      first = first && second ? made_.near(std::move(*first), std::move(*second), operation) : std::nullopt;
    }
    return first;
  }

  // Operands with OR between them, where that binds more tightly than anything else.
  std::optional<Query> either(unsigned depth) {
    const std::size_t start = at_;
    auto first = with_leading(depth);
    if (peek().kind != Kind::or_) return first;
    std::vector<Query> children;
    if (first) children.push_back(std::move(*first));
    while (peek().kind == Kind::or_) {
      const Token operation = take();
      if (!starts_operand())
        made_.missing(Side::after, operation);
      else if (auto next = with_leading(depth))
        children.push_back(std::move(*next));
    }
    if (children.empty()) return std::nullopt;
    Query query = one_or(Query::Kind::any, std::move(children));
    const auto binds = [](Kind kind) {
      return kind == Kind::and_ || kind == Kind::near || kind == Kind::not_ || kind == Kind::exclude;
    };
    if (binds(peek().kind) || (start > 0 && binds(tokens_[start - 1].kind)))
      differs("OR is read first: (" + query.str() + ")", query.begin, query.end);
    return query;
  }

  // An operand, and whether it must stand in the beginning.
  std::optional<Query> with_leading(unsigned depth) {
    auto inner = operand(depth);
    while (peek().kind == Kind::within_leading) {
      const Token operation = take();
      if (inner) inner = made_.counted(std::move(*inner), operation);
    }
    return inner;
  }

  std::optional<Query> operand(unsigned depth) {
    auto inner = without_weight(depth);
    while (peek().kind == Kind::weight) {
      const Token weight = take();
      if (!inner) continue;
      inner->weight *= weight.weight;
      inner->end = weight.end;
      if (inner->weight > most_weight) made_.report(Severity::error, "bad_number", "the weights of one part make more than 1000", "such as x^3 or x^0.5", weight.begin, weight.end);
      inner->weight = std::min(inner->weight, most_weight);
    }
    return inner;
  }

  std::optional<Query> without_weight(unsigned depth) {
    if (!starts_operand()) return std::nullopt;  // a sign's word may have been left out for want of a letter
    const Token token = take();
    switch (token.kind) {
      case Kind::word: return made_.word(token);
      case Kind::phrase: return made_.phrase(token);
      case Kind::open: return group(token, depth);
      case Kind::field:
      case Kind::exact:
      case Kind::at_least:
      case Kind::leading:
      case Kind::letters:
      case Kind::lead:
      case Kind::head_or_lead:
      case Kind::quoted:
      case Kind::synonyms:
        return applied(token, depth);
      case Kind::near_words:
        return made_.near_words(token, take());
      case Kind::saved:
        return made_.saved(token);
      case Kind::length: return made_.length(token);
      case Kind::site: return made_.site(token);
      case Kind::has: return made_.has(token);
      case Kind::date: return made_.date(token);
      case Kind::require: return starts_operand() ? operand(depth) : std::nullopt;
      case Kind::exclude:
      case Kind::not_:
        --at_;
        return depth >= deepest ? too_deep(token) : negation(depth + 1);
      default: return std::nullopt;
    }
  }

  // What stands in front of an operand holds for all of it.
  std::optional<Query> applied(const Token& operation, unsigned depth) {
    if (depth >= deepest) return too_deep(operation);
    const bool counts = operation.kind == Kind::at_least || operation.kind == Kind::leading;  // a weight behind it is its own, not that of what is counted
    auto inner = !starts_operand() ? std::nullopt : counts ? without_weight(depth + 1) : operand(depth + 1);
    if (inner) return made_.applied(std::move(*inner), operation);
    if (!made_.failed()) made_.missing(Side::after, operation);  // else what stood there is wrong, which has been told
    return std::nullopt;
  }

  std::optional<Query> group(const Token& open, unsigned depth) {
    if (depth >= deepest) return too_deep(open);
    auto inner = sequence(depth + 1);
    if (peek().kind == Kind::close) ++at_;
    else if (!given_up_) made_.repaired("closed_parenthesis", "the parenthesis is never closed; it is read up to the end", open);
    if (!inner && !made_.failed()) made_.notice("empty_group", "there is nothing in the parentheses", open.begin, open.end);
    return inner;
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  Operands made_;
  const ParseOptions& options_;
  bool explicit_and_ = false;  // the conjunction just read had a written AND
  bool explicit_or_ = false;   // the disjunction just read had a written OR, outside of parentheses
  bool given_up_ = false;
  std::optional<Sort> sort_;
};

}  // namespace

bool Parsed::failed() const {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; });
}

Parsed parse_query(std::string_view text, const ParseOptions& options) {
  constexpr std::size_t longest_saved = 64 * 1024;  // each is read as often as it is asked for
  Allowance left{longest_saved};
  return parse_within(text, options, {{}, &left});
}

Parsed parse_within(std::string_view text, const ParseOptions& options, const Within& within) {
  Parsed parsed;
  if (text.size() > longest_text) {
    parsed.diagnostics.push_back({Severity::error, "too_long", "the query is longer than " + std::to_string(longest_text / 1024) + " KiB", "", {}, 0, 0, text.size()});
    return parsed;
  }
  auto tokens = tokenise(text, parsed.diagnostics, options);
  const auto seems =
      options.dialect == Dialect::news && within.names.empty() ? seems_written_in(text, tokens) : std::nullopt;
  Parser parser(std::move(tokens), parsed.diagnostics, options, within);
  parsed.query = parser.run();
  parsed.sort = parser.sort();
  if (seems && !parsed.failed()) hint_at_dialect(parsed, text, *seems, options);
  move_differences(parsed);
  return parsed;
}

}  // namespace newsgrep
