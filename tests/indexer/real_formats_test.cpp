// SPDX-License-Identifier: GPL-2.0-or-later
// Feeds and the examples of agencies and of the IPTC that lie beside the project: how many articles each file gives.
#include "tests/indexer/extracting.hpp"
#include "tests/indexer/reading.hpp"
#include "tests/support/corpora.hpp"

#include <doctest/doctest.h>
#include <simdjson.h>

#include <map>
#include <set>
#include <string>
#include <vector>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

namespace fs = std::filesystem;

/// The folder, or an empty path where it is not.
fs::path real(const char* folder) {
  if (const auto path = real_corpus(folder)) return *path;
  MESSAGE("skipped: there is no " << std::string(folder) << " beside the project");
  return {};
}

std::size_t count_of(const fs::path& file) { return extract(file).articles.size(); }

}  // namespace

TEST_CASE("real feeds give as many articles as another reader of feeds finds items, with the same headlines") {
  const auto folder = real("feeds/rss-parser");
  if (folder.empty()) return;
  // Items without a headline and a text are none for us.
  const std::set<std::string> without_words{"incomplete-fields", "missing-fields"};
  std::size_t compared = 0, titles = 0, same_titles = 0;
  for (const auto& file : fs::directory_iterator(folder / "input")) {
    const auto output = folder / "output" / (file.path().stem().string() + ".json");
    if (!fs::exists(output) || without_words.count(file.path().stem().string()) > 0) continue;
    CAPTURE(file.path().string());
    const auto found = extract(file.path());
    simdjson::dom::parser parser;
    simdjson::dom::array items;
    if (parser.load(output.string())["feed"]["items"].get(items) != simdjson::SUCCESS) continue;  // one is not in UTF-8
    CHECK(found.articles.size() == items.size());
    ++compared;
    if (found.articles.size() != items.size()) continue;
    std::size_t i = 0;
    for (const auto item : items) {
      std::string_view title;
      if (const auto& article = found.articles[i++]; item["title"].get(title) == simdjson::SUCCESS) {
        ++titles;
        same_titles += article.title == title;
      }
    }
  }
  CHECK(compared >= 25);
  // The others have markup, or white space, in theirs.
  CHECK(same_titles * 100 >= titles * 95);
}

TEST_CASE("every example of NewsML-G2 is an article or told to be none") {
  const auto folder = real("newsml-g2");
  if (folder.empty()) return;
  const std::set<std::string> none{"LISTING_10", "LISTING_11", "LISTING_12", "LISTING_13", "LISTING_14", "LISTING_15", "LISTING_17", "LISTING_18", "LISTING_19", "LISTING_20", "LISTING_23", "LISTING_24",
                                   "LISTING_28", "LISTING_29", "LISTING_6", "LISTING_7", "LISTING_8", "LISTING_9", "LISTING_16", "ap_metadata", "facet-example-2.xml", "facet-example.xml"};
  for (const auto& file : fs::directory_iterator(folder)) {
    if (file.path().extension() != ".xml") continue;
    const auto name = file.path().filename().string();
    CAPTURE(name);
    const auto second = name.find('_', name.find('_') + 1);
    const bool is_none = none.count(name.substr(0, second)) > 0 || none.count(name) > 0;
    const auto found = extract(file.path());
    CHECK(found.articles.size() == (is_none ? 0 : 1));
    if (is_none) CHECK(found.troubles.size() > 0);
    for (const auto& trouble : found.troubles) CHECK(trouble.severity == Severity::notice);
  }
}

TEST_CASE("every example of ninjs is an article, but for events and schemas") {
  const auto folder = real("ninjs");
  if (folder.empty()) return;
  const std::set<std::string> none{"20231004-UEFA-ChampionLeague.json", "20231005-65-addb-event.json", "20231016-event-timeline-sample.json", "simpleEvent.json", "tt_event_pressconference_3.0.json", "extension-schema.json"};
  for (const auto& file : fs::directory_iterator(folder)) {
    if (file.path().extension() == ".md" || file.path().filename() == "LICENSE") continue;
    CAPTURE(file.path().string());
    CHECK(count_of(file.path()) == (none.count(file.path().filename().string()) > 0 ? 0 : 1));
  }
}

TEST_CASE("the examples of agencies are read into as many articles as they hold") {
  const auto folder = real("agency-formats/superdesk-core");
  if (folder.empty()) return;
  const std::map<std::string, std::size_t> others{{"ap.xml", 3}, {"wenn.xml", 2}, {"aap-finance-lite.xml", 0}, {"nitf-fishing.xml", 0}, {"pa3.xml", 0}, {"snep.xml", 0}, {"LISTING 6 Simple NewsML-G2 Package.xml", 0},
                                                   {"ritzau_feed.xml", 2}};
  for (const auto& file : fs::directory_iterator(folder)) {
    const auto extension = file.path().extension();
    if (extension != ".xml" && extension != ".tst") continue;
    const auto name = file.path().filename().string();
    CAPTURE(name);
    const auto other = others.find(name);
    CHECK(count_of(file.path()) == (other == others.end() ? 1 : other->second));
  }
}

TEST_CASE("an issue of an old newspaper is its articles, with the day of the issue") {
  const auto folder = real("alto/demo-files");
  if (folder.empty()) return;
  const auto found = extract(folder / "0002647");
  constexpr std::size_t articles = 26, adverts = 1, stains = 5;
  CHECK(found.articles.size() == articles + adverts - stains);
  for (const auto& article : found.articles) {
    CHECK(article.published.iso() == "1824-02-17");
    CHECK(article.source == "The Statesman.");
    CHECK_FALSE(article.title.empty());
  }
}
