// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html.hpp"

#include "common/utf8.hpp"
#include "tests/indexer/pages.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace newsgrep;
using namespace newsgrep::testing;
using namespace std::string_literals;

TEST_CASE("the paragraphs of a page are its text, without menus, footers and scripts") {
  CHECK(text_of("<nav><ul><li><a href=/a>Politics</a><li><a href=/b>Sport</a></ul></nav><header><a href=/>The Daily "
                "Lake</a></header>"
                "<main><article>" +
                body +
                "</article></main><script>var a = '<p>No text.</p>';</script><style>p { color: red }</style>"
                "<footer><p>All rights reserved by the people of the lake, who printed this, and by nobody "
                "else.</p></footer>") == three);
}

TEST_CASE("what is named as advertisement, related, share, newsletter or comment is left out") {
  for (const char* name : {"ad-slot", "advertisement", "related-articles", "share-buttons", "newsletter-signup",
                           "comments", "commentList", "cookie-banner", "sidebar"}) {
    CAPTURE(name);
    const std::string box =
        "<div class='" + std::string(name) + "'>" +
        p("This sentence is of no use to anybody, it only stands here, and nobody should find it.") + "</div>";
    CHECK(text_of("<article>" + p(first) + box + p(second) + p(third) + box + "</article>") == three);
  }
}

TEST_CASE("names that only look like furniture do not hide a text") {
  for (const char* name : {"with-sidebar", "no-sidebar", "author-jane-doe", "contextmenu", "cookies-not-set",
                           "has-comments", "block-id-n1AuAdJlVL"}) {
    CAPTURE(name);
    CHECK(text_of("<div class='" + std::string(name) + "'>" + body + "</div>") == three);
  }
}

TEST_CASE("what holds nearly all of the prose is the article, whatever its name and even when it is hidden at first") {
  for (const char* open : {"<div class='article__teaser'>", "<aside>", "<div hidden>", "<div class='newsletter'>",
                           "<div class='overlay paywall'>"}) {
    CAPTURE(open);
    CHECK(text_of(open + body + "</div></aside>") == three);
  }
}

TEST_CASE("comments are left out even when they are longer than the article") {
  CHECK(text_of("<article>" + body + "</article><section id='comments'>" +
                repeated(p("I was there and I saw it, and it was not at all like that, you know."), 30) +
                "</section>") == three);
}

TEST_CASE("captions are left out, tables in the text are kept") {
  CHECK(text_of("<article>" + p(first) +
                "<figure><img src=a.jpg><figcaption>Boats in the harbour, seen from the east, on "
                "Monday.</figcaption></figure>" +
                "<div class='image-caption'>" + p("The harbour master in the morning, before he went home, tired.") +
                "</div>" + p(second) + p(third) + "</article>") == three);
  const std::string text = text_of(
      "<article>" + body + "<table><tr><td>Ferry</td><td>Seats</td></tr><tr><td>Alma</td><td>240</td></tr></table>" +
      p(first + " Or not.") + "</article>");
  CHECK(holds(text, "Alma"));
  CHECK(holds(text, "240"));
}

TEST_CASE("lists, quotes, subheads and preformatted lines between paragraphs are kept in order") {
  const std::string text =
      text_of("<article>" + p(first) + "<h2>Two boats</h2><ul><li>the Alma</li><li>the Berta</li></ul>" + p(second) +
              "<blockquote>We were lucky.</blockquote>" + p(third) +
              "<pre>Wind 11, gusts 12. Waves of two metres, and rising, in the east.</pre></article>");
  std::size_t at = 0;
  for (const std::string& part :
       {first, "Two boats"s, "the Alma"s, "the Berta"s, second, "We were lucky."s, third, "Wind 11"s}) {
    CAPTURE(part);
    const auto found = text.find(part, at);
    CHECK(found != std::string::npos);
    if (found != std::string::npos) at = found + part.size();
  }
}

TEST_CASE("two line breaks end a paragraph, one is a space") {
  CHECK(text_of("<div>" + first + "<br><br>" + second + "<br>\n<br/>" + third + "</div>") == three);
  CHECK(text_of("<div>" + first + "<br>" + second + "</div>") == first + " " + second);
}

TEST_CASE("words at the edges of elements are not glued, words with markup inside are not torn") {
  const std::string text = text_of("<article><div>" + first + "</div><div>" + second +
                                   "</div><p>The har<b>bour</b> is <em>closed</em>, and the wind is strong, as it was "
                                   "before on this lake.</p></article>");
  CHECK(holds(text, first + "\n\n" + second));
  CHECK(holds(text, "The harbour is closed, and"));
}

TEST_CASE("a list of teasers below the text is left out") {
  std::string teasers;
  for (const char* about : {"trains", "roads", "bridges", "buses"})
    teasers += "<div><h3><a href='/x'>News about "s + about + "</a></h3>" +
               p("What you should know about "s + about + " in these days, before you leave your house, in short.") +
               "</div>";
  CHECK(text_of("<main><div>" + body + "</div><div>" + teasers + "</div></main>") == three);
}

TEST_CASE("another article with its own main heading below the first is left out") {
  CHECK(text_of("<main><article><h1>Harbour closed</h1>" + body + "</article><article><h1>Bridge opened</h1>" +
                p("The bridge was opened on Friday, and a band played, and then it rained again.") +
                p("It had been built in nine years, which is four more than planned, for twice the price.") +
                "</article></main>") == three);
}

TEST_CASE("articles nested as parts of one are all read") {
  const std::string text = text_of("<article><article>" + p(first) + "</article><article>" + p(second) +
                                   "</article><article>" + p(third) + "</article></article>");
  CHECK(text == three);
}

TEST_CASE("the same paragraph twice is kept once, and the headline is not part of the text") {
  CHECK(text_of("<article><h1>Harbour closed after storm</h1>" + p("Harbour closed after storm") + body + p(first) +
                p("The end came late, and it came without any wind, on a quiet evening.") + "</article>") ==
        three + "\n\nThe end came late, and it came without any wind, on a quiet evening.");
}

TEST_CASE("the title is that of JSON-LD, then of the metadata, then the heading, then the title without the site") {
  const std::string json = linked(R"("headline": "Storm shuts the harbour")"),
                    graph = "<meta property='og:title' content='Storm closes Lindau harbour'>",
                    title = "<title>A storm at Lindau | The Daily Lake</title>",
                    site = "<meta property='og:site_name' content='The Daily Lake'>";
  CHECK(with_head(title + site + graph + json).title == "Storm shuts the harbour");
  CHECK(with_head(title + site + graph).title == "Storm closes Lindau harbour");
  CHECK(read(page(title + site, "<h1>Harbour closed after storm</h1>" + body)).title == "Harbour closed after storm");
  CHECK(with_head(title + site).title == "A storm at Lindau");
  CHECK(with_head("<title>Lindau - a harbour</title>").title == "Lindau - a harbour");
  CHECK(with_head("").title.empty());
}

TEST_CASE("a heading around which the metadata put only a kicker or the site is the title") {
  CHECK(read(page("<meta property='og:title' content='Lake: Storm shuts the whole harbour - Lake.example'>" +
                      linked(R"("headline": "Lake: Storm shuts the whole harbour")"),
                  "<h1>Storm shuts the whole harbour</h1>" + body))
            .title == "Storm shuts the whole harbour");
}

TEST_CASE(
    "the date is that of JSON-LD, then of the metadata, of a time element, of the address, of the text, and says so") {
  const std::string json = linked(
                        R"("datePublished": "2024-03-01T08:00:00+01:00", "dateModified": "2024-03-02T09:00:00+01:00")"),
                    meta = "<meta property='article:published_time' content='2024-03-03T10:00:00Z'>",
                    time = "<time datetime='2024-03-04'>4 March</time>",
                    link = "<link rel=canonical href='https://lake.example/2024/03/05/storm'>";
  const auto dated = [](const std::string& head, const std::string& content) {
    const Article article = read(page(head, "<article>" + content + body + "</article>"));
    return article.date_from + " " + article.published.iso();
  };
  CHECK(dated(link + meta + json, time) == "json-ld:datePublished 2024-03-01T08:00:00+01:00");
  CHECK(dated(link + meta, time) == "meta:article:published_time 2024-03-03T10:00:00Z");
  CHECK(dated(link, time) == "time 2024-03-04");
  CHECK(dated(link, "") == "url 2024-03-05");
  CHECK(dated("", p("March 6, 2024")) == "text 2024-03-06");
  CHECK(dated("", "") == " ");
  CHECK(with_head(meta + json).updated.iso() == "2024-03-02T09:00:00+01:00");
}

TEST_CASE("a time element among related articles or comments dates nothing") {
  CHECK_FALSE(read(page("", "<div class=related><time datetime='2020-01-01'>then</time></div><article>" + body +
                                "</article><div id=comments><time datetime='2020-01-02'>later</time></div>"))
                  .published.known());
}

TEST_CASE(
    "the byline is that of JSON-LD, of the metadata, of rel=author, of an element named so; addresses and numbers are "
    "none") {
  CHECK(with_head(linked(R"("author": [{"@type": "Person", "name": "Jane Doe"}, {"name": "Ali Baba"}])")).byline ==
        "Jane Doe, Ali Baba");
  CHECK(with_head("<meta name=author content='By Jane Doe'>").byline == "Jane Doe");
  CHECK(with_head("<meta name=author content='j.doe@lake.example'>").byline.empty());
  CHECK(with_head("<meta name=author content='105092'>").byline.empty());
  CHECK(with_head("<meta property='article:author' content='https://lake.example/jane'>").byline.empty());
  for (const char* element : {"<a rel=author href=/jane>Jane Doe</a>", "<span class='byline'>By Jane Doe</span>",
                              "<span itemprop=author>Jane Doe</span>", "<div class='article-author'>Jane Doe</div>"}) {
    CAPTURE(element);
    CHECK(read(page("", "<article>"s + element + body + "</article>")).byline == "Jane Doe");
  }
  CHECK(read(page("", "<article>" + body + "</article><aside><a rel=author href=/ali>Ali Baba</a></aside>"))
            .byline.empty());
}

TEST_CASE("source, section, language and canonical address are told") {
  const Article article = read(
      "<html lang='de-AT'><head><link rel='canonical' href='https://lake.example/storm'><meta property='og:site_name' "
      "content='The Daily Lake'>"
      "<meta property='article:section' content='Weather &amp; Wind'></head><body>" +
      body + "</body></html>");
  CHECK(article.language.substr(0, 2) == "de");
  CHECK(article.url == "https://lake.example/storm");
  CHECK(article.source == "The Daily Lake");
  CHECK(article.section == "Weather & Wind");
  CHECK(with_head("<link rel=canonical href='https://lake.example/'>").url.empty());
}

TEST_CASE("JSON-LD gives the text when the page shows little of it, and not when it is cut off or another's") {
  const auto told = [](const std::string& text, const std::string& shown) {
    return read(page(linked("\"articleBody\": \"" + text + "\""), "<article>" + p(shown) + "</article>")).text;
  };
  const std::string all = repeated(first + " " + second + " ", 4);
  CHECK(holds(told(all, "Log in to read."), second));
  CHECK(holds(told(all, first), second));
  CHECK_FALSE(holds(told(all + "...", first), second));
  CHECK(told(all, third + " " + third + " Here is more of it, and then it goes on and on.").find(second) ==
        std::string::npos);
}

TEST_CASE("JSON-LD with line ends in strings, commas too many and entities is understood; what is none does no harm") {
  CHECK(with_head(linked("\"headline\": \"Storm &amp;\nwind at the harbour\", ")).title ==
        "Storm & wind at the harbour");
  CHECK(
      with_head(
          R"(<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"], "headline": "Storm"}]}</script>)")
          .title == "Storm");
  for (const char* broken : {"{", "[[[[", "{\"@type\": 7}", "null", "\xff\xfe",
                             "{\"@type\": \"NewsArticle\", \"headline\": {\"name\": [[]]}}"}) {
    CAPTURE(broken);
    CHECK(with_head("<script type='application/ld+json'>"s + broken + "</script>").text == three);
  }
  CHECK(with_head("<script type='application/ld+json'>" + repeated("{\"@graph\": [", 5000) + "</script>").text ==
        three);
}

TEST_CASE("declared encodings, marks of Unicode and bad bytes become valid UTF-8") {
  const std::string tail = p(second) + p(third);
  CHECK(holds(read("<html><head><meta charset=iso-8859-1></head><body><p>Caf\xe9 Lindau was closed, said the owner, "
                   "and so was the harbour of the town.</p>" +
                   tail)
                  .text,
              "Caf\u00e9 Lindau"));
  CHECK(holds(read("<html><head><meta http-equiv=Content-Type content='text/html; "
                   "charset=windows-1251'></head><body><p>\xcc\xee\xf1\xea\xe2\xe0 was closed, said the owner, and so "
                   "was the harbour.</p>" +
                   tail)
                  .text,
              "\u041c\u043e\u0441\u043a\u0432\u0430"));
  CHECK(holds(read("\xEF\xBB\xBF<html><head><meta charset=latin1></head><body><p>Caf\u00e9 Lindau was closed, said the "
                   "owner, and so was the harbour of it.</p>" +
                   tail)
                  .text,
              "Caf\u00e9 Lindau"));
  std::string wide = "\xFF\xFE";
  for (const char c : page("<title>Harbour closed</title>", body)) wide.append({c, '\0'});
  CHECK(read(wide).text == three);
  const std::string bad =
      read("<html><head><meta charset=utf-8></head><body>" + body +
           "<p>Bad \xC3( bytes \xFF in a sentence, which goes on, and then it ends.</p></body></html>")
          .text;
  CHECK(valid_prefix(bad) == bad.size());
  CHECK(holds(bad, first));
}

TEST_CASE("the charset is that of the page, not of its scripts, and may stand in the XML declaration") {
  const std::string content =
      "</head><body><p>Gda\xF1sk was closed, said the owner, and so was the harbour of the town.</p>" + body;
  CHECK(holds(read("<html><head><script charset=utf-8 src=a.js></script><meta charset='iso-8859-2'>" + content).text,
              "Gda\u0144sk"));
  CHECK(holds(read("<?xml version='1.0' encoding='ISO-8859-2'?><!DOCTYPE html><html><head>" + content).text,
              "Gda\u0144sk"));
  CHECK(holds(read("<html><head><meta name=description content='charset and more'><meta http-equiv=content-type "
                   "content='text/html; charset = ISO-8859-2'>" +
                   content)
                  .text,
              "Gda\u0144sk"));
}

TEST_CASE("soft hyphens and marks without width are removed from the text") {
  CHECK(text_of(p("The har\u00ADbour was\u200B closed, said the owner, and so was every house of the town.")) ==
        "The harbour was closed, said the owner, and so was every house of the town.");
}

TEST_CASE("languages without spaces and Latin punctuation are read") {
  const std::string japanese =
      "台風の接近により、港は月曜日に閉鎖された。二隻の船が流されたが、けが人はいなかったという。";
  const std::string arabic =
      "أغلق الميناء يوم الاثنين، لأن الريح حملت قاربين بعيدا، ولم يصب أحد بأذى، كما قال مدير الميناء للصحافة أمس.";
  CHECK(text_of("<article>" + p(japanese) +
                p("翌日には運航が再開される見込みで、切符はそのまま使えるという。問い合わせは窓口まで。") +
                "</article>")
            .find(japanese) == 0);
  CHECK(holds(text_of("<article>" + p(arabic) + "</article>"), arabic));
}

TEST_CASE("a page without a text is reported, one with a description keeps that") {
  const Kept none = read_with(read_html, page("<title>Login</title>", "<form><input name=a></form>"));
  CHECK(none.drafts.empty());
  REQUIRE(none.skips.size() == 1);
  CHECK(none.skips[0].kind == "no_text");
  CHECK(read(page("<meta name=description content='A short notice.'>", "<nav>Menu</nav>")).text == "A short notice.");
  CHECK(read_with(read_html, "").drafts.empty());
}

TEST_CASE("unclosed and crossed tags cost no paragraph") {
  CHECK(text_of("<div><p>" + first + "<p>" + second + "<b><i></b><p>" + third) == three);
  CHECK(read("<html><body><article>" + body + "<p").text == three);
  CHECK(read("<html><body><article>" + body + "<!-- no end").text == three);
  CHECK(read("<html><body><article>" + body + "<script>no end").text == three);
  CHECK(read(body).text == three);
}

TEST_CASE("hostile pages are read to their end") {
  SUBCASE("ten thousand elements within each other") {
    CHECK_NOTHROW(read_with(read_html, page("", body + repeated("<div>", 10000) + "deep" + repeated("</div>", 10000))));
  }
  SUBCASE("as many, each with a paragraph") {
    const Kept kept = read_with(read_html, page("", repeated("<div class='related article-body'><p>Here is a sentence, "
                                                             "it is long enough, and it ends with a stop.</p>",
                                                             10000)));
    CHECK(kept.drafts.size() + kept.skips.size() == 1);
  }
  SUBCASE("a hundred thousand headings, each deeper than the one before") {
    const Kept kept = read_with(read_html, page("", repeated("<div class=author><h1>x y</h1>" + p(first), 100000)));
    CHECK(kept.drafts.size() + kept.skips.size() == 1);
  }
  SUBCASE("an attribute of megabytes") {
    CHECK(text_of("<article class='" + std::string(4u << 20, 'x') + "'>" + body + "</article>") == three);
  }
  SUBCASE("an attribute of many names") {
    CHECK(text_of("<article class='" + repeated("a-b_cD ", 200000) + "'>" + body + "</article>") == three);
  }
  SUBCASE("entities that would grow") {
    const Kept kept = read_with(read_html, "<!DOCTYPE html [<!ENTITY a \"" + std::string(1000, 'x') +
                                               "\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c "
                                               "\"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><html><body>" +
                                               body + p("&c;&c;&c;&c; and so on."));
    REQUIRE(kept.drafts.size() == 1);
    CHECK(kept.at(0).text.size() < 5000);
  }
  SUBCASE("external entities") {
    const Kept kept =
        read_with(read_html, "<!DOCTYPE html [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><html><body>" + body +
                                 p("&e; is what was asked for, but nobody gave it away, of course."));
    REQUIRE(kept.drafts.size() == 1);
    CHECK_FALSE(holds(kept.at(0).text, "root:"));
  }
  SUBCASE("zero bytes") {
    const Article article =
        read("<html><body>\0<article>"s + body +
             "\0\0<p>After the zero bytes, the text goes on, as if nothing had happened at all.</p></article>"s);
    CHECK(holds(article.text, first));
    CHECK(holds(article.text, "goes on"));
    CHECK(article.text.find('\0') == std::string::npos);
  }
  SUBCASE("angle brackets without end") { CHECK_NOTHROW(read_with(read_html, "<html>" + repeated("<", 500000))); }
  SUBCASE("scripts without end") { CHECK_NOTHROW(read_with(read_html, "<html>" + repeated("<script>", 100000))); }
  SUBCASE("many metas, headings and times") {
    const Article article = with_head(repeated("<meta name=author content=x>", 50000) +
                                      repeated("<meta property=date content='not a date'>", 50000));
    CHECK(article.text == three);
    CHECK_NOTHROW(read(page("", repeated("<h1>Heading</h1><time datetime=never>x</time>", 20000) + body)));
  }
}
