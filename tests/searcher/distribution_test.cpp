// SPDX-License-Identifier: GPL-2.0-or-later
// (a AND b) w/5 c: both near the same c.
#include "tests/searcher/matching.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

TEST_CASE("both operands must be near the same other one") {
  CHECK(matches("(a AND b) w/2 c", "a x c x b"));
  CHECK(matches("(a AND b) w/2 c", "b a c"));
  CHECK_FALSE(matches("(a AND b) w/2 c", "a x c x x x x c x b"));
  CHECK_FALSE(matches("(a AND b) w/2 c", "a x c x x b"));
  CHECK(matches("c w/2 (a AND b)", "a x c x b"));
  CHECK(matches("(a b) w/2 c", "a x c x b"));
  CHECK(matches("(a AND b AND d) w/3 c", "a b d c"));
  CHECK_FALSE(matches("(a AND b AND d) w/2 c", "a b d c"));
}

TEST_CASE("in order each of them is on the same side") {
  CHECK(matches("(a AND b) pre/3 c", "a b c"));
  CHECK_FALSE(matches("(a AND b) pre/3 c", "a c b"));
  CHECK(matches("c pre/3 (a AND b)", "c b a"));
  CHECK_FALSE(matches("c pre/3 (a AND b)", "a c b"));
}

TEST_CASE("the same word may serve both, but not as the one that they are near") {
  CHECK(matches("(a AND a*) w/1 c", "a c"));
  CHECK_FALSE(matches("(a AND c) w/2 c", "a c"));
  CHECK(matches("(a AND c) w/2 c", "a c c"));
}

TEST_CASE("phrases, groups and what is near each other are operands too") {
  CHECK(matches("(\"a b\" AND (d OR e)) w/2 c", "a b c e"));
  CHECK_FALSE(matches("(\"a b\" AND (d OR e)) w/2 c", "a x b c e"));
  CHECK(matches("((a w/1 b) AND d) w/2 c", "b a c x d"));
  CHECK(matches("title:(a AND b) w/2 title:c", with_text("", "a c b")));
  CHECK_FALSE(matches("((a AND b) w/1 c) w/1 d", "a c b x d"));
  CHECK(matches("((a AND b) w/1 c) w/1 d", "a c b d"));
  CHECK(matches("atleast2((a AND b) w/1 c)", "a c b x b c a"));
}

TEST_CASE("an AND within an OR makes alternatives, each of which counts") {
  CHECK(tree_of("((a AND b) OR d) w/2 c") == "((a AND b) near/2 c) OR (d near/2 c)");
  CHECK(tree_of("(a AND (b OR (d AND e))) w/2 c") == "((a AND b) near/2 c) OR ((a AND d AND e) near/2 c)");
  CHECK(tree_of("c w/2 (a AND (b AND d))") == "c near/2 (a AND b AND d)");
  CHECK(tree_of("title:((a AND b) OR d) w/2 c") == "title:((a AND b) near/2 c) OR title:(d near/2 c)");
  CHECK(matches("((a AND b) OR d) w/2 c", "x d c"));
}

TEST_CASE("in a sentence or a paragraph each is with each") {
  CHECK(tree_of("(a AND b) /s c") == "a /s b /s c");
  CHECK(tree_of("((a AND b) OR d) /p c") == "(a /p b /p c) OR (d /p c)");
  CHECK(tree_of("(a AND b) /s (c AND d)") == "a /s b /s c /s d");
}

TEST_CASE("what has no such meaning is refused") {
  for (const char* text :
       {"(a AND b) w/5 (c AND d)", "(a AND NOT b) w/5 c", "(a AND b) not w/5 c", "a not w/5 (b AND c)",
        "(a AND title:b) w/5 c", "(a^2 AND b) w/5 c", "(a AND date:2024) w/5 c", "(+a b) w/5 c",
        "((a OR (b AND c)) AND (d OR (e AND f)) AND (g OR (h AND i)) AND (j OR (k AND l)) AND (m OR (n AND o)) AND (p "
        "OR (q AND r))) w/5 s"}) {
    CAPTURE(text);
    CHECK(kinds_of(text) == "unsupported");
  }
}

TEST_CASE("marked are the operands nearest to what they are near, and no others") {
  CHECK(marked("(a AND b) w/3 c", "a x x x x a x c b x x b") == Pieces{"a", "c", "b"});
  CHECK(marked("(a AND b) w/2 c", "a c x x c b") == Pieces{});
  CHECK(marked("(a AND b) w/2 c", "a c b x x x c a") == Pieces{"a", "c", "b"});
  CHECK(marked("(a AND b) pre/2 c", "a b c a") == Pieces{"a", "b", "c"});
}

TEST_CASE("many words near many words are no trouble") {
  std::string text;
  for (unsigned i = 0; i < 20'000; ++i) text += "a b c ";
  CHECK(Matcher(parse_query("(a AND b) w/2 c", {}).query).matches(with_text(text)));
  CHECK_FALSE(Matcher(parse_query("(a AND b AND d) w/2 c", {}).query).matches(with_text(text)));
  CHECK(Matcher(parse_query("(a AND b AND c) pre/100 c", {}).query).matches(with_text(text)));
}
