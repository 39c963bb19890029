// SPDX-License-Identifier: GPL-2.0-or-later
// What the ranking holds to, on archives made for the purpose.
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

std::string article(const std::string& title, const std::string& text, const std::string& language = "en") {
  return R"({"title":")" + title + R"(","date":"2024-03-07","language":")" + language + R"(","text":")" + text + "\"}\n";
}

std::string padding(const std::string& words) { return words + " Some people came to the meeting and other people went away again."; }

// Headlines of a search in these articles and thirty others that have nothing to do with it.
std::vector<std::string> ranked(std::string articles, const std::string& query, bool any_word) {
  for (int i = 0; i < 30; ++i) articles += article("Nothing of interest", padding("Day " + std::to_string(i) + "."));
  const TemporaryFolder folder;
  folder.write("all.jsonl", articles);
  index_folder(folder.path());
  Request request;
  request.query = query;
  request.any_word = any_word;
  std::vector<std::string> titles;
  for (const auto& hit : Searcher(folder.path()).search(request).hits) titles.push_back(hit.article.title);
  return titles;
}

using Titles = std::vector<std::string>;

}  // namespace

TEST_CASE("of two articles with the word, the one that has it in the headline is first") {
  const auto titles = ranked(article("Markets today", padding("Cocoa fell.")) + article("Cocoa today", padding("Cocoa fell.")), "cocoa", false);
  CHECK(titles == Titles{"Cocoa today", "Markets today"});
}

TEST_CASE("an article with several of the words comes before one with one of them in headline and text") {
  const auto titles = ranked(article("Cocoa today", padding("Cocoa and cocoa fell.")) + article("Markets today", padding("Harvest of cocoa in Ghana.")),
                             "cocoa harvest ghana", true);
  CHECK(titles == Titles{"Markets today", "Cocoa today"});
}

TEST_CASE("a word of several parts weighs as one word") {
  const auto titles = ranked(article("First page", padding("The U.S. agreed.")) + article("Second page", padding("Tariffs on tariffs agreed.")), "U.S. tariffs", true);
  CHECK(titles == Titles{"Second page", "First page"});
}

TEST_CASE("a word spelled together counts no less than one spelled with a hyphen") {
  const auto titles = ranked(article("First page", padding("An e-mail came.")) + article("Second page", padding("One email and another email.")), "e-mail", false);
  CHECK(titles == Titles{"Second page", "First page"});
}

TEST_CASE("a word is not worth more because few articles are in the language of one that has it") {
  std::string articles = article("Kurz", padding("Meta schweigt."), "de");
  for (int i = 0; i < 8; ++i) articles += article("Long", padding("Meta and Meta spoke."));
  const auto titles = ranked(articles, "meta", false);
  REQUIRE(titles.size() == 9);
  CHECK(titles.back() == "Kurz");
}

TEST_CASE("a phrase with U.S. for its us counts like one spelled as typed") {
  const auto titles = ranked(article("With stops", padding("The U.S. economy grew; the U.S. economy and the U.S. economy.")) +
                                 article("As typed", padding("The US economy grew.")),
                             "\"us economy\"", false);
  CHECK(titles == Titles{"With stops", "As typed"});
}

TEST_CASE("a word does not tell less because headlines have it too") {
  std::string articles;
  for (int i = 0; i < 8; ++i) articles += article("Cocoa of day " + std::to_string(i), padding("Cocoa was sold, day " + std::to_string(i) + "."));
  for (int i = 0; i < 10; ++i) articles += article("Markets of day " + std::to_string(i), padding("Sugar was sold, day " + std::to_string(i) + "."));
  articles += article("First page", padding("Cocoa fell and ships waited.")) + article("Second page", padding("Sugar fell and ships waited."));
  const auto titles = ranked(articles, "ships cocoa sugar", true);
  REQUIRE(titles.size() == 10);
  CHECK(titles[0] == "First page");
  CHECK(titles[1] == "Second page");
}

TEST_CASE("to a query of one word a long article may be about it more than a short one") {
  const auto titles = ranked(article("Short one", padding("Cocoa fell.")) + article("Long one", padding(padding(padding("Cocoa fell and cocoa rose.")))), "cocoa", false);
  CHECK(titles == Titles{"Long one", "Short one"});
}
