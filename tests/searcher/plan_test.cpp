// SPDX-License-Identifier: GPL-2.0-or-later
// What the index is asked for a query.
#include "searcher/query/plan.hpp"
#include "searcher/query/parse.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;

namespace {

Plan plan_of(const std::string& query) {
  IndexFacts facts;
  static const TermPolicy policy({"the"}, {"oil"});
  facts.policy = &policy;
  return plan_query(parse_query(query, {}).query, facts);
}

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
