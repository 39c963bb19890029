// SPDX-License-Identifier: GPL-2.0-or-later
// Pages as the programs make them that newspapers and blogs run on.
#include "tests/indexer/pages.hpp"

#include "indexer/readers/html_captions.hpp"
#include "indexer/readers/mhtml.hpp"

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

std::vector<std::string> captions_of(const std::string& figures) {
  return read(page(storm::title, storm::headline + p(first) + figures + p(second) + p(third))).captions;
}

std::string figure(const std::string& caption) { return "<figure><img src='a.jpg'>" + caption + "</figure>"; }

}  // namespace

TEST_CASE("a headline is found among the parts of a title whatever line or colon stands between them") {
  const std::string headline = "Ministers discuss the budget in Brussels";
  for (const std::string sign : {"-", ":", "\xE2\x80\x93", "\xE2\x80\x94"}) {
    CAPTURE(sign);
    const auto between = " " + sign + " ";
    CHECK(read(page("<title>Weather and Harbour Notices of the Coast" + between + "Politics of the Capital" + between + headline + "</title>",
                    "<table><tr><td>" + headline + "</td></tr></table>" + p(first) + p(second) + p(third))).title == headline);
  }
}

TEST_CASE("captions are without the counters and buttons that galleries print around them") {
  CHECK(caption_of("1 of 12 | The pier after the storm.") == "The pier after the storm.");
  CHECK(caption_of("2/12 | Boats on the beach.") == "Boats on the beach.");
  CHECK(caption_of("Image 3 of 12: A roof. Hide caption") == "A roof.");
  CHECK(caption_of("Bild 3 von 5 Ein Dach.") == "Ein Dach.");
  CHECK(caption_of("Enlarge / A chart of the tides.") == "A chart of the tides.");
  CHECK(caption_of("Jane Doe/The Post hide caption") == "Jane Doe/The Post");
  CHECK(caption_of("Image caption, The old quay") == "The old quay");
  CHECK(caption_of("4 / 12").empty());
  CHECK(caption_of("1 of 12 survivors leaves the hospital.") == "1 of 12 survivors leaves the hospital.");
  CHECK(caption_of("9/11: a day of mourning") == "9/11: a day of mourning");
  CHECK(caption_of("2024/25 was their best season.") == "2024/25 was their best season.");
  CHECK(caption_of("They hope to expand") == "They hope to expand");
}

TEST_CASE("a caption may stand anywhere within its figure, whatever its element, and who is quoted is none") {
  CHECK(captions_of(figure("<div><figcaption>1 of 2 | Boats at the pier.</figcaption></div>") + figure("<p class='wp-caption-text'>The pier.</p>")) ==
        std::vector<std::string>{"Boats at the pier.", "The pier."});
  CHECK(captions_of("<figure><blockquote>I will miss it.</blockquote><figcaption>Ole Brun, fisherman</figcaption></figure>").empty());
}

TEST_CASE("a page that only scripts fill has its article in their data") {
  const auto shell = [](const std::string& title) {
    return page("<title>Harbour closed after storm | Bay Times</title><meta property='og:title' content='Harbour closed after storm'>",
                "<div id='__next'>Loading...</div><script id='__NEXT_DATA__' type='application/json'>{\"props\": {\"pageProps\": {\"article\": {\"headline\": \"" +
                    title + "\", \"publishedAt\": \"2024-09-01T05:00:00Z\", \"authors\": [{\"name\": \"Kim Dahl\"}], \"body\": [{\"type\": \"paragraph\", \"html\": \"" +
                    first + "\"}, {\"type\": \"paragraph\", \"html\": \"" + second + "\"}, {\"type\": \"paragraph\", \"html\": \"" + third +
                    "\"}]}, \"related\": [{\"headline\": \"A cat\", \"date\": \"2024-01-01\", \"body\": \"A cat climbed on a roof.\"}]}}}</script>");
  };
  const Article article = read(shell("Harbour closed after storm"));
  CHECK(article.text == three);
  CHECK(article.published.iso() == "2024-09-01T05:00:00Z");
  CHECK(article.authors == std::vector<std::string>{"Kim Dahl"});
  CHECK(read_with(read_html, shell("Another headline")).drafts.empty());
}

TEST_CASE("what the Internet Archive puts into a page is none of it, and its address is the page's own") {
  const Article article = read(page(storm::title + "<link rel='canonical' href='https://web.archive.org/web/20120403101112/http://courier.example/news/storm'>",
                                    "<!-- BEGIN WAYBACK TOOLBAR INSERT --><div style='display:none'><p>112 captures</p><p>03 Apr 2012 - 14 Nov 2021</p></div>"
                                    "<!-- END WAYBACK TOOLBAR INSERT -->" + storm::headline + "<p>By Harold Stone, Posted April 2, 2012</p>" + body) +
                               "<!-- FILE ARCHIVED ON 10:11:12 Apr 03, 2012 AND RETRIEVED FROM THE INTERNET ARCHIVE ON 12:00:00 Nov 14, 2021. -->");
  CHECK(article.text == three);
  CHECK(article.published.iso() == "2012-04-02");
  CHECK(article.captured.iso() == "2012-04-03");
  CHECK(article.url == "http://courier.example/news/storm");
  CHECK(article.authors == std::vector<std::string>{"Harold Stone"});
}

TEST_CASE("a page that a browser saved knows its address") {
  const Article article = read("<!DOCTYPE html>\n<!-- saved from url=(0044)https://courier.example/2016/11/21/storm -->\n<html><head>" + storm::title +
                               "</head><body>" + storm::headline + body + "</body></html>");
  CHECK(article.url == "https://courier.example/2016/11/21/storm");
  CHECK(article.published.iso() == "2016-11-21");
}

TEST_CASE("the time of the last change is no time of publication where an earlier one is told") {
  const auto with = [](const std::string& published, const std::string& modified) {
    return with_head(storm::title + "<meta property='article:published_time' content='2024-02-05T22:00:00-05:00'>" +
                     linked(R"("headline": "Harbour closed after storm", "datePublished": ")" + published + R"(", "dateModified": ")" + modified + "\""));
  };
  CHECK(with("2024-06-01T10:00:00Z", "2024-06-01T10:00:00Z").published.iso() == "2024-02-05T22:00:00-05:00");
  CHECK(with("2024-05-01T10:00:00Z", "2024-06-01T10:00:00Z").published.iso() == "2024-05-01T10:00:00Z");
}

TEST_CASE("a blog whose page lies in a widget has its author and its tags") {
  const Article article = read(page(storm::title,
      "<div class='widget Blog'><div class='post'><h3 class='post-title'>Harbour closed after storm</h3><div class='post-body entry-content'>" + body +
      "</div><div class='post-foot'><span class='post-author vcard'>Posted by <span>Old Skipper</span></span> <span class='post-labels'>Labels: <a rel='tag'>ferries</a></span></div></div></div>"));
  CHECK(article.authors == std::vector<std::string>{"Old Skipper"});
  CHECK(article.tags == std::vector<std::string>{"ferries"});
}

TEST_CASE("the cells of a row are one line, columns of text are paragraphs") {
  CHECK(text_of(p(first) + "<table><tr><th>Line</th><th>Pier</th></tr><tr><td>1</td><td>Millbrook</td></tr></table>" + p(second) + p(third)) ==
        first + "\n\nLine Pier\n\n1 Millbrook\n\n" + second + "\n\n" + third);
}

TEST_CASE("the last question of an interview and its short answer belong to it") {
  const std::string talk = "<div>" + p(first) + "<h3>Was there no other way?</h3>" + p(second) + "<h3>What do you say to the traders?</h3>" + p(third) +
                           "<h3>Will you stand again?</h3><p>Ask me in the spring.</p></div>";
  CHECK(text_of(talk).ends_with("Will you stand again?\n\nAsk me in the spring."));
}

TEST_CASE("all tags of a page are kept") {
  std::string head = storm::title;
  for (int i = 0; i < 300; ++i) head += "<meta property='article:tag' content='tag " + std::to_string(i) + "'>";
  CHECK(with_head(head).tags.size() == 300);
}
