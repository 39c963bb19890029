// SPDX-License-Identifier: GPL-2.0-or-later
// The archive that new users try first.
#include "indexer/containers/open.hpp"
#include "indexer/readers/reader.hpp"
#include "tests/indexer/extracting.hpp"
#include "tests/support/corpora.hpp"
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

using namespace newsgrep;
using namespace newsgrep::testing;

TEST_CASE("the project's own news has a file of every format, and the sample plain and compressed ones") {
  std::set<std::string_view> found{"mets", "mhtml"};  // which holds no news itself; which the tests of saved pages make
  std::set<std::string> endings;
  std::vector<fs::directory_entry> files;
  for (const char* folder : {"formats", "sample"})
    for (const auto& file : fs::recursive_directory_iterator(own_corpus(folder)))
      if (file.is_regular_file()) files.push_back(file);
  for (const auto& file : files) {
    if (file.path().string().find("/sample/") != std::string::npos) endings.insert(file.path().extension().string());
    const auto entry = open_entry(file.path().string(), nullptr);
    constexpr std::size_t head_size = 64 * 1024;
    const Format* format = detect_format(file.path().string(), entry->head(head_size));
    REQUIRE_MESSAGE(format, file.path().string());
    found.insert(format->name);
  }
  for (const Format& format : formats()) CHECK_MESSAGE(found.count(format.name) == 1, std::string(format.name));
  CHECK(endings.count(".gz") == 1);
  CHECK(endings.count(".zst") == 1);
}

TEST_CASE("every article of the sample has what readers look for") {
  const auto sample = extract(own_corpus("sample"));
  CHECK(sample.articles.size() == 62);
  CHECK(sample.troubles.empty());
  std::vector<std::string> undated;
  for (const auto& article : sample.articles) {
    CAPTURE(article.address());
    CHECK(article.title.size() >= 20);
    CHECK(article.text.size() > 80);
    CHECK(article.text.find("\xEF\xBF\xBD") == std::string::npos);
    if (!article.published.known()) undated.push_back(fs::path(article.path).filename().string());
  }
  CHECK(undated == std::vector<std::string>{"leap-second.txt"});
}

TEST_CASE("headers, names of sites and furniture stay out of the sample's headlines and texts") {
  for (const auto& article : extract(own_corpus("sample")).articles) {
    CAPTURE(article.address());
    for (const char* stray : {"Subject:", "Meridian Ledger -", "| Uplands", "Title:"}) CHECK(article.title.find(stray) == std::string::npos);
    for (const char* stray : {"gullwatcher", "cookies and similar", "Council votes", "sport of the week", "Subscribe to our", "Author:"})
      CHECK(article.text.find(stray) == std::string::npos);
  }
}

TEST_CASE("the sample answers the question of the first minute") {
  const TemporaryFolder folder;
  IndexOptions options;
  options.db = folder.path() / "db";
  options.paths = {own_corpus("sample").string()};
  const auto summary = Indexer(options).run();
  CHECK(summary.files_failed == 0);
  CHECK(summary.failed_articles == 0);
  CHECK(summary.superseded == 1);  // the first version of the report on Scale AI, by the one that replaced it
  CHECK(summary.articles == 61);
  const Searcher searcher(options.db);
  CHECK(ids_of(searcher, "\"Superintelligence Labs\"").size() >= 3);
  CHECK(titles_of(searcher, "title:\"Muse Spark\"").size() == 2);
  CHECK(titles_of(searcher, "\"stake of 49 per cent\"") == std::vector<std::string>{"Meta takes 49% of Scale AI and hires its founder"});
}
