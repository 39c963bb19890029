// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/sgml.hpp"

#include "indexer/containers/open.hpp"
#include "tests/indexer/reading.hpp"
#include "tests/support/corpora.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

Kept reuters(std::string bytes, std::size_t block = 4096) { return read_with(read_reuters, std::move(bytes), block); }
Kept trec(std::string bytes, std::size_t block = 4096) { return read_with(read_trec, std::move(bytes), block); }

std::string story(const std::string& number, const std::string& date, const std::string& text) {
  return "<REUTERS TOPICS=\"NO\" NEWID=\"" + number + "\">\n<DATE>" + date + "</DATE>\n<TEXT>&#2;\n" + text +
         "</TEXT>\n</REUTERS>\n";
}

const char* const simple =
    "<TITLE>TIN &lt;TIN> PRICES &amp; MORE</TITLE>\n<AUTHOR>    By Jane Doe, Reuters</AUTHOR>\n"
    "<DATELINE>    LIMA, Feb 26 - </DATELINE><BODY>Prices rose\nagain today.\n    They had fallen\nbefore.\n "
    "Reuter\n&#3;</BODY>";

}  // namespace

TEST_CASE("the topics, places, people, bodies and companies of a Reuters story are its tags") {
  const Kept kept = reuters("<REUTERS TOPICS=\"YES\" NEWID=\"8\">\n<DATE>26-FEB-1987</DATE>\n<TOPICS><D>crude</D><D>nat-gas</D></TOPICS>\n<PLACES><D>saudi-arabia</D></PLACES>\n"
                            "<PEOPLE></PEOPLE>\n<ORGS><D>opec</D></ORGS>\n<EXCHANGES></EXCHANGES>\n<COMPANIES></COMPANIES>\n<TEXT>" +
                            std::string(simple) + "</TEXT>\n</REUTERS>\n");
  CHECK(kept.at(0).tags == std::vector<std::string>{"crude", "nat-gas", "saudi-arabia", "opec"});
  CHECK(reuters(story("7", "26-FEB-1987", simple)).at(0).tags.empty());
}

TEST_CASE("a Reuters story has headline, byline, paragraphs and dateline, but no signature") {
  const Kept kept = reuters("<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n" + story("7", "26-FEB-1987 15:01:01.79", simple));
  REQUIRE(kept.drafts.size() == 1);
  const Article& a = kept.at(0);
  CHECK(a.title == "TIN <TIN> PRICES & MORE");
  CHECK(a.byline == "Jane Doe");
  CHECK(a.text == "LIMA, Feb 26 - Prices rose again today.\n\nThey had fallen before.");
  CHECK(a.published.iso() == "1987-02-26T15:01:01");
  CHECK(a.date_from == "sgml:DATE");
  CHECK(a.source == "Reuters");
  CHECK(a.language == "en");
  CHECK(a.native_id == "reuters-21578:7");
  CHECK(kept.drafts[0].global_id);
  CHECK(kept.drafts[0].line == 2);
  CHECK(a.entry == "#1");
}

TEST_CASE("records are the same whatever blocks they arrive in") {
  const std::string bytes =
      story("1", "1-MAR-1987", simple) + story("2", " 2-MAR-1987", simple) + story("3", "3-MAR-1987", simple);
  for (const std::size_t block : {1, 2, 7, 100, 333, 1000}) {
    const Kept kept = reuters(bytes, block);
    REQUIRE(kept.drafts.size() == 3);
    CHECK(kept.skips.empty());
    for (std::size_t i = 0; i < 3; ++i) CHECK(kept.at(i).text == kept.at(0).text);
    CHECK(kept.at(2).native_id == "reuters-21578:3");
    CHECK(kept.drafts[2].line == reuters(bytes).drafts[2].line);
  }
}

TEST_CASE("transmission codes behind a date are no part of it") {
  CHECK(reuters(story("1", "27-MAR-1987 00:02:59.13&#5;&#5;&#5;RM", simple)).at(0).published.iso() ==
        "1987-03-27T00:02:59");
  CHECK(reuters(story("1", "31-MAR-1987 605:12:19.12", simple)).at(0).published.iso() == "1987-03-31");
  CHECK_FALSE(reuters(story("1", "no date at all", simple)).at(0).published.known());
}

TEST_CASE("a story without a body is its unmarked text, or a headline alone") {
  const Kept unmarked = reuters(story("1", "1-MAR-1987", "\nRESERVES AT A GLANCE\n    Two weeks.\n\n Reuter\n&#3;"));
  CHECK(unmarked.at(0).title.empty());
  CHECK(unmarked.at(0).text == "RESERVES AT A GLANCE\n\nTwo weeks.");
  const Kept brief = reuters(story("1", "1-MAR-1987", "\n******<TITLE>TIN UP\n</TITLE>Blah blah blah.\n&#3;\n\n"));
  CHECK(brief.at(0).title == "TIN UP");
  CHECK(brief.at(0).text.empty());
}

TEST_CASE("words that look like a signature stay within a sentence") {
  const std::string body =
      "<TITLE>A</TITLE><BODY>He said to Reuters he wants more.\n    So he told Reuter\n&#3;</BODY>";
  CHECK(reuters(story("1", "1-MAR-1987", body)).at(0).text.ends_with("So he told Reuter"));
}

TEST_CASE("a record that is not UTF-8 is decoded") {
  const Kept kept = reuters(story("1", "1-MAR-1987", "<TITLE>A</TITLE><BODY>In M\xFCnchen und K\xF6ln.\n&#3;</BODY>"));
  CHECK(kept.at(0).text == "In München und Köln.");
}

TEST_CASE("a record that is never closed ends where the next begins; the last one is told") {
  const Kept kept = trec(
      "<DOC>\n<DOCNO>A-1</DOCNO>\n<TEXT>One.</TEXT>\n<DOC>\n<DOCNO>A-2</DOCNO>\n<TEXT>Two.</TEXT>\n</"
      "DOC>\n<DOC>\n<DOCNO>A-3");
  REQUIRE(kept.drafts.size() == 2);
  CHECK(kept.at(0).text == "One.");
  CHECK(kept.at(1).text == "Two.");
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].kind == "unfinished");
  CHECK(kept.skips[0].address == "#3");
}

TEST_CASE("a record beyond the limit is thrown away, the next one is read") {
  const std::string block(1u << 20, 'x');
  MadeEntry entry([&](std::size_t number) {
    if (number == 0) return "<DOC><DOCNO>A-1</DOCNO><TEXT>" + block;
    if (number < 60) return block;
    return number == 60 ? std::string("</TEXT></DOC><DOC><DOCNO>A-2</DOCNO><TEXT>Two.</TEXT></DOC>") : std::string();
  });
  Kept kept;
  read_trec(entry, kept);
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).native_id == "A-2");
  CHECK(kept.at(0).entry == "#2");
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].kind == "too_large");
}

TEST_CASE("TREC documents of several collections are understood") {
  const Kept wsj = trec(
      "<DOC>\n<DOCNO> WSJ870324-0001 </DOCNO>\n<HL> Tin Rises\n  Again </HL>\n<DD> 03/24/87</DD>\n<SO> THE JOURNAL "
      "(J)</SO>\n"
      "<DATELINE> LIMA </DATELINE>\n<LP>\n   Prices rose.\n</LP>\n<TEXT>\n   They had fallen\nbefore.\n   Now they "
      "rise.\n</TEXT>\n</DOC>\n");
  REQUIRE(wsj.drafts.size() == 1);
  CHECK(wsj.at(0).title == "Tin Rises Again");
  CHECK(wsj.at(0).text == "LIMA - Prices rose.\n\nThey had fallen before.\n\nNow they rise.");
  CHECK(wsj.at(0).published.iso() == "1987-03-24");
  CHECK_FALSE(wsj.drafts[0].global_id);
  const Kept aquaint = trec(
      "<doc>\n<docno> NYT19980601.0001 </docno>\n<date_time> 1998-06-01 00:05 "
      "</date_time>\n<body>\n<headline>H</headline>\n"
      "<text>\n<p>\nOne\nline.\n</p>\n<p>\nTwo.\n</p>\n</text>\n</body>\n</doc>\n");
  REQUIRE(aquaint.drafts.size() == 1);
  CHECK(aquaint.at(0).text == "One line.\n\nTwo.");
  CHECK(aquaint.at(0).published.iso() == "1998-06-01T00:05");
  const Kept gigaword = trec(
      "<DOC id=\"XYZ_ENG_20041231.0007\" type=\"story\" >\n<HEADLINE>\nH &AMP; "
      "I\n</HEADLINE>\n<TEXT>\n<P>\nOne.\n</P>\n</TEXT>\n</DOC>\n");
  REQUIRE(gigaword.drafts.size() == 1);
  CHECK(gigaword.at(0).native_id == "XYZ_ENG_20041231.0007");
  CHECK(gigaword.at(0).published.iso() == "2004-12-31");
  CHECK(gigaword.at(0).date_from == "sgml:DOCNO");
}

TEST_CASE("numbers that are no dates stay numbers") {
  for (const char* number : {"FT911-3", "LA010189-0001", "SJMN91-06001003", "TREC_DOC_1.00001", "AP881332-0001", "X"}) {
    CAPTURE(number);
    const Kept kept = trec(std::string("<DOC><DOCNO>") + number + "</DOCNO><TEXT>One.</TEXT></DOC>");
    REQUIRE(kept.drafts.size() == 1);
    CHECK_FALSE(kept.at(0).published.known());
  }
}

TEST_CASE("markup that only resembles the collections is not taken for them") {
  CHECK(sniff_reuters("<p>REUTERS reports: NEWID=\"1\"</p>") == Likeness::no);
  CHECK(sniff_reuters("<REUTERSX NEWID=\"1\">") == Likeness::no);
  CHECK(sniff_trec("<DOCUMENT><DOCNO>1</DOCNO>") == Likeness::no);
  CHECK(sniff_trec("Of <DOC> and <DOCNO> in running text") == Likeness::no);
}

TEST_CASE("unclosed and odd tags do no harm and cost no more than linear time") {
  std::string bytes = "<DOC><DOCNO>A</DOCNO><TEXT>";
  for (int i = 0; i < 200'000; ++i) bytes += "<TEXT";
  const Kept kept = trec(bytes + "</TEXT></DOC>");
  CHECK(kept.drafts.size() <= 1);
  std::string many, equals;
  for (int i = 0; i < 200'000; ++i) many += "<TEXT>word ";
  const Kept repeated = trec("<DOC><DOCNO>A</DOCNO>" + many + "</DOC>");
  REQUIRE(repeated.drafts.size() == 1);
  CHECK(repeated.at(0).text.size() <= many.size());
  for (int i = 0; i < 500'000; ++i) equals += "a=";
  CHECK(trec("<DOC " + equals + "><DOCNO>A</DOCNO></DOC>").drafts.size() == 1);
}

TEST_CASE("every text of a document is taken once") {
  const Kept kept =
      trec("<DOC><DOCNO>A</DOCNO><TEXT>One.</TEXT><GRAPHIC>x</GRAPHIC><TEXT></TEXT><TEXT>Two.</TEXT></DOC>");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).text == "One.\n\nTwo.");
}

TEST_CASE("dates of TREC collections are read as each of them prints them") {
  const auto date = [](const std::string& printed) {
    const Kept kept =
        read_with(read_trec, "<DOC>\n<DOCNO>X-1</DOCNO>\n<DATE>" + printed + "</DATE>\n<TEXT>A text.</TEXT>\n</DOC>\n");
    REQUIRE(kept.drafts.size() == 1);
    return kept.at(0).published.iso();
  };
  CHECK(date("910514\n") == "1991-05-14");
  CHECK(date("\n<P>\nJanuary 1, 1989, Sunday, Home Edition\n</P>\n") == "1989-01-01");
  CHECK(date("03/24/87") == "1987-03-24");
  CHECK(date("991399").empty());
}

TEST_CASE("a lead paragraph stands in front of the text, and records need no number") {
  const std::string record =
      "<DOC>\n<TITLE>A headline</TITLE>\n<LEADPARA>The lead.</LEADPARA>\n<TEXT>The rest.</TEXT>\n</DOC>\n";
  CHECK(sniff_trec(record) == Likeness::surely);
  CHECK(read_with(read_trec, record).at(0).text == "The lead.\n\nThe rest.");
}

TEST_CASE("all of Reuters-21578 is read with its dates, where it is present") {
  const auto folder = real_corpus("reuters21578");
  if (!folder) {
    MESSAGE("skipped: no corpora (NEWSGREP_CORPORA)");
    return;
  }
  std::set<std::string> ids;
  std::size_t dated = 0, empty = 0;
  for (int number = 0; number < 22; ++number) {
    const std::string name = "reut2-0" + std::string(number < 10 ? "0" : "") + std::to_string(number) + ".sgm";
    Kept kept;
    read_reuters(*open_entry((*folder / name).string(), nullptr), kept);
    CHECK(kept.skips.empty());
    for (const Draft& draft : kept.drafts) {
      ids.insert(draft.article.native_id);
      dated += draft.article.published.year == 1987 && draft.article.published.precision >= Precision::day;
      empty += draft.article.title.empty() && draft.article.text.empty();
      CHECK(draft.article.text.find("\x03") == std::string::npos);
    }
  }
  CHECK(ids.size() == 21578);
  CHECK(dated == 21578);
  CHECK(empty == 1);  // number 12793 has neither headline nor text in the collection itself
}

TEST_CASE("collections of newspapers in other languages name their elements in other ways") {
  const auto only = [](const std::string& content) {
    const Kept kept = trec("<DOC>\n<DOCNO>X-1</DOCNO>\n" + content + "\n</DOC>\n");
    REQUIRE(kept.drafts.size() == 1);
    return kept.at(0);
  };
  const Article german = only(
      "<TI>Strom wird teurer</TI><LD>Die Preise steigen.</LD><TX>Das teilte das Werk mit.</TX><TX>Kritik "
      "folgte.</TX><KW>Energie; Preise</KW>");
  CHECK(german.text == "Die Preise steigen.\n\nDas teilte das Werk mit.\n\nKritik folgte.");
  CHECK(german.tags == std::vector<std::string>{"Energie", "Preise"});
  CHECK(only("<BODY><TI>De hal gaat dicht</TI><LE><P>De raad stemde.</P></LE><TE><P>Winkeliers klagen.</P></TE><AU>Jan "
             "de Vries</AU></BODY>")
            .text == "De raad stemde.\n\nWinkeliers klagen.");
  CHECK(only("<TITLE>Chiuso il mercato</TITLE><TESTO>Il consiglio ha votato.</TESTO>").text ==
        "Il consiglio ha votato.");
  const Article sections =
      only("<TITLE><![CDATA[Ports & <ferries>]]></TITLE><TEXT><![CDATA[A vote was held.]]></TEXT>");
  CHECK(sections.text == "A vote was held.");
  CHECK(only("<TI1>Halle fermée</TI1><TX>Le vote.</TX>").title == "Halle fermée");
}

TEST_CASE("a headline of a collection comes without the issue, the second line and the byline") {
  const Kept kept = trec(
      "<DOC><DOCNO> WSJ870324-0001 </DOCNO><HL> Council backs terminal\n---\nA dispute ends\n---\nBy Jane "
      "Holloway\nStaff Reporter</HL><TEXT>The vote.</TEXT></DOC>\n"
      "<DOC><DOCNO>FT911-3</DOCNO><HEADLINE>\nFT  14 MAY 91 / Council backs terminal\n</HEADLINE><TEXT>The "
      "vote.</TEXT></DOC>\n"
      "<DOC><DOCNO>FT911-4</DOCNO><HEADLINE>Wage / price spiral goes on</HEADLINE><TEXT>The vote.</TEXT></DOC>\n");
  REQUIRE(kept.drafts.size() == 3);
  CHECK(kept.at(0).title == "Council backs terminal");
  CHECK(kept.at(0).standfirst == "A dispute ends");
  CHECK(kept.at(0).byline == "Jane Holloway");
  CHECK(kept.at(1).title == "Council backs terminal");
  CHECK(kept.at(2).title == "Wage / price spiral goes on");
}

TEST_CASE("six digits of a number are a day only where they can be nothing else") {
  const auto day = [](const std::string& number) {
    return trec("<DOC><DOCNO>" + number + "</DOCNO><TEXT>A vote.</TEXT></DOC>").at(0).published.iso();
  };
  CHECK(day("SDA.940131.0001") == "1994-01-31");
  CHECK(day("FR940104-0-00001") == "1994-01-04");
  CHECK(day("LA010189-0001").empty());
  CHECK(day("H-750402-1").empty());
}

TEST_CASE("what a TREC document is about are its tags; commas stand within them where semicolons part them") {
  const auto tags = [](const std::string& list) { return trec("<DOC><DOCNO>LA010189-0001</DOCNO>" + list + "<TEXT>One.</TEXT></DOC>").at(0).tags; };
  CHECK(tags("<SUBJECT>\n<P>\nHARBOURS -- LINDAU; DOE, JANE; FERRIES\n</P>\n</SUBJECT>") == std::vector<std::string>{"HARBOURS -- LINDAU", "DOE, JANE", "FERRIES"});
  CHECK(tags("<SUBJECT>harbours, ferries</SUBJECT><DESCRIPT>Trade</DESCRIPT>") == std::vector<std::string>{"harbours", "ferries", "Trade"});
}
