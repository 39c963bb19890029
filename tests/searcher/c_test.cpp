// SPDX-License-Identifier: GPL-2.0-or-later
// The functions for C give what the library for C++ gives, and their errors are statuses.
#include "tests/support/folder.hpp"

#include <newsgrep/index.h>
#include <newsgrep/search.h>

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

using namespace newsgrep::testing;

namespace {

std::string text(newsgrep_text borrowed) { return {borrowed.bytes, borrowed.size}; }

using IndexerHandle = std::unique_ptr<newsgrep_indexer, decltype(&newsgrep_indexer_free)>;
using SearcherHandle = std::unique_ptr<newsgrep_searcher, decltype(&newsgrep_searcher_close)>;
using RequestHandle = std::unique_ptr<newsgrep_request, decltype(&newsgrep_request_free)>;
using ResponseHandle = std::unique_ptr<newsgrep_response, decltype(&newsgrep_response_free)>;
using ErrorHandle = std::unique_ptr<newsgrep_error, decltype(&newsgrep_error_free)>;

IndexerHandle indexer_for(const TemporaryFolder& folder) {
  IndexerHandle indexer(newsgrep_indexer_new((folder.path() / "index").c_str()), newsgrep_indexer_free);
  REQUIRE(newsgrep_indexer_add_path(indexer.get(), (folder.path() / "news").c_str()) == NEWSGREP_OK);
  return indexer;
}

// An archive of two articles, and its index.
void write_archive(const TemporaryFolder& folder) {
  folder.write("news/rates.txt", "Rates cut\n\nBy Ann Lee\n\n9 April 2024\n\nThe bank cut rates to zero on Tuesday.\n");
  folder.write("news/wheat.txt", "Wheat\n\nFarmers sold wheat to the bank.\n");
  REQUIRE(newsgrep_indexer_run(indexer_for(folder).get(), nullptr, nullptr) == NEWSGREP_OK);
}

SearcherHandle open_index(const TemporaryFolder& folder) {
  newsgrep_searcher* searcher = nullptr;
  REQUIRE(newsgrep_searcher_open((folder.path() / "index").c_str(), 1, &searcher, nullptr) == NEWSGREP_OK);
  return {searcher, newsgrep_searcher_close};
}

RequestHandle request_for(const char* query) { return {newsgrep_request_new(query), newsgrep_request_free}; }

ResponseHandle search(const SearcherHandle& searcher, const RequestHandle& request) {
  newsgrep_response* response = nullptr;
  REQUIRE(newsgrep_search(searcher.get(), request.get(), &response, nullptr) == NEWSGREP_OK);
  return {response, newsgrep_response_free};
}

}  // namespace

TEST_CASE("C gets a hit with its fields, its passages and where they match") {
  const TemporaryFolder folder;
  write_archive(folder);
  const auto response = search(open_index(folder), request_for("\"cut rates\""));
  REQUIRE(newsgrep_response_hits(response.get()) == 1);
  int exact = 0;
  CHECK(newsgrep_response_count(response.get(), &exact) == 1);
  CHECK(exact == 1);
  const newsgrep_hit* hit = newsgrep_response_hit(response.get(), 0);
  const newsgrep_article* article = newsgrep_hit_article(hit);
  CHECK(text(newsgrep_article_field(article, NEWSGREP_TITLE)) == "Rates cut");
  CHECK(text(newsgrep_article_field(article, NEWSGREP_DATE)) == "2024-04-09");
  CHECK(text(newsgrep_article_field(article, NEWSGREP_BYLINE)) == "Ann Lee");
  CHECK(text(newsgrep_article_field(article, static_cast<newsgrep_field>(200))) == "");
  CHECK(newsgrep_article_instant(article) == 1712620800);
  CHECK(newsgrep_hit_score(hit) > 0);
  REQUIRE(newsgrep_hit_passages(hit) == 1);
  const newsgrep_passage passage = newsgrep_hit_passage(hit, 0);
  REQUIRE(passage.match_count == 1);
  CHECK(text(passage.text).substr(passage.matches[0].begin, passage.matches[0].end - passage.matches[0].begin) == "cut rates");
}

TEST_CASE("C gets what a source lists of an article, and where it was written") {
  const TemporaryFolder folder;
  folder.write("news/a.jsonl", R"({"title": "Rates cut", "text": "PARIS, April 9 (Reuters) - The bank cut rates.", "tags": ["Central banks", "Rates"]})");
  REQUIRE(newsgrep_indexer_run(indexer_for(folder).get(), nullptr, nullptr) == NEWSGREP_OK);
  const auto response = search(open_index(folder), request_for("tag:\"central banks\" dateline:paris"));
  REQUIRE(newsgrep_response_hits(response.get()) == 1);
  const newsgrep_article* article = newsgrep_hit_article(newsgrep_response_hit(response.get(), 0));
  CHECK(text(newsgrep_article_field(article, NEWSGREP_DATELINE)) == "PARIS");
  REQUIRE(newsgrep_article_list_size(article, NEWSGREP_TAGS) == 2);
  CHECK(text(newsgrep_article_list_member(article, NEWSGREP_TAGS, 1)) == "Rates");
  CHECK(text(newsgrep_article_list_member(article, NEWSGREP_TAGS, 2)) == "");
  CHECK(newsgrep_article_list_size(article, NEWSGREP_CAPTIONS) == 0);
  CHECK(newsgrep_article_list_size(article, static_cast<newsgrep_list>(99)) == 0);
}

TEST_CASE("C is told why nothing was found") {
  const TemporaryFolder folder;
  write_archive(folder);
  const auto response = search(open_index(folder), request_for("bank zeppelin"));
  CHECK(newsgrep_response_hits(response.get()) == 0);
  CHECK(newsgrep_response_more(response.get()) == 0);
  CHECK(newsgrep_response_undated(response.get(), nullptr) == 0);
  REQUIRE(newsgrep_response_hints(response.get()) == 1);
  CHECK(text(newsgrep_response_hint(response.get(), 0)) == "no article has zeppelin");
}

TEST_CASE("C streams hits until it has enough, counts them, and finds an article by its id") {
  const TemporaryFolder folder;
  write_archive(folder);
  const auto searcher = open_index(folder);
  const auto request = request_for("bank");
  newsgrep_request_set_sort(request.get(), NEWSGREP_NEWEST);
  std::vector<std::string> ids;
  const auto take_one = [](const newsgrep_hit* hit, void* user) {
    static_cast<std::vector<std::string>*>(user)->push_back(text(newsgrep_article_field(newsgrep_hit_article(hit), NEWSGREP_ID)));
    return 0;
  };
  CHECK(newsgrep_each(searcher.get(), request.get(), take_one, &ids, nullptr) == NEWSGREP_OK);
  REQUIRE(ids.size() == 1);
  std::uint64_t count = 0;
  CHECK(newsgrep_count(searcher.get(), request.get(), &count, nullptr) == NEWSGREP_OK);
  CHECK(count == 2);
  newsgrep_article* article = nullptr;
  REQUIRE(newsgrep_find_article(searcher.get(), ids.front().c_str(), &article, nullptr) == NEWSGREP_OK);
  REQUIRE(article);
  CHECK(text(newsgrep_article_field(article, NEWSGREP_TEXT)) == "The bank cut rates to zero on Tuesday.");
  newsgrep_article_free(article);
  CHECK(newsgrep_find_article(searcher.get(), "no such address", &article, nullptr) == NEWSGREP_OK);
  CHECK_FALSE(article);
}

TEST_CASE("C is told of what was repaired in a query, and with strict that is an error") {
  const TemporaryFolder folder;
  write_archive(folder);
  const auto searcher = open_index(folder);
  const auto request = request_for("\"cut rates");
  const auto response = search(searcher, request);
  REQUIRE(newsgrep_response_diagnostics(response.get()) == 1);
  CHECK(text(newsgrep_response_diagnostic(response.get(), 0).kind) == "closed_quote");
  newsgrep_request_set(request.get(), NEWSGREP_STRICT, 1);
  newsgrep_response* none = nullptr;
  newsgrep_error* error = nullptr;
  CHECK(newsgrep_search(searcher.get(), request.get(), &none, &error) == NEWSGREP_QUERY);
  CHECK_FALSE(none);
  const ErrorHandle freed(error, newsgrep_error_free);
  CHECK(newsgrep_error_status(error) == NEWSGREP_QUERY);
  CHECK_FALSE(text(newsgrep_error_message(error)).empty());
}

TEST_CASE("for C a missing index is a status with a message") {
  const TemporaryFolder folder;
  newsgrep_searcher* searcher = nullptr;
  newsgrep_error* error = nullptr;
  CHECK(newsgrep_searcher_open((folder.path() / "nothing").c_str(), 0, &searcher, &error) == NEWSGREP_NO_INDEX);
  CHECK_FALSE(searcher);
  const ErrorHandle freed(error, newsgrep_error_free);
  CHECK_FALSE(text(newsgrep_error_message(error)).empty());
}

TEST_CASE("a request that C cancels ends, if it can be cancelled") {
  const TemporaryFolder folder;
  std::string many;
  for (unsigned i = 0; i < 1000; ++i) many += "{\"title\": \"Report " + std::to_string(i) + "\", \"text\": \"The bank sold wheat.\"}\n";
  folder.write("news/many.jsonl", many);
  REQUIRE(newsgrep_indexer_run(indexer_for(folder).get(), nullptr, nullptr) == NEWSGREP_OK);
  const auto searcher = open_index(folder);
  const auto request = request_for("bank near/3 wheat");
  std::uint64_t count = 0;
  newsgrep_request_cancel(request.get());
  CHECK(newsgrep_count(searcher.get(), request.get(), &count, nullptr) == NEWSGREP_OK);
  CHECK(count == 1000);
  newsgrep_request_set(request.get(), NEWSGREP_CANCELLABLE, 1);
  CHECK(newsgrep_count(searcher.get(), request.get(), &count, nullptr) == NEWSGREP_CANCELLED);
  CHECK(count == 0);
}

TEST_CASE("C builds an index, keeps it current, is told what cannot be read, and checks it") {
  const TemporaryFolder folder;
  write_archive(folder);
  const auto searcher = open_index(folder);
  folder.write("news/more.txt", "More\n\nThe bank sold more.\n");
  folder.write("news/bad.json", "{\"title\": ");
  const auto indexer = indexer_for(folder);
  std::vector<std::string> told;
  newsgrep_indexer_on_diagnostic(
      indexer.get(),
      [](const newsgrep_diagnostic* diagnostic, void* user) {
        static_cast<std::vector<std::string>*>(user)->push_back(text(diagnostic->address));
      },
      &told);
  newsgrep_index_summary summary;
  REQUIRE(newsgrep_indexer_run(indexer.get(), &summary, nullptr) == NEWSGREP_OK);
  CHECK(summary.added == 1);
  CHECK(summary.articles == 3);
  CHECK(summary.failed_articles == 1);
  CHECK(summary.published == 1);
  REQUIRE(told.size() == 1);
  CHECK(told.front() == (folder.path() / "news/bad.json").string() + "#1");

  int moved = 0;
  CHECK(newsgrep_searcher_articles(searcher.get()) == 2);
  CHECK(newsgrep_searcher_refresh(searcher.get(), &moved, nullptr) == NEWSGREP_OK);
  CHECK(moved == 1);
  CHECK(newsgrep_searcher_articles(searcher.get()) == 3);
  std::size_t troubles = 1;
  CHECK(newsgrep_check((folder.path() / "index").c_str(), nullptr, nullptr, &troubles, nullptr) == NEWSGREP_OK);
  CHECK(troubles == 0);
}

TEST_CASE("a run that C cancels twice leaves the index as it was") {
  const TemporaryFolder folder;
  write_archive(folder);
  folder.write("news/more.txt", "More\n\nThe bank sold more.\n");
  const auto indexer = indexer_for(folder);
  newsgrep_indexer_cancel(indexer.get());
  newsgrep_indexer_cancel(indexer.get());
  CHECK(newsgrep_indexer_run(indexer.get(), nullptr, nullptr) == NEWSGREP_CANCELLED);
  CHECK(newsgrep_searcher_articles(open_index(folder).get()) == 2);
}
