// SPDX-License-Identifier: GPL-2.0-or-later
// Parts of a tree out of tokens and what they hold for, and what is wrong with them.
#pragma once

#include "searcher/query/lexer.hpp"
#include "searcher/query/parse.hpp"

#include <optional>
#include <string>
#include <vector>

namespace newsgrep {

/// From the first byte of the children to the last.
Query make(Query::Kind kind, std::vector<Query> children);
/// The child itself if it is the only one.
Query one_or(Query::Kind kind, std::vector<Query> children);

class Operands {
 public:
  Operands(std::vector<Diagnostic>& diagnostics, const ParseOptions& options) : diagnostics_(diagnostics), options_(options) {}

  // Of one token. Nothing when something is wrong, or left out, which is told.
  std::optional<Query> word(const Token& token);
  std::optional<Query> phrase(const Token& token);
  std::optional<Query> site(const Token& token);
  std::optional<Query> has(const Token& token);
  std::optional<Query> date(const Token& token);
  static Query length(const Token& token);

  /// What an operation in front of an operand makes of it: a field, =, atleast, caps, lead: ...
  std::optional<Query> applied(Query inner, const Token& operation);
  /// So many times, or within so many words.
  std::optional<Query> counted(Query inner, const Token& operation);
  std::optional<Query> near(Query first, Query second, const Token& operation);

  bool failed() const;
  void report(Severity severity, const char* kind, std::string message, std::string hint, std::size_t begin, std::size_t end);
  void error(const char* kind, std::string message, std::string hint, std::size_t begin, std::size_t end) {
    report(Severity::error, kind, std::move(message), std::move(hint), begin, end);
  }
  void notice(const char* kind, std::string message, std::size_t begin, std::size_t end) { report(Severity::notice, kind, std::move(message), "", begin, end); }
  /// `message` says what is wrong and, behind a semicolon, how it is read all the same.
  void repaired(const char* kind, std::string message, const Token& token);
  enum class Side { before, after };
  void missing(Side side, const Token& operation);

 private:
  std::optional<Query> checked(Query leaf);
  bool apply(Query& inner, const Token& operation);
  bool in_field(Query& inner, const Token& operation);

  std::vector<Diagnostic>& diagnostics_;
  const ParseOptions& options_;
};

}  // namespace newsgrep
