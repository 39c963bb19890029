// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/feed.hpp"

#include "indexer/readers/json_feed.hpp"
#include "tests/indexer/reading.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

std::string rss(const std::string& item, const std::string& channel = "<title>The Paper</title><link>https://paper.example/</link>") {
  return "<rss version=\"2.0\"><channel>" + channel + "<item>" + item + "</item></channel></rss>";
}

Kept read(const std::string& feed) { return read_with(read_feed, feed); }

Article only(const std::string& item) {
  const auto kept = read(rss(item));
  REQUIRE(kept.drafts.size() == 1);
  return kept.at(0);
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a feed is a rolling window, and its items are numbered") {
  const auto kept = read("<rss><channel><item><title>One</title></item><item><title>Two</title></item></channel></rss>");
  CHECK(kept.is_rolling);
  REQUIRE(kept.drafts.size() == 2);
  CHECK(kept.at(0).entry == "#1");
  CHECK(kept.at(1).entry == "#2");
}

TEST_CASE("the whole text of an item is its text, and the summary its standfirst") {
  const auto article = only("<title>A &amp;amp; B</title><description>In short.</description><content:encoded><![CDATA[<p>One &amp; all.</p><p>Two.</p>]]></content:encoded>");
  CHECK(article.title == "A & B");
  CHECK(article.text == "One & all.\n\nTwo.");
  CHECK(article.standfirst == "In short.");
  CHECK(only("<title>A</title><description>&lt;p&gt;Only &lt;b&gt;this&lt;/b&gt;.&lt;/p&gt;</description>").text == "Only this.");
  CHECK(only("<title>A</title><description>The summary</description><content:encoded>&lt;img src='a'&gt;</content:encoded>").text == "The summary");
}

TEST_CASE("a summary that begins the text is no standfirst") {
  CHECK(only("<title>A</title><description>One day it rained.</description><content:encoded>One day it rained. Then it stopped.</content:encoded>").standfirst.empty());
}

TEST_CASE("an id of a feed is global when it is an address or says so itself") {
  const auto kept = read("<rss><channel><item><title>A</title><guid>https://paper.example/1</guid></item>"
                         "<item><title>B</title><guid isPermaLink=\"false\">tag:paper.example,2020:1</guid></item>"
                         "<item><title>C</title><guid isPermaLink=\"false\">17</guid></item></channel></rss>");
  REQUIRE(kept.drafts.size() == 3);
  CHECK(kept.drafts[0].global_id);
  CHECK(kept.at(0).url == "https://paper.example/1");
  CHECK(kept.drafts[1].global_id);
  CHECK(kept.at(1).url.empty());
  CHECK_FALSE(kept.drafts[2].global_id);
  CHECK(kept.at(2).native_id == "17");
}

TEST_CASE("authors of a feed are names, not addresses") {
  CHECK(only("<title>A</title><author>jane@paper.example (Jane Doe)</author>").authors == Names{"Jane Doe"});
  CHECK(only("<title>A</title><author>jane@paper.example</author>").authors.empty());
  CHECK(only("<title>A</title><dc:creator>Jane Doe in Berlin</dc:creator>").authors == Names{"Jane Doe"});
  const auto article = only("<title>A</title><dc:creator>Jane Doe</dc:creator><dc:creator>John Roe</dc:creator>");
  CHECK(article.authors == Names{"Jane Doe", "John Roe"});
  CHECK(article.byline == "Jane Doe, John Roe");
}

TEST_CASE("what a feed says of itself stands for what its items do not say") {
  const auto kept = read("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"de\"><title>Der Bote</title><author><name>Die Redaktion</name></author>"
                         "<entry><title>Eins</title><updated>2020-05-05T10:00:00+02:00</updated></entry></feed>");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).source == "Der Bote");
  CHECK(kept.at(0).language == "de");
  CHECK(kept.at(0).authors == Names{"Die Redaktion"});
  CHECK(kept.at(0).published.iso() == "2020-05-05T10:00:00+02:00");
  CHECK(kept.at(0).date_from == "feed:updated");
}

TEST_CASE("the link of an entry is the one to the article") {
  const auto kept = read("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>A</title><link rel=\"replies\" href=\"https://a.example/c\"/>"
                         "<link rel=\"alternate\" href=\"https://a.example/a\"/></entry></feed>");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).url == "https://a.example/a");
  CHECK(only("<title>A</title><link>/news/1</link>").url == "https://paper.example/news/1");
}

TEST_CASE("categories are tags, and the first is the section; captions come from media and from figures") {
  const auto article = only("<title>A</title><category>Sport</category><category>Tennis</category><media:content url='a'><media:description>The court</media:description>"
                            "</media:content><content:encoded><![CDATA[<p>One.</p><figure><img src='b'><figcaption>The ball</figcaption></figure>]]></content:encoded>");
  CHECK(article.section == "Sport");
  CHECK(article.tags == Names{"Sport", "Tennis"});
  CHECK(article.captions == Names{"The court", "The ball"});
  CHECK(article.text == "One.");
}

TEST_CASE("lines that programs put below items are none of the text") {
  CHECK(only("<title>A</title><description><![CDATA[<p>One.</p><p>Related: another</p><p>Continue reading...</p>]]></description>").text == "One.");
  CHECK(only("<title>A</title><description><![CDATA[<p>One.</p><p>The post <a href='a'>A</a> appeared first on <a href='b'>B</a>.</p>]]></description>").text == "One.");
}

TEST_CASE("a feed that is cut keeps its whole items") {
  const auto kept = read("<rss><channel><item><title>One</title></item><item><title>Tw");
  CHECK(kept.drafts.size() == 1);
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].kind == "unfinished");
}

TEST_CASE("a feed that a comment swallows is not called one without items") {
  const auto kept = read("<rss><channel>\n<!-- <item><title>One</title></item></channel></rss>");
  CHECK(kept.drafts.empty());
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].message == "the file ends before its last element does, within a comment that begins in line 2");
}

TEST_CASE("an empty feed is no failure") {
  const auto kept = read("<rss><channel><title>The Paper</title></channel></rss>");
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].severity == Severity::notice);
}

TEST_CASE("of an export of WordPress only what is published is read") {
  const std::string item = "<item><title>A</title><content:encoded><![CDATA[Words[caption id=1]<img> Picture[/caption], [dropcap]w[/dropcap]ords.]]></content:encoded><wp:post_type>post</wp:post_type><wp:status>";
  const auto kept = read_with(read_wxr, "<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel>" + item + "publish</wp:status></item>" + item +
                                            "draft</wp:status></item><item><title>P</title><wp:post_type>attachment</wp:post_type></item></channel></rss>");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).text == "Words, words.");
  CHECK_FALSE(kept.is_rolling);
  REQUIRE(kept.skips.size() == 2);
  CHECK(kept.skips[0].message == "1 entry of type attachment is left out");
  CHECK(kept.skips[1].message == "1 entry with the status draft is left out");
}

TEST_CASE("a JSON feed takes title, authors and language of its head") {
  const auto kept = read_with(read_json_feed, R"({"version": "https://jsonfeed.org/version/1", "title": "The Paper", "language": "fr", "author": {"name": "Jane Doe"},
    "items": [{"id": 7, "content_text": "One.\n\nTwo.", "date_modified": "2020-05-05T10:00:00Z"}, {"id": "8", "title": "B", "authors": [{"name": "John Roe"}], "tags": ["x", "y"]}, {"id": 9}]})");
  CHECK(kept.is_rolling);
  REQUIRE(kept.drafts.size() == 2);
  CHECK(kept.at(0).text == "One.\n\nTwo.");
  CHECK(kept.at(0).native_id == "7");
  CHECK(kept.at(0).source == "The Paper");
  CHECK(kept.at(0).language == "fr");
  CHECK(kept.at(0).published.iso() == "2020-05-05T10:00:00Z");
  CHECK(kept.at(0).authors == Names{"Jane Doe"});
  CHECK(kept.at(1).authors == Names{"John Roe"});
  CHECK(kept.at(1).tags == Names{"x", "y"});
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].address == "#3");
}
