// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/date.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <string>

using namespace newsgrep;

namespace {

std::string read(std::string_view text, DayOrder order = DayOrder::unknown) {
  const auto date = parse_date(text, order);
  return date ? date->iso() : "none";
}

std::string found(std::string_view text) {
  const auto date = find_date(text);
  return date ? date->date.iso() : "none";
}

std::string in_path(std::string_view path) {
  const auto date = date_in_path(path);
  return date ? date->iso() : "none";
}

}  // namespace

TEST_CASE("dates of machines keep their precision and zone") {
  CHECK(read("2020-05-05T18:30:00.123Z") == "2020-05-05T18:30:00Z");
  CHECK(read("2020-05-05T18:30:00+0530") == "2020-05-05T18:30:00+05:30");
  CHECK(read("2020-05-05 18:30:00.123456+00:00") == "2020-05-05T18:30:00Z");
  CHECK(read("2020-05-05 18:30") == "2020-05-05T18:30");
  CHECK(read("20200505T183000Z") == "2020-05-05T18:30:00Z");
  CHECK(read("20200505183000") == "2020-05-05T18:30:00");
  CHECK(read("20200505") == "2020-05-05");
  CHECK(read("2020-05") == "2020-05");
  CHECK(read("1987") == "1987");
  CHECK(read("Tue, 5 May 2020 18:30:00 +0200") == "2020-05-05T18:30:00+02:00");
  CHECK(read("5 May 93 18:30:00 GMT") == "1993-05-05T18:30:00Z");
  CHECK(read("26-FEB-1987 15:01:01.79") == "1987-02-26T15:01:01");
  CHECK(read("Thu Apr 09 2026 15:04:05 GMT+0200 (Central European Summer Time)") == "2026-04-09T15:04:05+02:00");
  CHECK(read("Thu Apr  9 15:04:05 EDT 2026") == "2026-04-09T15:04:05-04:00");
}

TEST_CASE("seconds, milliseconds and microseconds since 1970 are told by their length; other numbers are no dates") {
  CHECK(read("1588636800") == "2020-05-05T00:00:00Z");
  CHECK(read("1588636800.25") == "2020-05-05T00:00:00Z");
  CHECK(read("1588636800000") == "2020-05-05T00:00:00Z");
  CHECK(read("1588636800000000") == "2020-05-05T00:00:00Z");
  CHECK(read("12345") == "none");
  CHECK(read("20201399") == "none");
  CHECK(read("123456789") == "none");
  CHECK(read("-86400") == "none");
}

TEST_CASE("dates are read in the languages of the news") {
  for (const char* text : {"April 9, 2026",      "9 April 2026",
                           "9th of April 2026",  "Thursday, April 9th, 2026",
                           "9. April 2026",      "Donnerstag, 9. April 2026",
                           "9 avril 2026",       "jeudi 9 avril 2026",
                           "9 de abril de 2026", "quinta-feira, 9 de abril de 2026",
                           "9 aprile 2026",      "9 d'abril del 2026",
                           "9 апреля 2026 г.",   "9 квітня 2026 року",
                           "9 kwietnia 2026",    "9. dubna 2026",
                           "9 nisan 2026",       "2026. április 9.",
                           "9 april 2026",       "9. huhtikuuta 2026",
                           "9 Απριλίου 2026",    "9 أبريل 2026",
                           "2026年4月9日",       "2026年4月9日（木）",
                           "2026년 4월 9일",     "9 अप्रैल 2026",
                           "09.04.2026",         "9. 4. 2026",
                           "2026. 4. 9."})
    CHECK_MESSAGE(read(text) == "2026-04-09", text);
  CHECK(read("1er mai 2026") == "2026-05-01");
  CHECK(read("12 août 2026") == "2026-08-12");
  CHECK(read("3. März 2026") == "2026-03-03");
  CHECK(read("2 févr. 2026") == "2026-02-02");
}

TEST_CASE("beginnings of a month's name count only where they are one month's") {
  CHECK(read("9 juil. 2026") == "2026-07-09");
  CHECK(read("9 jui 2026") == "none");  // juin or juillet
  CHECK(read("Mar 9, 2026") == "2026-03-09");
  CHECK(read("Sept. 9, 2026") == "2026-09-09");
}

TEST_CASE("a time is read before and behind the date, as each language writes it") {
  CHECK(read("Apr. 9, 2026 at 3:04 p.m. ET") == "2026-04-09T15:04");  // summer or not: the zone is not told
  CHECK(read("Apr 9, 2026, 3 PM") == "2026-04-09T15:00");
  CHECK(read("9 Apr 2026 15.04 BST") == "2026-04-09T15:04+01:00");
  CHECK(read("9 Apr 2026 15.04") == "2026-04-09");  // a dot alone makes no time
  CHECK(read("9. April 2026, 15.04 Uhr") == "2026-04-09T15:04");
  CHECK(read("9 avril 2026 à 15h04") == "2026-04-09T15:04");
  CHECK(read("2026年4月9日 15時04分") == "2026-04-09T15:04");
  CHECK(read("07:04 EST, 5 May 2013") == "2013-05-05T07:04-05:00");
  CHECK(read("12:30 a.m. April 9, 2026") == "2026-04-09T00:30");
}

TEST_CASE("a time that cannot be leaves the day") {
  CHECK(read("2026-04-09T25:00:00") == "none");
  CHECK(read("2-APR-1987 29:61:00") == "1987-04-02");
}

TEST_CASE("numbers alone need an order, unless they show it") {
  CHECK(read("03/04/2024") == "none");
  CHECK(read("03/04/2024", DayOrder::day_first) == "2024-04-03");
  CHECK(read("03/04/2024", DayOrder::month_first) == "2024-03-04");
  CHECK(read("25/04/2024") == "2024-04-25");
  CHECK(read("04-25-2024") == "2024-04-25");
  CHECK(read("03.04.2024", DayOrder::month_first) == "2024-04-03");  // dots are never American
  CHECK(day_order("25/04/2024") == DayOrder::day_first);
  CHECK(day_order("04/25/2024") == DayOrder::month_first);
  CHECK(day_order("04/04/2024") == DayOrder::unknown);
  CHECK(day_order("2024-04-25") == DayOrder::unknown);
  CHECK(needs_day_order("03/04/2024"));
  CHECK_FALSE(needs_day_order("25/04/2024"));
  CHECK_FALSE(needs_day_order("soon"));
}

TEST_CASE("what is no date, or a program's zero, is none") {
  for (const char* text :
       {"", "0", "soon", "2 hours ago", "nan", "31 February 2026", "2026-02-31", "0000-00-00", "0001-01-01T00:00:00",
        "1970-01-01T00:00:00Z", "April 9", "9 out of 2026 people", "Covid-19"})
    CHECK_MESSAGE(read(text) == "none", text);
  CHECK(read("1970-01-01") == "1970-01-01");
}

TEST_CASE("dates are found in lines, even glued to their neighbours") {
  CHECK(found("Daily TeamApril 9, 20269 min read") == "2026-04-09");
  CHECK(found("May 5, 20206:30 PM UTCUpdated 2 years ago") == "2020-05-05T18:30");
  CHECK(found("Publié le 9 avril 2026 à 15h04 par Jeanne") == "2026-04-09T15:04");
  CHECK(found("опубликовано 9 апреля 2026") == "2026-04-09");
  CHECK(found("In May 2026 the 9 members met") == "none");
  CHECK(found("item 20260409 of the list") == "none");
  CHECK(found("version 2.4.2026123") == "none");
}

TEST_CASE("a path names a date by folders or by a part of a name") {
  CHECK(in_path("/news/2007/06/18/quay.txt") == "2007-06-18");
  CHECK(in_path("/news/2007/jun/18/quay") == "2007-06-18");
  CHECK(in_path("/news/20070618/quay.txt") == "2007-06-18");
  CHECK(in_path("/news/2007-06-18-quay.html") == "2007-06-18");
  CHECK(in_path("/news/18-06-2007/quay.txt") == "2007-06-18");
  CHECK(in_path("/news/2007/06/quay.txt") == "2007-06");
  CHECK(in_path("/2021/05/07/the-peace-of-1945-05-08.html") == "2021-05-07");
}

TEST_CASE("numbers in paths that are no dates are none") {
  CHECK(in_path("/article-12345678.html") == "none");
  CHECK(in_path("/world-16520412") == "none");
  CHECK(in_path("/id20070618123/x") == "none");
  CHECK(in_path("/2007/42/18/") == "none");
  CHECK(in_path("/06-07-2007/x") == "none");
  CHECK(in_path("/1024/7/x") == "none");
}

TEST_CASE("no text makes the date of an article impossible") {
  std::uint32_t state = 9;
  const auto random = [&](std::uint32_t below) {
    state = state * 1664525 + 1013904223;
    return (state >> 8) % below;
  };
  const std::string pieces[] = {"2020", "-",  "13",  "31",  "02", "/",  ".",  " ", "Feb", "de",         "9", ":",
                                "59",   "pm", "UTC", "+25", "年", "月", "日", "T", "24",  "1588636800", "99"};
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::uint32_t i = 1 + random(8); i > 0; --i) text += pieces[random(23)];
    for (const auto order : {DayOrder::unknown, DayOrder::day_first, DayOrder::month_first}) {
      const auto date = parse_date(text, order);
      if (!date || date->precision < Precision::month) continue;
      CHECK_MESSAGE((date->month >= 1 && date->month <= 12), text);
      if (date->precision < Precision::day) continue;
      const auto day = std::chrono::year(date->year) / static_cast<int>(date->month) / static_cast<int>(date->day);
      CHECK_MESSAGE((day.ok() && date->hour < 24 && date->minute < 60 && date->second < 60), text);
    }
    if (const auto found = find_date(text))
      CHECK_MESSAGE((found->begin < found->end && found->end <= text.size()), text);
  }
}
