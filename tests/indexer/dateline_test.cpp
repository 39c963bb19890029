// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/dateline.hpp"
#include "tests/support/indexed.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

TEST_CASE("a text begins with the place it was written at, in capitals or in front of an agency's sign") {
  CHECK(dateline_of("PARIS, April 9 (Reuters) - The bank cut rates.") == "PARIS");
  CHECK(dateline_of("BUENOS AIRES, Argentina (AP) _ The bank cut rates.") == "BUENOS AIRES, Argentina");
  CHECK(dateline_of("AUSTIN, Texas, Feb. 1 -- The bank cut rates.") == "AUSTIN, Texas");
  CHECK(dateline_of("Berlin (dpa/bb) - Die Bank senkt die Zinsen.") == "Berlin");
  CHECK(dateline_of("LONDON \xE2\x80\x94 The bank cut rates.") == "LONDON");
  CHECK(dateline_of("ST PETERSBURG\xE2\x80\x94The bank cut rates.") == "ST PETERSBURG");
  CHECK(dateline_of("ST. LOUIS, MO., March 13 - The bank cut rates.") == "ST. LOUIS, MO.");
  CHECK(dateline_of("MONTREAL, Feb 26- The bank cut rates.") == "MONTREAL");
}

TEST_CASE("the first words of a sentence are no place") {
  CHECK(dateline_of("The bank - the oldest of the town - cut rates.").empty());
  CHECK(dateline_of("Jane Doe (left) - a teacher - spoke.").empty());
  CHECK(dateline_of("Jane Doe (42) - a teacher - spoke.").empty());
  CHECK(dateline_of("WHAT NOW? - The bank cut rates.").empty());
  CHECK(dateline_of("ON MONDAY the bank, which had waited for months and months and months, cut its rates - at last.").empty());
  CHECK(dateline_of("The World Health Organization (WHO) - a body of the UN - met.").empty());
  CHECK(dateline_of("FILE - In this photo the harbour is closed.").empty());
  CHECK(dateline_of("BREAKING NEWS - The bank cut rates.").empty());
  CHECK(dateline_of("LONDON COCOA CLOSING - Prices fell.").empty());
  CHECK(dateline_of("").empty());
}

TEST_CASE("of a declared dateline the place is kept, without day and agency") {
  CHECK(place_in("SALVADOR, Feb 26 -") == "SALVADOR");
  CHECK(place_in("New York, March 16 -") == "New York");
  CHECK(place_in("Strasbourg, 10 juil 2024 (AFP)") == "Strasbourg");
  CHECK(place_in("London (dpa)") == "London");
  CHECK(place_in("SYDNEY March 22 AAP -") == "SYDNEY");
  CHECK(place_in("Spain") == "Spain");
  CHECK(place_in("Sun, 19 Oct 2025 04:00").empty());
  CHECK(place_in("").empty());
}

TEST_CASE("articles of every format have the place that their text begins with, but for those that declare another") {
  const TemporaryFolder folder;
  folder.write("a.txt", "Rates cut\n\nPARIS, April 9 (Reuters) - The bank cut rates.\n");
  folder.write("b.html", "<html><head><title>Rates cut</title></head><body><h1>Rates cut</h1><p>PARIS (AP) - The bank cut rates on Monday, as all had waited for.</p></body></html>");
  folder.write("c.json", R"({"headline": "Rates cut", "body_text": "PARIS - The bank cut rates."})");
  const auto articles = articles_of(folder.path());
  REQUIRE(articles.size() == 3);
  for (const auto& article : articles) CHECK(article.dateline == "PARIS");
}
