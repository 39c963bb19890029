// SPDX-License-Identifier: GPL-2.0-or-later
// Alternatives of very many words find what they find one by one, and end when nobody waits any more.
#include "searcher/query/unranked.hpp"
#include "searcher/query/watched.hpp"
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <vector>

using namespace newsgrep;
using namespace newsgrep::testing;
using XQuery = Xapian::Query;

namespace {

constexpr unsigned documents = 20'000, words = 600;

std::string word(unsigned number) { return "w" + std::to_string(number); }

// Document n has the word of n modulo 600, and one word in a thousand is "rare"; every seventh document is missing.
Xapian::Database archive() {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (unsigned n = 1; n <= documents; ++n) {
    if (n % 7 == 0) continue;
    Xapian::Document document;
    document.add_term(word(n % words));
    if (n % 1000 == 1) document.add_term("rare");
    database.replace_document(n, document);
  }
  return database;
}

XQuery any_of(unsigned first, unsigned last) {
  std::vector<XQuery> parts;
  for (unsigned n = first; n < last; ++n) parts.emplace_back(XQuery::OP_SYNONYM, XQuery(word(n)), XQuery("S" + word(n)));
  return {XQuery::OP_OR, parts.begin(), parts.end()};
}

std::vector<Xapian::docid> found(const Xapian::Database& database, const XQuery& query) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const auto matches = enquire.get_mset(0, documents);
  std::vector<Xapian::docid> all;
  for (auto at = matches.begin(); at != matches.end(); ++at) all.push_back(*at);
  return all;
}

// As if a plan had made the query.
XQuery unranked_of(const XQuery& query, const IndexFacts& facts = {}, const std::function<void()>& look_around = [] {}) {
  Plan plan;
  plan.candidates = query;
  plan.beginnings = {{XQuery(XQuery::OP_WILDCARD, "w1", 0, XQuery::WILDCARD_LIMIT_ERROR, XQuery::OP_SYNONYM).get_description(), "w1"}};
  return unranked(plan, facts, look_around);
}

bool has_source(const XQuery& query) { return query.get_description().find("PostingSource") != std::string::npos; }

}  // namespace

TEST_CASE("an alternative of very many terms has the documents that it has one term at a time, in their order") {
  const auto database = archive();
  const XQuery many = any_of(100, 400), rare("rare");
  const std::vector<std::pair<XQuery, const char*>> queries{{many, "alone"},
                                                            {XQuery(XQuery::OP_AND, rare, many), "with a term, which skips most"},
                                                            {XQuery(XQuery::OP_AND_NOT, rare, many), "excluded"},
                                                            {XQuery(XQuery::OP_AND_NOT, XQuery::MatchAll, many), "all the others"},
                                                            {XQuery(XQuery::OP_OR, XQuery(XQuery::OP_AND, rare, XQuery(word(1))), many), "beside something else"},
                                                            {XQuery(XQuery::OP_AND, any_of(0, 300), any_of(280, 600)), "twice"}};
  for (const auto& one : queries) {
    const XQuery& query = one.first;
    INFO(one.second);
    const auto quick = unranked_of(query);
    CHECK(has_source(quick));
    const auto expected = found(database, query);
    CHECK(!expected.empty());
    CHECK(found(database, quick) == expected);
  }
}

TEST_CASE("a few alternatives are left to what can stop in the middle of them") {
  CHECK_FALSE(has_source(unranked_of(any_of(0, 20))));
}

TEST_CASE("a beginning that many terms have is an alternative of these, unless they are more than there may be") {
  const auto database = archive();
  IndexFacts facts;
  facts.each_term = [&](const std::string& beginning, const std::function<bool(std::string_view)>& each) {
    for (auto at = database.allterms_begin(beginning); at != database.allterms_end(beginning); ++at)
      if (!each(*at)) return;
  };
  const XQuery beginning(XQuery::OP_WILDCARD, "w1", 0, XQuery::WILDCARD_LIMIT_ERROR, XQuery::OP_SYNONYM);  // 111 terms
  const XQuery many(XQuery::OP_OR, beginning, any_of(200, 400));
  facts.most_expansions = 111;
  CHECK(has_source(unranked_of(many, facts)));
  CHECK(found(database, unranked_of(many, facts)) == found(database, many));
  CHECK_FALSE(has_source(unranked_of(beginning, facts)));
  CHECK(found(database, unranked_of(beginning, facts)) == found(database, beginning));
  facts.most_expansions = 110;
  CHECK(unranked_of(many, facts).get_description().find("WILDCARD") != std::string::npos);
}

TEST_CASE("what is known of an alternative's frequency before it is looked at holds") {
  const auto database = archive();
  Xapian::Enquire enquire(database);
  enquire.set_query(unranked_of(any_of(0, 300)));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const auto bounds = enquire.get_mset(0, 0);
  const auto all = found(database, any_of(0, 300)).size();
  CHECK(bounds.get_matches_lower_bound() <= all);
  CHECK(bounds.get_matches_upper_bound() >= all);
}

TEST_CASE("a query that is watched has the same documents with the same weights, and ends when it is told to") {
  const auto database = archive();
  const auto best = [&](const XQuery& query) {
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    const auto matches = enquire.get_mset(0, 50);
    std::vector<std::pair<Xapian::docid, double>> all;
    for (auto at = matches.begin(); at != matches.end(); ++at) all.emplace_back(*at, at.get_weight());
    return all;
  };
  for (const auto& query : {any_of(0, 300), XQuery(XQuery::OP_AND_NOT, any_of(0, 300), XQuery("rare")), XQuery(XQuery::OP_AND_MAYBE, XQuery("rare"), any_of(0, 300))}) {
    unsigned looked = 0;
    const auto expected = best(query);
    CHECK(expected.size() > 10);
    CHECK(best(watched(query, [&] { ++looked; })) == expected);
    CHECK(looked >= expected.size());
  }
  CHECK_THROWS_AS(best(watched(any_of(0, 300), [] { throw Error(ErrorCode::cancelled, ""); })), Error);
}

TEST_CASE("a page of a ranking by thousands of words is a stretch of the whole ranking") {
  TemporaryFolder folder;
  for (unsigned n = 1; n <= 12; ++n) {
    std::string text = "An article with";
    for (unsigned i = 0; i < n; ++i) text += " " + word(i);
    folder.write("a" + std::to_string(n) + ".txt", "Headline\n\n" + text + " in it.\n");
  }
  index_folder(folder.path());
  Request request;
  for (unsigned n = 0; n < 1500; ++n) request.query += (n > 0 ? " OR " : "") + word(n);
  const Searcher searcher(folder.path());
  request.limit = 12;
  const auto whole = searcher.search(request).hits;
  REQUIRE(whole.size() == 12);
  for (std::size_t i = 1; i < whole.size(); ++i) CHECK(whole[i - 1].score >= whole[i].score);
  request.limit = 3;
  for (request.offset = 0; request.offset < 14; request.offset += 3) {
    const auto page = searcher.search(request);
    CHECK(page.hits.size() == std::min<std::size_t>(3, 12 - std::min<std::size_t>(12, request.offset)));
    CHECK(page.more == (request.offset + 3 < 12));
    for (std::size_t i = 0; i < page.hits.size(); ++i) CHECK(page.hits[i].article.id == whole[request.offset + i].article.id);
  }
}

TEST_CASE("a search for very many words is cancelled before it has an article") {
  TemporaryFolder folder;
  folder.write("a.txt", "Headline\n\nAn article with the word w7 in it.\n");
  index_folder(folder.path());
  std::atomic<bool> cancelled = false;
  Request request;
  request.cancelled = &cancelled;
  for (unsigned n = 0; n < 300; ++n) request.query += (n > 0 ? " OR " : "") + word(n);
  const Searcher searcher(folder.path());
  CHECK(searcher.count(request) == 1);
  cancelled = true;
  for (const auto sort : {Sort::newest, Sort::oldest, Sort::relevance}) {
    request.sort = sort;
    CHECK_THROWS_AS(searcher.search(request), Error);
  }
  CHECK_THROWS_AS(searcher.count(request), Error);
}
