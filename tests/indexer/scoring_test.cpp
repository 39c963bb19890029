// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/extraction/ablation.hpp"
#include "tests/extraction/scoring.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

TEST_CASE("a body is scored by its runs of four words") {
  CHECK(shingle_overlap("The ferry left at nine.", "The ferry left at nine.").f1() == 1);
  CHECK(shingle_overlap("the FERRY left, at nine", "The ferry left at nine.").f1() == 1);
  const auto more = shingle_overlap("The ferry left at nine. Read also this", "The ferry left at nine.");
  CHECK(more.recall == 1);
  CHECK(more.precision == doctest::Approx(0.4));
  CHECK(shingle_overlap("nine at left ferry The", "The ferry left at nine.").f1() == 0);
  CHECK(shingle_overlap("", "").f1() == 1);
  CHECK(shingle_overlap("", "The ferry left at nine.").f1() == 0);
}

TEST_CASE("what a text repeats counts as often as the other has it") {
  const auto twice = shingle_overlap("one two three four one two three four", "one two three four");
  CHECK(twice.recall == 1);
  CHECK(twice.precision == doctest::Approx(0.2));
}

TEST_CASE("in scripts without spaces every character is a word") {
  CHECK(score_words("四月の海").size() == 4);
  CHECK(score_words("Вода и хлеб").size() == 3);
}

TEST_CASE("two dates are of one day by their calendar or by their instant") {
  const auto date = [](const char* text) { return *parse_date(text); };
  CHECK(same_day(date("2026-04-09T23:30:00-04:00"), "2026-04-09"));
  CHECK(same_day(date("2026-04-09T23:30:00-04:00"), "2026-04-10 03:30:00+00:00"));
  CHECK_FALSE(same_day(date("2026-04-09"), "2026-04-10"));
  CHECK_FALSE(same_day(Date(), "2026-04-10"));
}

TEST_CASE("authors are compared as sets") {
  CHECK(name_overlap({"Jane Doe", "ALI BABA"}, {"Ali Baba", "Jane Doe"}).f1() == 1);
  CHECK(name_overlap({"Jane Doe"}, {"Ali Baba", "Jane Doe"}).recall == 0.5);
  CHECK(name_overlap({}, {}).f1() == 1);
}

TEST_CASE("a page can lose its metadata and its names") {
  const char* page =
      "<head><meta charset=utf-8><meta name=author content='J. Doe'><script type='application/ld+json'>{}</script>"
      "<script>if (a < b) f();</script></head><body class=\"x\"><p id=a title='a > b'>Text</p>";
  CHECK(without_metadata(page) ==
        "<head><meta charset=utf-8><script>if (a < b) f();</script></head><body class=\"x\"><p id=a title='a > b'>Text</p>");
  const auto bare = without_names(page);
  CHECK(bare.find("class") == std::string::npos);
  CHECK(bare.find(" id=") == std::string::npos);
  CHECK(bare.find("<p title='a > b'>Text</p>") != std::string::npos);
  CHECK(bare.find("if (a < b) f();") != std::string::npos);
}
