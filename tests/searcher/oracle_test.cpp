// SPDX-License-Identifier: GPL-2.0-or-later
// Every answer of an index is compared with brute force over the articles, on every kind of index there is.
#include "tests/support/corpora.hpp"
#include "tests/support/oracle.hpp"
#include "searcher/spans/matcher.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/indexed.hpp"
#include "tests/support/random_query.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

constexpr std::int64_t now = 1'700'000'000;

// Articles of few words, so that random queries meet: paragraphs, joined units, repeated words, several precisions of dates.
std::string small_archive(unsigned count, std::uint64_t seed) {
  const std::vector<std::string> vocabulary{"oil",       "prices",   "price",   "the",    "of",    "U.S.",     "us",     "economy",
                                            "take-over", "takeover", "10,000",  "10000",  "AT&T",  "att",      "Meta's", "metas",
                                            "bank",      "banks",    "banking", "rate",   "rates", "COVID-19", "said",   "a",
                                            "reform",    "é-vote",   "evote",   "Zürich", "zurich", "Zuerich",  "nação",  "nações", "élevée",
                                            "élevé"};
  std::uint64_t state = seed;
  const auto random = [&](std::size_t below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(state >> 33) % below;
  };
  std::string lines;
  for (unsigned i = 0; i < count; ++i) {
    const auto sentence = [&](std::size_t words) {
      std::string out;
      for (std::size_t w = 0; w < words; ++w) {
        out += vocabulary[random(vocabulary.size())];
        out += random(9) == 0 ? ", " : random(11) == 0 ? "\n\n" : random(15) == 0 ? ". " : " ";
      }
      return out;
    };
    nlohmann::json article = {{"id", std::to_string(i)},
                              {"title", sentence(1 + random(5))},
                              {"text", sentence(1 + random(40))},
                              {"author", random(2) ? "Jane Doe" : "Änn O'Brien"},
                              {"language", std::array{"en", "en", "de", "pt", "fr"}[random(5)]}};
    for (auto left = random(4); left > 0; --left) article["tags"].push_back(sentence(1 + random(3)));
    if (random(2)) article["dateline"] = sentence(1 + random(2));
    const std::string day = std::to_string(2015 + random(4)) + "-" + (random(2) ? "03" : "11") + "-" + std::to_string(10 + random(19));
    if (random(10) > 0)
      article["date"] = random(12) == 0 ? day.substr(0, 4) : random(8) == 0 ? day.substr(0, 7) : random(3) == 0 ? day + "T12:30:00Z" : day;
    lines += article.dump() + "\n";
  }
  return lines;
}

// The articles of which only one file tells: of several with one id, only the index knows which it holds.
std::vector<Article> single_articles(std::vector<Article> articles) {
  std::map<std::string, unsigned> times;
  for (const auto& article : articles) ++times[article.id];
  std::erase_if(articles, [&](const Article& article) { return times[article.id] > 1; });
  return articles;
}

Request request_for(const std::string& query, Sort sort) {
  Request request;
  request.query = query;
  request.sort = sort;
  request.passages = 0;
  request.now = now;
  return request;
}

constexpr std::size_t most = 400;  // of a long answer: every hit is an article read from the index

// The first ids of an answer.
std::vector<std::string> answer(const Searcher& searcher, const std::string& query, Sort sort) {
  Request request = request_for(query, sort);
  request.limit = most;
  std::vector<std::string> ids;
  searcher.each(request, [&](Hit&& hit) {
    ids.push_back(hit.article.id);
    return true;
  });
  return ids;
}

std::vector<std::string> sorted(std::vector<std::string> ids) {
  std::sort(ids.begin(), ids.end());
  return ids;
}

// Asks every kind of index, and brute force.
class Comparison {
 public:
  explicit Comparison(Indexes indexes) : indexes_(std::move(indexes)), oracle_(single_articles(articles_of(indexes_.front()->folder()))) {
    for (const auto& article : oracle_.articles()) known_.insert(article.id);
    several_ = indexes_.front()->searcher().articles() - known_.size();
  }

  const Indexes& indexes() const { return indexes_; }

  void ask(unsigned queries, std::uint64_t seed) {
    constexpr std::size_t many = 2000;  // an answer of which every page would take long
    RandomQueries random(oracle_.articles(), seed);
    for (unsigned i = 0; i < queries; ++i) {
      const Query query = random.next();
      const auto expected = truth(query);
      found_ += expected.size();
      const std::string text = query.str();
      const auto& first = indexes_.front()->searcher();
      const auto newest = answer(first, text, Sort::newest), oldest = answer(first, text, Sort::oldest);
      for (const auto& index : indexes_) {
        INFO(index->kind(), ", query: ", text);
        compare(index->searcher(), text, expected, i % 5 == 0 && expected.size() < many);
        if (index == indexes_.front()) continue;
        CHECK(answer(index->searcher(), text, Sort::newest) == newest);
        CHECK(answer(index->searcher(), text, Sort::oldest) == oldest);
      }
    }
    CHECK(found_ > queries);  // the queries must have had something to find
  }

 private:
  std::vector<std::string> truth(const Query& query) const {
    std::vector<std::string> ids;
    const auto matching = oracle_.ask(query);
    for (std::size_t i = 0; i < matching.size(); ++i)
      if (matching[i]) ids.push_back(oracle_.articles()[i].id);
    return sorted(ids);
  }

  // Every hit is one that brute force finds too, and as many are found; where an answer is listed to its end, none is missing.
  void compare(const Searcher& searcher, const std::string& query, const std::vector<std::string>& expected, bool in_pages) const {
    const auto count = searcher.count(request_for(query, Sort::newest));
    std::map<Sort, std::vector<std::string>> answers;
    for (const Sort sort : {Sort::newest, Sort::relevance, Sort::oldest}) {
      const auto& ids = answers[sort] = answer(searcher, query, sort);
      CHECK(ids.size() == std::min<std::uint64_t>(count, most));
      auto known = sorted(ids);
      CHECK(std::adjacent_find(known.begin(), known.end()) == known.end());
      std::erase_if(known, [&](const std::string& id) { return !known_.contains(id); });
      CHECK(std::includes(expected.begin(), expected.end(), known.begin(), known.end()));
      if (count <= most) CHECK(known.size() == expected.size());
    }
    CHECK(count >= expected.size());
    CHECK(count <= expected.size() + several_);
    if (in_pages) check_pages(searcher, query, answers);
  }

  // Whatever is left out in front and held back behind: the rest is the same.
  static void check_pages(const Searcher& searcher, const std::string& query, const std::map<Sort, std::vector<std::string>>& whole) {
    for (const auto& one : whole) {
      const Sort sort = one.first;
      const auto& all = one.second;
      for (std::size_t offset = 0; offset < all.size() + 2; offset = 2 * offset + 3) {
        if (all.size() == most && offset + 4 > most) break;
        Request request = request_for(query, sort);
        request.offset = offset;
        request.limit = 4;
        const Response page = searcher.search(request);
        const std::size_t begin = std::min(offset, all.size()), end = std::min(offset + 4, all.size());
        std::vector<std::string> ids;
        for (const auto& hit : page.hits) ids.push_back(hit.article.id);
        INFO("sort ", static_cast<int>(sort), " offset ", offset);
        CHECK(ids ==
              std::vector<std::string>(all.begin() + static_cast<std::ptrdiff_t>(begin), all.begin() + static_cast<std::ptrdiff_t>(end)));
        if (all.size() < most) CHECK(page.more == (end < all.size()));
      }
    }
  }

  Indexes indexes_;
  Oracle oracle_;
  std::set<std::string> known_;  // ids of the oracle's articles
  std::uint64_t several_ = 0;    // articles of the index that it leaves out
  std::uint64_t found_ = 0;
};

}  // namespace

namespace {

// Numbers of the tables that segments are coded with; no other is kept.
std::set<std::uint32_t> symbols_used(const Indexed& index) {
  const Catalog catalog = index.catalog();
  std::set<std::uint32_t> used, kept;
  for (const auto& segment : catalog.segments) used.insert(segment.symbols);
  for (const auto& table : catalog.tables)
    if (table.kind == TableKind::symbols) kept.insert(table.number);
  CHECK(used == kept);
  return used;
}

}  // namespace

TEST_CASE("every kind of index answers random queries as brute force does") {
  const TemporaryFolder folder;
  for (unsigned part = 0; part < 9; ++part) folder.write("part" + std::to_string(part) + ".jsonl", small_archive(35, 7 + part));
  Comparison comparison(every_kind_of_index(folder.path()));
  CHECK(comparison.indexes()[0]->numbers().segments == 1);
  CHECK(comparison.indexes()[1]->numbers().segments == 4);
  CHECK(comparison.indexes()[2]->numbers().dead > 0);
  CHECK(symbols_used(*comparison.indexes()[3]) == std::set<std::uint32_t>{1, 2});
  CHECK(symbols_used(*comparison.indexes()[4]) == std::set<std::uint32_t>{2});
  comparison.ask(effort(400), 11);
}

TEST_CASE("every kind of index of the sample archive answers random queries as brute force does") {
  Comparison comparison(every_kind_of_index(own_corpus("sample")));
  CHECK(symbols_used(*comparison.indexes()[3]) == std::set<std::uint32_t>{1, 2});
  CHECK(symbols_used(*comparison.indexes()[4]) == std::set<std::uint32_t>{2});
  comparison.ask(effort(400), 12);
}

TEST_CASE("an index of several segments of Reuters-21578 answers random queries as brute force does") {
  const auto corpora = real_corpora();
  if (!corpora || !fs::exists(*corpora / "reuters21578")) {
    MESSAGE("skipped: Reuters-21578 is not beside the project");
    return;
  }
  Comparison comparison(index_of_several_segments(*corpora / "reuters21578"));
  comparison.ask(effort(80), 13);
}

TEST_SUITE_BEGIN("long");

TEST_CASE("thousands of random queries on every kind of index of Reuters-21578 and of the sample archive") {
  Comparison(every_kind_of_index(own_corpus("sample"))).ask(5000, 14);
  const auto corpora = real_corpora();
  if (!corpora || !fs::exists(*corpora / "reuters21578")) {
    MESSAGE("skipped in part: Reuters-21578 is not beside the project");
    return;
  }
  Comparison(index_of_several_segments(*corpora / "reuters21578")).ask(2000, 15);
  Comparison(every_kind_of_index(*corpora / "reuters21578")).ask(200, 16);
}

TEST_SUITE_END();

TEST_CASE("the matcher decides as brute force does") {
  const TemporaryFolder folder;
  folder.write("a.jsonl", small_archive(60, 3));
  const Oracle oracle(articles_of(folder.path()));
  RandomQueries random(oracle.articles(), 5);
  for (unsigned i = 0; i < effort(1500); ++i) {
    const Query query = random.next();
    Matcher matcher(query);
    const auto matching = oracle.ask(query);
    for (std::size_t a = 0; a < matching.size(); ++a) {
      const Article& article = oracle.articles()[a];
      INFO("query: ", query.str(), "  article: ", article.text, "  title: ", article.title);
      CHECK(matcher.matches(article) == matching[a]);
    }
  }
}

TEST_CASE("newest first is date descending, then id ascending, whatever the segments are; oldest first is its mirror for dated articles") {
  const TemporaryFolder folder;
  for (unsigned run = 0; run < 4; ++run) {
    folder.write("part" + std::to_string(run) + ".jsonl", small_archive(50, 100 + run));
    index_folder(folder.path());
  }
  const Searcher searcher(folder.path());
  Request request;
  request.query = "the OR of OR oil";
  request.sort = Sort::newest;
  request.limit = 0;
  std::vector<std::pair<std::int64_t, std::string>> seen;
  searcher.each(request, [&](Hit&& hit) {
    const Date& date = hit.article.published;
    seen.emplace_back(date.known() ? -date.instant() : INT64_MAX, hit.article.id);
    return true;
  });
  REQUIRE(seen.size() > 50);
  CHECK(std::is_sorted(seen.begin(), seen.end()));
  for (std::uint64_t offset = 0; offset < seen.size(); offset += 17) {
    request.offset = offset;
    request.limit = 5;
    const Response page = searcher.search(request);
    for (std::size_t i = 0; i < page.hits.size(); ++i) CHECK(page.hits[i].article.id == seen[offset + i].second);
  }
}
