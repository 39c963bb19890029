// SPDX-License-Identifier: GPL-2.0-or-later
// Every answer of an index is compared with brute force over the articles, on every kind of index there is.
#include "searcher/spans/matcher.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/oracle.hpp"
#include "tests/support/random_query.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

constexpr std::int64_t now = 1'700'000'000;

// Articles of few words, so that random queries meet: paragraphs, joined units, repeated words, several precisions of dates.
std::string small_archive(unsigned count, std::uint64_t seed) {
  const std::vector<std::string> vocabulary{"oil", "prices", "price", "the", "of", "U.S.", "us", "economy", "take-over", "takeover", "10,000", "10000", "AT&T", "att", "Meta's", "metas",
                                            "bank", "banks", "banking", "rate", "rates", "COVID-19", "said", "a", "reform", "é-vote", "evote", "Zürich", "zurich"};
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
    nlohmann::json article = {{"id", std::to_string(i)}, {"title", sentence(1 + random(5))}, {"text", sentence(1 + random(40))}, {"author", random(2) ? "Jane Doe" : "Ann O'Brien"}};
    const std::string day = std::to_string(2015 + random(4)) + "-" + (random(2) ? "03" : "11") + "-" + std::to_string(10 + random(19));
    if (random(10) > 0) article["date"] = random(12) == 0 ? day.substr(0, 4) : random(8) == 0 ? day.substr(0, 7) : random(3) == 0 ? day + "T12:30:00Z" : day;
    lines += article.dump() + "\n";
  }
  return lines;
}

std::vector<Article> extracted(const fs::path& archive) {
  std::vector<Article> articles;
  Indexer(options_for(archive)).extract([&](const Article& article, const std::vector<std::string>&) {
    articles.push_back(article);
    return true;
  });
  return articles;
}

std::vector<std::string> truth(const Query& query, const Oracle& oracle) {
  std::vector<std::string> ids;
  const auto matching = oracle.ask(query);
  for (std::size_t i = 0; i < matching.size(); ++i)
    if (matching[i]) ids.push_back(oracle.articles()[i].native_id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::vector<std::string> answer(const Searcher& searcher, const std::string& query, Sort sort) {
  Request request;
  request.query = query;
  request.sort = sort;
  request.limit = 0;
  request.passages = 0;
  request.now = now;
  std::vector<std::string> found;
  searcher.each(request, [&](Hit&& hit) {
    found.push_back(hit.article.native_id);
    return true;
  });
  std::sort(found.begin(), found.end());
  return found;
}

void compare(const fs::path& archive, unsigned queries, std::uint64_t seed) {
  const Oracle oracle(extracted(archive));
  const Searcher searcher(archive);
  RandomQueries random(oracle.articles(), seed);
  for (unsigned i = 0; i < queries; ++i) {
    const Query query = random.next();
    const std::string text = query.str();
    INFO("query: ", text);
    const auto expected = truth(query, oracle);
    Request request;
    request.query = text;
    request.now = now;
    CHECK(searcher.count(request) == expected.size());
    CHECK(answer(searcher, text, Sort::newest) == expected);
    CHECK(answer(searcher, text, Sort::relevance) == expected);
    if (i % 4 == 0) CHECK(answer(searcher, text, Sort::oldest) == expected);
  }
}

}  // namespace

TEST_CASE("an index of one segment answers random queries as brute force does") {
  const TemporaryFolder folder;
  folder.write("a.jsonl", small_archive(300, 1));
  index_folder(folder.path());
  compare(folder.path(), 600, 11);
}

TEST_CASE("an index of many segments, with replaced and removed articles, answers as brute force does") {
  const TemporaryFolder folder;
  for (unsigned run = 0; run < 5; ++run) {
    for (unsigned part = 0; part < 3; ++part) folder.write("part" + std::to_string((run + part) % 5) + ".jsonl", small_archive(40, 7 + run * 10 + part));
    if (run == 3) fs::remove(folder.path() / "part0.jsonl");
    index_folder(folder.path());
  }
  CHECK(statistics(folder.path() / ".newsgrep").segments > 1);
  compare(folder.path(), 400, 12);
}

TEST_CASE("the matcher decides as brute force does") {
  const TemporaryFolder folder;
  folder.write("a.jsonl", small_archive(60, 3));
  const Oracle oracle(extracted(folder.path()));
  RandomQueries random(oracle.articles(), 5);
  for (unsigned i = 0; i < 1500; ++i) {
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
