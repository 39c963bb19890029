// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_clean.hpp"
#include "indexer/readers/html_page.hpp"

#include <doctest/doctest.h>

#include <ctime>

using namespace newsgrep;

namespace {

std::string attributes(std::size_t count, const std::string& value) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += " a" + std::to_string(i) + value;
  return all;
}

std::string repeated(const std::string& text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

std::string text_of(const Page& page) {
  std::string text;
  for (const auto& block : page.blocks) text += block.text + "\n";
  return text;
}

}  // namespace

TEST_CASE("an ordinary page is left as it is, but for scripts and styles") {
  const std::string page = R"(<p class="a>b" title='x'>one <!-- <p "> --> 1 < 2 & <br/> two</p><a href=x/y>)";
  CHECK(cleaned(page).html == page);
  const auto with = cleaned("a<script type='application/ld+json'>{}</script>b<STYLE>p {}</STYLE >c");
  CHECK(with.html == "a b c");
  CHECK(with.json_ld == std::vector<std::string>{"{}"});
  CHECK(with.repairs == 0);
}

TEST_CASE("attributes beyond those that a tag may have are cut off, however they are written") {
  for (const std::string value : {"", "=1", "=\">\"", " = '<b x=\"'", "=a/b"}) {
    CAPTURE(value);
    const auto within = "<p" + attributes(most_attributes, value) + ">text";
    CHECK(cleaned(within).html == within);
    const auto beyond = cleaned("<p" + attributes(most_attributes + 7, value) + ">text<p>more");
    CHECK(beyond.html == "<p" + attributes(most_attributes, value) + " >text<p>more");
    CHECK(beyond.repairs == 1);
  }
  CHECK(cleaned("<p " + std::string(1'000'000, 'x') + ">text").repairs == 1);
}

TEST_CASE("pages made to take the parser hours are read in seconds, with their text") {
  const std::string text = "<p>the text</p>";
  for (const auto& page : {"<p" + attributes(300'000, "=1") + ">" + text, repeated("<div>", 150'000) + repeated("</b>", 150'000) + text,
                           repeated("<font><b><i>", 50'000) + repeated("</table>", 150'000) + text, repeated("<a b=", 300'000) + ">" + text,
                           repeated("<span class=byline>", 150'000) + text}) {
    CAPTURE(page.substr(0, 20));
    const std::clock_t start = std::clock();  // of this process: the machine may be busy
    CHECK(text_of(read_page(page)).find("the text") != std::string::npos);
    CHECK((std::clock() - start) / CLOCKS_PER_SEC < 30);
  }
}
