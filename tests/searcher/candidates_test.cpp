// SPDX-License-Identifier: GPL-2.0-or-later
// The documents that a plan's terms leave are the same, and weigh the same, gone through by newsgrep and by Xapian.
#include "searcher/database.hpp"
#include "searcher/feedback.hpp"
#include "searcher/query/candidates.hpp"
#include "searcher/query/parse.hpp"
#include "searcher/query/ranking.hpp"
#include "searcher/query/tree.hpp"
#include "tests/support/corpora.hpp"
#include "tests/support/indexed.hpp"
#include "tests/support/random_query.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <vector>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

constexpr double rounding = 0.05;  // Xapian takes the frequency of several terms together in whole documents, of which there are few here

using Weights = std::map<Xapian::docid, double>;

Weights own(Database& database, const CandidateTree& tree, double least = 0) {
  Weights found;
  Candidates candidates(tree, database.lists(0), database.generation().records[0], [] {});
  Xapian::docid before = 0;
  while (candidates.next(least)) {
    REQUIRE(candidates.document() > before);
    before = candidates.document();
    found[before] = candidates.weight();
  }
  return found;
}

// Whatever is wanted at least, nothing that weighs as much is passed over, and what is not weighs what it did.
void check_nothing_is_missed(Database& database, const CandidateTree& tree, const Weights& all) {
  std::vector<double> weights;
  for (const auto& [document, weight] : all) weights.push_back(weight);
  std::sort(weights.begin(), weights.end());
  for (const double part : {0.3, 0.9, 0.99, 1.0}) {
    if (weights.empty()) return;
    const double least = weights[static_cast<std::size_t>(part * static_cast<double>(weights.size() - 1))];
    const Weights found = own(database, tree, least);
    for (const auto& [document, weight] : all) {
      if (weight >= least) REQUIRE(found.contains(document));
      if (found.contains(document)) REQUIRE(found.at(document) == weight);
    }
  }
}

// As with_feedback() says it of lists.
Xapian::Query learnt(const Xapian::Query& candidates, const CandidateTree& tree) {
  std::vector<Xapian::Query> added;
  for (auto one = tree.children.begin() + 1; one != tree.children.end(); ++one) added.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(one->word.terms->front().name), one->factor);
  return {Xapian::Query::OP_AND_MAYBE, candidates, Xapian::Query(Xapian::Query::OP_OR, added.begin(), added.end())};
}

Weights of_xapian(Database& database, const Plan& plan, const Xapian::Query& candidates) {
  Xapian::Enquire enquire(database.segment(0));
  enquire.set_query(candidates);
  enquire.set_weighting_scheme(Xapian::BM25Weight(saturation, 0, 1, slope(plan.parts), shortest_length));
  const auto all = database.segment(0).get_doccount();
  Weights found;
  const auto matches = enquire.get_mset(0, all, all);
  for (auto at = matches.begin(); at != matches.end(); ++at) found[*at] = at.get_weight();
  return found;
}

bool check_agrees(Database& database, const Query& query) {
  INFO(query.str());
  const IndexFacts facts = database.facts();
  const Plan plan = plan_query(query, facts);
  const auto tree = candidate_tree(plan, facts, [] {});
  if (!tree) return false;
  const Weights mine = own(database, *tree), theirs = of_xapian(database, plan, plan.candidates);
  REQUIRE(mine.size() == theirs.size());
  check_nothing_is_missed(database, *tree, mine);
  const bool estimated = holds(query, Query::Kind::prefix) || holds(query, Query::Kind::pattern);  // of very many terms together
  for (auto a = mine.begin(), b = theirs.begin(); a != mine.end(); ++a, ++b) {
    REQUIRE(a->first == b->first);
    if (!estimated) CHECK(a->second == doctest::Approx(b->second).epsilon(rounding));
  }
  return true;
}

Database open(const Indexed& index) { return Database(open_generation(index.searcher().folder())); }

}  // namespace

TEST_CASE("what words are joined by leaves the documents that Xapian finds, of the same weight") {
  const auto indexes = every_kind_of_index(own_corpus("sample"));
  for (const auto* index : {indexes.front().get(), indexes.back().get()}) {
    INFO(index->kind());
    Database database = open(*index);
    for (const std::string query : {"minister the", "\"the minister\"", "minister NEAR/5 said", "minister said -harbour", "(minister OR harbour) said", "minister^3 said",
                                    "title:minister text:said", "minister date:2024", "\"prime minister\" OR \"the harbour\"", "min* said", "minister *er",
                                    "=minister the", "nothingness minister", "minister -nothingness", "e-mail minister", "*:* minister", "site:example.org minister"})
      CHECK_MESSAGE(check_agrees(database, parse_query(query, {}).query), query);
  }
}

// Pairs of frequent words narrow a phrase down and weigh nothing.
TEST_CASE("a phrase of frequent words weighs what its words do") {
  const TemporaryFolder folder;
  std::string lines;
  for (unsigned n = 0; n < 1200; ++n)
    lines += R"({"text": "So said the company)" + std::string(n % 3 == 0 ? " of the bank" : " and a bank") + (n % 7 == 0 ? " said the bank of the company" : "") + " w" + std::to_string(n % 97) + "\"}\n";
  folder.write("a.jsonl", lines);
  index_folder(folder.path());
  Database database(open_generation(folder.path() / ".newsgrep"));
  REQUIRE(database.generation().policy.pair_word("said"));
  for (const std::string query : {"\"said the company\"", "\"the company of the bank\"", "\"said the bank\" w3", "\"of the bank\" OR w5"})
    CHECK_MESSAGE(check_agrees(database, parse_query(query, {}).query), query);
}

TEST_CASE("random queries leave the documents that Xapian finds, of the same weight") {
  const auto articles = articles_of(own_corpus("sample"));
  const auto indexes = every_kind_of_index(own_corpus("sample"));
  Database database = open(*indexes.front());
  RandomQueries queries(articles, 11);
  unsigned compared = 0;
  constexpr unsigned rounds = 3000;
  for (unsigned round = 0; round < rounds; ++round) compared += check_agrees(database, queries.next()) ? 1 : 0;
  CHECK(compared == rounds);
}

TEST_CASE("terms that are learnt leave the same documents, and give them the weight that Xapian gives them") {
  const auto articles = articles_of(own_corpus("sample"));
  const auto indexes = every_kind_of_index(own_corpus("sample"));
  Database database = open(*indexes.front());
  const IndexFacts facts = database.facts();
  RandomQueries queries(articles, 12);
  unsigned compared = 0;
  for (unsigned round = 0; round < 600; ++round) {
    const Query query = queries.next();
    const Plan plan = plan_query(query, facts);
    const auto tree = candidate_tree(plan, facts, [] {});
    const Weights before = of_xapian(database, plan, plan.candidates);
    if (!tree || before.empty() || holds(query, Query::Kind::prefix) || holds(query, Query::Kind::pattern)) continue;
    INFO(query.str());
    const Found best{{0, before.begin()->first}, 5};
    const auto telling = telling_terms(database, {best});
    if (telling.empty()) continue;
    const auto with_more = with_feedback(*tree, best.score, telling, facts, plan.parts);
    const Weights mine = own(database, with_more), theirs = of_xapian(database, plan, learnt(plan.candidates, with_more));
    REQUIRE(mine.size() == before.size());
    REQUIRE(theirs.size() == before.size());
    check_nothing_is_missed(database, with_more, mine);
    for (auto a = mine.begin(), b = theirs.begin(); a != mine.end(); ++a, ++b) {
      REQUIRE(a->first == b->first);
      CHECK(a->second == doctest::Approx(b->second).epsilon(rounding));
    }
    ++compared;
  }
  CHECK(compared > 100);
}

TEST_CASE("going through documents ends when nobody waits any more") {
  const auto indexes = every_kind_of_index(own_corpus("sample"));
  Database database = open(*indexes.front());
  const IndexFacts facts = database.facts();
  const auto tree = candidate_tree(plan_query(parse_query("the said", {}).query, facts), facts, [] {});
  REQUIRE(tree);
  CHECK_THROWS_AS(Candidates(*tree, database.lists(0), database.generation().records[0], [] { throw Error(ErrorCode::cancelled, "stopped"); }), Error);
}
