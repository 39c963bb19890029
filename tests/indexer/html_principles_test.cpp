// SPDX-License-Identifier: GPL-2.0-or-later
// What belongs to the text of an article and what does not, one page for each reason.
#include "tests/indexer/pages.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

using storm::headline;
const std::string fourth = "In Bregenz the wind had been weaker, and the boats that lay there were tied up well, so that nothing happened to them.";
const std::string fifth = "On Sunday evening the weather service had warned of gusts of up to a hundred kilometres an hour over the lake.";
const std::string five = three + "\n\n" + fourth + "\n\n" + fifth;
using storm::title;

std::string text_with(const std::string& behind) { return read(page(title, "<article>" + headline + body + p(fourth) + p(fifth) + behind + "</article>")).text; }

}  // namespace

TEST_CASE("a heading that is never closed does not make the text headings") {
  CHECK(text_of("<main><h2>What happened" + body + "</main>").find(three) != std::string::npos);
}

TEST_CASE("a name around the whole article says nothing about its parts") {
  std::string slides;
  for (const auto& one : {first, second, third}) slides += "<div class='slide gallery'>" + p(one) + "</div>";
  CHECK(text_of("<section class='gallery'>" + slides + "</section>") == three);
}

TEST_CASE("a box with such a heading between the paragraphs ends nothing") {
  const std::string box = "<section class='trending'><h3>Trending</h3><h3><a href='/a'>Bridge opened</a></h3></section>";
  const std::string last = "The rest of the lake was calm, and the boats there went out.";
  CHECK(text_with(box + p(last)) == five + "\n\n" + last);
}

TEST_CASE("a table in a figure is text") {
  CHECK(holds(text_of("<article>" + p(first) + p(second) + "<figure><table><tr><td>Lindau</td><td>12 boats</td></tr></table></figure>" + p(third) + "</article>"),
              "12 boats"));
}

TEST_CASE("without any name a page keeps its text and loses its menus") {
  std::string menu;
  for (const char* name : {"News", "Sport", "Weather", "Ferries", "Lake", "About"}) menu += std::string("<li><a href='/x'>") + name + "</a></li>";
  CHECK(text_of("<div><ul>" + menu + "</ul></div><div>" + headline + body + "</div><div><ul>" + menu + "</ul></div>") == three);
}

TEST_CASE("old pages keep their text in a cell of a table of layout") {
  CHECK(text_of("<table><tr><td><a href='/a'>News</a><br><a href='/b'>Sport</a></td><td><font size=2>" + first + "<br><br>" + second + "<br><br>" + third +
                "</font></td></tr></table>") == three);
}

TEST_CASE("ten thousand elements in each other and a page that closes nothing are read") {
  CHECK(holds(text_of(repeated("<div>", 10000) + body), first));
  std::string open = "<html><body><div><article>";
  for (const auto& one : {first, second, third}) open += "<p><b><i>" + one;
  CHECK(read(open).text == three);
}

TEST_CASE("a page in UTF-8 that declares another charset is read as UTF-8") {
  const std::string russian = "В понедельник порт Линдау был закрыт, потому что ветер сорвал с якоря две лодки. ";
  const auto wrong = read("<html><head><meta charset='iso-8859-1'></head><body><article>" + p(russian + russian) + p(russian + "Никто не пострадал.") + "</article></body></html>");
  CHECK(holds(wrong.text, "понедельник"));
}

TEST_CASE("paragraphs that wait to be shown are text among others, and a hidden one beside none is not") {
  CHECK(holds(text_of("<article>" + p(first) + "<p class='paywall' aria-hidden='true'>" + second + "</p>" + p(third) + "</article>"), second));
  CHECK_FALSE(holds(text_of("<article>" + p(first) + p(third) + "<p class='sr-only'>" + second + "</p></article><div hidden><p>" + second + "</p></div>"), second));
}

TEST_CASE("a quotation in a figure is text, its caption is not") {
  const auto text = text_of("<article>" + p(first) + "<figure><blockquote><p>" + second + "</p></blockquote><figcaption>Jane Doe, master of the harbour</figcaption></figure>" + p(third) + "</article>");
  CHECK(text == three);
}

TEST_CASE("lines made alike that all stand above paragraphs are subheads, whatever element they are") {
  const auto subhead = [](const std::string& text) { return "<p class='crosshead'>" + text + "</p>"; };
  const auto alike = text_of("<article>" + p(first) + subhead("Nobody was hurt") + p(second) + subhead("On Tuesday again") + p(third) + "</article>");
  CHECK(alike == first + "\n\nNobody was hurt\n\n" + second + "\n\nOn Tuesday again\n\n" + third);
  const auto labels = text_of("<article>" + p(first) + subhead("Advertisement") + p(second) + subhead("Advertisement") + p(third) + "</article>");
  CHECK(labels == three);
}

TEST_CASE("a heading that was dropped in a box of its own takes no other heading with it") {
  const std::string embedded = "<div class='placeholder'><h3>External content</h3><p>To view this content, accept our cookies in the settings of the page.</p></div>";
  const auto text = text_of("<article><div>" + p(first) + "<h3>1. The wind tore at the boats</h3>" + embedded + "<h3>2. The harbour was closed</h3>" + embedded + p(second) + p(third) + "</div></article>");
  CHECK(holds(text, "1. The wind tore at the boats"));
  CHECK_FALSE(holds(text, "External content"));
}

TEST_CASE("a last paragraph that lacks its stop, or is mostly links, belongs to the text") {
  const std::string last = "The harbour master asked all owners to look after their boats, and to come back on Tuesday, said the mayor";
  CHECK(holds(text_of("<article>" + body + p(last) + "</article>"), last));
  const std::string links = "<a href='/a'>The owners of the boats that were lost in the storm</a> want <a href='/b'>money from the town</a>, and a lawyer for ten of them said so.";
  CHECK(holds(text_of("<article>" + body + p(links) + "</article>"), "want money from the town"));
  CHECK_FALSE(holds(text_of("<article>" + body + p("<a href='/a'>" + last + "</a>") + "</article>"), last));
}

TEST_CASE("a box with a heading is none of the text, even where each paragraph has an element of its own") {
  const auto wrapped = [](const std::string& text) { return "<div class='module'><p>" + text + "</p></div>"; };
  const auto box = [](const std::string& name) { return "<div class='" + name + "'><h3>The storm of 1999</h3><p>It sank eleven boats in the bay, and nobody had seen it coming.</p></div>"; };
  const std::string more = "The mayor wants to talk about a wall against the wind, which would cost as much as all of the boats.";
  CHECK(text_of("<article>" + wrapped(first) + wrapped(second) + box("card") + wrapped(third) + wrapped(more) + "</article>") == three + "\n\n" + more);
  CHECK(holds(text_of("<article>" + wrapped(first) + wrapped(second) + box("module") + wrapped(third) + wrapped(more) + "</article>"), "eleven boats"));
}

TEST_CASE("an author whom only a line of the page names is not presented below its text, nor above") {
  const std::string signed_headline = "<h1>Harbour closed after storm</h1><div class='line'>By Jane Doe</div>";
  const std::string note = "Jane Doe can be reached at the desk of the Lake Gazette, where she has worked since the last storm.";
  CHECK(text_of("<article>" + signed_headline + body + p(note) + "</article>") == three);
  const std::string bio = "Jane Doe currently works for the Lake Gazette as a writer, and lives in Lindau with two cats.";
  CHECK(text_of("<article>" + signed_headline + p(bio) + body + p("It was the third storm of this year, and the wind blew harder than ever before on the lake.") + "</article>").find(bio) == std::string::npos);
}
