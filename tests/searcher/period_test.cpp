// SPDX-License-Identifier: GPL-2.0-or-later
// Every form of a date in a query, read on Thursday, 7 March 2024.
#include "tests/searcher/reading_queries.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

// "2024-03-01..2024-03-31", "none", or the kind of the error.
std::string period_of(const std::string& text, const ParseOptions& options = on_a_thursday()) {
  const ParsedPeriod parsed = parse_period(text, options);
  if (parsed.failed) return parsed.diagnostic.kind;
  if (parsed.undated) return "none";
  const auto end = [](const std::optional<Day>& day) { return day ? iso(*day) : std::string(); };
  return end(parsed.period.first) + ".." + end(parsed.period.last);
}

struct Read {
  const char *text, *period;
};

void check_periods(std::initializer_list<Read> cases) {
  for (const auto& [text, period] : cases) {
    CAPTURE(text);
    CHECK(period_of(text) == period);
  }
}

ParseOptions at(std::chrono::sys_seconds now) {
  ParseOptions options;
  options.now = now;
  return options;
}

}  // namespace

using namespace std::chrono;

TEST_CASE("a named period is taken whole") {
  check_periods({{"2024", "2024-01-01..2024-12-31"}, {"2024-03", "2024-03-01..2024-03-31"}, {"2024-02", "2024-02-01..2024-02-29"}, {"2024-03-05", "2024-03-05..2024-03-05"},
                 {"20240305", "2024-03-05..2024-03-05"}, {"2024-Q1", "2024-01-01..2024-03-31"}, {"2024q4", "2024-10-01..2024-12-31"}, {"Q2 2024", "2024-04-01..2024-06-30"},
                 {"2024-W09", "2024-02-26..2024-03-03"}, {"2020-W53", "2020-12-28..2021-01-03"}, {"2025-W01", "2024-12-30..2025-01-05"}, {"2010s", "2010-01-01..2019-12-31"}});
}

TEST_CASE("the first year of all stands for the beginning of time") {
  check_periods({{"0001", "0001-01-01..0001-12-31"}, {"0001-01-01", "0001-01-01..0001-01-01"}});
}

TEST_CASE("dates as people write them") {
  check_periods({{"9 April 2026", "2026-04-09..2026-04-09"}, {"April 9, 2026", "2026-04-09..2026-04-09"}, {"9-apr-2026", "2026-04-09..2026-04-09"}, {"April 2026", "2026-04-01..2026-04-30"},
                 {"april-2026", "2026-04-01..2026-04-30"}, {"13/04/2024", "2024-04-13..2024-04-13"}, {"04/13/2024", "2024-04-13..2024-04-13"}, {"04/04/2024", "2024-04-04..2024-04-04"}});
}

TEST_CASE("days and calendar units count from today") {
  check_periods({{"today", "2024-03-07..2024-03-07"}, {"Today", "2024-03-07..2024-03-07"}, {"yesterday", "2024-03-06..2024-03-06"}, {"monday", "2024-03-04..2024-03-04"},
                 {"thursday", "2024-03-07..2024-03-07"}, {"fri", "2024-03-01..2024-03-01"}, {"this week", "2024-03-04..2024-03-10"}, {"last-week", "2024-02-26..2024-03-03"},
                 {"last_week", "2024-02-26..2024-03-03"}, {"this month", "2024-03-01..2024-03-31"}, {"last month", "2024-02-01..2024-02-29"}, {"this year", "2024-01-01..2024-12-31"},
                 {"last year", "2023-01-01..2023-12-31"}, {"-7", "2024-02-29..2024-02-29"}, {"-0", "2024-03-07..2024-03-07"}});
}

TEST_CASE("rolling periods end today") {
  check_periods({{"7d", "2024-02-29..2024-03-07"}, {"2w", "2024-02-22..2024-03-07"}, {"1m", "2024-02-07..2024-03-07"}, {"1y", "2023-03-07..2024-03-07"},
                 {"last 7 days", "2024-02-29..2024-03-07"}, {"past 3 months", "2023-12-07..2024-03-07"}, {"past week", "2024-02-29..2024-03-07"}, {"past-year", "2023-03-07..2024-03-07"}});
}

TEST_CASE("months back from the end of a long month end in the short one") {
  CHECK(period_of("1m", at(sys_days(2024y / March / 31))) == "2024-02-29..2024-03-31");
  CHECK(period_of("1y", at(sys_days(2024y / February / 29))) == "2023-02-28..2024-02-29");
  CHECK(period_of("last month", at(sys_days(2024y / January / 31))) == "2023-12-01..2023-12-31");
}

TEST_CASE("ranges hold both ends, and either may be open") {
  check_periods({{"2024-01..2024-03", "2024-01-01..2024-03-31"}, {"2024-01..", "2024-01-01.."}, {"..2003", "..2003-12-31"}, {"2024..2024", "2024-01-01..2024-12-31"},
                 {"[2024-01-01 TO 2024-03-31]", "2024-01-01..2024-03-31"}, {"{2024-01-01 TO 2024-03-31}", "2024-01-02..2024-03-30"}, {"[2024-01-01 to 2024-03-31}", "2024-01-01..2024-03-30"},
                 {"[* TO 2024]", "..2024-12-31"}, {"last month..today", "2024-02-01..2024-03-07"}});
}

TEST_CASE("a range the wrong way round is turned, with a warning; strictly it is an error") {
  const ParsedPeriod turned = parse_period("2024..2023", on_a_thursday());
  CHECK(turned.diagnostic.kind == "swapped_dates");
  CHECK(turned.diagnostic.severity == Severity::warning);
  CHECK(period_of("2024..2023") == "2023-01-01..2024-12-31");
  ParseOptions strict = on_a_thursday();
  strict.strict = true;
  CHECK(period_of("2024..2023", strict) == "swapped_dates");
}

TEST_CASE("day and month are never guessed") {
  CHECK(period_of("03/04/2024") == "ambiguous_date");
  ParseOptions options = on_a_thursday();
  options.date_order = ParseOptions::DateOrder::day_month;
  CHECK(period_of("03/04/2024", options) == "2024-04-03..2024-04-03");
  CHECK(period_of("04/13/2024", options) == "2024-04-13..2024-04-13");
  options.date_order = ParseOptions::DateOrder::month_day;
  CHECK(period_of("03/04/2024", options) == "2024-03-04..2024-03-04");
}

TEST_CASE("the civil day is that of the zone, and weeks start when they are said to") {
  ParseOptions late = at(sys_days(2024y / March / 7) + 23h);
  CHECK(period_of("today", late) == "2024-03-07..2024-03-07");
  late.zone = minutes{120};
  CHECK(period_of("today", late) == "2024-03-08..2024-03-08");
  late.zone = minutes{-24 * 60};
  CHECK(period_of("today", late) == "2024-03-06..2024-03-06");
  ParseOptions sundays = on_a_thursday();
  sundays.week_start = Sunday;
  CHECK(period_of("this week", sundays) == "2024-03-03..2024-03-09");
}

TEST_CASE("none is no period") { CHECK(period_of("None") == "none"); }

TEST_CASE("dates are counted as Elasticsearch and Solr write it, from left to right") {
  check_periods({{"now", "2024-03-07..2024-03-07"}, {"NOW", "2024-03-07..2024-03-07"}, {"now/d", "2024-03-07..2024-03-07"}, {"now-7d", "2024-02-29..2024-02-29"}, {"now-7d/d", "2024-02-29..2024-02-29"},
                 {"now+1d", "2024-03-08..2024-03-08"}, {"now/w", "2024-03-04..2024-03-10"}, {"now-1w/w", "2024-02-26..2024-03-03"}, {"now/M", "2024-03-01..2024-03-31"}, {"now-1M/M", "2024-02-01..2024-02-29"},
                 {"now-1y/y", "2023-01-01..2023-12-31"}, {"now/M-1d", "2024-02-29..2024-03-30"}, {"now-d", "2024-03-06..2024-03-06"},
                 {"now/M-1M", "2024-02-01..2024-02-29"}, {"now/M+1M", "2024-04-01..2024-04-30"}, {"2024-02||+1M", "2024-03-01..2024-03-31"}, {"2024||-1y", "2023-01-01..2023-12-31"}, {"2024-01-31||+1M", "2024-02-29..2024-02-29"}, {"NOW-7DAYS/DAY", "2024-02-29..2024-02-29"}, {"NOW/MONTH", "2024-03-01..2024-03-31"},
                 {"2024-01-31||+1M", "2024-02-29..2024-02-29"}, {"2024-01-31||/M", "2024-01-01..2024-01-31"}, {"now/2030", "2024-03-07..2030-12-31"}, {"7d/now", "2024-02-29..2024-03-07"}, {"now/now", "2024-03-07..2024-03-07"}, {"[now-7d/d TO now/d]", "2024-02-29..2024-03-07"}, {"now-1M/M..now", "2024-02-01..2024-03-07"}});
  ParseOptions sundays = on_a_thursday();
  sundays.week_start = Sunday;
  CHECK(period_of("now/w", sundays) == "2024-03-03..2024-03-09");
}

TEST_CASE("what is finer than a day is refused, and the nearest day named") {
  const auto refusal = [](const char* text) {
    const auto parsed = parse_period(text, on_a_thursday());
    return parsed.failed ? parsed.diagnostic.message + "; " + parsed.diagnostic.hint : "read";
  };
  CHECK(refusal("now-24h") == "\"now-24h\" is finer than a day; did you mean \"now-1d\"?");
  CHECK(refusal("now-36h/h") == "\"now-36h/h\" is finer than a day; did you mean \"now-2d\"?");
  CHECK(refusal("NOW-1MONTH/HOUR") == "\"NOW-1MONTH/HOUR\" is finer than a day; did you mean \"NOW-1MONTH\"?");
  CHECK(refusal("now-30s") == "\"now-30s\" is finer than a day; did you mean \"now\"?");
  CHECK(refusal("now-1m") == "\"now-1m\" is finer than a day; months are written M, as in \"now-1M\"; m is for minutes");
  CHECK(refusal("now/7d") == "\"now/7d\" is no date: / takes a whole unit, without a number; did you mean \"now-7d\", so much earlier, or \"now/d\"?");
  CHECK(refusal("now-1M/2w") == "\"now-1M/2w\" is no date: / takes a whole unit, without a number; did you mean \"now-1M-2w\", so much earlier, or \"now-1M/w\"?");
  CHECK(refusal("2024-01-31||/3m") == "\"2024-01-31||/3m\" is no date: / takes a whole unit, without a number; did you mean \"2024-01-31||-3M\", so much earlier, or \"2024-01-31||/M\"?");
  for (const char* text : {"now-", "now-7", "now-7x", "now-999999d", "now-99999y", "blah||-1d", "2024-01-01||1d", "now-7d/d/"}) {
    CAPTURE(text);
    CHECK(refusal(text).find("is no date; ") != std::string::npos);
  }
}

TEST_CASE("what is no date is an error, and never another date") {
  for (const char* text : {"", " ", "..", "blah", "last wek", "2024-13", "2024-02-30", "2024-00", "2024-Q5", "2024-W60", "2023-W53", "2024-W00", "31/02/2024", "20/20/2024", "99999999999d", "-7d", "-999999", "7", "0", "7 d x",
                           "2015s", "[2024", "{}", "[ TO ]", "last", "last fortnight", "2024..blah", "blah..2024", "2024...2025", "12345678901234567890"}) {
    CAPTURE(text);
    CHECK(period_of(text) == "bad_date");
  }
}

TEST_CASE("a slip of the pen is recognised, the nearest form first") {
  const auto hint = [](const char* text) { return parse_period(text, on_a_thursday()).diagnostic.hint; };
  CHECK(hint("last wek") == "did you mean \"last week\"?");
  CHECK(hint("past wek") == "did you mean \"past week\"?");
  CHECK(hint("yestarday") == "did you mean \"yesterday\"?");
  CHECK(hint("wednsday") == "did you mean \"wednesday\"?");
  CHECK(hint("xyz").find("write it like") == 0);
}

TEST_CASE("words of a query take dates in every relation") {
  const std::initializer_list<Read> cases{{"date:2024-03", "date:2024-03-01..2024-03-31"}, {"published:2024-03", "date:2024-03-01..2024-03-31"}, {"date=2024-03", "date:2024-03-01..2024-03-31"},
                                          {"since:2024-03", "date:2024-03-01.."},          {"until:2024-03", "date:..2024-03-31"},              {"after:2024-03", "date:2024-04-01.."},
                                          {"before:2024-03", "date:..2024-02-29"},         {"date>2024-03", "date:2024-04-01.."},               {"date>=2024-03", "date:2024-03-01.."},
                                          {"date<2024-03", "date:..2024-02-29"},           {"date<=2024-03", "date:..2024-03-31"},              {"date > 2024-03", "date:2024-04-01.."},
                                          {"date:\"last week\" x", "date:2024-02-26..2024-03-03 AND x"}, {"date:none", "date:none"},            {"-date:2024", "NOT date:2024-01-01..2024-12-31"},
                                          {"(date:2024-03)", "date:2024-03-01..2024-03-31"}, {"since:..2003", "error"},                         {"after:2024..", "error"},
                                          {"date from 20240101 to 20240331", "date:2024-01-01..2024-03-31"}, {"DATE aft 2024-03 x", "date:2024-04-01.. AND x"},
                                          {"date bef 20240301", "date:..2024-02-29"}, {"(date after 2023)", "date:2024-01-01.."}, {"date after -7", "date:2024-03-01.."},
                                          {"date >= 2024", "date:2024-01-01.."}, {"date", "date"}, {"date from Paris to Rome", "date AND from AND Paris AND to AND Rome"},
                                          {"a date after all", "a AND date AND after AND all"}};
  for (const auto& [text, tree] : cases) {
    CAPTURE(text);
    CHECK(tree_of(text) == tree);
  }
}

TEST_CASE("the farthest dates do not overflow") {
  for (const char* text : {"100000d", "100000y", "100000m", "9999", "9999-12-31", "after:9999", "0001", "before:0001", "9990s"}) {
    CAPTURE(text);
    const auto tree = tree_of(std::string(text).find(':') == std::string::npos ? "date:" + std::string(text) : text);
    CHECK(!tree.empty());
  }
  CHECK(period_of("9999-12-31") == "9999-12-31..9999-12-31");
}
