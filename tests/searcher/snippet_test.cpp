// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/snippet.hpp"

#include "common/analysis.hpp"
#include "common/utf8.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace newsgrep;

namespace {

// Every place where the word stands.
std::vector<Mark> places(const std::string& text, const std::string& word) {
  std::vector<Mark> found;
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + word.size())) found.push_back({at, at + word.size()});
  return found;
}

// The same for several words, each a part of the query.
std::vector<Mark> marks(const std::string& text, const std::vector<std::string>& parts) {
  std::vector<Mark> found;
  for (std::uint32_t part = 0; part < parts.size(); ++part)
    for (auto mark : places(text, parts[part])) {
      mark.part = part;
      found.push_back(mark);
    }
  std::sort(found.begin(), found.end(), [](const Mark& a, const Mark& b) { return a.begin < b.begin; });
  return found;
}

bool cuts_no_word(const std::string& text, std::size_t at) {
  Words words;
  words.read(text);
  return std::none_of(words.words().begin(), words.words().end(), [&](const Word& word) { return word.begin < at && at < word.end; });
}

std::string filler(std::size_t sentences) {
  std::string text;
  for (std::size_t i = 0; i < sentences; ++i) text += "Some people came and other people went away. ";
  return text;
}

// What has to hold for any passages of any text.
void check_sound(const std::string& text, const std::vector<Mark>& matches, unsigned most, unsigned length) {
  const auto found = passages(text, matches, most, length);
  CHECK(found.size() <= most);
  std::size_t last = 0;
  for (const auto& passage : found) {
    CHECK(passage.offset >= last);
    last = passage.offset + passage.text.size();
    REQUIRE(last <= text.size());
    CHECK(passage.text == text.substr(passage.offset, passage.text.size()));
    CHECK(valid_prefix(passage.text) == passage.text.size());
    CHECK(cuts_no_word(text, passage.offset));
    CHECK(cuts_no_word(text, last));
    CHECK(passage.text.find("\n\n") == std::string::npos);
    CHECK(passage.text.size() <= std::size_t{4} * length + 200);
    CHECK((matches.empty() || !passage.matches.empty()));
    std::size_t end = 0;
    for (const auto& match : passage.matches) {
      CHECK(match.begin >= end);
      CHECK(match.begin < match.end);
      CHECK(match.end <= passage.text.size());
      end = match.end;
    }
    const bool to_the_end = last == text.size() || text.compare(last, 2, "\n\n") == 0;
    CHECK(passage.cut_after == !to_the_end);
    const bool from_the_start = passage.offset == 0 || (passage.offset >= 2 && text.compare(passage.offset - 2, 2, "\n\n") == 0);
    CHECK(passage.cut_before == !from_the_start);
  }
}

}  // namespace

TEST_CASE("a short text is one whole passage") {
  const std::string text = "Cocoa prices rose.";
  const auto found = passages(text, places(text, "prices"), 2, 240);
  REQUIRE(found.size() == 1);
  CHECK(found[0].text == text);
  CHECK(found[0].offset == 0);
  CHECK(found[0].matches == std::vector<Range>{{6, 12}});
  CHECK_FALSE(found[0].cut_before);
  CHECK_FALSE(found[0].cut_after);
}

TEST_CASE("without matches the passage is the beginning") {
  const std::string text = filler(30);
  const auto found = passages(text, {}, 3, 200);
  REQUIRE(found.size() == 1);
  CHECK(found[0].offset == 0);
  CHECK(found[0].matches.empty());
  CHECK(found[0].cut_after);
  CHECK(found[0].text.size() >= 150);
  CHECK(found[0].text.size() <= 260);
  CHECK(found[0].text.back() != 'S');
}

TEST_CASE("of an empty text, or when none is wanted, there is no passage") {
  CHECK(passages("", {}, 2, 240).empty());
  CHECK(passages("text", {}, 0, 240).empty());
}

TEST_CASE("passages come in the order of the text and do not overlap") {
  const std::string text = filler(20) + "cocoa here. " + filler(20) + "\n\n" + filler(20) + "cocoa there. " + filler(20);
  const auto found = passages(text, places(text, "cocoa"), 2, 200);
  REQUIRE(found.size() == 2);
  CHECK(found[0].offset + found[0].text.size() <= found[1].offset);
  for (const auto& passage : found) {
    REQUIRE(passage.matches.size() == 1);
    CHECK(passage.text.substr(passage.matches[0].begin, 5) == "cocoa");
    CHECK(passage.cut_before);
    CHECK(passage.cut_after);
  }
}

TEST_CASE("different matches together are better than one alone") {
  const std::string text = "cocoa first. " + filler(20) + "cocoa exports rise. " + filler(20);
  const auto found = passages(text, marks(text, {"cocoa", "exports"}), 1, 120);
  REQUIRE(found.size() == 1);
  CHECK(found[0].text.find("cocoa exports") != std::string::npos);
}

TEST_CASE("the passage has the most parts of the query, not the most matches") {
  const std::string text = "Cocoa, cocoa, cocoa and cocoa. " + filler(20) + "\n\n" + filler(3) + "They export coffee, not cocoa. " + filler(20);
  const auto found = passages(text, marks(text, {"ocoa", "coffee", "export"}), 1, 150);
  REQUIRE(found.size() == 1);
  CHECK(found[0].text.find("export coffee") != std::string::npos);
}

TEST_CASE("a rare part of the query is worth more than a common one") {
  std::string text;
  for (int i = 0; i < 30; ++i) text += "Prices and more. Nothing else happened on that day, they said.\n\n";
  text += "The strike goes on.\n\nPrices again.";
  const auto found = passages(text, marks(text, {"Prices", "strike"}), 1, 150);
  REQUIRE(found.size() == 1);
  CHECK(found[0].text == "The strike goes on.");
}

TEST_CASE("the second passage shows what the first does not") {
  const std::string text = "Cocoa and coffee.\n\n" + filler(5) + "\n\nCocoa and coffee again.\n\n" + filler(5) + "\n\nThe strike goes on.";
  const auto found = passages(text, marks(text, {"ocoa", "coffee", "strike"}), 2, 150);
  REQUIRE(found.size() == 2);
  CHECK(found[0].text == "Cocoa and coffee.");
  CHECK(found[1].text == "The strike goes on.");
}

TEST_CASE("passages near each other do not repeat text, and hide no match between them") {
  const std::string text = filler(3) + "The strike goes on. " + filler(1) + "Cocoa and coffee are dear, and coffee dearer than cocoa. " + filler(1) + "Tea is not. " + filler(3);
  const auto found = passages(text, marks(text, {"strike", "ocoa", "coffee", "Tea"}), 3, 80);
  REQUIRE(found.size() >= 2);
  std::string shown;
  for (const auto& passage : found) shown += passage.text;
  for (const char* part : {"strike", "Cocoa", "coffee", "Tea"}) CHECK(shown.find(part) != std::string::npos);
  for (std::size_t i = 1; i < found.size(); ++i) CHECK(found[i - 1].offset + found[i - 1].text.size() <= found[i].offset);
  for (const auto& passage : found) CHECK(trim(passage.text) == passage.text);
}

TEST_CASE("words joined by unusual spaces are not cut") {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "Stoke-on-Trent,\xC2\xA0Staffordshire\xE2\x80\x94";
  text += "cocoa";
  for (int i = 0; i < 60; ++i) text += "\xE2\x80\x94Staffordshire\xC2\xA0Stoke-on-Trent";
  for (unsigned length = 30; length < 120; ++length) {
    const auto found = passages(text, places(text, "cocoa"), 1, length);
    REQUIRE(found.size() == 1);
    const std::size_t end = found[0].offset + found[0].text.size();
    CHECK(cuts_no_word(text, found[0].offset));
    CHECK(cuts_no_word(text, end));
  }
}

TEST_CASE("initials and quotes: a sentence begins behind the closing quote, and not behind U.S.") {
  const std::string quoted = filler(2) + "He said \"we will not sell.\" Then at last cocoa rose. " + filler(5);
  CHECK(passages(quoted, places(quoted, "cocoa"), 1, 20).at(0).text.starts_with("Then at last cocoa"));
  const std::string initials = filler(2) + "He went to the U.S. Then at last cocoa rose. " + filler(5);
  CHECK(passages(initials, places(initials, "cocoa"), 1, 20).at(0).text.starts_with("He went to the U.S. Then"));
}

TEST_CASE("sentences of Chinese and Japanese end without spaces") {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "今日は天気がとても良いです。";
  text += "津波が来ました。";
  for (int i = 0; i < 20; ++i) text += "明日は雨が降るでしょう。";
  const auto found = passages(text, places(text, "津波"), 1, 150);
  REQUIRE(found.size() == 1);
  CHECK((found[0].text.starts_with("今日") || found[0].text.starts_with("津波")));
  CHECK(found[0].text.ends_with("。"));
}

TEST_CASE("a passage begins at a sentence and ends at one where they are near") {
  const std::string text = filler(10) + "Then cocoa rose. " + filler(10);
  const auto found = passages(text, places(text, "cocoa"), 1, 150);
  REQUIRE(found.size() == 1);
  CHECK((found[0].text.starts_with("Some") || found[0].text.starts_with("Then")));
  CHECK((found[0].text.back() == '.' || found[0].text.back() == ' '));
}

TEST_CASE("a passage keeps to its paragraph") {
  const std::string text = "First one.\n\nThe cocoa paragraph.\n\nLast one.";
  const auto found = passages(text, places(text, "cocoa"), 1, 240);
  REQUIRE(found.size() == 1);
  CHECK(found[0].text == "The cocoa paragraph.");
  CHECK_FALSE(found[0].cut_before);
  CHECK_FALSE(found[0].cut_after);
}

TEST_CASE("a match longer than the passage is shown, up to a bound") {
  const std::string text = filler(100);
  const auto whole = passages(text, {{45, 445}}, 1, 200);
  REQUIRE(whole.size() == 1);
  CHECK(whole[0].matches == std::vector<Range>{{45 - whole[0].offset, 445 - whole[0].offset}});
  const auto bounded = passages(text, {{45, 4000}}, 1, 200);
  REQUIRE(bounded.size() == 1);
  CHECK(bounded[0].text.size() <= 4 * 200 + 100);
  CHECK(bounded[0].cut_after);
}

TEST_CASE("characters are never cut, with spaces or without") {
  std::string han;
  for (int i = 0; i < 400; ++i) han += i % 50 == 30 ? "国" : "中";
  for (const unsigned length : {1u, 7u, 50u, 100u, 240u}) {
    check_sound(han, places(han, "国"), 3, length);
    check_sound(han, {}, 3, length);
  }
}

TEST_CASE("passages of random texts are sound") {
  std::mt19937_64 random(3);
  const std::vector<std::string> parts{"word ", "cocoa ", "é", "中国", "\n\n", "\n", ". ", "a", "🙂 ", "\n\n\n"};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (auto i = random() % 200; i > 0; --i) text += parts[random() % parts.size()];
    check_sound(text, marks(text, {"cocoa", "word", "国"}), static_cast<unsigned>(1 + random() % 4), static_cast<unsigned>(1 + random() % 100));
  }
}

// What takes the square of its length would not end before the test is stopped.
TEST_CASE("a long text takes no more than linear time") {
  const auto found = [](const std::string& text, const std::vector<Mark>& matches) { return passages(text, matches, 3, 240).size(); };
  std::string words, paragraphs, scattered;
  while (words.size() < 20'000'000) words += "word ";
  while (paragraphs.size() < 20'000'000) paragraphs += "word\n\n";
  while (scattered.size() < 20'000'000) scattered += "word one two three four five six seven eight nine ten\n";
  CHECK(found(words, places(words, "word")) > 0);
  CHECK(found(paragraphs, places(paragraphs, "word")) > 0);
  CHECK(found(scattered, places(scattered, "word")) > 0);
  CHECK(found(words, {{0, words.size()}}) > 0);
  std::string cluster = words;
  for (int i = 0; i < 100; ++i) cluster.insert(cluster.size() / 2, "x ");
  CHECK(found(cluster, places(cluster, "x")) > 0);
}
