// SPDX-License-Identifier: GPL-2.0-or-later
// Articles that were fetched more than once.
#include "common/catalog.hpp"
#include "common/files.hpp"
#include "tests/support/containers.hpp"
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

// One fetch of a page of one address, as a record of a crawl.
std::string fetched(const std::string& when, const std::string& word) {
  const std::string page = "<!DOCTYPE html><html><head><title>The harbour</title></head><body><article><h1>The harbour</h1><p>The council met on the quay in the week of the " +
                           word + " and talked about the ferry until the evening.</p></article></body></html>";
  Record record{"response", "http://news.example/harbour", http_answer(page)};
  record.time = when;
  return warc_record(record);
}

const std::string january = "2020-01-05T10:00:00Z", march = "2020-03-05T10:00:00Z", june = "2020-06-05T10:00:00Z";

// The words of the articles of an index, and when these were captured.
std::string present(const fs::path& archive) {
  std::string all;
  for (const std::string word : {"storm", "calm", "fog"})
    for (const auto& captured : of_each(Searcher(archive / ".newsgrep"), request_for(word), [](const Article& article) { return article.captured.iso(); }))
      all += (all.empty() ? "" : ", ") + word + " " + captured;
  return all;
}

}  // namespace

TEST_CASE("an article that was fetched again with another text replaces the older one, and keeps the date of capture of that") {
  const TemporaryFolder folder;
  folder.write("a.warc", fetched(january, "storm"));
  index_folder(folder.path());
  CHECK(present(folder.path()) == "storm " + january);
  folder.write("b.warc", fetched(march, "calm"));
  CHECK(index_folder(folder.path()).replaced == 1);
  CHECK(present(folder.path()) == "calm " + january);
  CHECK(ids_of(Searcher(folder.path()), "seen:2020-01").size() == 1);
  CHECK(ids_of(Searcher(folder.path()), "seen:2020-03").empty());
  CHECK(check(folder.path() / ".newsgrep", {}).empty());
}

TEST_CASE("the date of the first capture does not hang on what was read in one run, nor on the order") {
  const std::vector<std::pair<std::string, std::string>> fetches{{"a.warc", fetched(march, "calm")}, {"b.warc", fetched(january, "storm")}, {"c.warc", fetched(june, "fog")}};
  std::vector<std::size_t> order{0, 1, 2};
  do {
    for (const bool at_once : {false, true}) {
      const TemporaryFolder folder;
      for (const auto number : order) {
        folder.write(fetches[number].first, fetches[number].second);
        if (!at_once) index_folder(folder.path());
      }
      index_folder(folder.path());
      CHECK(present(folder.path()) == "fog " + january);
      CHECK(index_folder(folder.path()).files_read == 0);
    }
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_CASE("a page that nobody fetched keeps the date at which a crawler had fetched an older form of it") {
  const TemporaryFolder folder;
  folder.write("a.warc", fetched(january, "storm"));
  index_folder(folder.path());
  folder.write("b.json", R"({"url": "http://news.example/harbour", "title": "The harbour", "date": "2021-01-01", "text": "The council met in the week of the calm on the harbour."})");
  index_folder(folder.path());
  CHECK(present(folder.path()) == "calm " + january);
}

TEST_CASE("when the later form of an article goes the older one comes back as it was fetched") {
  const TemporaryFolder folder;
  folder.write("a.warc", fetched(january, "storm"));
  const auto later = folder.write("b.warc", fetched(march, "calm"));
  index_folder(folder.path());
  fs::remove(later);
  index_folder(folder.path());
  CHECK(present(folder.path()) == "storm " + january);
}

TEST_CASE("the date of the first capture outlives the file that told it, merges, and a repair") {
  const TemporaryFolder folder;
  const auto first = folder.write("a.warc", fetched(january, "storm"));
  index_folder(folder.path());
  folder.write("b.warc", fetched(march, "calm"));
  folder.write("c.json", R"({"url": "http://news.example/other", "title": "Other", "date": "2021-01-01", "text": "Other text."})");
  index_folder(folder.path());
  fs::remove(first);
  index_folder(folder.path());
  CHECK(present(folder.path()) == "calm " + january);
  Indexer(options_for(folder.path())).compact();
  CHECK(present(folder.path()) == "calm " + january);
  const auto db = folder.path() / ".newsgrep";
  const auto terms = segment_path(db, read_catalog(db).segments.at(0).id) / "postlist.glass";
  write_file(terms, "nothing");
  const auto summary = Indexer(options_for(folder.path())).repair();
  CHECK(summary.saved == 2);
  CHECK(summary.read_again == 0);
  CHECK(present(folder.path()) == "calm " + january);
}

TEST_CASE("a crawl that is done once more, into the same file, keeps when its articles were fetched first") {
  const TemporaryFolder folder;
  for (const auto& when : {january, march}) {
    folder.write("a.warc", fetched(when, "storm"));
    CHECK(index_folder(folder.path()).files_read == 1);
    CHECK(present(folder.path()) == "storm " + january);
  }
}
