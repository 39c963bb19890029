// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/sentences.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;

TEST_CASE("a sentence ends behind a stop and a space") {
  CHECK(sentence_ends("prices", ". ", "The"));
  CHECK(sentence_ends("prices", "! ", "The"));
  CHECK(sentence_ends("prices", "?\" ", "The"));
  CHECK(sentence_ends("prices", ".\u201D \u201C", "The"));
  CHECK(sentence_ends("1987", ". ", "3"));
  CHECK(sentence_ends("prices", "...\n", "The"));
  CHECK_FALSE(sentence_ends("prices", ", ", "The"));
  CHECK_FALSE(sentence_ends("prices", " ", "The"));
  CHECK_FALSE(sentence_ends("3", ".", "5"));
  CHECK_FALSE(sentence_ends("example", ".", "Com"));
}

TEST_CASE("no sentence begins with a small letter, and none ends behind initials and titles") {
  CHECK_FALSE(sentence_ends("pct", ". ", "of"));
  CHECK_FALSE(sentence_ends("J", ". ", "Smith"));
  CHECK_FALSE(sentence_ends("Mr", ". ", "Smith"));
  CHECK_FALSE(sentence_ends("Sept", ". ", "11"));
  CHECK(sentence_ends("Dec", ". ", "The"));
  CHECK(sentence_ends("I", "? ", "You"));
}

TEST_CASE("sentences of scripts without capitals end too") {
  CHECK(sentence_ends("\u4EAC", "\u3002", "\u4E1C"));
  CHECK(sentence_ends("\u0643\u062A\u0628", "\u061F ", "\u0645\u0646"));
  CHECK(sentence_ends("\u0939\u0948", "\u0964 ", "\u0935\u0939"));
}
