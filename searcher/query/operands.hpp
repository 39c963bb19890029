// SPDX-License-Identifier: GPL-2.0-or-later
// Parts of a tree out of tokens and what they hold for, and what is wrong with them.
#pragma once

#include "searcher/query/lexer.hpp"
#include "searcher/query/parse.hpp"
#include "searcher/query/tree.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// Why a field that is no text cannot be asked for something.
std::string compared_as_whole(const Field& field);

/// From the first byte of the children to the last.
Query make(Query::Kind kind, std::vector<Query> children);
/// The child itself if it is the only one.
Query one_or(Query::Kind kind, std::vector<Query> children);

/// What a query may still take of what is not its own text, with all saved queries in it.
struct Allowance {
  std::size_t bytes = 0;        ///< of saved queries
  std::size_t synonyms = 2000;  ///< added to its words
};

/// The saved queries that a text is read for, the outermost first.
struct Within {
  std::vector<std::string> names;
  Allowance* left = nullptr;
};

/// parse_query() of a saved query.
Parsed parse_within(std::string_view text, const ParseOptions& options, const Within& within);

class Operands {
 public:
  Operands(std::vector<Diagnostic>& diagnostics, const ParseOptions& options, const Within& within)
      : diagnostics_(diagnostics), options_(options), within_(within) {}

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
  /// Of "near5:" and the phrase behind it: its words near each other, whatever their order.
  std::optional<Query> near_words(const Token& operation, const Token& phrase);
  /// Of @name, which is known.
  std::optional<Query> saved(const Token& token);
  /// Nothing when there is no such order, which is told.
  std::optional<Sort> sort(const Token& token);
  /// Of a saved query.
  std::optional<Sort> saved_sort() const { return sort_; }

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
  void read_code(Query& inner);
  bool with_synonyms(Query& inner, const Token& operation);
  std::optional<Query> near_each_other(Conjunction first, Conjunction second, const Token& operation,
                                       const Field* field);

  std::vector<Diagnostic>& diagnostics_;
  const ParseOptions& options_;
  const Within& within_;
  std::optional<Sort> sort_;
};

}  // namespace newsgrep
