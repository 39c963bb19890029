// SPDX-License-Identifier: GPL-2.0-or-later
// What the index is asked for a query.
#include "searcher/query/plan.hpp"
#include "searcher/query/parse.hpp"
#include "searcher/query/told_once.hpp"

#include <newsgrep/error.hpp>

#include <doctest/doctest.h>

using namespace newsgrep;

namespace {

Plan plan_of(const std::string& query, IndexFacts facts = {}) {
  static const TermPolicy policy({"the"}, {"oil"});
  facts.policy = &policy;
  return plan_query(parse_query(query, {}).query, facts);
}

std::string repeated(const std::string& part, const std::string& between, int times) {
  std::string all = part;
  for (int i = 1; i < times; ++i) all += between + part;
  return all;
}

std::string told(const std::string& query) { return told_once(parse_query(query, {}).query).str(); }
std::string tree(const std::string& query) { return parse_query(query, {}).query.str(); }

std::string candidates(const std::string& query) { return plan_of(query).candidates.get_description(); }

}  // namespace

// Xapian's AND_MAYBE reads weights that nobody set where none are asked for: now and then it excluded articles, or did not.
TEST_CASE("an exclusion asks for what it requires, never for what is only preferred") {
  CHECK(candidates("+bank rate").find("AND_MAYBE") != std::string::npos);
  CHECK(candidates("+bank rate").find("rate") != std::string::npos);
  for (const std::string query : {"NOT (+bank rate)", "oil NOT (crisis AND (+bank rate))", "oil -(+bank rate)", "NOT (oil OR (+bank rate \"a phrase\"))"}) {
    INFO(query);
    CHECK(candidates(query).find("AND_NOT") != std::string::npos);
    CHECK(candidates(query).find("bank") != std::string::npos);
    CHECK(candidates(query).find("AND_MAYBE") == std::string::npos);
  }
}

TEST_CASE("what is preferred beside an exclusion still counts") {
  const auto asked = candidates("+bank rate NOT (+oil prices)");
  CHECK(asked.find("AND_MAYBE") != std::string::npos);
  CHECK(asked.find("rate") != std::string::npos);
  CHECK(asked.find("price") == std::string::npos);
}

// Each term that is looked up takes memory of its own, were it one and the same.
TEST_CASE("of a phrase of very many words some are looked up, and the text decides on all of them") {
  std::string words;
  for (int i = 0; i < 3000; ++i) words += " the word" + std::to_string(i);
  for (const auto& query : {'"' + words + '"', "{" + words + "}", '"' + words + "*\"", '"' + words + " ?ther\""}) {
    const auto plan = plan_of(query);
    CHECK(plan.decide);
    CHECK(plan.candidates.get_length() <= 300);
    CHECK(plan.candidates.get_length() >= 50);
  }
  CHECK(plan_of("\"a phrase of few words\"").candidates.get_length() == 10);
}

TEST_CASE("equal parts of a query are one part with the weight of all, wherever how often they are written does not count") {
  CHECK(told("oil bank oil") == tree("oil^2 bank"));
  CHECK(told("oil^3 OR bank OR oil^0.5") == tree("oil^3.5 OR bank"));
  CHECK(told("(oil OR oil) bank") == tree("oil^2 bank"));
  CHECK(told("(oil bank) OR (oil bank) OR rate") == tree("(oil bank)^2 OR rate"));
  CHECK(told("oil NOT bank NOT bank") == tree("oil NOT bank"));
  CHECK(told("+oil bank bank") == tree("+oil bank^2"));
  for (const std::string same : {"+oil oil", "oil OIL title:oil =oil", "(oil OR oil) near/3 bank", "\"oil oil\"", "date:2024 date:2025", "oil bank rate"}) {
    INFO(same);
    CHECK(told(same) == tree(same));
  }
}

TEST_CASE("what a query says a thousand times is looked up once") {
  for (const std::string part : {"title:oil", "\"the oil\"", "oil*", "(oil near/5 bank)", "(oil ban*)"})
    for (const std::string between : {" ", " OR "}) {
      INFO(part << between);
      CHECK(plan_of(repeated(part, between, part.find('*') == std::string::npos ? 1000 : 40)).candidates.get_length() == plan_of(part).candidates.get_length());
    }
}

TEST_CASE("all beginnings of a query stand for twice as many words together as one may, and more is an error that says so") {
  IndexFacts facts;
  facts.most_expansions = 100;
  facts.each_term = [](const std::string& beginning, const std::function<bool(std::string_view)>& each) {
    for (int i = 0; i < 60; ++i)
      if (!each(beginning + std::to_string(i))) return;
  };
  CHECK_NOTHROW(plan_of("a*", facts));
  CHECK_NOTHROW(plan_of("title:a* title:b* title:c*", facts));
  CHECK_NOTHROW(plan_of("a* a* a* a*", facts));
  CHECK_THROWS_WITH_AS(plan_of("title:a* title:b* title:c* title:d*", facts), doctest::Contains("more than 200 words together"), Error);
  CHECK_THROWS_AS(plan_of("(a* x) OR (a* y)", facts), Error);
  facts.most_expansions = 0;
  CHECK_NOTHROW(plan_of("a* b* c* d*", facts));
}
