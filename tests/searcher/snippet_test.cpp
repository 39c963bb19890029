// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/snippet.hpp"

#include "common/utf8.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <random>

using namespace newsgrep;

namespace {

// Every place where the word stands.
std::vector<Range> places(const std::string& text, const std::string& word) {
  std::vector<Range> found;
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + word.size())) found.push_back({at, at + word.size()});
  return found;
}

std::string filler(std::size_t sentences) {
  std::string text;
  for (std::size_t i = 0; i < sentences; ++i) text += "Some people came and other people went away. ";
  return text;
}

// What has to hold for any passages of any text.
void check_sound(const std::string& text, const std::vector<Range>& matches, unsigned most, unsigned length) {
  const auto found = passages(text, matches, most, length);
  CHECK(found.size() <= most);
  std::size_t last = 0;
  for (const auto& passage : found) {
    CHECK(passage.offset >= last);
    last = passage.offset + passage.text.size();
    REQUIRE(last <= text.size());
    CHECK(passage.text == text.substr(passage.offset, passage.text.size()));
    CHECK(valid_prefix(passage.text) == passage.text.size());
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
  auto matches = places(text, "cocoa");
  const auto exports = places(text, "exports");
  matches.insert(matches.end(), exports.begin(), exports.end());
  std::sort(matches.begin(), matches.end(), [](const Range& a, const Range& b) { return a.begin < b.begin; });
  const auto found = passages(text, matches, 1, 120);
  REQUIRE(found.size() == 1);
  CHECK(found[0].text.find("cocoa exports") != std::string::npos);
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
    check_sound(text, places(text, "cocoa"), static_cast<unsigned>(1 + random() % 4), static_cast<unsigned>(1 + random() % 100));
  }
}

TEST_CASE("a long text takes no more than linear time") {
  const auto seconds = [](const std::string& text, const std::vector<Range>& matches) {
    const auto start = std::chrono::steady_clock::now();
    passages(text, matches, 3, 240);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  std::string words, paragraphs, scattered;
  while (words.size() < 20'000'000) words += "word ";
  while (paragraphs.size() < 20'000'000) paragraphs += "word\n\n";
  while (scattered.size() < 20'000'000) scattered += "word one two three four five six seven eight nine ten\n";
  CHECK(seconds(words, places(words, "word")) < 10);
  CHECK(seconds(paragraphs, places(paragraphs, "word")) < 10);
  CHECK(seconds(scattered, places(scattered, "word")) < 10);
  CHECK(seconds(words, {{0, words.size()}}) < 10);
}
