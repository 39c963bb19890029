// SPDX-License-Identifier: GPL-2.0-or-later
// Where the words of a query stand in an article counts in the ranking, and in nothing else.
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

using Titles = std::vector<std::string>;

std::string filler(unsigned words) {
  std::string text;
  for (unsigned i = 0; i < words; ++i) text += "filler ";
  return text;
}

// Dated by its day of March: between equal weights the newer one comes first.
void write_on(const TemporaryFolder& folder, unsigned day, const std::string& title, const std::string& text) {
  folder.write("2024-03-" + std::string(day < 10 ? "0" : "") + std::to_string(day) + "/" + title + ".txt",
               title + "\n\n" + text + "\n");
}

// Many other articles, so that the words of the queries are rare.
void write_others(const TemporaryFolder& folder) {
  for (unsigned i = 0; i < 30; ++i)
    folder.write("other" + std::to_string(i) + ".txt", "Other " + std::to_string(i) + "\n\n" + filler(60) + "\n");
}

// The same words as often in articles of the same length, ever farther apart the newer they are.
void write_ladder(const TemporaryFolder& folder) {
  write_on(folder, 1, "Adjacent", filler(60) + "nuclear treaty " + filler(62));
  write_on(folder, 2, "Close", filler(60) + "treaty filler filler nuclear " + filler(60));
  write_on(folder, 3, "Apart", filler(60) + "nuclear " + filler(30) + "treaty " + filler(32));
  write_others(folder);
}

}  // namespace

TEST_CASE(
    "of articles that have a query's words as often, those come first that have them beside each other, then those "
    "that have them close") {
  const TemporaryFolder folder;
  write_ladder(folder);
  index_folder(folder.path());
  const Searcher searcher(folder.path());
  const Titles wanted{"Adjacent", "Close", "Apart"};
  CHECK(titles_of(searcher, "nuclear treaty", Sort::relevance) == wanted);
  CHECK(titles_of(searcher, "filler nuclear treaty", Sort::relevance) ==
        wanted);  // the first word is in every article and says nothing
  Request request = request_for("nuclear treaty", Sort::relevance);
  request.any_word = true;
  CHECK(titles_of(searcher, request) == wanted);
}

TEST_CASE("alternatives belong no more together for standing side by side in the query") {
  const TemporaryFolder folder;
  write_ladder(folder);
  index_folder(folder.path());
  CHECK(titles_of(Searcher(folder.path()), "nuclear OR treaty", Sort::relevance) ==
        Titles{"Apart", "Close", "Adjacent"});
}

TEST_CASE("words are neighbours within one field only") {
  const TemporaryFolder folder;
  write_ladder(folder);
  index_folder(folder.path());
  CHECK(titles_of(Searcher(folder.path()), "nuclear body:treaty", Sort::relevance) ==
        Titles{"Apart", "Close", "Adjacent"});
}

TEST_CASE(
    "pages of a ranking by proximity are pieces of the whole, also where articles are no longer looked at for it") {
  const TemporaryFolder folder;
  for (unsigned i = 0; i < 150; ++i) {
    const std::string between = i % 3 == 0 ? "" : filler(i % 7 * 5), number = std::to_string(i);
    folder.write("2024-03-" + std::to_string(10 + i % 20) + "/" + number + ".txt",
                 "Number " + number + "\n\n" + filler(60) + "nuclear " + between + "treaty\n");
  }
  write_others(folder);
  index_folder(folder.path());
  const Searcher searcher(folder.path());
  Request request = request_for("nuclear treaty", Sort::relevance);
  const auto whole = titles_of(searcher, request);
  CHECK(whole.size() == 150);
  Titles pages;
  double last = 1e9;
  for (request.limit = 7; request.offset < whole.size(); request.offset += request.limit)
    for (const auto& hit : searcher.search(request).hits) {
      CHECK(hit.score <= last);
      last = hit.score;
      pages.push_back(hit.article.title);
    }
  CHECK(pages == whole);
}

TEST_CASE("what an article says first counts more than what it says later") {
  const TemporaryFolder folder;
  write_on(folder, 1, "First", "treaty " + filler(120));
  write_on(folder, 2, "Later", filler(120) + "treaty");
  write_others(folder);
  index_folder(folder.path());
  CHECK(titles_of(Searcher(folder.path()), "treaty", Sort::relevance) == Titles{"First", "Later"});
}
