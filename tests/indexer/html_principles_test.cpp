// SPDX-License-Identifier: GPL-2.0-or-later
// What belongs to the text of an article and what does not, one page for each reason.
#include "tests/indexer/pages.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

const std::string headline = "<h1>Harbour closed after storm</h1>";
const std::string fourth = "In Bregenz the wind had been weaker, and the boats that lay there were tied up well, so that nothing happened to them.";
const std::string fifth = "On Sunday evening the weather service had warned of gusts of up to a hundred kilometres an hour over the lake.";
const std::string five = three + "\n\n" + fourth + "\n\n" + fifth;
const std::string title = "<title>Harbour closed after storm</title>";

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
