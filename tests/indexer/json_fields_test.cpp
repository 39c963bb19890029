// SPDX-License-Identifier: GPL-2.0-or-later
// What is taken from an object: by which names, and what of several.
#include "indexer/readers/json.hpp"

#include "tests/indexer/reading.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

Kept values(std::string bytes) { return read_with(read_json, std::move(bytes)); }

Article only(std::string json) {
  const Kept kept = values(std::move(json));
  REQUIRE(kept.drafts.size() == 1);
  return kept.at(0);
}

}  // namespace

TEST_CASE("news-please and newspaper objects are understood") {
  const Article a =
      only(R"({"maintext": "Body one.\nBody two is here.", "title": "A", "date_publish": "2024-05-06 07:08:09",
    "date_download": "2025-01-01", "authors": ["Jane Doe", "Max Roe"], "source_domain": "example.org", "language": "en",
    "url": "https://example.org/a", "description": "Short.", "image_url": null})");
  CHECK(a.title == "A");
  CHECK(a.published.iso() == "2024-05-06T07:08:09");
  CHECK(a.date_from == "json:date_publish");
  CHECK(a.byline == "Jane Doe, Max Roe");
  CHECK(a.source == "example.org");
  CHECK(a.language == "en");
  CHECK(a.url == "https://example.org/a");
  const Article b = only(R"({"text": "Body.", "title": "B", "publish_date": 1715000000, "authors": [],
    "canonical_link": "https://example.org/b", "url": "https://example.org/b?x=1"})");
  CHECK(b.published.iso() == "2024-05-06T12:53:20Z");
  CHECK(b.url == "https://example.org/b");
  CHECK(b.byline.empty());
}

TEST_CASE("objects of the Washington Post are understood") {
  const Article a = only(R"({"id": "abc", "article_url": "https://example.org/w", "title": "W", "author": "Jane Doe",
    "published_date": 1472713234000, "source": "The Post", "contents": [{"type": "kicker", "content": "World"},
    {"type": "title", "content": "W"}, {"type": "image", "fullcaption": "x"}, null,
    {"type": "sanitized_html", "content": "First <b>one</b>."}, {"type": "sanitized_html", "content": "Second &amp; last."}]})");
  CHECK(a.text == "First one.\n\nSecond & last.");
  CHECK(a.section == "World");
  CHECK(a.published.iso() == "2016-09-01T07:00:34Z");
  CHECK(a.native_id == "abc");
}

TEST_CASE("articles one level deeper are understood") {
  const Article guardian = only(R"({"id": "world/x", "webTitle": "G", "webPublicationDate": "2020-01-02T03:04:05Z",
    "webUrl": "https://example.org/g", "sectionName": "World", "fields": {"bodyText": "Body.", "byline": "By Jane Doe"}})");
  CHECK(guardian.title == "G");
  CHECK(guardian.text == "Body.");
  CHECK(guardian.byline == "Jane Doe");
  CHECK(only(R"({"_id": "7", "_source": {"headline": "E", "body": "Text."}})").title == "E");
  CHECK(only(R"({"headline": {"main": "N"}, "lead_paragraph": "L.", "pub_date": "2019-08-07T00:00:00+0000"})").title ==
        "N");
  CHECK(only(R"({"article": {"title": "A", "content": ["One.", "Two."]}})").text == "One.\n\nTwo.");
  CHECK(only(R"({"title": {"rendered": "R"}, "content": {"rendered": "<p>One.</p><p>Two.</p>"}})").text ==
        "One.\n\nTwo.");
}

TEST_CASE("names of authors and sources may be objects") {
  const Article a = only(R"({"title": "A", "text": "B", "source": {"id": null, "name": "The Paper"},
    "author": [{"name": "Jane Doe"}, {"name": "Max Roe"}]})");
  CHECK(a.source == "The Paper");
  CHECK(a.byline == "Jane Doe, Max Roe");
}

TEST_CASE("HTML in a value becomes plain paragraphs") {
  const Article a = only(
      R"({"title": "Fish &amp; chips", "html": "<div><p>One <a href='x'>link</a>.</p><script>no()</script><p>Two.<br>Still two.<br><br>Three.</p></div>"})");
  CHECK(a.title == "Fish & chips");
  CHECK(a.text == "One link.\n\nTwo. Still two.\n\nThree.");
}

TEST_CASE("an entity does not cost a text its paragraphs") {
  CHECK(only(R"({"title": "A", "text": "AT&amp;T rose.\n\nIt fell."})").text == "AT&T rose.\n\nIt fell.");
}

TEST_CASE("the text does not repeat the headline") {
  CHECK(only(R"({"title": "The news", "text": "The news\n\nIt happened."})").text == "It happened.");
  CHECK(only(R"({"title": "The news", "text": "The news is good."})").text == "The news is good.");
}

TEST_CASE("dates that cannot be read are none, and a readable one beats a better name") {
  const Article none = only(R"({"title": "A", "text": "B", "date": "sometime last week"})");
  CHECK_FALSE(none.published.known());
  CHECK(none.date_from.empty());
  const Article other = only(R"({"title": "A", "text": "B", "date_publish": "unknown", "date": "2020-02-03"})");
  CHECK(other.published.iso() == "2020-02-03");
  CHECK(other.date_from == "json:date");
  for (const char* empty : {"null", "\"\"", "[]", "{}", "true"})
    CHECK_FALSE(only(std::string(R"({"title": "A", "text": "B", "date": )") + empty + "}").published.known());
}

TEST_CASE("what was found, and what could not be read, is explained when asked") {
  MemoryEntry entry(R"({"title": "A", "text": "B", "date": "soon"})");
  Kept kept;
  kept.explains = true;
  read_json(entry, kept);
  REQUIRE(kept.drafts.size() == 1);
  bool told = false;
  for (const auto& why : kept.drafts[0].why)
    told = told || (why.field == "date" && why.note.find("soon") != std::string::npos);
  CHECK(told);
}

TEST_CASE("only ids that are unique everywhere count as such") {
  const auto is_global = [](const std::string& id) {
    const Kept kept = values(R"({"title": "A", "text": "B", "id": )" + id + "}");
    REQUIRE(kept.drafts.size() == 1);
    return kept.drafts[0].global_id;
  };
  CHECK(is_global("\"urn:newsml:example.org:1\""));
  CHECK(is_global("\"tag:example.org,2020:1\""));
  CHECK(is_global("\"https://example.org/1\""));
  CHECK(is_global("\"dafe3110-4a9e-11e6-acbc-4d4870a079da\""));
  CHECK_FALSE(is_global("\"abc-1\""));
  CHECK_FALSE(is_global("17"));
  CHECK(only(R"({"title": "A", "text": "B", "id": 17})").native_id == "17");
}

TEST_CASE("a whole page in a value is read as a page, and tells what is not told beside it") {
  const std::string page =
      "<!doctype html><html lang=de><head><title>Harbour closed after storm</title>"
      "<meta property=article:published_time content=2024-03-03T10:00:00Z><meta name=author content=Jane></head><body>"
      "<nav><ul><li>Politics</li></ul></nav><article><h1>Harbour closed after storm</h1><p>The harbour was closed on "
      "Monday, "
      "because the wind had torn two boats from their moorings.</p><p>Nobody was hurt, said the harbour master, who "
      "wanted to "
      "go home.</p></article><footer>All rights reserved.</footer></body></html>";
  const Article article =
      only("{\"url\": \"https://lake.example/storm\", \"author\": \"Ali Baba\", \"html\": \"" + page + "\"}");
  CHECK(article.title == "Harbour closed after storm");
  CHECK(article.text ==
        "The harbour was closed on Monday, because the wind had torn two boats from their moorings.\n\n"
        "Nobody was hurt, said the harbour master, who wanted to go home.");
  CHECK(article.byline == "Ali Baba");
  CHECK(article.published.iso() == "2024-03-03T10:00:00Z");
  CHECK(article.url == "https://lake.example/storm");
}

TEST_CASE("captions and the dateline are read, wherever the pictures lie") {
  const Article a = only(R"({"title": "A", "text": "B", "dateline": "LINDAU", "caption": "The pier.", "image_captions": ["Boats.", "The pier."],
    "images": [{"url": "x", "caption": "A roof."}, {"caption": {"text": "A mast."}}], "promo_items": {"basic": {"type": "image", "caption": "The quay."}},
    "related": [{"title": "C", "caption": "Of another article."}]})");
  CHECK(a.dateline == "LINDAU");
  CHECK(a.captions == std::vector<std::string>{"The pier.", "Boats.", "A roof.", "A mast.", "The quay."});
  const Article parts = only(R"json({"id": "abc", "title": "W", "contents": [{"type": "image", "blurb": "x", "fullcaption": "The pier. (Jane Doe)"},
    {"type": "sanitized_html", "content": "First."}]})json");
  CHECK(parts.captions == std::vector<std::string>{"The pier. (Jane Doe)"});
}

TEST_CASE("a list of many tags is kept whole") {
  std::string tags;
  for (int i = 0; i < 800; ++i) tags += (i ? ", \"t" : "\"t") + std::to_string(i) + "\"";
  CHECK(only(R"({"title": "A", "text": "B", "tags": [)" + tags + "]}").tags.size() == 800);
}
