// SPDX-License-Identifier: GPL-2.0-or-later
// The fields that pages tell beside headline, text and date, and where each was found.
#include "tests/indexer/pages.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

using Names = std::vector<std::string>;

using storm::headline;
using storm::title;

Draft explained(const std::string& html) {
  MemoryEntry entry(html);
  Kept kept;
  kept.explains = true;
  read_html(entry, kept);
  REQUIRE(kept.drafts.size() == 1);
  return kept.drafts[0];
}

std::string source_of(const Draft& draft, const std::string& field) {
  const auto found =
      std::find_if(draft.why.begin(), draft.why.end(), [&](const auto& why) { return why.field == field; });
  return found == draft.why.end() ? "" : found->from;
}

}  // namespace

TEST_CASE("authors are a list, and the byline has them joined") {
  const auto two =
      with_head(linked(R"("headline": "Harbour", "author": [{"name": "Jane Doe"}, {"name": "Ali Baba"}])"));
  CHECK(two.authors == Names{"Jane Doe", "Ali Baba"});
  CHECK(two.byline == "Jane Doe, Ali Baba");
  const auto line = read(page(title, headline + "<div class='byline'>By Jane Doe and Ali Baba</div>" + body));
  CHECK(line.authors == Names{"Jane Doe", "Ali Baba"});
  CHECK(with_head("").authors.empty());
}

TEST_CASE("links to pages about authors name them where nothing else does") {
  const auto author = [](const std::string& address, const std::string& text) {
    return "<a href='" + address + "'>" + text + "</a> ";
  };
  const auto both = read(page(title, headline + "<div>" + author("/author/jane-doe", "Jane Doe") +
                                         author("https://lake.example.com/autoren/77", "Ali Baba") + "</div>" + body));
  CHECK(both.authors == Names{"Jane Doe", "Ali Baba"});
  CHECK(read(page(title, headline + body + author("/author/eva", "Eva Doe"))).authors.empty());
  CHECK(read(page(title, headline + "<div>" + author("/authors-of-storms/", "Jane Doe") + "</div>" + body))
            .authors.empty());
}

TEST_CASE("a name behind a line that only says by whom, or linked beside a date, is the author's") {
  CHECK(read(page(title, headline + "<div>By</div><div>Jane Doe</div>" + body)).authors == Names{"Jane Doe"});
  CHECK(read(page(title, headline + "<div><a href='/x'>Jane Doe</a></div><div>13 May 2026</div>" + body)).authors ==
        Names{"Jane Doe"});
  CHECK(read(page(title, headline + "<div>Lake Lindau</div><div>13 May 2026</div>" + body)).authors.empty());
}

TEST_CASE("tags come from the best list there is, each once") {
  CHECK(with_head("<meta name='keywords' content='ferry, Storm; ferry,#Lindau'>").tags ==
        Names{"ferry", "Storm", "Lindau"});
  CHECK(with_head("<meta property='article:tag' content='Ferries'><meta property='article:tag' content='Storms'>"
                  "<meta name='keywords' content='all sorts'>")
            .tags == Names{"Ferries", "Storms"});
  CHECK(with_head(linked(R"("headline": "Harbour", "keywords": ["Wind", "Boats"])")).tags == Names{"Wind", "Boats"});
  CHECK(read(page(title, headline + body + "<div><a rel='tag' href='/t/1'>Storms</a></div>")).tags == Names{"Storms"});
}

TEST_CASE("a tag as long as a sentence is kept") {
  const std::string long_tag(300, 'x');
  CHECK(read(page("<title>Harbour closed after storm</title><meta name='keywords' content='ports, " + long_tag + "'>", "<h1>Harbour closed after storm</h1>" + body)).tags == Names{"ports", long_tag});
}

TEST_CASE("the lead between headline and text is the standfirst, and part of the text") {
  const std::string lead = "Two boats tore loose in the night, and the harbour master has had little sleep since then.";
  const auto draft = explained(
      page(title, "<div>" + headline + "<div class='dek'>" + lead + "</div></div><article>" + body + "</article>"));
  CHECK(draft.article.standfirst == lead);
  CHECK(draft.article.text == lead + "\n\n" + three);
  CHECK(source_of(draft, "standfirst") == "text");
}

TEST_CASE("a description that the text does not begin with is the standfirst") {
  const auto draft =
      explained(page("<meta name='description' content='Wind tore two boats loose.'>" + title, headline + body));
  CHECK(draft.article.standfirst == "Wind tore two boats loose.");
  CHECK(source_of(draft, "standfirst") == "meta:description");
  CHECK(with_head("<meta name='description' content='" + first + "'>").standfirst.empty());
  CHECK(with_head("<meta name='description' content='Wind tore two boats...'>").standfirst.empty());
}

TEST_CASE("a dateline that the page declares is the article's") {
  CHECK(with_head(linked(R"("headline": "Harbour", "dateline": "Lindau")")).dateline == "Lindau");
}

TEST_CASE("captions of the article's pictures are kept apart from its text, those of others are not kept") {
  const auto figure = [](const std::string& caption) {
    return "<figure><img src='a.jpg'><figcaption>" + caption + "</figcaption></figure>";
  };
  const auto article =
      read(page(title, "<article>" + headline + figure("The harbour on Monday. Photo: Jane Doe") + body +
                           "</article><aside class='related'>" + figure("Another town") + "</aside>"));
  CHECK(article.captions == Names{"The harbour on Monday. Photo: Jane Doe"});
  CHECK(article.text == three);
}

TEST_CASE("the address that a page declares is kept") {
  CHECK(with_head("<link rel='canonical' href='https://lake.example.com/harbour'>").canonical_url ==
        "https://lake.example.com/harbour");
  CHECK(with_head("<meta property='og:url' content='https://lake.example.com/storm'>").canonical_url ==
        "https://lake.example.com/storm");
  CHECK(with_head("<link rel='canonical' href='https://lake.example.com/'>").canonical_url.empty());
}

TEST_CASE("every field tells where it is from") {
  const auto draft = explained(
      page("<html lang='en'>" + title + linked(R"("headline": "Harbour closed after storm", "author": "Jane Doe",
      "datePublished": "2026-04-09", "dateModified": "2026-04-10", "publisher": {"name": "The Lake"}, "articleSection": "News")"),
           headline + body));
  CHECK(source_of(draft, "authors") == "json-ld:author");
  CHECK(source_of(draft, "date") == "json-ld:datePublished");
  CHECK(source_of(draft, "updated") == "json-ld:dateModified");
  CHECK(source_of(draft, "source") == "json-ld:publisher");
  CHECK(source_of(draft, "section") == "json-ld:articleSection");
}

TEST_CASE("sources that contradict each other are told, and a future day gives way") {
  const auto draft =
      explained(page(title + linked(R"("headline": "Harbour closed after storm", "datePublished": "2024-04-09")") +
                         "<meta property='article:published_time' content='2024-06-01'>",
                     headline + body));
  CHECK(draft.article.published.iso() == "2024-04-09");
  CHECK(std::any_of(draft.why.begin(), draft.why.end(), [](const auto& why) {
    return why.field == "date" && why.from == "meta:article:published_time" &&
           why.note.find("not taken") != std::string::npos;
  }));
  const auto future =
      explained(page(title + linked(R"("headline": "Harbour closed after storm", "datePublished": "9998-04-09")") +
                         "<meta property='article:published_time' content='2024-06-01'>",
                     headline + body));
  CHECK(future.article.published.iso() == "2024-06-01");
  CHECK(read(page(title + linked(R"("headline": "Harbour", "datePublished": "9998-04-09")"), headline + body))
            .published.iso() == "9998-04-09");
}

TEST_CASE("the day of a change is no day of publication") {
  const auto article = with_head("<meta property='article:modified_time' content='2024-06-01T10:00:00Z'>");
  CHECK_FALSE(article.published.known());
  CHECK(article.updated.iso() == "2024-06-01T10:00:00Z");
}

TEST_CASE("microdata in elements that show something else dates the article") {
  CHECK(read(page(title, headline + "<span itemprop='datePublished' content='2024-03-04'>yesterday</span>" + body))
            .published.iso() == "2024-03-04");
}

TEST_CASE("JSON-LD that refers to its nodes tells author, source and section") {
  const auto article = with_head(R"(<script type="application/ld+json">{"@graph": [
      {"@type": "WebSite", "name": "The Lake", "publisher": {"@id": "#org"}},
      {"@type": "Organization", "@id": "#org", "name": "The Daily Lake"},
      {"@type": "Person", "@id": "#jane", "name": "Jane Doe"},
      {"@type": "BreadcrumbList", "itemListElement": [
        {"@type": "ListItem", "position": 2, "item": {"@id": "/region", "name": "Region"}},
        {"@type": "ListItem", "position": 1, "item": {"@id": "/", "name": "Home"}},
        {"@type": "ListItem", "position": 3, "name": "Harbour closed"}]},
      {"@type": ["Article", "NewsArticle"], "headline": "Harbour closed", "author": {"@id": "#jane"}, "publisher": {"@id": "#org"}}]}</script>)");
  CHECK(article.authors == Names{"Jane Doe"});
  CHECK(article.source == "The Daily Lake");
  CHECK(article.section == "Region");
  const auto unknown =
      with_head(linked(R"("headline": "Harbour closed", "author": {"@id": "#nobody"}, "publisher": {"@id": "#none"})"));
  CHECK(unknown.authors.empty());
  CHECK(unknown.source.empty());
}

TEST_CASE("microdata tells headline, author, days, section and source where they are shown") {
  const auto article = read(page(
      "<title>The Daily Lake</title>",
      "<div itemscope itemtype='http://schema.org/NewsArticle'><h2 itemprop='headline'>Harbour closed after storm</h2>"
      "<time itemprop='dateModified' datetime='2013-05-06T07:00'>6 May</time> <time itemprop='datePublished' "
      "datetime='2013-05-04T06:00'>4 May</time>"
      "<span itemprop='author' itemscope><span itemprop='name'>Jane Doe</span></span>"
      "<span itemprop='publisher' itemscope><meta itemprop='name' content='The Daily Lake'></span>"
      "<span itemprop='articleSection'>Region</span><div itemprop='articleBody'>" +
          body + "</div></div>"));
  CHECK(article.title == "Harbour closed after storm");
  CHECK(article.authors == Names{"Jane Doe"});
  CHECK(article.published.iso() == "2013-05-04T06:00");
  CHECK(article.updated.iso() == "2013-05-06T07:00");
  CHECK(article.section == "Region");
  CHECK(article.source == "The Daily Lake");
}

TEST_CASE("a line that tells of a change dates the change") {
  const auto article =
      read(page(title, headline + "<div>Published: 14 March 2019 | Updated: 12:01, 15 March 2019</div>" + body));
  CHECK(article.published.iso() == "2019-03-14");
  CHECK(article.updated.iso().substr(0, 10) == "2019-03-15");
}

TEST_CASE("what a blog prints below its text dates it") {
  const auto article = read(page(title, headline + body +
                                            "<p><small>This entry was posted on Tuesday, March 14th, 2006 at 6:05 pm "
                                            "and is filed under <a href='/r'>Region</a>.</small></p>"));
  CHECK(article.published.iso().substr(0, 10) == "2006-03-14");
  CHECK(article.text == three);
}

TEST_CASE("a time between headline and text counts more than one of another story below") {
  const auto article = read(page(
      title,
      "<div class='story'>" + headline + "<time datetime='2020-01-02'>2 January</time>" + body +
          "</div><div class='story'><h2><a href='/t'>Tractor</a></h2><time datetime='2020-01-01'>1 January</time>" +
          p(first + " Or not.") + "</div>"));
  CHECK(article.published.iso() == "2020-01-02");
}

TEST_CASE("where the only main heading is the site's, a smaller one that the title has is the headline") {
  CHECK(read(page("<title>The Lake: Harbour closed after storm</title>",
                  "<h1><a href='/'>The Lake</a></h1><h2>Harbour closed after storm</h2>" + body))
            .title == "Harbour closed after storm");
  CHECK(read(page("<title>The Lake \u00BB Region \u00BB Harbour closed after storm</title>", body)).title ==
        "Harbour closed after storm");
}

TEST_CASE("markup in a description and numbers of an archive are neither standfirst nor tag") {
  CHECK(with_head("<meta name='description' content='&lt;p&gt;Wind tore two boats loose.&lt;/p&gt;'>").standfirst ==
        "Wind tore two boats loose.");
  CHECK(with_head("<meta name='keywords' content='100312362,2006,Lindau'>").tags == Names{"2006", "Lindau"});
}

TEST_CASE("a name and what that is, above the text, are the author's") {
  CHECK(read(page(title, headline + p("Jane Doe, Staff Writer") + body)).authors == Names{"Jane Doe"});
  CHECK(read(page(title, headline + "<p class='author'>Par Jane Doe, \u00E0 Paris</p>" + body)).authors ==
        Names{"Jane Doe"});
}

TEST_CASE("a name behind a headline that the page does not show is that of the site") {
  CHECK(with_head("<title>Harbour closed after the storm - The Lake Gazette</title>").title ==
        "Harbour closed after the storm");
  CHECK(with_head("<title>Harbour Closes Again - Here Is Why</title>").title == "Harbour Closes Again - Here Is Why");
  CHECK(with_head("<title>Harbour closed after the storm - what comes next</title>").title ==
        "Harbour closed after the storm - what comes next");
}

TEST_CASE("bylines beside each other name the authors together") {
  const std::string both =
      "<p><a rel='author' href='/j'>Jane Doe</a>, <a rel='author' href='/a'>Ali Baba (Lindau)</a> / EXAMPLE.COM</p>";
  CHECK(read(page(title, headline + both + body)).authors == Names{"Jane Doe", "Ali Baba"});
}

TEST_CASE("what is left of a date is no author") {
  CHECK(
      read(page(title,
                headline +
                    "<div class='author-time'>May 25, 2024</div><div class='author'>By Jane Doe and<br>Ali Baba</div>" +
                    body))
          .authors == Names{"Jane Doe", "Ali Baba"});
}
