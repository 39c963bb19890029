// SPDX-License-Identifier: GPL-2.0-or-later
// Places in long texts, which are looked for in one stretch after another.
#include "tests/searcher/matching.hpp"

#include <doctest/doctest.h>

#include <array>
#include <random>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

std::string words(std::size_t count, const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

bool decided(const std::string& query, const Article& article) { return Matcher(parse_query(query, {}).query).matches(article); }

}  // namespace

TEST_CASE("a text with millions of ways to be near each other is decided as any other") {
  const Article article = with_text(words(20'000, "a b c ") + "d");
  CHECK(decided("a w/100 b w/100 c w/50 d", article));
  CHECK_FALSE(decided("a w/100 b w/100 c w/50 e", article));
  CHECK(decided("atleast1000000(a w/100 b)", article));
  CHECK_FALSE(decided("(a w/100 b) not w/5 c", article));
  CHECK(decided("d not w/5 (a w/100 b w/100 e)", article));
  CHECK(decided("(a w/100 b) /p (c w/100 d)", article));
  CHECK(decided("((a AND b) w/100 c) pre/5 d", article));
  CHECK(decided("lead:((a w/100 b) w/100 c)", article));
  CHECK_FALSE(decided("quote:(a w/100 b)", article));
}

TEST_CASE("of a text with millions of ways to be near each other the first are marked") {
  const std::string text = words(20'000, "a b c ");
  for (const auto* query : {"a w/100 b w/100 c", "(a AND b) w/100 c", "(a w/100 b) /p c", "atleast9(a w/100 b)"}) {
    CAPTURE(query);
    const auto marks = Matcher(parse_query(query, {}).query).find(with_text(text)).text;
    CHECK(marks.size() > 1000);
    CHECK(marks.front().begin == 0);
  }
}

TEST_CASE("what is near each other is found wherever in a long text it stands") {
  std::mt19937_64 random(7);
  const std::array<std::string, 5> rare{"a", "b", "c", "d", "e-f"};
  const auto any = [&] { return rare[random() % rare.size()]; };
  const auto near = [&] { return " " + std::array<std::string, 4>{"w/", "pre/", "near/", "w/"}[random() % 4] + std::to_string(1 + random() % 60) + " "; };
  for (int round = 0; round < 60; ++round) {
    std::string text;
    for (int i = 0; i < 9000; ++i) {
      const bool may_be_cut = i % 4096 > 4060 || i % 4096 < 36;
      text += random() % (may_be_cut ? 12 : 900) == 0 ? any() : "x";
      text += i % 500 == 499 ? ".\n\n" : random() % 30 == 0 ? ". Y " : " ";
    }
    const Article article = with_text(text);
    const std::string pair = "(" + any() + near() + any() + ")", chain = any() + near() + any() + near() + any();
    for (const auto& query : {chain, pair + near() + pair, "(" + any() + " AND " + any() + ")" + near() + any(), "((" + any() + " AND " + any() + ")" + near() + any() + ")" + near() + any(),
                              "atleast3(" + chain + ")", "(" + any() + " OR " + pair + ")" + near() + "\"" + any() + " " + any() + "\"", any() + " not w/20 " + pair, pair + " /p " + any(),
                              "\"" + any() + " " + any() + "\"~400" + near() + any()})
      matches(query, article);
  }
}

TEST_CASE("a group is as near as any of its parts is, however many it has") {
  std::string group = "\"b c\"";
  for (int i = 0; i < 3000; ++i) group += " OR w" + std::to_string(i);
  for (const auto* text : {"a x w17 x", "a x x w17", "a b c", "a c b", "a w-17", "a w9999"}) {
    CAPTURE(text);
    CHECK(decided("a w/2 (" + group + ")", with_text(text)) == matches("a w/2 (\"b c\" OR w17)", text));
    CHECK(marked("a w/2 (" + group + ")", text) == marked("a w/2 (\"b c\" OR w17)", text));
  }
}
