// SPDX-License-Identifier: GPL-2.0-or-later
// One Searcher asked by several threads at once, while its index is written.
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <functional>
#include <thread>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

constexpr int first_articles = 60;

std::string story(int number) {
  return R"({"id": "oil-)" + std::to_string(number) + R"(", "title": "Oil report )" + std::to_string(number) + R"(", "date": "2024-03-0)" + std::to_string(number % 9 + 1) +
         R"(", "text": "The price of oil rose to )" + std::to_string(number) + R"( dollars. Traders in market)" + std::to_string(number % 7) + " sold oil again.\"}\n";
}

// Everything that is asked of a searcher, as one text.
std::string asked(const Searcher& searcher) {
  std::string all = std::to_string(searcher.articles()) + "\n";
  for (const char* query : {"oil", "\"price of oil\"", "market* -dollars", "market3 OR market4", "oil near/4 rose", "date:2024-03-05 trader", "title:report 17"}) {
    Request request = request_for(query, Sort::relevance);
    request.limit = 5;
    const auto response = searcher.search(request);
    for (const auto& hit : response.hits) all += hit.article.id + " " + (hit.passages.empty() ? "" : hit.passages.front().text) + "\n";
    if (!response.hits.empty()) all += searcher.article(response.hits.front().article.id)->text;
    all += std::to_string(searcher.count(request)) + "\n";
    for (const auto& [term, count] : searcher.explain(request).terms) all += term + " " + std::to_string(count) + "\n";
    for (const auto& id : ids_of(searcher, query)) all += id;
  }
  return all;
}

void in_threads(int threads, const std::function<void()>& work) {
  std::vector<std::thread> running;
  for (int i = 0; i < threads; ++i) running.emplace_back(work);
  for (auto& thread : running) thread.join();
}

}  // namespace

TEST_CASE("several threads that ask one searcher get what one thread gets, while the index goes on") {
  const TemporaryFolder folder;
  std::string stories;
  for (int i = 0; i < first_articles; ++i) folder.write("part-" + std::to_string(i % 3) + ".jsonl", stories += story(i));
  index_folder(folder.path());
  const Searcher searcher(folder.path());
  const std::string alone = asked(searcher);
  std::atomic<int> others{0};
  std::thread writer([&] {
    for (int i = 0; i < 4; ++i) {
      folder.write("more-" + std::to_string(i) + ".jsonl", story(first_articles + i));
      index_folder(folder.path());
    }
  });
  in_threads(4, [&] {
    for (int round = 0; round < 5; ++round) others += asked(searcher) != alone;
  });
  writer.join();
  CHECK(others == 0);
}

TEST_CASE("searchers of one index in several threads, each its own, see whole generations") {
  const TemporaryFolder folder;
  folder.write("part.jsonl", story(0));
  index_folder(folder.path());
  std::atomic<int> odd{0};
  std::atomic<bool> ended{false};
  std::thread writer([&] {
    for (int i = 1; i < 8; ++i) {
      folder.write("part-" + std::to_string(i) + ".jsonl", story(i));
      index_folder(folder.path());
    }
    ended = true;
  });
  in_threads(4, [&] {
    Searcher searcher(folder.path());
    for (std::uint64_t before = 0; !ended || searcher.refresh();) {
      searcher.refresh();
      const auto articles = searcher.articles();
      odd += articles < before || searcher.count(request_for("oil")) != articles;
      before = articles;
    }
  });
  writer.join();
  CHECK(odd == 0);
}
