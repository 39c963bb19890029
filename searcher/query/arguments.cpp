// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/lexer.hpp"
#include "searcher/query/parse.hpp"

#include <algorithm>

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

}  // namespace

std::string join_arguments(const std::vector<std::string>& arguments, Reading reading, const ParseOptions& options) {
  std::string out;
  for (const auto& argument : arguments) {
    const bool as_phrase = reading == Reading::phrase ||
                           (reading == Reading::automatic && has_space(argument) && !has_syntax(argument, options));
    if (!out.empty()) out += ' ';
    out += as_phrase ? phrase(argument) : arguments.size() > 1 ? grouped(argument, options) : argument;
  }
  return out;
}

}  // namespace newsgrep
