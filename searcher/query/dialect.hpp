// SPDX-License-Identifier: GPL-2.0-or-later
// Where the dialects read a query differently, and how to tell in which one it is written.
#pragma once

#include "searcher/query/lexer.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// The kind of a diagnostic that tells of a difference from Dialect::news.
inline constexpr const char* difference_kind = "dialect";

/// "news", "google", ...: in the order of Dialect.
std::span<const std::string_view> dialect_names();
/// "nexis"
std::string_view name_of(Dialect dialect);
/// "Nexis"
std::string_view title_of(Dialect dialect);

/// The operator that a word is in the dialect and in no other case than this: "AND" for "and", "SAME" for "same"; else
/// empty.
std::string_view operator_in(Dialect dialect, std::string_view word);

/// Whether the first operand of this near comes first, in this dialect.
bool wants_order(std::string_view near, Dialect dialect);

/// Whether ti(...) names a field as TI(...) does, and whatever else stands before a parenthesis is meant to.
bool names_fields_in_small(Dialect dialect);

/// Of a near without a number.
unsigned usual_distance(Dialect dialect);

/// Whether words side by side are a phrase, or any of them is enough, or OR binds more tightly than near.
bool joins_to_phrases(Dialect dialect);
bool joins_by_or(Dialect dialect);
bool reads_or_first(Dialect dialect);

/// Makes one phrase of each run of words and phrases, and tells.
void join_to_phrases(std::vector<Token>& tokens, std::vector<Diagnostic>& diagnostics);

/// In whose habits a text seems to be written: it has two signs of them or more, one of them of no other use. `tokens`
/// are those of Dialect::news.
std::optional<Dialect> seems_written_in(std::string_view text, const std::vector<Token>& tokens);

/// Takes what tells of differences out of the diagnostics, and puts both in order.
void move_differences(Parsed& parsed);

/// Adds a hint if the text, which seems to be written in the dialect, means something else there.
void hint_at_dialect(Parsed& parsed, std::string_view text, Dialect dialect, const ParseOptions& options);

}  // namespace newsgrep
