// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/json.hpp"

#include "indexer/readers/json_split.hpp"
#include "tests/indexer/reading.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace newsgrep;
using namespace newsgrep::testing;
using namespace std::string_literals;

namespace {

Kept lines(std::string bytes, std::size_t block = 4096) { return read_with(read_json_lines, std::move(bytes), block); }
Kept values(std::string bytes, std::size_t block = 4096) { return read_with(read_json, std::move(bytes), block); }

Article only(std::string json) {
  const Kept kept = values(std::move(json));
  REQUIRE(kept.drafts.size() == 1);
  return kept.at(0);
}

std::string object(const std::string& title) { return R"({"title": ")" + title + R"(", "text": "Some text."})"; }

}  // namespace

TEST_CASE("each line is an article with its number and line") {
  const Kept kept = lines(object("one") + "\n\n" + object("two") + "\r\n" + object("three"));
  REQUIRE(kept.drafts.size() == 3);
  CHECK(kept.at(1).title == "two");
  CHECK(kept.at(1).entry == "#2");
  CHECK(kept.drafts[1].line == 3);
  CHECK(kept.at(2).entry == "#3");
}

TEST_CASE("a bad line is one report with its line, and the next line is read") {
  const Kept kept = lines(object("one") + "\n{\"title\": \"two\", \n" + object("three") + "\n");
  REQUIRE(kept.drafts.size() == 2);
  CHECK(kept.at(1).entry == "#3");
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].kind == "bad_json");
  CHECK(kept.skips[0].line == 2);
  CHECK(kept.skips[0].address == "#2");
}

TEST_CASE("lines come out the same whatever blocks they arrive in") {
  const std::string bytes =
      "\xEF\xBB\xBF" + object("one") + "\n" + object("Zürich \\ud83d\\ude00") + "\n" + object("three") + "\n";
  for (const std::size_t block : {3, 4, 5, 7, 64, 1000}) {
    const Kept kept = lines(bytes, block);
    REQUIRE(kept.drafts.size() == 3);
    CHECK(kept.skips.empty());
    CHECK(kept.at(1).title == "Zürich 😀");
  }
}

TEST_CASE("a byte order mark, record separators and blank lines are no trouble") {
  const Kept kept = lines("\xEF\xBB\xBF\x1E" + object("one") + "\n\x1E" + object("two") + "\n   \n");
  CHECK(kept.drafts.size() == 2);
  CHECK(kept.skips.empty());
}

TEST_CASE("bad UTF-8 is repaired and counted") {
  const Kept kept = lines("{\"title\": \"a \xFF\xFE b\", \"text\": \"fine\"}\n" + object("sound"));
  REQUIRE(kept.drafts.size() == 2);
  CHECK(kept.at(0).title == "a \xEF\xBF\xBD\xEF\xBF\xBD b");
  CHECK(kept.drafts[0].repairs == 2);
  CHECK(kept.drafts[1].repairs == 0);
}

TEST_CASE("lone surrogates are repaired and counted, pairs are kept") {
  const Kept kept = lines(R"({"title": "\ud800 x \udc00 y \ud83d\ude00 \ud83d\ud83d\ude00", "text": "fine"})");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).title == "\xEF\xBF\xBD x \xEF\xBF\xBD y 😀 \xEF\xBF\xBD😀");
  CHECK(kept.drafts[0].repairs == 3);
}

TEST_CASE("an escaped backslash before u is no surrogate") {
  CHECK(only(R"({"title": "C:\\ud800", "text": "\ud800"})").title == "C:\\ud800");
}

TEST_CASE("NaN, control characters and unknown escapes are repaired and counted") {
  const Kept kept = lines("{\"title\": \"a\tb\", \"date\": NaN, \"score\": -Infinity, \"text\": \"it\\'s NaN\"}");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).title == "a b");
  CHECK(kept.at(0).text == "it's NaN");
  CHECK_FALSE(kept.at(0).published.known());
  CHECK(kept.drafts[0].repairs == 4);
}

TEST_CASE("a file of one object is one article without a number") {
  CHECK(only("{\n  \"title\": \"one\",\n  \"text\": \"a\"\n}\n").entry.empty());
}

TEST_CASE("an array of one has a number all the same") {
  const Kept kept = values("[" + object("one") + "]");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).entry == "#1");
  CHECK(only("{\"articles\": [" + object("one") + "]}").entry == "#1");
}

TEST_CASE("arrays, collections, concatenated and pretty-printed objects all yield their articles") {
  const std::string two = object("one") + ",\n " + object("two");
  for (const std::string& bytes :
       {"[" + two + "]", "{\"status\": \"ok\", \"articles\": [" + two + "], \"total\": 2}", "{\"items\":[" + two + "]}",
        "{\"response\": {\"status\": \"ok\", \"docs\": [" + two + "]}, \"copyright\": \"c\"}",
        "{\"hits\": {\"total\": {\"value\": 2}, \"hits\": [" + two + "]}}", object("one") + object("two"),
        "{\n \"title\": \"one\",\n \"text\": \"a\"\n}\n{\n \"title\": \"two\",\n \"text\": \"b\"\n}\n"s,
        "\xEF\xBB\xBF[\n" + two + "\n]\n"}) {
    CAPTURE(bytes);
    for (const std::size_t block : {1, 3, 17, 4096}) {
      const Kept kept = values(bytes, block);
      REQUIRE(kept.drafts.size() == 2);
      CHECK(kept.skips.empty());
      CHECK(kept.at(0).title == "one");
      CHECK(kept.at(1).title == "two");
      CHECK(kept.at(0).entry == "#1");
      CHECK(kept.at(1).entry == "#2");
    }
  }
}

TEST_CASE("brackets and quotes within strings do not confuse the cutting") {
  const std::string tricky = R"({"title": "a ] } \" [ { \\", "text": "{\"articles\": [{"})";
  const Kept kept = values("[" + tricky + "," + tricky + "]", 5);
  REQUIRE(kept.drafts.size() == 2);
  CHECK(kept.at(1).title == "a ] } \" [ { \\");
}

TEST_CASE("lines of array elements are counted") {
  const Kept kept = values("[\n" + object("one") + ",\n\n" + object("two") + "]", 11);
  REQUIRE(kept.drafts.size() == 2);
  CHECK(kept.drafts[0].line == 2);
  CHECK(kept.drafts[1].line == 4);
}

TEST_CASE("an article that lists others stays one article") {
  const Kept kept = values(R"({"title": "main", "text": "Long text.", "items": [{"title": "other", "text": "x"}]})");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).title == "main");
}

TEST_CASE("an object with a text after its collection loses nothing") {
  const Kept kept = values(R"({"title": "main", "items": [{"title": "inner", "text": "x"}], "text": "Long text."})", 9);
  REQUIRE(kept.drafts.size() == 2);
  CHECK(kept.at(0).title == "inner");
  CHECK(kept.at(1).title == "main");
  CHECK(kept.at(1).text == "Long text.");
}

TEST_CASE("a bad element of an array does not end the run") {
  const Kept kept = values("[" + object("one") + ", {\"title\": tru}, " + object("three") + "]");
  REQUIRE(kept.drafts.size() == 2);
  CHECK(kept.at(1).entry == "#3");
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].address == "#2");
}

TEST_CASE("an array that is cut off yields what is whole and tells the rest") {
  const Kept kept = values("[" + object("one") + ", {\"title\": \"tw");
  REQUIRE(kept.drafts.size() == 1);
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].kind == "unfinished");
}

TEST_CASE("a line of 100 MB is thrown away within the memory limit, and the next one is read") {
  const std::string block(1u << 20, 'a');
  MadeEntry entry([&](std::size_t number) {
    if (number == 0) return "{\"text\": \"" + block;
    if (number < 100) return block;
    return number == 100 ? "\"}\n" + object("after") + "\n" : std::string();
  });
  Kept kept;
  read_json_lines(entry, kept);
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).title == "after");
  CHECK(kept.at(0).entry == "#2");
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].kind == "too_large");
}

TEST_CASE("a huge element of an array is thrown away, its neighbours are read") {
  const std::string block(1u << 20, 'b');
  MadeEntry entry([&](std::size_t number) {
    if (number == 0) return "[" + object("one") + ", {\"text\": \"" + block;
    if (number < 40) return block;
    return number == 40 ? "\"}, " + object("three") + "]" : std::string();
  });
  Kept kept;
  read_json(entry, kept);
  REQUIRE(kept.drafts.size() == 2);
  CHECK(kept.at(1).entry == "#3");
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].kind == "too_large");
}

TEST_CASE("a collection larger than the limit for one value is streamed") {
  const std::string element = R"({"title": "t", "text": ")" + std::string(100'000, 'c') + "\"},";
  constexpr std::size_t count = 400;
  MadeEntry entry([&](std::size_t number) {
    if (number == 0) return "{\"articles\": [" + element;
    if (number < count) return element;
    return number == count ? object("last") + "]}" : std::string();
  });
  Kept kept;
  read_json(entry, kept);
  CHECK(kept.drafts.size() == count + 1);
  CHECK(kept.skips.empty());
}

TEST_CASE("deep nesting is refused without harm") {
  const std::string deep(100'000, '[');
  const Kept kept = values("{\"text\": " + deep + std::string(100'000, ']') + "}" + object("after"));
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).title == "after");
  CHECK(kept.skips.size() == 1);
  CHECK(values(std::string(100'000, '{')).drafts.empty());
  CHECK(values(std::string(100'000, ']')).drafts.empty());
}

TEST_CASE("what is clearly no news is told with its names") {
  const Kept kept = values(R"({"name": "app", "version": "1.0", "scripts": {"test": "make"}})");
  CHECK(kept.drafts.empty());
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].kind == "no_news");
  CHECK(kept.skips[0].severity == Severity::notice);
  CHECK(kept.skips[0].message.find("name, version, scripts") != std::string::npos);
  CHECK(values(R"({"$schema": "x", "title": "A schema", "description": "of things"})").drafts.empty());
  CHECK(values(R"({"title": "just a title"})").drafts.empty());
}

TEST_CASE("a message with an id and a date is kept though its text is empty") {
  const Kept kept = values(R"({"id": "12793", "date": "1987-04-03", "title": "", "text": ""})" + object("after"));
  REQUIRE(kept.drafts.size() == 2);
  CHECK(kept.at(0).native_id == "12793");
  CHECK(values(R"({"id": "12793", "date": "1987-04-03"})").drafts.empty());
}

TEST_CASE("hopeless files are told briefly") {
  std::string bytes;
  for (int i = 0; i < 5000; ++i) bytes += "{\"a\": 1}\n";
  const Kept kept = lines(bytes);
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips.back().message.find("5000") != std::string::npos);
  const Kept broken = lines(R"({"title": "A headline", "text": "A text."})" "\n" + bytes);
  CHECK(broken.skips.size() == 1001);
  CHECK(broken.skips.back().message.find("4000") != std::string::npos);
}

TEST_CASE("a reader stops when the sink says so") {
  MemoryEntry entry(object("one") + "\n" + object("two") + "\n" + object("three") + "\n");
  Kept kept;
  kept.stop_after = 2;
  read_json_lines(entry, kept);
  CHECK(kept.drafts.size() == 2);
}

TEST_CASE("a list of something else than news is told once, and among articles each object that is none") {
  std::string list;
  for (int i = 0; i < 3000; ++i) list += "{\"id\": " + std::to_string(i) + ", \"city\": \"Paris\"}\n";
  const auto none = read_with(read_json_lines, list);
  REQUIRE(none.skips.size() == 1);
  CHECK(none.skips[0].message == "is no news: none of its 3000 objects has a headline and a text; names in the first: id, city");
  CHECK(none.skips[0].severity == Severity::notice);
  const auto some = read_with(read_json_lines, list + R"({"title": "A headline", "text": "A text."})" "\n" R"({"other": 1})" "\n");
  REQUIRE(some.drafts.size() == 1);
  CHECK(some.at(0).entry == "#3001");
  REQUIRE(some.skips.size() == 1001);
  CHECK(some.skips[1].message == "has no headline and text among its names: id, city");
  CHECK(some.skips[1].address == "#2");
  CHECK(some.skips[1000].message == "2001 more articles of this file could not be used");
}

TEST_CASE("a JSON feed is a rolling window") {
  const Kept feed = values(R"({"version": "https://jsonfeed.org/version/1.1", "title": "Feed", "items": [
    {"id": "1", "url": "https://example.org/1", "title": "One", "content_html": "<p>Text.</p>", "date_published": "2024-01-02T03:04:05Z"}]})");
  CHECK(feed.is_rolling);
  REQUIRE(feed.drafts.size() == 1);
  CHECK(feed.at(0).text == "Text.");
  CHECK_FALSE(values(object("one")).is_rolling);
}

TEST_CASE("random damage never yields anything but articles and reports") {
  const std::string sound =
      "{\"articles\": [" + object("one") + ", " + object("two \\ud83d\\ude00") + "], \"version\": \"1\"}";
  for (std::uint32_t state = 3, round = 0; round < 4000; ++round) {
    std::string bytes = sound;
    for (int change = 0; change < 3; ++change) {
      state = state * 1664525 + 1013904223;
      bytes[(state >> 8) % bytes.size()] = "{}[]\":,\\\n\xFF"[(state >> 4) % 10];
    }
    const Kept kept = values(bytes, 1 + round % 13);
    CHECK(kept.drafts.size() + kept.skips.size() < 20);
    lines(bytes, 1 + round % 13);
  }
}
