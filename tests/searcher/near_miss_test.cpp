// SPDX-License-Identifier: GPL-2.0-or-later
// What looks like an operator and is none is told, never taken for something else in silence.
#include "common/utf8.hpp"
#include "tests/searcher/reading_queries.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

std::string repeated(const std::string& part, unsigned times) {
  std::string text;
  for (unsigned i = 0; i < times; ++i) text += part;
  return text;
}

}  // namespace

TEST_CASE("an operator whose number cannot be one is an error") {
  for (const char* text : {"a w/5.5 b", "a w/-3 b", "a near5.5 b", "a /5,5 b", "a pre/99999999999 b", "a w/1000001 b", "atleast99999999999(a)", "atleast1.5(a)", "atleast(a)",
                           "first99999999999(a)", "a /F5.5/", "\"a b\"~99999999999", "\"a b\"~"}) {
    CAPTURE(text);
    CHECK(kinds_of(text).find("bad_number") != std::string::npos);
    CHECK(tree_of(text) == "error");
  }
}

TEST_CASE("a word that was probably meant as an operator is searched for with a notice that says what to write") {
  for (const char* text : {"first50 (a)", "caps (a)", "HEADLINE (a)", "a w/ b", "a near/five b", "atleast x", "a PRE b", "a ADJ b", "foo(a)"}) {
    CAPTURE(text);
    CHECK(kinds_of(text) == "near_miss");
    CHECK(tree_of(text) != "error");
  }
  for (const char* text : {"a And b", "a Or b", "a or b", "Not a", "a near b"}) {
    CAPTURE(text);
    CHECK(kinds_of(text) == "lowercase_operator");
  }
}

TEST_CASE("what only begins like an operator is a word without a notice") {
  for (const char* text : {"n/a", "p/e", "24/7", "nearly", "first50", "firstly", "w", "adjacent", "and/or", "9/11", "second (a)"}) {
    CAPTURE(text);
    CHECK(kinds_of(text) == "");
  }
}

TEST_CASE("a not in front of near means apart in any case, and never something else") {
  for (const char* text : {"a Not w/5 b", "a NOT w/5 b", "a not near/5 b"}) CHECK(tree_of(text) == "a not w/5 b");
  CHECK(tree_of("a not NEAR b") == "a not w/10 b");
  CHECK(tree_of("a NOTNEAR b") == "a not w/10 b");
  for (const char* text : {"a not pre/5 b", "a NOT adj5 b", "a not notnear/5 b", "not /s b"}) CHECK(tree_of(text) == "error");
}

TEST_CASE("an equals sign holds for all words behind it, or is an error") {
  CHECK(tree_of("=(a OR b)") == "=a OR =b");
  CHECK(tree_of("={a b}") == "\"a b\"");
  CHECK(tree_of("=\"a b\"") == "\"a b\"");
  CHECK(tree_of("=title:a") == "title:=a");
  CHECK(tree_of("=gov*") == "gov*");
  CHECK(tree_of("=(a title:(b {c d}))") == "=a AND (title:=b AND title:\"c d\")");
  for (const char* text : {"=date:2024", "=*", "=(a date:none)"}) CHECK(tree_of(text) == "error");
}

TEST_CASE("an operator before empty parentheses has no operand") {
  for (const char* text : {"a atleast5(", "a title:()", "a =()", "caps()", "a =\"--\""}) CHECK(kinds_of(text).find("missing_operand") != std::string::npos);
}

TEST_CASE("what would make every article a long search is refused") {
  CHECK(tree_of("the" + repeated(" /s the", 49)) != "error");
  CHECK(tree_of("the" + repeated(" /s the", 50)) == "error");
  CHECK(tree_of("the" + repeated(" /s the", 900)) == "error");
  CHECK(tree_of("the" + repeated(" w/5 the", 40)) != "error");
  CHECK(tree_of("a w/100 b w/100 c w/100 d w/100 e") != "error");
  CHECK(tree_of("a w/100 b w/100 c w/100 d w/100 e w/100 f") == "error");
  CHECK(tree_of("atleast2(a w/101 b)") == "error");
  CHECK(tree_of("(a w/100 b) w/100 (c w/100 d) /s (e w/100 f)") == "error");
}
