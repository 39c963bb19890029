// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/understanding.hpp"

#include "common/analysis.hpp"
#include "common/date.hpp"
#include "common/utf8.hpp"
#include "searcher/query/query_words.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace newsgrep {
namespace {

ParseOptions parse_options(const Request& request) {
  using namespace std::chrono;
  ParseOptions options;
  options.now = request.now != 0 ? sys_seconds{seconds{request.now}} : floor<seconds>(system_clock::now());
  options.zone = minutes{request.zone};
  options.any_word = request.any_word;
  options.strict = request.strict;
  options.dialect = request.dialect;
  options.saved = &request.saved;
  options.synonyms = &request.synonyms;
  if (!request.week_start.empty()) {
    const auto day = weekday_named(request.week_start);
    if (!day) throw Error(ErrorCode::usage, "\"" + request.week_start + "\" is no day of the week", "monday or sunday");
    options.week_start = *day;
  }
  if (request.date_order == "dmy") options.date_order = ParseOptions::DateOrder::day_month;
  else if (request.date_order == "mdy") options.date_order = ParseOptions::DateOrder::month_day;
  else if (!request.date_order.empty()) throw Error(ErrorCode::usage, "\"" + request.date_order + "\" is no order of dates", "dmy or mdy");
  return options;
}

// One end of the range that --since and --until make; troubles name the option.
void add_bound(Parsed& parsed, const char* option, const std::string& text, bool upper, Period& period,
               const ParseOptions& options) {
  if (text.empty()) return;
  const ParsedPeriod bound = parse_period(text, options);
  Diagnostic diagnostic = bound.diagnostic;
  if (bound.undated)
    diagnostic = {Severity::error,
                  "bad_date",
                  "\"" + text + "\" is no date",
                  "date:none in the query finds articles without a date",
                  {},
                  0,
                  0,
                  0};
  if (!diagnostic.kind.empty()) {
    diagnostic.message = std::string(option) + ": " + diagnostic.message;
    parsed.diagnostics.push_back(std::move(diagnostic));
  }
  if (bound.failed || bound.undated) return;
  (upper ? period.last : period.first) = upper ? bound.period.last : bound.period.first;
}

// Moves a tree to where its text stands in a longer one.
void shift(Query& query, std::size_t by) {
  query.begin += by;
  query.end += by;
  for (auto& child : query.children) shift(child, by);
}

Query joined(Query::Kind kind, std::vector<Query> children) {
  if (children.size() == 1) return std::move(children.front());
  Query query;
  query.kind = kind;
  query.end = children.back().end;
  query.children = std::move(children);
  return query;
}

// The query and its alternatives as one text and one tree. Each is read on its own: no quote or parenthesis of one
// reaches into another.
class Reader {
 public:
  explicit Reader(const Request& request) : options_(parse_options(request)) {
    const bool alone = request.any_of.empty(), empty = trim(request.query).empty();
    std::vector<Query> both, any;
    if (alone) text_ = request.query;
    if (!empty) both.push_back(alone ? read(request.query, 0) : add("(", request.query, ")"));
    if (!empty && !alone) text_ += " (";
    for (const auto& one : request.any_of) any.push_back(add(any.empty() ? "(" : " OR (", one, ")"));
    if (!empty && !alone) text_ += ")";
    if (!any.empty()) both.push_back(joined(Query::Kind::any, std::move(any)));
    if (!both.empty()) parsed_.query = joined(request.any_word ? Query::Kind::any : Query::Kind::all, std::move(both));
    limit_prefixes(parsed_);
  }

  const std::string& text() const { return text_; }
  Parsed& parsed() { return parsed_; }

 private:
  Query add(const char* before, const std::string& text, const char* after) {
    text_ += before;
    const std::size_t at = text_.size();
    text_ += text + after;
    return read(text, at);
  }

  Query read(const std::string& text, std::size_t at) {
    Parsed one = parse_query(text, options_);
    for (auto& diagnostic : one.diagnostics) {
      diagnostic.begin += at;
      diagnostic.end += at;
      parsed_.diagnostics.push_back(std::move(diagnostic));
    }
    for (auto& difference : one.differences) {
      difference.begin += at;
      difference.end += at;
      parsed_.differences.push_back(std::move(difference));
    }
    if (parsed_.sort && one.sort && *one.sort != *parsed_.sort)
      parsed_.diagnostics.push_back({Severity::warning,
                                     "two_orders",
                                     "the queries ask for different orders; the first one counts",
                                     "",
                                     {},
                                     0,
                                     at,
                                     at + text.size()});
    if (!parsed_.sort) parsed_.sort = one.sort;
    shift(one.query, at);
    return std::move(one.query);
  }

  ParseOptions options_;
  std::string text_;
  Parsed parsed_;
};

Query of_period(const Period& period) {
  Query date;
  date.kind = Query::Kind::date;
  date.period = period;
  return date;
}

Query both_of(Query first, Query second) {
  Query both;
  both.kind = Query::Kind::all;
  both.end = first.end;
  both.children = {std::move(first), std::move(second)};
  return both;
}

// What all dates of publication that are wanted together leave of the calendar.
void narrow(Period& period, const Query& query) {
  if (query.kind == Query::Kind::all)
    for (const auto& child : query.children) narrow(period, child);
  if (query.kind != Query::Kind::date || query.which != Query::Which::published) return;
  if (query.period.first) period.first = std::max(period.first.value_or(*query.period.first), *query.period.first);
  if (query.period.last) period.last = std::min(period.last.value_or(*query.period.last), *query.period.last);
}

void look_for_contradiction(Parsed& parsed, bool strict) {
  Period period;
  narrow(period, parsed.query);
  if (period.first && period.last && *period.first > *period.last)
    parsed.diagnostics.push_back({strict ? Severity::error : Severity::warning, "empty_period", "the dates contradict each other: no day is both in " + iso(*period.first) + ".. and in .." + iso(*period.last), "either date is wanted: date:2023 OR date:2024", {}, 0, parsed.query.begin, parsed.query.end});
}

const char* name_of(Sort sort) {
  return sort == Sort::newest ? "newest" : sort == Sort::oldest ? "oldest" : "relevance";
}

// The option goes before the query.
void settle_sort(Parsed& parsed, const Request& request) {
  if (request.sort && parsed.sort && *request.sort != *parsed.sort)
    parsed.diagnostics.push_back({Severity::warning,
                                  "two_orders",
                                  std::string("--sort ") + name_of(*request.sort) + " goes before sort: in the query",
                                  "",
                                  {},
                                  0,
                                  0,
                                  0});
  parsed.sort = request.sort.value_or(parsed.sort.value_or(Sort::relevance));
}

void collect_dates(const Query& query, std::string_view text, std::vector<std::string>& dates) {
  if (query.kind == Query::Kind::date) {
    const auto end = [](const std::optional<Day>& day) { return day ? iso(*day) : std::string(); };
    const std::string typed = query.end > query.begin && query.end <= text.size()
                                  ? std::string(text.substr(query.begin, query.end - query.begin)) + " = "
                                  : "";
    dates.push_back(typed + end(query.period.first) + ".." + end(query.period.last));
  }
  for (const auto& child : query.children) collect_dates(child, text, dates);
}

}  // namespace

Parsed understand(const Request& request, std::string* text) {
  const ParseOptions options = parse_options(request);
  Reader reader(request);
  if (text) *text = reader.text();
  const bool empty = trim(request.query).empty() && request.any_of.empty();
  Parsed parsed = std::move(reader.parsed());
  settle_sort(parsed, request);
  Period period;
  add_bound(parsed, "--since", request.since, false, period, options);
  add_bound(parsed, "--until", request.until, true, period, options);
  const bool turned = period.first && period.last && *period.first > *period.last;
  if (period != Period{}) parsed.query = empty ? of_period(period) : both_of(std::move(parsed.query), of_period(period));
  if (!turned) look_for_contradiction(parsed, request.strict);
  else
    parsed.diagnostics.push_back({request.strict ? Severity::error : Severity::warning, "empty_period", "--since " + request.since + " is after --until " + request.until + ": no day is in both", "exchange the two dates", {}, 0, 0, 0});
  return parsed;
}

Parsed understand_or_throw(const Request& request) {
  Parsed parsed = understand(request);
  for (const auto& diagnostic : parsed.diagnostics)
    if (diagnostic.severity == Severity::error) throw Error(ErrorCode::query, diagnostic.message, diagnostic.hint);
  return parsed;
}

std::optional<Query> undated_instead(const Query& query) {
  if (query.kind == Query::Kind::date && query.which == Query::Which::published) {
    Query undated = query;
    undated.kind = Query::Kind::undated;
    return undated;
  }
  if (query.kind != Query::Kind::all) return std::nullopt;
  Query copy = query;
  bool any = false;
  for (auto& child : copy.children)
    if (auto turned = undated_instead(child)) {
      child = std::move(*turned);
      any = true;
    }
  return any ? std::optional(copy) : std::nullopt;
}

std::optional<Query> words_instead(const Query& query) {
  Query copy = query;
  if (query.kind == Query::Kind::phrase && QueryWords(query).plain()) {
    Words words;
    words.read(query.text);
    copy.kind = Query::Kind::all;
    copy.children.clear();
    for (const auto& word : words.words()) {
      Query child;
      child.kind = Query::Kind::word;
      child.exact = true;
      child.text = query.text.substr(word.begin, word.end - word.begin);
      child.field = query.field;
      copy.children.push_back(std::move(child));
    }
    return copy.children.empty() ? std::nullopt : std::optional(copy);
  }
  bool any = false;
  if (query.kind == Query::Kind::none_of || is_decided_in_field(query.kind)) return std::nullopt;
  for (auto& child : copy.children)
    if (auto changed = words_instead(child)) {
      child = std::move(*changed);
      any = true;
    }
  return any ? std::optional(copy) : std::nullopt;
}

QueryExplanation explanation_of(const Parsed& parsed, std::string text) {
  QueryExplanation explanation;
  explanation.text = std::move(text);
  explanation.tree = parsed.query.str();
  collect_dates(parsed.query, explanation.text, explanation.dates);
  explanation.diagnostics = parsed.diagnostics;
  explanation.differences = parsed.differences;
  explanation.sort = *parsed.sort;
  return explanation;
}

QueryExplanation translate(const Request& request) {
  std::string text;
  const Parsed parsed = understand(request, &text);
  return explanation_of(parsed, std::move(text));
}

}  // namespace newsgrep
