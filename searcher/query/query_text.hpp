// SPDX-License-Identifier: GPL-2.0-or-later
// The text of a query while it becomes tokens: how far it is read, and where each of its bytes stood in what was typed.
#pragma once

#include "searcher/query/lexer.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

struct QueryText {
  QueryText(std::string_view typed, std::vector<Diagnostic>& diagnostics, const ParseOptions& options);

  std::string text;                  ///< with the signs of this language in place of typographic ones
  std::vector<std::size_t> origin;   ///< of each byte of the text, and of its end
  std::size_t at = 0;                ///< what is in front of it has been read
  std::vector<Token> tokens;
  std::optional<bool> sentence, prose;  ///< whether it is a sentence of plain words, and is_prose(); unknown until that is asked
  std::vector<Diagnostic>& diagnostics;
  const ParseOptions& options;

  char peek(std::size_t ahead = 0) const { return at + ahead < text.size() ? text[at + ahead] : '\0'; }
  /// False at the end.
  bool skip_spaces();
  /// What follows the spaces at a place, and the run without spaces and parentheses there.
  std::size_t past_spaces(std::size_t place) const;
  std::string_view run_at(std::size_t place) const;
  /// Whether an operator may follow the last token.
  bool after_operand() const;

  Token& add(Token::Kind kind, std::size_t begin, std::size_t end);
  void report(Severity severity, const char* kind, std::string message, std::string hint, std::size_t begin, std::size_t end);
  void repaired(const char* kind, std::string message, std::size_t begin, std::size_t end);
};

/// A name and a sign, "title:", "date>2024", "words:500..": from `begin`, with in.at on the sign. True when it made tokens.
bool read_named(QueryText& in, std::size_t begin);

/// "date from D to D", "length > 1200", where what relates them is a word of its own: from `begin`, with in.at behind the name. Likewise.
bool read_spoken(QueryText& in, std::size_t begin);

/// "date(>2020)", "yr(2005-2010)", "length(>500)", where these are fields before a parenthesis: with in.at on it. Likewise.
bool read_function(QueryText& in, std::size_t begin, std::string_view name);

/// What is no operator: a word, a beginning, a pattern; nothing when it has no letter.
void read_word(QueryText& in, std::size_t begin, std::size_t end);

/// Whether it is a headline, or what else people write of many words, with no operator and with few of and, or, not.
bool is_prose(QueryText& in);

/// Whether a sign makes a pattern unless it is escaped.
bool is_pattern_sign(char c);

}  // namespace newsgrep
