// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/operands.hpp"

#include "common/fields.hpp"
#include "common/utf8.hpp"
#include "searcher/query/anchored.hpp"
#include "searcher/query/operators.hpp"
#include "searcher/query/query_words.hpp"
#include "searcher/query/synonyms.hpp"
#include "searcher/query/tree.hpp"

#include <algorithm>
#include <cctype>

namespace newsgrep {
namespace {

Query leaf(Query::Kind kind, const Token& token) {
  Query query;
  query.kind = kind;
  query.text = token.text;
  query.begin = token.begin;
  query.end = token.end;
  return query;
}

// What may have been meant by an address, or a pattern, where a host is wanted.
std::string site_hint(std::string_view typed) {
  if (const auto scheme = typed.find("//"); scheme != std::string_view::npos) typed.remove_prefix(scheme + 2);
  while (typed.starts_with('*') || typed.starts_with('.')) typed.remove_prefix(1);
  const std::string host(typed.substr(0, typed.find_first_of("/:?#*")));
  const bool meant = host.find('.') != std::string::npos;
  return (meant ? "did you mean site:" + host + "? W" : "of several write site:a.com OR site:b.com; w") + std::string("ords of the whole address: url:\"example.com/world\"");
}

// From a time within a day on, or up to one, means a part of that day.
Token::DateForm with_day(Token::DateForm form, const ParsedPeriod& parsed) {
  using Form = Token::DateForm;
  if (form == Form::after && parsed.from_within) return Form::since;
  return form == Form::before && parsed.to_within ? Form::until : form;
}

Period bounded(const Period& period, Token::DateForm form) {
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

}  // namespace

std::string compared_as_whole(const Field& field) {
  return std::string(field.name) + ": is compared as a whole; only words, phrases and beginnings can be asked of it";
}

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

bool Operands::failed() const {
  return std::any_of(diagnostics_.begin(), diagnostics_.end(), [](const Diagnostic& d) { return d.severity == Severity::error; });
}

void Operands::report(Severity severity, const char* kind, std::string message, std::string hint, std::size_t begin, std::size_t end) {
  diagnostics_.push_back({severity, kind, std::move(message), std::move(hint), {}, 0, begin, end});
}

void Operands::repaired(const char* kind, std::string message, const Token& token) {
  if (options_.strict) message.resize(std::min(message.find(';'), message.size()));  // what is wrong, without the repair
  report(options_.strict ? Severity::error : Severity::warning, kind, std::move(message), "", token.begin, token.end);
}

void Operands::missing(Side side, const Token& operation) {
  error("missing_operand", std::string("operand missing ") + (side == Side::after ? "after " : "before ") + operation.text, "to search for the text itself, put it in quotes", operation.begin, operation.end);
}

std::optional<Query> Operands::word(const Token& token) {
  if (token.text == "*") {
    Query all = leaf(Query::Kind::everything, token);
    all.text.clear();
    return all;
  }
  if (token.pattern && is_anchored(token.text)) {
    std::string trouble;
    if (AnchoredRegex::read(token.text, trouble)) return leaf(Query::Kind::anchored, token);
    error("bad_pattern", "the regular expression has " + trouble, "to search for the text itself, put it in quotes",
          token.begin, token.end);
    return std::nullopt;
  }
  if (token.pattern) return checked(leaf(Query::Kind::pattern, token));
  return leaf(token.prefix ? Query::Kind::prefix : Query::Kind::word, token);
}

std::optional<Query> Operands::checked(Query leaf) {
  const QueryWords words(leaf);
  if (words.trouble().empty() && leaf.kind == Query::Kind::window && words.words().size() > most_joined)
    error("unsupported", "more than " + std::to_string(most_joined) + " words are to be near each other", "", leaf.begin, leaf.end);
  else if (!words.trouble().empty()) error("bad_pattern", words.trouble(), "to search for the text itself, put it in quotes", leaf.begin, leaf.end);
  else return leaf;
  return std::nullopt;
}

std::optional<Query> Operands::phrase(const Token& token) {
  Query phrase = leaf(token.window ? Query::Kind::window : Query::Kind::phrase, token);
  phrase.stemmed = token.stemmed;
  phrase.distance = token.distance;
  if (QueryWords(phrase).words().empty()) {
    notice("no_word", "a phrase without a letter or a digit is left out", token.begin, token.end);
    return std::nullopt;
  }
  return checked(std::move(phrase));
}

Query Operands::length(const Token& token) {
  Query query = leaf(Query::Kind::length, token);
  query.text.clear();
  query.least = token.least;
  query.most = token.most;
  return query;
}

std::optional<Query> Operands::site(const Token& token) {
  Query query = leaf(Query::Kind::site, token);
  query.text = ascii_lower(token.text);
  const bool host = query.text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string::npos && query.text.find_first_not_of(".-") != std::string::npos && !query.text.starts_with('.');
  if (host) return query;
  error("bad_site", "site: takes the name of a host, such as site:example.com", site_hint(token.text), token.begin, token.end);
  return std::nullopt;
}

std::optional<Query> Operands::has(const Token& token) {
  Query query = leaf(Query::Kind::has, token);
  query.text.clear();
  query.field = find_field(token.text);
  if (query.field) return query;
  const auto dated = date_name(ascii_lower(token.text));
  if (!dated || dated->form != Token::DateForm::within) {
    const bool named = !token.text.ends_with(':') && !token.text.ends_with('=');
    error("unknown_field", "has: takes the name of a field" + (named ? "; there is no field `" + token.text.substr(0, valid_prefix(token.text.substr(0, 40))) + "`" : ""),
          named ? field_hint(ascii_lower(token.text)) : "such as has:byline; newsgrep --fields lists them", token.begin, token.end);
    return std::nullopt;
  }
  Query undated = leaf(Query::Kind::undated, token);
  undated.text.clear();
  undated.which = dated->which;
  std::vector<Query> children;
  children.push_back(std::move(undated));
  return make(Query::Kind::none_of, std::move(children));
}

std::optional<Query> Operands::date(const Token& token) {
  ParsedPeriod parsed = parse_period(token.text, options_);
  if (!parsed.diagnostic.kind.empty()) {
    parsed.diagnostic.begin = token.begin;
    parsed.diagnostic.end = token.end;
    diagnostics_.push_back(parsed.diagnostic);
  }
  if (parsed.failed) return std::nullopt;
  if (parsed.undated && token.form != Token::DateForm::within) {
    error("bad_date", "\"" + token.text + "\" is no date", "date:none finds articles without a date", token.begin, token.end);
    return std::nullopt;
  }
  Query query = leaf(parsed.undated ? Query::Kind::undated : Query::Kind::date, token);
  query.text.clear();
  query.which = token.which;
  if (parsed.undated) return query;
  query.period = bounded(parsed.period, with_day(token.form, parsed));
  if (query.period != Period{}) return query;
  error("bad_date", "this end of the range is open already", "", token.begin, token.end);
  return std::nullopt;
}

std::optional<Query> Operands::applied(Query inner, const Token& operation) {
  if (operation.kind == Token::Kind::at_least || operation.kind == Token::Kind::leading) return counted(std::move(inner), operation);
  if (!apply(inner, operation)) return std::nullopt;
  inner.begin = operation.begin;
  return inner;
}

bool Operands::apply(Query& inner, const Token& operation) {
  const auto refuse = [&](const char* what) {
    error("unsupported", operation.text + what, "", operation.begin, inner.end);
    return false;
  };
  const unsigned paragraphs = operation.distance != 0 ? operation.distance : paragraphs_of_lead;
  switch (operation.kind) {
    case Token::Kind::synonyms:
      return with_synonyms(inner, operation);
    case Token::Kind::field: return in_field(inner, operation);
    case Token::Kind::exact: return make_exact(inner) || refuse(" takes words, phrases and groups of them");
    case Token::Kind::letters: return set_letters(inner, operation.letters) || refuse(" takes words, phrases and groups of them");
    case Token::Kind::lead:
      return put_in_lead(inner, paragraphs) ||
             refuse(" takes words, phrases and what is made of them, without another field");
    case Token::Kind::head_or_lead:
      return put_in_head_or_lead(inner, paragraphs) ||
             refuse(" takes words, phrases and what is made of them, without another field");
    default: return put_in_quotes(inner) || refuse(" takes words, phrases and what is made of them");
  }
}

bool Operands::in_field(Query& inner, const Token& operation) {
  const auto refuse = [&](std::string what) {
    error("unsupported", std::move(what), "", operation.begin, inner.end);
    return false;
  };
  if (inner.kind == Query::Kind::everything) return refuse("a field with nothing but * is not supported");
  if (operation.field->kind != FieldKind::text && !fits_whole_field(inner)) return refuse(compared_as_whole(*operation.field));
  if (operation.field == find_field("language")) read_code(inner);
  if (!apply_field(inner, operation.field)) return refuse(operation.text + " needs words or phrases behind it that are in no other field");
  return true;
}

// "lang:english" is read as its code.
void Operands::read_code(Query& inner) {
  for (auto& child : inner.children) read_code(child);
  constexpr std::size_t longest_code = 3;
  const bool letters = std::all_of(inner.text.begin(), inner.text.end(), [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
  if (inner.kind != Query::Kind::word || inner.text.size() <= longest_code || !letters) return;
  if (const auto code = language_code(inner.text); !code.empty()) {
    inner.text = code;
    return;
  }
  report(Severity::notice, "no_code", "`" + inner.text.substr(0, 40) + "` is the code of no language", "codes have two or three letters, such as lang:en; --format '{language} {title}' shows them", inner.begin, inner.end);
}

std::optional<Query> Operands::counted(Query inner, const Token& operation) {
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
  Query query = make(operation.kind == Token::Kind::at_least ? Query::Kind::at_least : Query::Kind::leading, std::move(children));
  query.begin = std::min(query.begin, operation.begin);
  query.end = std::max(query.end, operation.end);
  query.distance = operation.distance;
  query.field = *field;
  return query;
}

bool Operands::with_synonyms(Query& inner, const Token& operation) {
  if (!options_.synonyms || options_.synonyms->empty()) {
    error("no_synonyms", operation.text + " needs a list of words that mean the same, and there is none",
          "--synonyms FILE names one, with words that mean the same on a line: car, automobile", operation.begin,
          operation.end);
    return false;
  }
  std::vector<std::string> unknown;
  if (!add_synonyms(inner, *options_.synonyms, within_.left->synonyms, unknown)) {
    if (within_.left->synonyms == 0)
      error("unsupported", "the words that mean the same are too many", "ask for fewer, or make the list shorter",
            operation.begin, inner.end);
    else
      error("unsupported", operation.text + " takes words, phrases and groups of them", "", operation.begin, inner.end);
    return false;
  }
  for (const auto& one : unknown)
    notice("no_synonyms",
           "no word is known to mean the same as `" + one.substr(0, valid_prefix(std::string_view(one).substr(0, 40))) +
               "`",
           operation.begin, inner.end);
  return true;
}

namespace {

void stand_at(Query& query, const Token& token) {
  query.begin = token.begin;
  query.end = token.end;
  for (auto& child : query.children) stand_at(child, token);
}

}  // namespace

std::optional<Query> Operands::saved(const Token& token) {
  constexpr std::size_t deepest = 8;
  const auto refuse = [&](const char* kind, std::string what, const char* hint) {
    error(kind, std::move(what), hint, token.begin, token.end);
    return std::nullopt;
  };
  const auto known = std::find_if(options_.saved->begin(), options_.saved->end(),
                                  [&](const SavedQuery& one) { return one.name == token.text; });
  const std::string name = "@" + token.text;
  if (std::find(within_.names.begin(), within_.names.end(), token.text) != within_.names.end())
    return refuse("recursion", name + " asks for itself", "a saved query cannot be a part of itself");
  if (within_.names.size() >= deepest)
    return refuse("too_deep", "saved queries are nested more than " + std::to_string(deepest) + " deep", "");
  if (known->text.size() >= within_.left->bytes)
    return refuse("too_long", "the saved queries that are asked for are too long together", "");
  within_.left->bytes -= known->text.size() + 1;
  Within inner = within_;
  inner.names.push_back(token.text);
  const Parsed parsed = parse_within(known->text, options_, inner);
  for (const auto& one : parsed.diagnostics)
    report(one.severity, one.kind.c_str(), "in " + name + ": " + one.message, one.hint, token.begin, token.end);
  if (parsed.failed()) return std::nullopt;
  if (!sort_) sort_ = parsed.sort;
  Query query = parsed.query;
  stand_at(query, token);
  return query;
}

std::optional<Sort> Operands::sort(const Token& token) {
  const auto value = ascii_lower(token.text);
  if (value == "date" || value == "newest") return Sort::newest;
  if (value == "-date" || value == "oldest") return Sort::oldest;
  if (value == "relevance") return Sort::relevance;
  error("bad_sort",
        "there is no order `" + token.text.substr(0, valid_prefix(std::string_view(token.text).substr(0, 40))) + "`",
        "sort:date has the newest first, sort:-date the oldest, sort:relevance the best; to search for the text "
        "itself, put it in quotes",
        token.begin, token.end);
  return std::nullopt;
}

}  // namespace newsgrep
