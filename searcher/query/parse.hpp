// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "searcher/query/query.hpp"

#include <newsgrep/diagnostic.hpp>
#include <newsgrep/query.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

struct ParseOptions {
  std::chrono::sys_seconds now{};    ///< the instant relative dates count from
  std::chrono::minutes zone{0};      ///< east of UTC: the civil day `now` falls on
  std::chrono::weekday week_start = std::chrono::Monday;
  bool any_word = false;             ///< words side by side are joined by OR instead of AND
  bool strict = false;               ///< repairs and unclear readings become errors
  enum class DateOrder { none, day_month, month_day } date_order = DateOrder::none;
  Dialect dialect = Dialect::news;
  const std::vector<SavedQuery>* saved = nullptr;   ///< null: there are none
  const std::vector<Synonyms>* synonyms = nullptr;  ///< likewise
};

struct Parsed {
  Query query;                          ///< usable unless there is an error among the diagnostics
  std::vector<Diagnostic> diagnostics;  ///< in order of their place in the text
  std::vector<Diagnostic> differences;  ///< what the dialect reads otherwise than Dialect::news, likewise
  std::optional<Sort> sort;             ///< of sort:
  bool failed() const;                  ///< some diagnostic is an error
};

/// "monday"; nothing for what is no day of the week.
std::optional<std::chrono::weekday> weekday_named(std::string_view name);

/// Reads a query. Never throws for what the text holds; bounded in depth, length and number of words (an error says so).
Parsed parse_query(std::string_view text, const ParseOptions& options);

/// Adds an error when the query has so many words with signs of a pattern that looking them all up would take too long.
void limit_prefixes(Parsed& parsed);

/// Reads what may stand after `date:`, or as the value of --since and --until: "2024", "2024-03", "2024-Q1", "2024-W09",
/// "2010s", "2024-01..2024-03", "last week", "7d", "yesterday", "April 2026", ... The diagnostic is set on failure.
struct ParsedPeriod {
  Period period;
  bool failed = false;
  bool undated = false;  ///< "none"
  bool from_within = false, to_within = false;  ///< a time of day is left out, behind which, or before which, some of its day lies
  Diagnostic diagnostic;
};
ParsedPeriod parse_period(std::string_view text, const ParseOptions& options);

/// A query from command-line arguments: an argument with spaces and no query syntax is a phrase; arguments are joined by AND.
/// The returned text is what parse_query() reads and what byte ranges speak of.
enum class Reading { automatic, phrase, words };
std::string join_arguments(const std::vector<std::string>& arguments, Reading reading,
                           const ParseOptions& options = {});

/// What of their joined text may be meant otherwise, as the shell takes quotes away: title:"crude oil" comes as an argument whose name is for
/// its first word alone, and "oil or gas" as a phrase. Notices.
std::vector<Diagnostic> doubts_about(const std::vector<std::string>& arguments, Reading reading, const ParseOptions& options = {});

}  // namespace newsgrep
