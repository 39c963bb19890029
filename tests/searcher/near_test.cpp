// SPDX-License-Identifier: GPL-2.0-or-later
// What is decided by where words stand: near each other, in one sentence, apart, so often, so early.
#include "tests/searcher/matching.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

TEST_CASE("near counts words between the nearest ends") {
  CHECK(matches("oil near/1 price", "the oil price"));
  CHECK(matches("price near/1 oil", "the oil price"));
  CHECK_FALSE(matches("oil near/1 price", "the oil export price"));
  CHECK(matches("oil near/2 price", "the oil export price"));
  CHECK(matches("us near/1 trade", "the U.S. trade"));
  CHECK(matches("AT&T near/1 rose", "AT&T rose"));
  CHECK_FALSE(matches("prices near/1 oil", "oil price"));
}

TEST_CASE("near in order") {
  CHECK(matches("oil pre/2 price", "oil export price"));
  CHECK_FALSE(matches("price pre/2 oil", "oil export price"));
  CHECK(matches("price pre/2 oil", "oil price and oil"));
}

TEST_CASE("near goes on over a paragraph's end") {
  CHECK(matches("oil near/1 price", "about oil\n\nprice rises"));
  CHECK_FALSE(matches("oil near/1 price", "about oil now\n\nprice rises"));
}

TEST_CASE("a word is not near itself") {
  CHECK_FALSE(matches("oil near/5 oil", "the oil price"));
  CHECK(matches("oil near/5 oil", "oil and oil"));
  CHECK_FALSE(matches("oil near/1 oil", "oil and oil"));
}

TEST_CASE("operands of near may be phrases and groups") {
  CHECK(matches("(gas OR oil) w/3 \"spot price\"", "oil at a spot price"));
  CHECK_FALSE(matches("(gas OR coal) w/3 \"spot price\"", "oil at a spot price"));
  CHECK_FALSE(matches("(gas OR oil) w/3 \"spot price\"", "oil at a very high spot price"));
}

TEST_CASE("a beginning may be that of a joined unit, which ends further on") {
  CHECK(matches("non* w/2 price", "The non-oil no price is here"));
  CHECK(matches("(non* OR zinc) w/2 price", "The non-oil no price is here"));
}

TEST_CASE("a near within another is measured from its outer words, and what lies between them is no neighbour") {
  CHECK(matches("(a w/3 b) w/2 c", "a x b y c"));
  CHECK_FALSE(matches("(a w/3 b) w/1 c", "a x b y c"));
  CHECK_FALSE(matches("(a w/3 b) w/2 c", "a c b"));
  CHECK(matches("(a w/3 b) pre/1 c", "a b b c"));  // the pair that reaches further counts as well
}

TEST_CASE("words of one sentence, and of one paragraph") {
  CHECK(matches("oil /s gas", "Oil rose, gas fell. Coal"));
  CHECK_FALSE(matches("oil /s gas", "Oil rose. Gas fell."));
  CHECK(matches("oil /p gas", "Oil rose. Gas fell."));
  CHECK_FALSE(matches("oil /p gas", "Oil rose.\n\nGas fell."));
  CHECK(matches("oil /s gas /s coal", "Coal, oil and gas."));
  CHECK_FALSE(matches("oil /s gas /s coal", "Oil and gas. Coal and gas."));
}

TEST_CASE("a phrase counts for a sentence only if it lies in it") {
  CHECK_FALSE(matches("\"gas coal\" /s oil", "Oil and gas. Coal and tin."));
  CHECK(matches("\"gas coal\" /p oil", "Oil and gas. Coal and tin."));
}

TEST_CASE("apart: somewhere without the other one near, however often it is near elsewhere") {
  CHECK(matches("a not w/2 b", "a b x x x x a"));
  CHECK_FALSE(matches("a not w/2 b", "a x b x x x b x a"));
  CHECK(matches("oil not /s gas", "Oil and gas. Oil alone."));
  CHECK_FALSE(matches("oil not /s gas", "Oil and gas. Gas and oil."));
  CHECK_FALSE(matches("a not w/2 a", "a x x x x a"));
}

TEST_CASE("at least so often in one field, and within so many words of its beginning") {
  CHECK(matches("atleast2(rates)", "rate x rates"));
  CHECK_FALSE(matches("atleast2(=rates)", "rate x rates"));
  CHECK_FALSE(matches("atleast2(rates)", with_text("rates", "rates")));
  CHECK(matches("first3(c)", "a b c"));
  CHECK_FALSE(matches("first2(c)", "a b c"));
  CHECK_FALSE(matches("first3(c)", with_text("a b x c", "c")));
}
