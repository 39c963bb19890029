// SPDX-License-Identifier: GPL-2.0-or-later
// Tokens to a tree. From the tightest: signs and fields, near by words, by sentences, by paragraphs, NOT, AND, OR, words side by side.
#include "searcher/query/parse.hpp"

#include "common/analysis.hpp"
#include "common/fields.hpp"
#include "common/utf8.hpp"
#include "searcher/query/lexer.hpp"
#include "searcher/query/operators.hpp"
#include "searcher/query/query_words.hpp"
#include "searcher/query/tree.hpp"

#include <algorithm>

namespace newsgrep {
namespace {

constexpr std::size_t longest_text = 64 * 1024, most_tokens = 4000;
constexpr unsigned deepest = 64;

using Kind = Token::Kind;

Query make(Query::Kind kind, std::vector<Query> children) {
  Query query;
  query.kind = kind;
  query.children = std::move(children);
  if (query.children.empty()) return query;
  query.begin = query.children.front().begin;
  for (const auto& child : query.children) {
    query.begin = std::min(query.begin, child.begin);
    query.end = std::max(query.end, child.end);
  }
  return query;
}

Query one_or(Query::Kind kind, std::vector<Query> children) {
  return children.size() == 1 ? std::move(children.front()) : make(kind, std::move(children));
}

bool excludes_only(const Query& query) {
  if (query.kind == Query::Kind::none_of) return query.children.front().kind != Query::Kind::undated;
  return query.kind == Query::Kind::all && std::all_of(query.children.begin(), query.children.end(), excludes_only);
}

class Parser {
 public:
  Parser(std::vector<Token> tokens, std::vector<Diagnostic>& diagnostics, const ParseOptions& options)
      : tokens_(std::move(tokens)), diagnostics_(diagnostics), options_(options) {}

  Query run() {
    if (tokens_.size() > most_tokens) {
      error("too_long", "the query has more than " + std::to_string(most_tokens) + " parts", "", 0, tokens_.back().end);
      return {};
    }
    if (at_end()) {
      nothing();
      return {};
    }
    std::vector<Query> parts;
    while (!at_end()) {
      if (auto part = sequence(0)) parts.push_back(std::move(*part));
      if (peek().kind == Kind::close) repaired("dropped_parenthesis", "the parenthesis was never opened; it is left out", peek());
      while (peek().kind == Kind::close) ++at_;
    }
    if (parts.empty()) {
      if (!failed()) nothing();
      return {};
    }
    Query query = one_or(Query::Kind::all, std::move(parts));
    complete_fields(query);
    if (excludes_only(query))
      notice("only_exclusions", "nothing but an exclusion: finds every other article, newest first", query.begin, query.end);
    return query;
  }

 private:
  const Token& peek() const { return tokens_[at_]; }
  const Token& take() { return tokens_[at_++]; }
  bool at_end() const { return peek().kind == Kind::end; }
  bool failed() const {
    return std::any_of(diagnostics_.begin(), diagnostics_.end(), [](const Diagnostic& d) { return d.severity == Severity::error; });
  }

  void report(Severity severity, const char* kind, std::string message, std::string hint, std::size_t begin, std::size_t end) {
    diagnostics_.push_back({severity, kind, std::move(message), std::move(hint), {}, 0, begin, end});
  }
  void error(const char* kind, std::string message, std::string hint, std::size_t begin, std::size_t end) {
    report(Severity::error, kind, std::move(message), std::move(hint), begin, end);
  }
  void notice(const char* kind, std::string message, std::size_t begin, std::size_t end) { report(Severity::notice, kind, std::move(message), "", begin, end); }
  void repaired(const char* kind, std::string message, const Token& token) {
    if (options_.strict) message.resize(std::min(message.find(';'), message.size()));  // what is wrong, without the repair
    report(options_.strict ? Severity::error : Severity::warning, kind, std::move(message), "", token.begin, token.end);
  }
  void nothing() { error("empty", "there is nothing to search for", "type a word, or a filter such as --since 2024", 0, tokens_.back().end); }

  enum class Side { before, after };
  void missing(Side side, const Token& operation) {
    error("missing_operand", std::string("operand missing ") + (side == Side::after ? "after " : "before ") + operation.text, "to search for the text itself, put it in quotes", operation.begin, operation.end);
  }

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
    std::size_t parts = 0;
    bool mixed = false;
    const std::size_t begin = peek().begin;
    while (!at_end() && peek().kind != Kind::close) {
      if (peek().kind == Kind::and_ || peek().kind == Kind::or_ || peek().kind == Kind::near || peek().kind == Kind::weight || peek().kind == Kind::within_leading) {
        missing(Side::before, take());
        continue;
      }
      const bool plus = peek().kind == Kind::require;
      if (plus) {
        const Token operation = take();
        if (!starts_operand()) {
          missing(Side::after, operation);
          continue;
        }
      }
      auto part = disjunction(depth);
      if (!part) continue;
      ++parts;
      mixed = mixed || explicit_or_;
      if (part->kind == Query::Kind::none_of) excluded.push_back(std::move(*part));
      else (plus ? required : plain).push_back(std::move(*part));
    }
    if (parts == 0) return std::nullopt;
    Query query = combine(std::move(required), std::move(plain), std::move(excluded));
    query.begin = begin;
    if (mixed && parts > 1) mixed_operators(query);
    return query;
  }

  Query combine(std::vector<Query> required, std::vector<Query> plain, std::vector<Query> excluded) const {
    if (!required.empty() && !plain.empty()) {
      required.insert(required.end(), std::make_move_iterator(excluded.begin()), std::make_move_iterator(excluded.end()));
      plain.insert(plain.begin(), one_or(Query::Kind::all, std::move(required)));
      return make(Query::Kind::prefer, std::move(plain));
    }
    if (required.empty()) required = std::move(plain);
    if (options_.any_word && required.size() > 1) {
      std::vector<Query> any;
      any.push_back(make(Query::Kind::any, std::move(required)));
      required = std::move(any);
    }
    required.insert(required.end(), std::make_move_iterator(excluded.begin()), std::make_move_iterator(excluded.end()));
    return one_or(Query::Kind::all, std::move(required));
  }

  void mixed_operators(const Query& query) {
    const Severity severity = options_.strict ? Severity::error : Severity::notice;
    report(severity, "mixed_operators", "read as: " + query.str(), "parentheses make it clear", query.begin, query.end);
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
        missing(Side::after, operation);
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
        missing(Side::after, operation);
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
      missing(Side::after, operation);
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
    error("too_deep", "the query is nested more than " + std::to_string(deepest) + " levels deep", "", where.begin, where.end);
    at_ = tokens_.size() - 1;
    given_up_ = true;
    return std::nullopt;
  }

  // Those that reach less far bind tighter; of those that reach as far the left one.
  std::optional<Query> nearness(unsigned depth, Query::Reach reach = Query::Reach::paragraph) {
    using Reach = Query::Reach;
    const auto next = [&] { return reach == Reach::words ? with_leading(depth) : nearness(depth, reach == Reach::paragraph ? Reach::sentence : Reach::words); };
    auto first = next();
    while (peek().kind == Kind::near && peek().reach == reach) {
      const Token operation = take();
      if (!starts_operand()) {
        missing(Side::after, operation);
        return first;
      }
      auto second = next();
      if ((!first || !second) && !failed()) missing(first ? Side::after : Side::before, operation);
      first = first && second ? near(std::move(*first), std::move(*second), operation) : std::nullopt;
    }
    return first;
  }

  std::optional<Query> near(Query first, Query second, const Token& operation) {
    const auto refuse = [&](std::string what, const char* hint) {
      error("unsupported", std::move(what), hint, operation.begin, operation.end);
      return std::nullopt;
    };
    const bool by_words = operation.reach == Query::Reach::words;
    for (const Query* operand : {&first, &second}) {
      if (holds(*operand, Query::Kind::none_of)) return refuse("near has a NOT in one of its operands", "words that must not be near: a not w/5 b");
      if (has_weight(*operand)) return refuse("near has a weight in one of its operands", "write (a w/5 b)^3");
      if (holds(*operand, Query::Kind::all)) return refuse("near has an AND in one of its operands", "write (a w/5 c) AND (b w/5 c)");
      const bool nested = operand->kind == Query::Kind::near && operand->reach <= operation.reach && !operation.apart;
      if (!has_places(*operand) && !nested) return refuse("near stands between words, phrases and groups of them", "group them with OR, or with w/N");
      if (by_words && reaches_far(*operand)) return refuse("a near within another near reaches at most " + std::to_string(furthest_within) + " words", "");
    }
    const auto field = take_field(first), other = take_field(second);
    if (!field || !other || (*other && *other != *field)) return refuse("words of different fields are never near each other", "");
    if (*field && (*field)->kind != FieldKind::text) return refuse(compared_as_whole(**field), "");
    take_signs(first);
    take_signs(second);
    std::vector<Query> children;
    for (Query* operand : {&first, &second}) {
      const bool like_it = !by_words && !operation.apart && operand->kind == Query::Kind::near && operand->reach == operation.reach;
      if (!like_it) children.push_back(std::move(*operand));
      else children.insert(children.end(), std::make_move_iterator(operand->children.begin()), std::make_move_iterator(operand->children.end()));
    }
    Query query = make(operation.apart ? Query::Kind::apart : Query::Kind::near, std::move(children));
    query.distance = operation.distance;
    query.reach = operation.reach;
    query.ordered = operation.ordered;
    query.field = *field;
    if (joined_in(query) >= most_joined) return refuse("more than " + std::to_string(most_joined) + " operands are to be near each other", "join those that need not be near with AND");
    if (reach_of(query) - query.distance > furthest_inside)
      return refuse("the nears within a near reach over more than " + std::to_string(furthest_inside) + " words together", "ask for smaller distances, or join with AND what need not be near");
    return query;
  }

  // An operand, and whether it must stand in the beginning.
  std::optional<Query> with_leading(unsigned depth) {
    auto inner = operand(depth);
    while (peek().kind == Kind::within_leading) {
      const Token operation = take();
      if (inner) inner = counted(std::move(*inner), operation);
    }
    return inner;
  }

  std::optional<Query> counted_operand(const Token& operation, unsigned depth) {
    if (depth >= deepest) return too_deep(operation);
    if (!starts_operand()) {
      missing(Side::after, operation);
      return std::nullopt;
    }
    auto inner = operand(depth + 1);
    return inner ? counted(std::move(*inner), operation) : nothing_behind(operation);
  }

  // What stood there was left out, or is wrong, which has been told.
  std::nullopt_t nothing_behind(const Token& operation) {
    if (!failed()) missing(Side::after, operation);
    return std::nullopt;
  }

  std::optional<Query> counted(Query inner, const Token& operation) {
    const bool places = has_places(inner);
    const auto field = take_field(inner);
    if (!places || !field) {
      error("unsupported", operation.text + (places ? " has words of different fields" : " takes words, phrases and groups of them"), places ? "" : "group them with OR, or with w/N", operation.begin, operation.end);
      return std::nullopt;
    }
    if (*field && (*field)->kind != FieldKind::text) {
      error("unsupported", compared_as_whole(**field), "", operation.begin, operation.end);
      return std::nullopt;
    }
    if (has_weight(inner)) {
      error("unsupported", operation.text + " has a weight in its parentheses", "write it behind them", operation.begin, operation.end);
      return std::nullopt;
    }
    if (reaches_far(inner)) {
      error("unsupported", "a near within " + operation.text + " reaches at most " + std::to_string(furthest_within) + " words", "", operation.begin, operation.end);
      return std::nullopt;
    }
    std::vector<Query> children;
    children.push_back(std::move(inner));
    Query query = make(operation.kind == Kind::at_least ? Query::Kind::at_least : Query::Kind::leading, std::move(children));
    query.begin = std::min(query.begin, operation.begin);
    query.end = std::max(query.end, operation.end);
    query.distance = operation.distance;
    query.field = *field;
    return query;
  }

  static std::string compared_as_whole(const Field& field) {
    return std::string(field.name) + ": is compared as a whole; only words, phrases and beginnings can be asked of it";
  }

  std::optional<Query> operand(unsigned depth) {
    auto inner = without_weight(depth);
    while (peek().kind == Kind::weight) {
      const Token weight = take();
      if (inner) inner->weight *= weight.weight, inner->end = weight.end;
    }
    return inner;
  }

  std::optional<Query> without_weight(unsigned depth) {
    if (!starts_operand()) return std::nullopt;  // a sign's word may have been left out for want of a letter
    const Token token = take();
    switch (token.kind) {
      case Kind::word: return word(token);
      case Kind::phrase: return phrase(token);
      case Kind::open: return group(token, depth);
      case Kind::field: return in_field(token, depth);
      case Kind::exact: return exact(token, depth);
      case Kind::at_least:
      case Kind::leading: return counted_operand(token, depth);
      case Kind::letters: return letters(token, depth);
      case Kind::lead: return put(token, depth, put_in_lead);
      case Kind::head_or_lead: return put(token, depth, put_in_head_or_lead);
      case Kind::quoted: return put(token, depth, put_in_quotes);
      case Kind::length: return length(token);
      case Kind::site: return site(token);
      case Kind::has: return has(token);
      case Kind::date: return date(token);
      case Kind::require: return starts_operand() ? operand(depth) : std::nullopt;
      case Kind::exclude:
      case Kind::not_:
        --at_;
        return depth >= deepest ? too_deep(token) : negation(depth + 1);
      default: return std::nullopt;
    }
  }

  static Query leaf(Query::Kind kind, const Token& token) {
    Query query;
    query.kind = kind;
    query.text = token.text;
    query.begin = token.begin;
    query.end = token.end;
    return query;
  }

  std::optional<Query> word(const Token& token) {
    if (token.text == "*") {
      Query all = leaf(Query::Kind::everything, token);
      all.text.clear();
      return all;
    }
    if (token.pattern) return checked(leaf(Query::Kind::pattern, token));
    return leaf(token.prefix ? Query::Kind::prefix : Query::Kind::word, token);
  }

  std::optional<Query> phrase(const Token& token) {
    Query phrase = leaf(token.window ? Query::Kind::window : Query::Kind::phrase, token);
    phrase.stemmed = token.stemmed;
    phrase.distance = token.distance;
    if (QueryWords(phrase).words().empty()) {
      notice("no_word", "a phrase without a letter or a digit is left out", token.begin, token.end);
      return std::nullopt;
    }
    return checked(std::move(phrase));
  }

  std::optional<Query> checked(Query leaf) {
    const QueryWords words(leaf);
    if (words.trouble().empty() && leaf.kind == Query::Kind::window && words.words().size() > most_joined)
      error("unsupported", "more than " + std::to_string(most_joined) + " words are to be near each other", "", leaf.begin, leaf.end);
    else if (!words.trouble().empty()) error("bad_pattern", words.trouble(), "to search for the text itself, put it in quotes", leaf.begin, leaf.end);
    else return leaf;
    return std::nullopt;
  }

  std::optional<Query> put(const Token& operation, unsigned depth, bool (*into)(Query&)) {
    if (depth >= deepest) return too_deep(operation);
    if (!starts_operand()) return nothing_behind(operation);
    auto inner = operand(depth + 1);
    if (!inner) return nothing_behind(operation);
    if (!into(*inner)) {
      error("unsupported", operation.text + " takes words, phrases and what is made of them, without another field", "", operation.begin, inner->end);
      return std::nullopt;
    }
    inner->begin = operation.begin;
    return inner;
  }

  static Query length(const Token& token) {
    Query query = leaf(Query::Kind::length, token);
    query.text.clear();
    query.least = token.least;
    query.most = token.most;
    return query;
  }

  std::optional<Query> site(const Token& token) {
    Query query = leaf(Query::Kind::site, token);
    query.text = ascii_lower(token.text);
    const bool host = query.text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string::npos && query.text.find_first_not_of(".-") != std::string::npos && !query.text.starts_with('.');
    if (host) return query;
    error("bad_site", "site: takes the name of a host, such as site:example.com", "words of the whole address: url:\"example.com/world\"", token.begin, token.end);
    return std::nullopt;
  }

  std::optional<Query> has(const Token& token) {
    Query query = leaf(Query::Kind::has, token);
    query.text.clear();
    query.field = find_field(token.text);
    if (query.field) return query;
    if (ascii_lower(token.text) != "date") {
      error("unknown_field", "has: takes the name of a field; there is no field `" + token.text.substr(0, valid_prefix(token.text.substr(0, 40))) + "`", field_hint(ascii_lower(token.text)), token.begin, token.end);
      return std::nullopt;
    }
    Query undated = leaf(Query::Kind::undated, token);
    undated.text.clear();
    std::vector<Query> children;
    children.push_back(std::move(undated));
    return make(Query::Kind::none_of, std::move(children));
  }

  std::optional<Query> letters(const Token& operation, unsigned depth) {
    if (depth >= deepest) return too_deep(operation);
    auto inner = operand(depth + 1);
    if (!inner) return nothing_behind(operation);
    if (!set_letters(*inner, operation.letters)) {
      error("unsupported", operation.text + " takes words, phrases and groups of them", "", operation.begin, operation.end);
      return std::nullopt;
    }
    inner->begin = operation.begin;
    return inner;
  }

  std::optional<Query> group(const Token& open, unsigned depth) {
    if (depth >= deepest) return too_deep(open);
    auto inner = sequence(depth + 1);
    if (peek().kind == Kind::close) ++at_;
    else if (!given_up_) repaired("closed_parenthesis", "the parenthesis is never closed; it is read up to the end", open);
    if (!inner && !failed()) notice("empty_group", "there is nothing in the parentheses", open.begin, open.end);
    return inner;
  }

  std::optional<Query> in_field(const Token& token, unsigned depth) {
    if (depth >= deepest) return too_deep(token);
    if (!starts_operand()) {
      missing(Side::after, token);
      return std::nullopt;
    }
    auto inner = operand(depth + 1);
    if (!inner) return nothing_behind(token);
    if (inner->kind == Query::Kind::everything) {
      error("unsupported", "a field with nothing but * is not supported", "", token.begin, inner->end);
      return std::nullopt;
    }
    if (token.field->kind != FieldKind::text && !fits_whole_field(*inner)) {
      error("unsupported", compared_as_whole(*token.field), "", token.begin, inner->end);
      return std::nullopt;
    }
    apply_field(*inner, token.field);
    inner->begin = token.begin;
    return inner;
  }

  std::optional<Query> exact(const Token& token, unsigned depth) {
    if (depth >= deepest) return too_deep(token);
    if (!starts_operand()) {
      missing(Side::after, token);
      return std::nullopt;
    }
    auto inner = operand(depth + 1);
    if (!inner) return nothing_behind(token);
    if (!make_exact(*inner)) {
      error("unsupported", "= takes words, phrases and groups of them", "", token.begin, inner->end);
      return std::nullopt;
    }
    inner->begin = token.begin;
    return inner;
  }

  std::optional<Query> date(const Token& token) {
    ParsedPeriod parsed = parse_period(token.text, options_);
    if (!parsed.diagnostic.kind.empty()) {
      parsed.diagnostic.begin = token.begin;
      parsed.diagnostic.end = token.end;
      diagnostics_.push_back(parsed.diagnostic);
    }
    if (parsed.failed) return std::nullopt;
    Query query = leaf(parsed.undated ? Query::Kind::undated : Query::Kind::date, token);
    query.text.clear();
    if (parsed.undated) return query;
    query.period = bounded(parsed.period, token.form);
    if (query.period != Period{}) return query;
    error("bad_date", "this end of the range is open already", "", token.begin, token.end);
    return std::nullopt;
  }

  static Period bounded(const Period& period, Token::DateForm form) {
    using Form = Token::DateForm;
    const auto shifted = [](std::optional<Day> day, int by) { return day ? std::optional(*day + std::chrono::days{by}) : day; };
    switch (form) {
      case Form::since: return {period.first, std::nullopt};
      case Form::until: return {std::nullopt, period.last};
      case Form::after: return {shifted(period.last, 1), std::nullopt};
      case Form::before: return {std::nullopt, shifted(period.first, -1)};
      case Form::within: break;
    }
    return period;
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::vector<Diagnostic>& diagnostics_;
  const ParseOptions& options_;
  bool explicit_and_ = false;  // the conjunction just read had a written AND
  bool explicit_or_ = false;   // the disjunction just read had a written OR, outside of parentheses
  bool given_up_ = false;
};

}  // namespace

bool Parsed::failed() const {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; });
}

Parsed parse_query(std::string_view text, const ParseOptions& options) {
  Parsed parsed;
  if (text.size() > longest_text) {
    parsed.diagnostics.push_back({Severity::error, "too_long", "the query is longer than " + std::to_string(longest_text / 1024) + " KiB", "", {}, 0, 0, text.size()});
    return parsed;
  }
  auto tokens = tokenise(text, parsed.diagnostics, options.strict);
  parsed.query = Parser(std::move(tokens), parsed.diagnostics, options).run();
  std::stable_sort(parsed.diagnostics.begin(), parsed.diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) { return a.begin < b.begin; });
  return parsed;
}

}  // namespace newsgrep
