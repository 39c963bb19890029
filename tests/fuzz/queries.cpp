// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/utf8.hpp"
#include "searcher/query/parse.hpp"
#include "searcher/query/plan.hpp"
#include "tests/fuzz/target.hpp"

#include <newsgrep/error.hpp>

namespace newsgrep::fuzz {
namespace {

constexpr std::size_t longest_query = 4096;
constexpr std::chrono::sys_seconds now{std::chrono::seconds{1'700'000'000}};

void check_ranges(const std::vector<Diagnostic>& diagnostics, std::string_view text) {
  for (const auto& diagnostic : diagnostics) {
    require(diagnostic.begin <= diagnostic.end && diagnostic.end <= text.size(), "a diagnostic speaks of bytes that are there");
    require(!diagnostic.kind.empty() && !diagnostic.message.empty(), "a diagnostic has a kind and a message");
  }
}

void check_ranges(const Query& query, std::string_view text) {
  require(query.begin <= query.end && query.end <= text.size(), "a part of a query comes from bytes that are there");
  for (const auto& child : query.children) check_ranges(child, text);
}

// A printed tree may be longer and deeper than what was typed, and then hit the bounds on both.
bool beyond_bounds(const Parsed& parsed) {
  for (const auto& diagnostic : parsed.diagnostics)
    if (diagnostic.kind == "too_deep" || diagnostic.kind == "too_long") return true;
  return false;
}

void check_printing(const Query& query) {
  const std::string printed = query.str();
  ParseOptions options;
  options.now = now;
  const Parsed again = parse_query(printed, options);
  if (beyond_bounds(again)) return;
  require(!again.failed(), "a printed query has no errors: " + printed);
  require(again.query == query, "a printed query means what it was printed from: " + printed + " became " + again.query.str());
}

bool has(const Xapian::Query& query, Xapian::Query::op op) {
  if (query.get_type() == op) return true;
  for (std::size_t i = 0; i < query.get_num_subqueries(); ++i)
    if (has(query.get_subquery(i), op)) return true;
  return false;
}

// In an exclusion Xapian reads weights that nobody set when something is only preferred.
void check_exclusions(const Xapian::Query& query) {
  for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) {
    const auto part = query.get_subquery(i);
    if (query.get_type() == Xapian::Query::OP_AND_NOT && i > 0) require(!has(part, Xapian::Query::OP_AND_MAYBE), "an exclusion prefers nothing");
    else check_exclusions(part);
  }
}

void check_plan(const Query& query) {
  IndexFacts facts;
  facts.stemmers = {"english", "german"};
  static const TermPolicy policy({"the", "of"}, {"oil", "prices"});
  facts.policy = &policy;
  facts.oldest = std::chrono::sys_days{std::chrono::days{0}};
  facts.newest = std::chrono::sys_days{std::chrono::days{20'000}};
  const Plan plan = plan_query(query, facts);
  require(!plan.candidates.get_description().empty(), "a plan describes itself");
  check_exclusions(plan.candidates);
}

void try_query(std::string_view text) {
  if (text.size() > longest_query) return;
  ParseOptions options;
  options.now = now;
  options.any_word = text.size() % 4 == 1;
  options.strict = text.size() % 4 == 2;
  options.dialect = static_cast<Dialect>(text.size() % 6);
  static const std::vector<SavedQuery> saved{{"q", "a OR \"b c\""}, {"r", "@q @r"}};
  static const std::vector<Synonyms> synonyms{{"a", "bank", "b c"}};
  options.saved = &saved;
  options.synonyms = &synonyms;
  const Parsed parsed = parse_query(text, options);
  check_ranges(parsed.diagnostics, text);
  if (parsed.failed()) return;
  check_ranges(parsed.query, text);
  check_printing(parsed.query);
  check_plan(parsed.query);
}

void try_period(std::string_view text) {
  for (const auto order : {ParseOptions::DateOrder::none, ParseOptions::DateOrder::day_month, ParseOptions::DateOrder::month_day}) {
    ParseOptions options;
    options.now = now;
    options.date_order = order;
    const ParsedPeriod parsed = parse_period(text, options);
    if (parsed.failed) {
      require(!parsed.diagnostic.message.empty(), "a period that cannot be read says why");
      continue;
    }
    if (parsed.undated) continue;
    const Period& period = parsed.period;
    require(period.first || period.last, "a period has an end");
    require(!period.first || !period.last || *period.first <= *period.last, "a period does not end before it begins");
    const auto end = [](const std::optional<Day>& day) { return day ? iso(*day) : std::string(); };
    const ParsedPeriod again = parse_period(end(period.first) + ".." + end(period.last), options);
    require(!again.failed && again.period == period, "a period is read back from its days");
  }
}

// Lines are arguments.
void try_arguments(std::string_view bytes) {
  std::vector<std::string> arguments;
  for (std::size_t at = 0; at <= bytes.size() && arguments.size() < 20;) {
    const auto end = std::min(bytes.find('\n', at), bytes.size());
    arguments.emplace_back(bytes.substr(at, end - at));
    at = end + 1;
  }
  for (const auto reading : {Reading::automatic, Reading::phrase, Reading::words}) {
    const std::string joined = join_arguments(arguments, reading);
    if (joined.size() <= longest_query) check_ranges(parse_query(joined, {}).diagnostics, joined);
  }
}

}  // namespace

void add_queries(std::vector<Target>& targets) {
  targets.push_back({"query", try_query});
  targets.push_back({"period", try_period});
  targets.push_back({"arguments", try_arguments});
}

}  // namespace newsgrep::fuzz
