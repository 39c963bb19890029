// SPDX-License-Identifier: GPL-2.0-or-later
// What a page says about its article where it says several things, or says them only to those who look.
#include "tests/indexer/pages.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace newsgrep;
using namespace newsgrep::testing;
using namespace std::string_literals;

namespace {

using storm::headline;

// A page whose metadata name neither date nor author.
Article with_line(const std::string& line, const std::string& language = "de") {
  return read("<html lang='" + language + "'><head><title>Harbour closed after storm</title></head><body><div>" +
              headline + "<div>" + line + "</div>" + body + "</div></body></html>");
}

std::string day_of(const std::string& line, const std::string& language = "de") {
  return with_line(line, language).published.iso().substr(0, 10);
}

}  // namespace

TEST_CASE("a line between headline and text dates the article in its own language") {
  CHECK(day_of("Veröffentlicht am 13. Mai 2026 um 15:44") == "2026-05-13");
  CHECK(day_of("Do 13.05.2026 | 14:07 Uhr | Von Eva Doe") == "2026-05-13");
  CHECK(day_of("2026年5月13日 15:44", "ja") == "2026-05-13");
  CHECK(day_of("Publié le 3/4/2026", "fr") == "2026-04-03");
  CHECK(day_of("Posted 3/4/2026", "en").empty());
  CHECK(day_of("By Jane Doe on December 27, 2014 at 12:06 PM, updated December 28, 2014", "en") == "2014-12-27");
}

TEST_CASE("the day of a change, of a picture, of another article or of the copyright dates nothing") {
  CHECK(day_of("Aktualisiert am 13. Mai 2026").empty());
  CHECK(day_of("Mis à jour le 13 mai 2026", "fr").empty());
  CHECK(day_of("Ukrainische Boote bei den Kämpfen um den Hafen, 24. April 2023").empty());
  CHECK(read(page("", headline + body + p("&copy; 2024 The Daily Lake") + "<div>13 May 2026</div>"))
            .published.iso()
            .empty());
  CHECK(
      read(page("",
                "<div>13 May 2020 was a day on which all of the ferries sailed, every one, and nobody was late, so the "
                "people said</div>" +
                    headline + body))
          .published.iso()
          .empty());
}

TEST_CASE("of several time elements the one between headline and text dates the article") {
  const std::string other = "<div><time datetime='2020-01-01'>then</time> Bridge opened</div>";
  CHECK(read(page("<title>Harbour closed after storm</title>",
                  other + headline + "<div><time datetime='2024-03-04T08:00:00+01:00'>4 March</time></div>" + body +
                      other))
            .published.iso() == "2024-03-04T08:00:00+01:00");
  CHECK(read(page("<title>Harbour closed after storm</title>", headline + body + other)).published.iso().empty());
}

TEST_CASE("dates that only say that nobody set them are none") {
  for (const char* date : {"1970-01-01T00:00:00Z", "0001-01-01T00:00:00"}) {
    CAPTURE(date);
    CHECK_FALSE(with_head(linked("\"datePublished\": \""s + date + "\"")).published.known());
  }
}

TEST_CASE("a line between headline and text names the author where the metadata do not") {
  CHECK(with_line("Von Eva Doe").byline == "Eva Doe");
  CHECK(with_line("Von: Eva Doe, Ali Baba").byline == "Eva Doe, Ali Baba");
  CHECK(with_line("Von hier aus geht es weiter").byline.empty());
}

TEST_CASE("authors in elements of their own are told apart, and labels beside them are no authors") {
  const auto byline = [](const std::string& element) {
    return read(page("", "<article>" + element + body + "</article>")).byline;
  };
  CHECK(byline("<div class=article-byline><span>Jane Doe</span> <span>Ali Baba</span></div>") == "Jane Doe, Ali Baba");
  CHECK(byline("<div class=byline>von <b>Jane Doe</b><i>05. November 2024</i><button>Follow</button></div>") ==
        "Jane Doe");
  CHECK(byline("<button class=followAuthor>Folgen</button>").empty());
  CHECK(byline("<div class=author-box><div class=author>The Lake</div></div><a rel=author href=/jane>Jane Doe</a>") ==
        "Jane Doe");
}

TEST_CASE("the site itself is an author only where no other is named") {
  const std::string site = "<meta property='og:site_name' content='The Daily Lake'>";
  CHECK(read(page(site + linked(R"("author": {"name": "The Daily Lake"})") + "<meta name=author content='Jane Doe'>",
                  body))
            .byline == "Jane Doe");
  CHECK(read(page(site + linked(R"("author": "Jane Doe, The Daily Lake")"), body)).byline == "Jane Doe");
  CHECK(read(page(site + linked(R"("author": {"name": "The Daily Lake"})"), body)).byline == "The Daily Lake");
  CHECK(with_head("<meta name=author content='Jane Doe'><meta name=author content='Ali Baba'>").byline ==
        "Jane Doe, Ali Baba");
}

TEST_CASE("of several articles in JSON-LD it is that of the page that counts, and pieces of one are put together") {
  const std::string other =
                        linked(R"("headline": "Bridge opened", "datePublished": "2020-01-01", "author": "Ali Baba")"),
                    own = linked(R"("headline": "Harbour closed after storm", "datePublished": "2024-03-01")"),
                    piece = linked(R"("headline": "Harbour closed after storm", "author": "Jane Doe")");
  const Article article = read(page(other + own + piece, headline + body));
  CHECK(article.title == "Harbour closed after storm");
  CHECK(article.published.iso() == "2024-03-01");
  CHECK(article.byline == "Jane Doe");
  const std::string by_url =
      linked(R"("headline": "Storm!", "url": "https://lake.example/storm", "datePublished": "2024-03-02")");
  CHECK(read(page("<link rel=canonical href='https://lake.example/storm'>" + other + by_url, body)).published.iso() ==
        "2024-03-02");
}

TEST_CASE("bars of scripts without spaces part a headline from its site") {
  CHECK(with_head("<title>港が月曜日に閉鎖された、船二隻が流される｜湖新聞</title>").title == "港が月曜日に閉鎖された、船二隻が流される");
  CHECK(with_head("<title>湖｜港が月曜日に閉鎖された、船二隻が流される</title>").title == "湖｜港が月曜日に閉鎖された、船二隻が流される");
}

TEST_CASE("the words above a headline are no part of it where the page also tells it without them") {
  CHECK(read(page("<meta property='og:title' content='Storm shuts the whole harbour'>",
                  "<h1>Weather: Storm shuts the whole harbour</h1>" + body))
            .title == "Storm shuts the whole harbour");
  CHECK(read(page("<meta property='og:title' content='Mayor: Storm shuts the whole harbour'>",
                  "<h1>Mayor: Storm shuts the whole harbour</h1>" + body))
            .title == "Mayor: Storm shuts the whole harbour");
}

TEST_CASE("a kicker that only style sets apart from the headline does not run into it where the page tells both as one line") {
  CHECK(read(page("<meta property='og:title' content='The coast / Storm shuts the whole harbour'>",
                  "<h1><span>The coast</span>Storm shuts the whole harbour</h1>" + body))
            .title == "The coast / Storm shuts the whole harbour");
}

TEST_CASE("the source is what the site calls itself, not its company and not its address") {
  const auto source = [](const std::string& publisher) {
    return with_head("<meta property='og:site_name' content='The Daily Lake'>" +
                     linked("\"publisher\": {\"name\": \"" + publisher + "\"}"))
        .source;
  };
  CHECK(source("Lake Media GmbH") == "The Daily Lake");
  CHECK(source("https://lake.example") == "The Daily Lake");
  CHECK(source("Daily Lake") == "Daily Lake");
  CHECK(with_head(linked(R"("publisher": {"name": "Lake Media GmbH"})")).source == "Lake Media GmbH");
  CHECK(with_head("<link rel=canonical href='https://www.lake.example/storm'>").source == "lake.example");
}

TEST_CASE("a language is a tag, and what is none is passed over") {
  const auto language = [](const std::string& lang) {
    return read("<html lang='" + lang + "'><head><meta property='og:locale' content='fr_FR'></head><body>" + body +
                "</body></html>")
        .language;
  };
  CHECK(language("de-AT").substr(0, 2) == "de");
  CHECK(language("utf-8").substr(0, 2) == "fr");
  CHECK(language("").substr(0, 2) == "fr");
  CHECK(language("deutschland").substr(0, 2) == "fr");
}

TEST_CASE("a heading that shares no words with the title is not the headline") {
  CHECK(read(page("<title>Storm shuts the whole harbour</title>", "<h1>Weather Information</h1>" + body)).title ==
        "Storm shuts the whole harbour");
  CHECK(read(page("<title>Storm shuts the whole harbour | The Lake</title>", "<h1>Harbour shut by a storm</h1>" + body))
            .title == "Harbour shut by a storm");
  CHECK(read(page("", "<h1>Weather Information</h1>" + body)).title == "Weather Information");
}

TEST_CASE("an author named above the headline is that of something else, where there is another below it") {
  const std::string above = "<div class=byline>By Ali Baba</div>", below = "<div class=byline>By Jane Doe</div>";
  CHECK(read(page("", "<div>" + above + "</div><article>" + headline + below + body + "</article>")).byline ==
        "Jane Doe");
  CHECK(read(page("", "<div>" + above + "</div><article>" + headline + body + "</article>")).byline == "Ali Baba");
}

TEST_CASE("words of a headline in elements of their own are not glued, and signs behind them not torn off") {
  const auto title = [](const std::string& inner) { return read(page("", "<h1>" + inner + "</h1>" + body)).title; };
  CHECK(title("<span>Weather</span><span>Storm shuts the harbour</span>") == "Weather Storm shuts the harbour");
  CHECK(title("<span>Weather</span><span>: Storm shuts the harbour</span>") == "Weather: Storm shuts the harbour");
  CHECK(title("Storm shuts <em>the</em> har\u00ADbour, again") == "Storm shuts the harbour, again");
}
