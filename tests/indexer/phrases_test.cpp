// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/phrases.hpp"

#include "common/analysis.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>

using namespace newsgrep;

TEST_CASE("any phrase of a list is found wherever it stands") {
  const Phrases phrases({"all rights", "\xC2\xA9", "rise", "ise"});
  CHECK(phrases.any_in("with all rights reserved"));
  CHECK(phrases.any_in("\xC2\xA9"));
  CHECK(phrases.any_in("otherwise"));
  CHECK_FALSE(phrases.any_in("all right"));
  CHECK_FALSE(phrases.any_in(""));
  CHECK(phrases.any_begins("rises"));
  CHECK_FALSE(phrases.any_begins("a rise"));
}

TEST_CASE("lines are folded as words are") {
  static const std::string parts[] = {"a",
                                      "B",
                                      " ",
                                      "\xC3\x84",
                                      "\xC3\x9F",
                                      "\xC5\x81",
                                      "\xD0\x99",
                                      "\xD1\x91",
                                      "\xE2\x80\x9C",
                                      "\xE2\x80\x93",
                                      "\xC2\xBD",
                                      "e\xCC\x81",
                                      "\xD0\xB8\xCC\x86",
                                      "\xEF\xBC\xA1",
                                      "\xE4\xB8\xAD",
                                      "\xC2\xAD",
                                      "\xC2\xA8",
                                      "."};
  std::mt19937 random(11);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t count = random() % 20; count > 0; --count) text += parts[random() % std::size(parts)];
    CAPTURE(text);
    REQUIRE(Folded(text).text() == fold(text));
  }
}

TEST_CASE("of a long line the beginning is folded") {
  const std::string line = "\xC3\x84" + std::string(200, 'X');
  const Folded folded(line);
  CHECK(folded.cut());
  CHECK(folded.text() == "a" + std::string(max_term - 17, 'x'));
  CHECK_FALSE(Folded(std::string(max_term, 'x')).cut());
}
