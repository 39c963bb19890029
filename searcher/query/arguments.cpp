// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/fields.hpp"
#include "searcher/query/lexer.hpp"
#include "searcher/query/parse.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace newsgrep {
namespace {

// Whether anything in an argument speaks the query language, or seems to: an operator, a sign, a quote, a parenthesis, a field, a wildcard.
// Single quotes around all of it are those of a shell's habit, and it is a phrase anyway.
bool has_syntax(const std::string& argument, const ParseOptions& options) {
  std::vector<Diagnostic> diagnostics;
  const auto tokens = tokenise(argument, diagnostics, options);
  const bool special = std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return (token.kind != Token::Kind::word && token.kind != Token::Kind::end) || token.prefix || token.pattern || token.text == "*";
  });
  return special || std::any_of(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& d) {
    const bool quoted_part = d.kind == "single_quotes" && (d.begin > 0 || d.end < argument.size());
    return d.severity == Severity::error || d.kind == "near_miss" || quoted_part;
  });
}

bool has_space(const std::string& argument) { return argument.find_first_of(" \t\n\r") != std::string::npos || argument.find("\xC2\xA0") != std::string::npos; }

std::string phrase(const std::string& argument) {
  std::string out = "\"";
  for (const char c : argument) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

bool joins(const Token& token) { return token.kind == Token::Kind::or_ || token.kind == Token::Kind::and_; }

// In parentheses where it would otherwise mix with its neighbours; an operator at either end is meant to join them.
std::string grouped(const std::string& argument, const ParseOptions& options) {
  std::vector<Diagnostic> diagnostics;
  const auto tokens = tokenise(argument, diagnostics, options);
  if (tokens.size() < 2 || joins(tokens.front()) || joins(tokens[tokens.size() - 2])) return argument;
  int depth = 0;
  for (const auto& token : tokens) {
    depth += token.kind == Token::Kind::open;
    depth -= token.kind == Token::Kind::close;
    if (depth == 0 && joins(token)) return "(" + argument + ")";
  }
  return argument;
}

bool is_phrase(const std::string& argument, Reading reading, const ParseOptions& options) {
  return reading == Reading::phrase || (reading == Reading::automatic && has_space(argument) && !has_syntax(argument, options));
}

std::string piece(const std::string& argument, bool as_phrase, bool alone, const ParseOptions& options) {
  return as_phrase ? phrase(argument) : alone ? argument : grouped(argument, options);
}

bool is_sign(const Token& token) { return token.kind == Token::Kind::exclude || token.kind == Token::Kind::require; }

// Of a field that is compared as a whole, such as a language, the value is no phrase.
bool is_name(const Token& token) {
  using Kind = Token::Kind;
  return (token.kind == Kind::field && token.field->kind == FieldKind::text) || token.kind == Kind::exact || token.kind == Kind::lead || token.kind == Kind::head_or_lead || token.kind == Kind::letters;
}

// Signs and names, and behind them words and nothing else: to the first of these only they belong. A sign in front of all of a query stands there on purpose.
std::optional<Diagnostic> loose_words(const std::string& argument, bool alone, const ParseOptions& options) {
  std::vector<Diagnostic> diagnostics;
  const auto tokens = tokenise(argument, diagnostics, options);
  const auto word = std::find_if_not(tokens.begin(), tokens.end(), [&](const Token& token) { return is_name(token) || (is_sign(token) && !alone); }), end = tokens.end() - 1;
  const bool plain = std::all_of(word, end, [](const Token& token) { return token.kind == Token::Kind::word && !token.prefix && !token.pattern; });
  if (word == tokens.begin() || !plain || end - word < 2) return std::nullopt;
  if (std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& one) { return one.kind == "lowercase_operator"; })) return std::nullopt;
  const auto front = argument.substr(0, word->begin), words = argument.substr(word->begin);
  const bool apostrophe = argument.find('\'') != std::string::npos;
  const std::string quoted = apostrophe ? "\"" + front + "\\\"" + words + "\\\"\"" : "'" + front + "\"" + words + "\"'";
  return Diagnostic{Severity::notice, "loose_words", "`" + front + "` is for `" + word->text + "` alone", "for the phrase the shell needs a second pair of quotes: " + quoted, {}, 0, 0, argument.size()};
}

// Between two words; and, not stand in names, and all of them in sayings.
std::optional<Diagnostic> small_or(const std::string& argument, const ParseOptions& options) {
  constexpr std::size_t tokens_of_three_words = 4;
  std::vector<Diagnostic> diagnostics;
  if (tokenise(argument, diagnostics, options).size() != tokens_of_three_words) return std::nullopt;
  for (const auto& one : diagnostics)
    if (one.kind == "lowercase_operator" && argument.compare(one.begin, one.end - one.begin, "or") == 0)
      return Diagnostic{Severity::notice, "lowercase_operator", "`or` is a word of the phrase", "operators are written in capitals: did you mean OR?", {}, 0, one.begin + 1, one.end + 1};
  return std::nullopt;
}

}  // namespace

std::string join_arguments(const std::vector<std::string>& arguments, Reading reading, const ParseOptions& options) {
  std::string out;
  for (const auto& argument : arguments) {
    if (!out.empty()) out += ' ';
    out += piece(argument, is_phrase(argument, reading, options), arguments.size() == 1, options);
  }
  return out;
}

std::vector<Diagnostic> doubts_about(const std::vector<std::string>& arguments, Reading reading, const ParseOptions& options) {
  std::vector<Diagnostic> doubts;
  std::size_t begin = 0;
  for (const auto& argument : arguments) {
    const bool as_phrase = is_phrase(argument, reading, options);
    if (reading == Reading::automatic && has_space(argument))
      if (auto doubt = as_phrase ? small_or(argument, options) : loose_words(argument, arguments.size() == 1, options)) {
        doubt->begin += begin;
        doubt->end += begin;
        doubts.push_back(std::move(*doubt));
      }
    begin += piece(argument, as_phrase, arguments.size() == 1, options).size() + 1;
  }
  return doubts;
}

}  // namespace newsgrep
