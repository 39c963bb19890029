// SPDX-License-Identifier: GPL-2.0-or-later
// What stands in other fields than text and headline says nothing of how much an article is about something.
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

// The newer one has many more words, but only in its tags, its caption, its section and its address.
void write_archive(const TemporaryFolder& folder) {
  folder.write("a.jsonl", R"({"title": "Old", "date": "2020-01-01", "text": "The harbour was closed.", "author": "Jane Doe"})"
                          "\n"
                          R"({"title": "New", "date": "2024-01-01", "text": "The harbour was closed.", "author": "Jane Doe Jane Doe", "section": "The long name of a section", "url": "https://example.com/a/very/long/address/of/a/page", "tags": ["Harbours", "Storms of the north", "Ships and boats", "The weather"]})"
                          "\n");
}

std::vector<Hit> hits(const Searcher& searcher, const std::string& query) {
  Request request;
  request.query = query;
  return searcher.search(request).hits;
}

}  // namespace

TEST_CASE("tags, sections and addresses do not make an article longer: what else is equal is newest first") {
  const TemporaryFolder folder;
  write_archive(folder);
  index_folder(folder.path());
  const auto found = hits(Searcher(folder.path()), "harbour closed");
  REQUIRE(found.size() == 2);
  CHECK(found[0].article.title == "New");
  CHECK(found[0].score == found[1].score);
  CHECK(found[0].score > 0);
}

TEST_CASE("what is asked of such fields alone is not ranked, but newest first") {
  const TemporaryFolder folder;
  write_archive(folder);
  index_folder(folder.path());
  const Searcher searcher(folder.path());
  const auto found = hits(searcher, "byline:jane");
  REQUIRE(found.size() == 2);
  CHECK(found[0].article.title == "New");
  CHECK(found[0].score == 0);
  CHECK(found[1].score == 0);
  CHECK(hits(searcher, "byline:jane harbour")[0].score > 0);
}
