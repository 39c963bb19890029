// SPDX-License-Identifier: GPL-2.0-or-later
// Documents of word processors, subtitles and Markdown: what is within them is read as a text is.
#include "indexer/readers/office.hpp"
#include "indexer/readers/rtf.hpp"
#include "indexer/readers/subtitles.hpp"
#include "indexer/readers/text.hpp"
#include "tests/indexer/reading.hpp"
#include "tests/support/containers.hpp"

#include <newsgrep/error.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

Kept rtf(const std::string& content) {
  return read_with(read_rtf, "{\\rtf1\\ansi\\ansicpg1252\\deff0" + content + "}");
}

std::string text_of_rtf(const std::string& content) {
  const Kept kept = rtf("Council backs terminal\\par\n\\par\n" + content + "\\par\n");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).title == "Council backs terminal");
  return kept.at(0).text;
}

std::string docx(const std::string& body) {
  const std::string word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  return make_archive("zip", {{"[Content_Types].xml", "<?xml version=\"1.0\"?><Types/>"},
                              {"word/document.xml", "<?xml version=\"1.0\"?><w:document xmlns:w=\"" + word +
                                                        "\"><w:body>" + body + "</w:body></w:document>"}});
}

std::string paragraph(const std::string& words) { return "<w:p><w:r><w:t>" + words + "</w:t></w:r></w:p>"; }

Article markdown(const std::string& text) {
  const Kept kept = read_with(read_text, text, 4096, "story.md");
  REQUIRE(kept.drafts.size() == 1);
  return kept.at(0);
}

}  // namespace

TEST_CASE("rich text is its words, in the letters of the font that they are shown in") {
  CHECK(text_of_rtf("The caf\\'e9 was \\ldblquote full\\rdblquote\\emdash it always is.") ==
        "The café was “full”—it always is.");
  CHECK(
      text_of_rtf("{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}}\\f1 \\'cf\\'ee\\'f0\\'f2 \\f0 is caf\\'e9.") ==
      "Порт is café.");
  CHECK(text_of_rtf("\\u1055?\\u1086?\\u1088?\\u1090? and \\uc2\\u8364 EU\\uc1 .") == "Порт and €.");
  CHECK(text_of_rtf("\\u-10179?\\u-8704? went by.") == "😀 went by.");
}

TEST_CASE("what rich text keeps beside its words is none of them") {
  CHECK(
      text_of_rtf("{\\*\\generator Writer 7;}{\\info{\\author Somebody}}{\\pict\\bin4 a}}b}A vote{\\field{\\*\\fldinst "
                  "HYPERLINK \"https://x.example\"}{\\fldrslt  was}} held.{\\v hidden}{\\footer page 7}") ==
      "A vote was held.");
}

TEST_CASE("rich text that is cut off is told to be, and read as far as it goes") {
  const Kept kept =
      read_with(read_rtf, "{\\rtf1 Council backs terminal\\par\\par The vote was held on Tuesday.\\par {\\b and");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).title == "Council backs terminal");
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].kind == "unfinished");
}

TEST_CASE("a million braces are no more than a few") {
  const Kept kept = rtf("A headline\\par\\par " + std::string(1'000'000, '{') + "deep" + std::string(1'000'000, '}') +
                        " The words behind them are read.");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).text.find("The words behind them are read.") != std::string::npos);
}

TEST_CASE("a document of a word processor has headline, byline, day and paragraphs") {
  const std::string bytes =
      docx(paragraph("Council backs terminal") + paragraph("By Jane Holloway") + paragraph("5 March 2024") +
           "<w:p><w:r><w:t xml:space=\"preserve\">The harbour council "
           "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>approved</w:t></w:r><w:r><w:t xml:space=\"preserve\"> a new "
           "ferry terminal.</w:t></w:r>"
           "<w:del><w:r><w:delText>Never mind.</w:delText></w:r></w:del></w:p>" +
           paragraph("Work is to begin in September, the chair told reporters after the vote."));
  CHECK(sniff_office(bytes) == Likeness::surely);
  const Kept kept = read_with(read_office, bytes);
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).title == "Council backs terminal");
  CHECK(kept.at(0).byline == "Jane Holloway");
  CHECK(kept.at(0).published.iso() == "2024-03-05");
  CHECK(kept.at(0).text ==
        "The harbour council approved a new ferry terminal.\n\nWork is to begin in September, the chair told reporters "
        "after the vote.");
}

TEST_CASE("a document that unpacks to more than anybody writes is refused") {
  const std::string bytes = docx(paragraph(std::string(70'000'000, 'x')));
  CHECK(bytes.size() < 1'000'000);
  CHECK_THROWS_AS(read_with(read_office, bytes), Error);
}

TEST_CASE("subtitles are what is said, once, without times and marks") {
  const std::string srt =
      "1\r\n00:00:01,000 --> 00:00:04,200\r\n<i>Good evening.</i> The council\r\nhas approved\r\n\r\n2\r\n00:00:04,300 "
      "--> 00:00:08,000\r\na new terminal.\r\n\r\n3\r\n00:00:20,000 --> 00:00:22,000\r\n{\\an8}Critics are angry.\r\n";
  CHECK(sniff_subtitles(srt) == Likeness::surely);
  CHECK(read_with(read_subtitles, srt).at(0).text ==
        "Good evening. The council has approved a new terminal.\n\nCritics are angry.");
  const std::string vtt =
      "WEBVTT - Evening news\nLanguage: en\n\nNOTE by a machine\n\n00:01.000 --> 00:04.200 align:start\n<v Anchor>The "
      "council</v>\n\n00:04.300 --> 00:08.000\nThe council\nhas<00:00:05.000><c> approved</c> it &amp; more.\n";
  const Article article = read_with(read_subtitles, vtt, 4096, "2024-03-05.vtt").at(0);
  CHECK(article.title == "Evening news");
  CHECK(article.language == "en");
  CHECK(article.published.iso() == "2024-03-05");
  CHECK(article.text == "The council has approved it & more.");
  CHECK(sniff_subtitles("1\nA story that begins with a number --> and an arrow\n") == Likeness::no);
}

TEST_CASE("Markdown is read without its marks") {
  const Article article = markdown(
      "---\ntitle: Terminal approved\n---\n\nSee [the plan](https://p.example/plan_a) and **bold** words, `code` and "
      "snake_case_names, 2 * 3.[^1]\n\n## Costs\n\n- first point\n- second point\n\n> A quotation.\n\n{{< youtube abc "
      ">}}\n\n![The quay](quay.jpg)\n\n[^1]: A note.\n");
  CHECK(article.text ==
        "See the plan and bold words, code and snake_case_names, 2 * 3.\n\nCosts\n\nfirst point\n\nsecond point\n\nA "
        "quotation.\n\nA note.");
}

TEST_CASE("front matter has lists, texts over several lines, and parts of values") {
  const Article article = markdown(
      "---\ntitle: 'A title'\nauthor:\n  name: Tom Reyes\ncategories: [News, Transport]\ntags:\n  - rail\ndescription: "
      ">\n  The union won\n  a day of rest.\n---\nThe text of the article is here.\n");
  CHECK(article.byline == "Tom Reyes");
  CHECK(article.section == "News, Transport");
  CHECK(article.tags == std::vector<std::string>{"rail"});
  CHECK(article.standfirst == "The union won a day of rest.");
  CHECK(markdown("+++\ntitle = \"A\"\nauthors = [\"Jane Holloway\", \"Tom Reyes\"]\n+++\n\nThe text.\n").byline ==
        "Jane Holloway, Tom Reyes");
}

TEST_CASE("lines of dashes around words without a name are no front matter, and front matter may stand below empty lines") {
  CHECK(markdown("---\nThe text of the article is here, and it is long.\n---\nMore of it.\n").text.find("is here") != std::string::npos);
  CHECK(markdown("\n\n---\ntitle: A title\n---\nThe text of the article is here.\n").title == "A title");
}
