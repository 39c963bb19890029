// SPDX-License-Identifier: GPL-2.0-or-later
// What an answer without a hit says of words that are nowhere: what was probably meant, as it is to be typed.
#include "searcher/spelling.hpp"
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

// Names of the news, each of them in some articles.
const TemporaryFolder& archive() {
  static const TemporaryFolder folder;
  static const bool made = [] {
    const char* texts[] = {"Chancellor Merkel and Gaddafi of Libya speak of oil prices", "Zuckerberg opens Superintelligence Labs in a memo", "The Llama models of Superintelligence Labs", "Merkel meets Zuckerberg",
                           "The central bank meets; the llama waits", "Open letters to the central bank of Libya", "Mitterrand and Thatcher", "Oil for Gaddafi", "A superfan of fans", "Superfans open the doors"};
    unsigned number = 0;
    for (const auto* text : texts) folder.write("a" + std::to_string(++number) + ".json", std::string(R"({"title": "News", "date": "2024-03-05", "text": ")") + text + R"("})");
    index_folder(folder.path());
    return true;
  }();
  static_cast<void>(made);
  return folder;
}

std::string hints(const std::string& query) {
  Request request;
  request.query = query;
  std::string all;
  for (const auto& hint : Searcher(archive().path()).search(request).hints) all += (all.empty() ? "" : "\n") + hint;
  return all;
}

}  // namespace

TEST_CASE("some misspellings are worse than others") {
  const auto likelier = [](const char* typed, const char* meant, const char* other) {
    CAPTURE(typed);
    CHECK(misspelling(typed, meant) < misspelling(typed, other));
  };
  CHECK(misspelling("oil", "oil") == 0);
  likelier("merkle", "merkel", "merble");       // neighbours exchanged, another letter
  likelier("mitterand", "mitterrand", "mitterland");
  likelier("ghadafi", "gaddafi", "gladioli");
  likelier("nakasoni", "nakasone", "nakason");
  likelier("tatcher", "thatcher", "catcher");   // the first letter is seldom wrong
  likelier("qaddafi", "gaddafi", "paddafi");
}

TEST_CASE("a name that is nowhere gets the one that was meant") {
  CHECK(hints("Zukerberg") == "no article has Zukerberg: did you mean zuckerberg?");
  CHECK(hints("Merkle chancellor") == "no article has Merkle: did you mean merkel?");
  CHECK(hints("Ghadafi") == "no article has Ghadafi: did you mean gaddafi?");
  CHECK(hints("Qaddafi") == "no article has Qaddafi: did you mean gaddafi?");
  CHECK(hints("Lybia") == "no article has Lybia: did you mean libya?");
  CHECK(hints("Lamma") == "no article has Lamma: did you mean llama?");
  CHECK(hints("oli prices") == "no article has oli: did you mean oil?");
  CHECK(hints("suprintelligence labs") == "no article has suprintelligence: did you mean superintelligence?");
}

TEST_CASE("a short name is not taken for any other word of its length") {
  CHECK(hints("Opec") == "no article has Opec");
  CHECK(hints("Wang") == "no article has Wang");
}

TEST_CASE("a space that is missing, or one too many, is told") {
  CHECK(hints("centralbank") == "no article has centralbank: did you mean \"central bank\"?");
  CHECK(hints("superintelligencelabs") == "no article has superintelligencelabs: did you mean \"superintelligence labs\"?");
  CHECK(hints("banklabs") == "no article has banklabs");  // both are words, and nowhere side by side
  CHECK(hints("super intelligence labs").find("no article has super: did you mean superintelligence?") == 0);
  CHECK(hints("\"zucker berg\"").find("no article has zucker: did you mean zuckerberg?") == 0);
}

TEST_CASE("an exclusion that leaves nothing says so") {
  CHECK(hints("-news") == "every article has what is excluded: news");
  CHECK(hints("libya -news") == "without its exclusions the query has 2 articles");
}

TEST_CASE("an empty index is said to be one, whatever the query") {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder.path());
  folder.write("empty.json", "[]");
  index_folder(folder.path());
  Request request;
  request.query = "oil -price";
  const auto told = Searcher(folder.path()).search(request).hints;
  REQUIRE(told.size() == 1);
  CHECK(told.front().find("the index holds no article") == 0);
}
