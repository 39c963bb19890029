// SPDX-License-Identifier: GPL-2.0-or-later
// Who wrote it and when, where the metadata of a page do not say so.
#include "tests/indexer/pages.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

using Names = std::vector<std::string>;

using storm::headline;
using storm::title;

Article under_headline(const std::string& between, const std::string& behind = "") {
  return read(page(title, "<article>" + headline + between + body + behind + "</article>"));
}

}  // namespace

TEST_CASE("a full name in bold letters right above the first paragraph is the author's, other lines are not") {
  CHECK(under_headline("<p><strong>Jane Doe</strong></p>").authors == Names{"Jane Doe"});
  CHECK(under_headline("<p><b>JANE DOE/ALI BABA</b></p>").authors == Names{"JANE DOE", "ALI BABA"});
  for (const char* line : {"Breaking News", "Cape Town", "Harbour", "Share This Story", "San Remo", "By the lake"})
    CHECK_MESSAGE(under_headline("<p><strong>" + std::string(line) + "</strong></p>").authors.empty(), line);
  CHECK(under_headline("<p>Jane Doe</p>").authors.empty());
}

TEST_CASE("a full name in bold letters as the last line is the author's") {
  CHECK(under_headline("", "<p><strong>Jane Doe</strong></p>").authors == Names{"Jane Doe"});
  CHECK(under_headline("", "<p style='text-align:right'><em>Lê Phương</em></p>").authors == Names{"Lê Phương"});
  CHECK(under_headline("", "<p>Jane Doe</p>").authors.empty());
}

TEST_CASE("a full name in front of the day is the author's, a place is not") {
  CHECK(under_headline("<div>Jane Doe | 5 May 2026</div>").authors == Names{"Jane Doe"});
  CHECK(under_headline("<div>Buenos Aires, 5 May 2026</div>").authors.empty());
  CHECK(under_headline("<div>Local News | 5 May 2026</div>").authors.empty());
  CHECK(under_headline("<div>5 May 2026</div>").authors.empty());
}

TEST_CASE("who is named beside a picture, in an address or in the name that a test gives an element wrote it") {
  CHECK(under_headline("<figure><img src=a.jpg><figcaption><address>By Jane Doe</address>"
                       "<time datetime='2026-05-05T10:00'>today</time></figcaption></figure>")
            .authors == Names{"Jane Doe"});
  CHECK(under_headline("<figure><img src=a.jpg><figcaption><address>By Jane Doe</address>"
                       "<time datetime='2026-05-05T10:00'>today</time></figcaption></figure>")
            .published.iso() == "2026-05-05T10:00");
  CHECK(under_headline("<div data-testid='byline'><span>Jane Doe</span></div>").authors == Names{"Jane Doe"});
}

TEST_CASE("a name around headline and byline says nothing about the byline") {
  CHECK(read(page(title, "<div class='with-box sidebar'><div class='teaser'>" + headline +
                             "<p class='author'>Jane Doe</p></div>" + body + "</div>"))
            .authors == Names{"Jane Doe"});
  CHECK(read(page(title, headline + body + "<div class='teaser'><h2>Another</h2><p class='author'>Eva Doe</p></div>"))
            .authors.empty());
}

TEST_CASE("the site is named as the author only where nobody else is, by the names that it gives itself") {
  const std::string head = title + "<meta name='author' content='Lake Gazette (www.lake.example)'>"
                                   "<meta name='publisher' content='Lake Gazette (www.lake.example)'>";
  CHECK(read(page(head, headline + body)).authors == Names{"Lake Gazette"});
  CHECK(read(page(head, headline + "<p><strong>Jane Doe</strong></p>" + body)).authors == Names{"Jane Doe"});
}

TEST_CASE("what is named as the time of publication dates a page, the day of a change does not") {
  CHECK(under_headline("<div class='entry-date'>20 February, 2024</div>").published.iso() == "2024-02-20");
  CHECK(read(page(title, "<div id='publication-date'>Lindau, October 23, 2024, 3:48</div><nav>" + p("Menu") + p("Home") +
                             p("Sport") + p("Money") + "</nav>" + headline + body))
            .published.iso()
            .substr(0, 10) == "2024-10-23");
  CHECK_FALSE(read(page(title, "<div class='publish-update-date'>October 23, 2024</div><p>Menu</p><p>Home</p>"
                               "<p>Sport</p><p>Money</p>" +
                                   headline + body))
                  .published.known());
}

TEST_CASE("an address with a month leaves the day to the page, as long as both agree") {
  const std::string head = title + "<link rel=canonical href='https://lake.example/2024/04/harbour.html'>";
  CHECK(read(page(head, headline + "<div>25 April 2024</div>" + body)).published.iso() == "2024-04-25");
  CHECK(read(page(head, headline + "<div>25 May 2025</div>" + body)).published.iso() == "2024-04");
}

TEST_CASE("a year of two digits is read where points part it from day and month") {
  const auto dated = [](const std::string& language, const std::string& line) {
    return read("<!doctype html><html lang='" + language + "'><head>" + title + "</head><body><article>" + headline +
                "<div>" + line + "</div>" + body + "</article></body></html>")
        .published.iso();
  };
  CHECK(dated("de", "Do 25.04.24 | 14:07 Uhr").substr(0, 10) == "2024-04-25");
  CHECK(dated("ko", "25.04.24").empty());
  CHECK(dated("de", "25.13.24").empty());
  CHECK(dated("de", "Version 25.04.24.1").empty());
}

TEST_CASE("a heading that is a step of the title is the headline, where the main one is the site's") {
  CHECK(read(page("<title>The Lake Gang » Blog Archive » Stand Up Boats</title>",
                  "<h1>The Lake Gang</h1><h2>Stand Up Boats</h2>" + body))
            .title == "Stand Up Boats");
  CHECK(read(page("<title>Saving money on boats - Your Money Today</title>",
                  "<h1>Saving money on boats</h1><h2>Your Money Today</h2>" + body))
            .title == "Saving money on boats");
}
