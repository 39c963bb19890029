// SPDX-License-Identifier: GPL-2.0-or-later
// What the best articles have in common counts in the ranking, and in nothing else.
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

// Two articles about the coup in full, one of which never says "coup"; and many about other things, some with one of
// the query's words.
void write_archive(const TemporaryFolder& folder) {
  folder.write("coup.txt",
               "The palace fell\n\nThe generals led the coup in the capital. The junta of generals seized the palace "
               "and the barracks by night.\n");
  folder.write("again.txt",
               "Palace seized\n\nA coup it was: generals, a junta, the barracks and the palace were named in every "
               "report of the capital.\n");
  folder.write("junta.txt",
               "Night of the barracks\n\nThe junta said its generals hold the palace. In the capital the barracks were "
               "quiet after the night.\n");
  for (unsigned i = 0; i < 30; ++i)
    folder.write(
        "other" + std::to_string(i) + ".txt",
        "Harvest report " + std::to_string(i) +
            "\n\nFarmers in the capital region sold wheat and barley at market prices, and the harvest went on.\n");
}

Request any_of(const std::string& query, bool feedback) {
  Request request = request_for(query, Sort::relevance);
  request.any_word = true;
  request.feedback = feedback;
  return request;
}

std::vector<std::string> sorted(std::vector<std::string> titles) {
  std::sort(titles.begin(), titles.end());
  return titles;
}

}  // namespace

TEST_CASE(
    "with any of the words an article like the best ones comes before those that share one word of the query with "
    "them") {
  const TemporaryFolder folder;
  write_archive(folder);
  index_folder(folder.path());
  const Searcher searcher(folder.path());
  const auto place_of_junta = [&](bool feedback) {
    const auto titles = titles_of(searcher, any_of("coup capital", feedback));
    return std::find(titles.begin(), titles.end(), "Night of the barracks") - titles.begin();
  };
  CHECK(place_of_junta(true) == 2);
  CHECK(place_of_junta(true) <= place_of_junta(false));
}

TEST_CASE("feedback changes neither which articles match nor how many") {
  const TemporaryFolder folder;
  write_archive(folder);
  index_folder(folder.path());
  const Searcher searcher(folder.path());
  for (const std::string query : {"coup capital", "coup wheat -barley", "\"the palace\" harvest", "coup", "nothing such"}) {
    INFO(query);
    CHECK(sorted(titles_of(searcher, any_of(query, true))) == sorted(titles_of(searcher, any_of(query, false))));
  }
}

TEST_CASE("pages of a ranking with feedback are pieces of the whole") {
  const TemporaryFolder folder;
  write_archive(folder);
  index_folder(folder.path());
  const Searcher searcher(folder.path());
  Request request = any_of("coup capital", true);
  const auto whole = titles_of(searcher, request);
  std::vector<std::string> pages;
  for (request.limit = 7; request.offset < whole.size(); request.offset += request.limit)
    for (const auto& hit : searcher.search(request).hits) pages.push_back(hit.article.title);
  CHECK(pages == whole);
}

TEST_CASE("an explanation names the terms that only the ranking asks for") {
  const TemporaryFolder folder;
  write_archive(folder);
  index_folder(folder.path());
  Request request = any_of("coup capital", true);
  const auto telling = Searcher(folder.path()).explain(request).telling;
  REQUIRE(!telling.empty());
  double sum = 0;
  for (const auto& [term, part] : telling) sum += part;
  CHECK(sum == doctest::Approx(1));
  CHECK(std::any_of(telling.begin(), telling.end(), [](const auto& one) { return one.first == "Zjunta"; }));
  request.feedback = false;
  CHECK(Searcher(folder.path()).explain(request).telling.empty());
}
