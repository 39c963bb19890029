// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/byline.hpp"

#include "common/utf8.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>

using namespace newsgrep;
using namespace std::string_literals;

namespace {

std::string joined(std::string_view byline) {
  std::string all;
  for (const auto& name : names_of_byline(byline)) all += (all.empty() ? "" : "; ") + name;
  return all;
}

}  // namespace

TEST_CASE("what opens a byline is no part of the name, in many languages") {
  for (const char* opening : {"By ", "by ", "BY ", "By: ", "Von ", "von ", "Par ", "Por ", "Door ", "Av ", "Af ", "di ",
                              "Autor: ", "Autoren: ", "Text: ", "Written by ", "Przez ", "Oleh "}) {
    CAPTURE(opening);
    CHECK(joined(opening + "Jane Doe"s) == "Jane Doe");
  }
  CHECK(joined("Di Canio") == "Di Canio");
  CHECK(joined("Vonda Byron") == "Vonda Byron");
}

TEST_CASE("several authors are told apart by commas, words and signs, and each is named once") {
  for (const char* byline :
       {"Jane Doe, Ali Baba", "Jane Doe and Ali Baba", "Von Jane Doe und Ali Baba", "Jane Doe et Ali Baba",
        "Jane Doe y Ali Baba", "Jane Doe; Ali Baba", "Jane Doe | Ali Baba", "Jane Doe & Ali Baba",
        "Von Jane Doe und von Ali Baba", "Jane Doe, Ali Baba, JANE DOE", "Jane Doe och Ali Baba"}) {
    CAPTURE(byline);
    CHECK(joined(byline) == "Jane Doe; Ali Baba");
  }
  CHECK(joined("Jane Doe, Ali Baba, and Tom Thumb") == "Jane Doe; Ali Baba; Tom Thumb");
  CHECK(joined("Staff of the lake and of the town") == "Staff of the lake and of the town");
}

TEST_CASE("roles, places, days, addresses and abbreviations beside a name are none") {
  for (const char* byline :
       {"Jane Doe, Political Correspondent", "Jane Doe, Redakteurin", "Jane Doe (jd)", "By Jane Doe in London",
        "Jane Doe for the Lake Post", "Jane Doe 30 August 2023 \xE2\x80\xA2 4:45pm", "Jane Doe Tuesday, Aug. 17, 2010",
        "Jane Doe, jane@lake.example", "Jane Doe, https://lake.example/jane", "Jane Doe | 5 min read",
        "Jane Doe, Follow", "Jane Doe Stand: 28. April 2023, 05:00 Uhr", "Jane Doe.", "Jane Doe, před"}) {
    CAPTURE(byline);
    CHECK(joined(byline) == "Jane Doe");
  }
  CHECK(joined("John Doe Jr.") == "John Doe Jr.");
  CHECK(joined("Anna van der Berg") == "Anna van der Berg");
}

TEST_CASE("agencies and desks are names when nothing else is") {
  CHECK(joined("AFP") == "AFP");
  CHECK(joined("dpa") == "dpa");
  CHECK(joined("Jane Doe, AFP") == "Jane Doe; AFP");
  CHECK(joined("Organization for the Lake") == "Organization for the Lake");
  CHECK(joined("Staff Reporter") == "Staff Reporter");
  CHECK(joined("12 News Staff") == "12 News Staff");
}

TEST_CASE("parts that a page keeps apart are names of their own, or one name in two pieces") {
  const auto parts = [](std::initializer_list<std::string> list) {
    std::string all;
    for (const auto& part : list) all += (all.empty() ? ""s : std::string(1, byline_part)) + part;
    return all;
  };
  CHECK(joined(parts({"von", "Jane Doe", "05. November 2024", "3 Min"})) == "Jane Doe");
  CHECK(joined(parts({"Jane Doe", "Ali Baba"})) == "Jane Doe; Ali Baba");
  CHECK(joined(parts({"By", "Jane", "Doe"})) == "Jane Doe");
}

TEST_CASE("what is no name yields none, and long input ends") {
  for (const char* byline :
       {"", " ", "By", "12345", "@jane", "https://lake.example/jane", ",;|", "(jd)", "Follow", "admin"}) {
    CAPTURE(byline);
    CHECK(joined(byline).empty());
  }
  CHECK(names_of_byline(std::string(1u << 20, ',')).empty());
  CHECK(names_of_byline(std::string(1u << 20, '(')).size() <= 1);
  std::string accents = "x";
  for (int i = 0; i < 5000; ++i) accents += i % 50 == 49 ? ",\xC3\xA9" : "\xC3\xA9";
  for (const auto& name : names_of_byline(accents)) CHECK(valid_prefix(name) == name.size());
}

TEST_CASE("a byline is found within a line only where a full name follows its opening") {
  CHECK(byline_within("Do 25.04.24 | 14:07 Uhr | Von Eva Doe") == "Von Eva Doe");
  CHECK(byline_within("By Jane Doe and Ali Baba") == "By Jane Doe and Ali Baba");
  for (const char* line : {"By Friday the ferries will sail again", "Von hier bis dort", "By 2024", "Jane Doe", ""}) {
    CAPTURE(line);
    CHECK(byline_within(line).empty());
  }
}
