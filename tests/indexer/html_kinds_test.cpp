// SPDX-License-Identifier: GPL-2.0-or-later
// Kinds of pages that news comes on, and where on each its article begins and ends.
#include "tests/indexer/pages.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

using storm::headline;
using storm::title;
const std::vector<std::string> others = {
    "Police stopped a tractor on the motorway on Sunday, whose driver had lost his way in the fog of the lake.",
    "A bakery in Bregenz sells bread by weight again, as it did a hundred years ago, and people queue for it.",
    "The choir of Meersburg is looking for tenors, who are asked to come to the town hall on Thursday evening."};

std::string body_of(const std::string& content) { return read(page(title, content)).text; }

// Other articles, each in a box of its own below a link.
std::string teasers() {
  std::string all;
  for (std::size_t i = 0; i < others.size(); ++i)
    all += "<div class='c" + std::to_string(i) + "'><a href='/" + std::to_string(i) +
           "'><h3>Other news of the day</h3></a>" + p(others[i]) + "</div>";
  return all;
}

}  // namespace

TEST_CASE("a brief is what stands beneath its headline, however much the page says of others") {
  const std::string brief = "(dpa) The harbour of Lindau is closed.";
  CHECK(body_of("<article>" + headline + p(brief) + "</article><aside>" + teasers() + "</aside>") == brief);
  CHECK(body_of("<div class='a'>" + headline + p("LINDAU, March 14 (dpa) - Harbour AG:") + p("* CLOSES HARBOUR") +
                "</div><div class='b'>" + teasers() + "</div>") ==
        "LINDAU, March 14 (dpa) - Harbour AG:\n\n* CLOSES HARBOUR");
}

TEST_CASE("a page that only lists articles is refused and says so") {
  std::string list = teasers();
  for (const char* about : {"trains", "roads", "bridges"})
    list += "<div><h3><a href='/x'>News about " + std::string(about) + "</a></h3>" +
            p("What you should know about " + std::string(about) +
              " in these days, before you leave your house, in short.") +
            "</div>";
  const Kept kept = read_with(read_html, page("<title>The Lake</title>", "<h1>The Lake</h1>" + list));
  CHECK(kept.drafts.empty());
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].message.find("lists articles") != std::string::npos);
  // One that declares an article is one.
  CHECK(read_with(read_html, page(title + linked(R"("headline": "Harbour closed after storm")"), list)).drafts.size() ==
        1);
}

TEST_CASE("another story on the same page, made like the first one, is left out") {
  const std::string other = p(others[0]) + p(others[1]);
  const auto story = [](const std::string& head, const std::string& text) {
    return "<div class='story'>" + head + text + "</div>";
  };
  CHECK(body_of(story(headline, body) + story("<h2><a href='/t'>Tractor in the fog</a></h2>", other)) == three);
  CHECK(body_of(story(headline, body) +
                story("<h2>Tractor in the fog</h2><time datetime='2020-01-01'>1 January</time>", other)) == three);
  CHECK(body_of("<div>" + headline + body + "</div><div><h1>Tractor in the fog</h1>" + other + "</div>") == three);
  const auto parts =
      body_of("<section>" + headline + body + "</section><section><h2>What is next</h2>" + other + "</section>");
  CHECK(holds(parts, others[0]));
}

TEST_CASE("all updates of a live blog are read, in the order of the page") {
  std::string updates;
  for (const auto& one : {third, second, first})
    updates += "<article class='post'><time datetime='2022-01-02T08:00:00Z'>8:00</time><h2>What is new</h2>" + p(one) +
               "</article>";
  const std::string text = body_of("<main>" + headline + updates + "</main>");
  CHECK(text.find(third) < text.find(second));
  CHECK(text.find(second) < text.find(first));
  CHECK(holds(text, first));
}

TEST_CASE("what readers say ends an article, known by the word that asks to answer") {
  std::string comments;
  for (const char* one : {"I was there and I saw it, and it was not at all like that, you know.",
                          "You are wrong, because nobody was there, and I counted them all."})
    comments += "<li><b>anna</b>" + p(one) + "<a href='#r'>Reply</a></li>";
  CHECK(body_of("<div>" + headline + body + "</div><ol>" + comments + "</ol>") == three);
}

TEST_CASE("a notice of consent is no text, even where the text is shorter") {
  const std::string consent =
      "<div><h2>We value your privacy</h2>" +
      p("We and our 842 partners store and access information on your device, such as cookies, and process personal "
        "data.") +
      p("With your permission we and our partners may use precise geolocation data, and scan your device.") + "</div>";
  CHECK(body_of(consent + "<main>" + headline + p(first) + "</main>") == first);
}

TEST_CASE("the offer that stands where a paid text ends is no part of it") {
  const std::string offer = "<div class='box'><h2>Continue reading</h2>" +
                            p("You have read all your free articles this month. Subscribe from two francs a week and "
                              "get unlimited access to all stories.") +
                            "</div>";
  CHECK(body_of("<article>" + headline + p(first) + p(second) + offer + "</article>") == first + "\n\n" + second);
}

TEST_CASE("what a page tells about its author below the text is left out") {
  const auto with_tail = [](const std::string& head, const std::string& tail) {
    return read(page(title + head, "<article>" + headline + body + p(tail) + "</article>")).text;
  };
  const std::string author = "<meta name='author' content='Jane Doe'>";
  CHECK(with_tail(author, "Jane Doe has covered the towns at the lake since 2009 and lives in Arbon with two dogs.") ==
        three);
  CHECK(with_tail("", "Jane Doe is a reporter of the Lake Gazette who writes about towns and what happens there.") ==
        three);
  const std::string sentence =
      "Jane Dow is the owner of both boats, and she will not pay for the damage that they did.";
  CHECK(holds(with_tail(author, sentence), sentence));
}

TEST_CASE("links in capital letters between the paragraphs are other news") {
  CHECK(body_of("<article>" + headline + p(first) +
                p("<a href='/x'>TRACTOR STOPPED IN THE FOG AFTER ITS DRIVER LOST HIS WAY AT NIGHT</a>") + p(second) +
                p(third) + "</article>") == three);
}

TEST_CASE("a box with a heading of its own beside the paragraphs is no part of the text, sections are") {
  const std::string box =
      "<div class='x'><h4>The numbers</h4>" +
      p("The harbour has room for forty boats, and a berth costs six francs a day for those who come from elsewhere.") +
      "</div>";
  const std::string much = p(first + " " + second) + p(second + " " + third);
  CHECK_FALSE(holds(body_of("<article>" + headline + much + box + p(third) + "</article>"), "forty boats"));
  std::string sections;
  for (const auto& one : {first, second, third}) sections += "<div class='x'><h2>Part</h2>" + p(one) + "</div>";
  CHECK(holds(body_of("<article>" + headline + p(first + " Or so.") + sections + "</article>"), third));
}

TEST_CASE("a gallery without text has its captions as text") {
  CHECK(body_of("<h1>Harbour closed after storm</h1><figure><img src='a.jpg'><figcaption>The harbour on "
                "Monday</figcaption></figure>"
                "<figure><img src='b.jpg'><figcaption>One of the boats</figcaption></figure>") ==
        "The harbour on Monday\n\nOne of the boats");
}

TEST_CASE("captions that end with whom the picture is from are no text, wherever they stand") {
  CHECK(body_of("<article>" + headline +
                p("Boats in the harbour of Lindau on Monday, after the storm. (AP Photo/Jane Doe)") + body +
                "</article>") == three);
}

TEST_CASE("three lines of whole sentences are paragraphs, short ones above a paragraph are a subhead") {
  CHECK(body_of(headline + "<div>" + first + "<br>" + second + "<br>" + third + "</div>") == three);
  const std::string text =
      body_of("<div>" + headline + p(first) + "<p>What comes next<br>" + second + "</p>" + p(third) + "</div>");
  CHECK(text == first + "\n\nWhat comes next\n\n" + second + "\n\n" + third);
}

TEST_CASE("an old page tells headline, author and day in lines of one cell") {
  const auto article =
      read(page("<title>Harbour closed after storm | The Daily Lake</title>",
                "<table><tr><td><b>Harbour closed after storm</b><br><i>By Jane Doe</i><br>March 14, 2006<br><br>" +
                    first + "<br><br>" + second + "<br><br>" + third + "</td></tr></table>"));
  CHECK(article.title == "Harbour closed after storm");
  CHECK(article.authors == std::vector<std::string>{"Jane Doe"});
  CHECK(article.published.iso() == "2006-03-14");
  CHECK(article.text == three);
}

TEST_CASE("the rest of a text that waits to be asked for is part of it") {
  CHECK(body_of("<div>" + headline + p(first) + "<div id='more' style='display:none'>" + p(second) + p(third) +
                "</div><a href='#more'>Read more</a></div>") == three);
}

TEST_CASE("place and day that a text begins with date a page that nothing else dates") {
  CHECK(read(page(title, headline + p("LINDAU, Germany, March 14, 2019 /Wire/ -- " + first) + p(second)))
            .published.iso() == "2019-03-14");
}
