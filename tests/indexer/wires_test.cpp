// SPDX-License-Identifier: GPL-2.0-or-later
// Agency text of IPTC 7901, ANPA 1312 and telex; dumps of wikis; pages of newspapers.
#include "indexer/readers/agency.hpp"
#include "indexer/readers/alto.hpp"
#include "indexer/readers/mediawiki.hpp"
#include "indexer/readers/wikitext.hpp"
#include "tests/indexer/reading.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a message of IPTC 7901 has its headline before the sign, its date behind the text, and no notebook") {
  const std::string message = "\x01" "eca0124 3 i 93  dpa 1888\r\n\nYemen/conflict/\r\n\x02" "EXTRA\nPeace talks to take place in Sweden =\r\n\nWashington (dpa) - He expects\r\nthem soon.\r\n\nIt was said.\r\n\n"
                              "# Notebook\r\n\n## Internet links\r\n\ndpa grj rmo\r\n\x03" "212101 GMT Nov 18\r\n\x7F\n\x7F\x04";
  CHECK(sniff_iptc7901(message) == Likeness::surely);
  const auto kept = read_with(read_iptc7901, message);
  REQUIRE(kept.drafts.size() == 1);
  const Article& article = kept.at(0);
  CHECK(article.entry.empty());
  CHECK(article.title == "Peace talks to take place in Sweden");
  CHECK(article.text == "Washington (dpa) - He expects them soon.\n\nIt was said.");
  CHECK(article.published.iso() == "2018-11-21T21:01Z");
  CHECK(article.source == "dpa");
  CHECK(article.tags == Names{"Yemen", "conflict"});
  CHECK(read_with(read_iptc7901, message + message).drafts.size() == 2);
}

TEST_CASE("what stands above a headline is left out, a headline that begins in such a way is not") {
  const auto title_of = [](const std::string& headlines) {
    return read_with(read_iptc7901, "\x01" "eca0124 3 i 93  dpa 1888\r\n\nYemen/\r\n\x02" + headlines + "\r\n\r\nThey met.\r\n\x03" "212101 GMT Nov 18\r\n").at(0).title;
  };
  CHECK(title_of("1ST LEAD\r\nTalks begin =") == "Talks begin");
  CHECK(title_of("(Achtung)\r\nROUNDUP 2:\r\nTalks begin =") == "Talks begin");
  CHECK(title_of("Leaders meet\r\nin Geneva =") == "Leaders meet in Geneva");
  CHECK(title_of("Extra time\r\nUrgent talks =") == "Extra time Urgent talks");
  CHECK(title_of("Update =") == "Update");
}

TEST_CASE("lines of an agency may end with a carriage return alone, or with several") {
  const auto text_of = [](const std::string& end) {
    const auto kept = read_with(read_iptc7901, "\x01" "eca0124 3 i 93  dpa 1888" + end + end + "Yemen/" + end + "\x02" "Talks" + end + "begin =" + end + end + "They" + end + "met." + end + end + "It rained." + end + "\x03" "212101 GMT Nov 18" + end);
    REQUIRE(kept.drafts.size() == 1);
    CHECK(kept.at(0).published.known());
    return kept.at(0).title + "|" + kept.at(0).text;
  };
  for (const char* end : {"\n", "\r\n", "\r", "\r\r\n", "\n\r"}) {
    INFO(std::string(end == std::string("\r") ? "returns alone" : "line feeds, too"));
    CHECK(text_of(end) == "Talks begin|They met.\n\nIt rained.");
  }
  const auto anpa = read_with(read_anpa, "\x01" "AW2346\x1F_asian\rr i BC-AS--China 05-09 1444\r\x02^BC-AS--China,827<\r^A family fled<\r\tBEIJING (AP) _ We are\rhere.\r\x03" "AP-WF-05-09-17 0056GMT<\r");
  REQUIRE(anpa.drafts.size() == 1);
  CHECK(anpa.at(0).title == "A family fled");
  CHECK(anpa.at(0).text.find("arehere") == std::string::npos);
}

TEST_CASE("a message of ANPA 1312 has its headline in its second line and typewriter quotes in its text") {
  const std::string message = "\x16\x16\x01" "AW2346\x1F_asian\r\nr i\x13\x11 BC-AS--China     05-09 1444\r\n\x02^BC-AS--China,827<\r\n^A family fled<\r\n^AP Photo XHG401<\r\n^It was long.<\r\n^By JANE DOE=\r\n^AP Writer=\r\n"
                              "\t   BEIJING (AP) _ ``We are here,'' she said.\r\n \r\n\t   It rained.\r\n\r\n\t   \x03" "AP-WF-05-09-17 0056GMT<\r\n\x04";
  CHECK(sniff_anpa(message) == Likeness::surely);
  CHECK(sniff_iptc7901(message) == Likeness::no);
  const auto kept = read_with(read_anpa, message);
  REQUIRE(kept.drafts.size() == 1);
  const Article& article = kept.at(0);
  CHECK(article.title == "A family fled");
  CHECK(article.standfirst == "It was long.");
  CHECK(article.byline == "JANE DOE");
  CHECK(article.text == "BEIJING (AP) _ \"We are here,\" she said.\n\nIt rained.");
  CHECK(article.published.iso() == "2017-05-09T00:56Z");
}

TEST_CASE("a telex has its lines by their marks, and may end them with carriage returns alone") {
  const std::string telex = "ZCZC AAP\r%A\r#Legionella\r$Legionella found in hospital\r:(BRISBANE)\r@QLD\rBacteria have been found.\r\r   Testing goes on.\r\rNNNN\r";
  CHECK(sniff_telex(telex) == Likeness::surely);
  CHECK(sniff_telex("ZCZCX") == Likeness::no);
  const auto kept = read_with(read_telex, telex + telex);
  REQUIRE(kept.drafts.size() == 2);
  CHECK(kept.at(0).title == "Legionella found in hospital");
  CHECK(kept.at(0).dateline == "BRISBANE");
  CHECK(kept.at(0).source == "AAP");
  CHECK(kept.at(1).text == "Bacteria have been found.\n\nTesting goes on.");
}

TEST_CASE("the stamp in the last line of a telex dates it, in front of the mark too, and is no text of it") {
  const std::string begin = "ZCZC ANSA\n$Il porto riapre\n\n   (ANSA) - ROMA, 12 MAG - Il porto riapre.\n";
  for (const std::string& end : {std::string("12-MAG-20 14:33\nNNNN\n"), std::string("\n  12-MAG-20 14:33 NNNN\n"), std::string("12-MAG-20 14:33\n\n")}) {
    CAPTURE(end);
    const auto kept = read_with(read_telex, begin + end);
    REQUIRE(kept.drafts.size() == 1);
    CHECK(kept.at(0).published.iso() == "2020-05-12T14:33");
    CHECK(kept.at(0).text == "(ANSA) - ROMA, 12 MAG - Il porto riapre.");
  }
  const auto two = read_with(read_telex, begin + "12-MAG-20 14:33 NNNN\n" + begin + "13-GIU-20 08:00 NNNN\n");
  REQUIRE(two.drafts.size() == 2);
  CHECK(two.at(1).published.iso() == "2020-06-13T08:00");
  for (const std::string& end : {std::string("Chiude nel 2020 NNNN\nNNNN\n"), std::string("Chiude il 12 maggio 2020.\nNNNN\n")}) {
    CAPTURE(end);
    const auto kept = read_with(read_telex, begin + end);
    CHECK_FALSE(kept.at(0).published.known());
    CHECK(kept.at(0).text.find("2020") != std::string::npos);
  }
}

TEST_CASE("a telex ends where the next one begins, whatever stands behind its mark") {
  const auto kept = read_with(read_telex, "ZCZC\n$First story\nOne.\nZCZC\n$Second story\nTwo.\nzczc AAP\n$Third story\nThree.\nNNNN\n");
  REQUIRE(kept.drafts.size() == 3);
  CHECK(kept.at(0).text == "One.");
  CHECK(kept.at(1).title == "Second story");
  CHECK(kept.at(2).source == "AAP");
}

TEST_CASE("the beginning of a telex without a headline is its title, cut between two letters") {
  std::string sentence = "x";
  for (int i = 0; i < 150; ++i) sentence += "é";
  const auto kept = read_with(read_telex, "ZCZC AAP\n\n" + sentence + "\n\nMore.\nNNNN\n");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).title == sentence.substr(0, 199));
  CHECK(kept.at(0).text == sentence + "\n\nMore.");
}

TEST_CASE("wikitext becomes prose") {
  const auto page = read_wikitext("{{date|May 5, 2020}}\n<!-- no -->[[File:A.jpg|thumb|The ''old'' quay]]\n'''Upton''' has a [[w:Quay|quay]] and a {{w|Ferry|ferry boat}}.<ref>No</ref> It is [http://a.example old].\n\n"
                                  "== History ==\n* One\n* Two {{fact}}\n{| class=a\n| no\n|}\nThe [[end]].\n\n== Sources ==\n* {{source|url=a}}\n[[Category:Upton]]\n");
  CHECK(page.text == "Upton has a quay and a ferry boat. It is old.\n\nHistory\n\nOne\n\nTwo\n\nThe end.");
  CHECK(page.date == "May 5, 2020");
  CHECK(page.captions == Names{"The old quay"});
  CHECK(page.categories == Names{"Upton"});
}

TEST_CASE("wikitext that never closes what it opens is read in bounded time") {
  std::string open;
  for (int i = 0; i < 20'000; ++i) open += "{{a|[[b|";
  CHECK_NOTHROW(read_wikitext(open));
}

TEST_CASE("signs that nothing closes are text, the ones before and behind them are read") {
  std::string open;
  for (int i = 0; i < 3000; ++i) open += "[[b|";
  const auto page = read_wikitext("[[One|First]] " + open + "\n\n[http://a.example\nno <ref>end {{date|May 5, 2020}}");
  CHECK(page.text.starts_with("First [[b|"));
  CHECK(page.text.ends_with("no end"));
  CHECK(page.date == "May 5, 2020");
  std::string quotes;
  for (int i = 0; i < 100'000; ++i) quotes += "''";
  CHECK(read_wikitext(quotes + "one''''two").text == "one'two");
}

TEST_CASE("agency text of empty lines and signs alone is read without keeping them") {
  const std::string blank(300'000, '\n');
  const auto telex = read_with(read_telex, "no\nZCZC AAP\n$Legionella found\n" + blank + "Words.\nZCZC AAP\n$Another one\nMore.\nNNNN\nno\n");
  REQUIRE(telex.drafts.size() == 2);
  CHECK(telex.at(0).text == "Words.");
  CHECK(telex.drafts[0].line == 2);
  CHECK(telex.at(1).text == "More.");
  CHECK(telex.drafts[1].line == blank.size() + 5);
  const auto signs = read_with(read_iptc7901, std::string(1000, '\x01') + "eca0124 3 i 93  dpa 1888\r\n\nYemen/\r\n\x02" "Peace talks =\r\n\nThey met." + blank + "dpa grj\n \n\x03" "212101 GMT Nov 18\r\n");
  REQUIRE(signs.drafts.size() == 1);
  CHECK(signs.at(0).entry.empty());
  CHECK(signs.at(0).text == "They met.");
  CHECK(signs.skips.empty());
}

TEST_CASE("of a wiki's dump the newest form of each article is read, redirects and talk are counted") {
  const auto kept = read_with(read_mediawiki, "<mediawiki xml:lang='en'><siteinfo><sitename>News</sitename><base>https://en.news.example/wiki/Main_Page</base></siteinfo>"
    "<page><title>A quay opens?</title><ns>0</ns><id>1</id><revision><timestamp>2020-05-05T10:00:00Z</timestamp><text>Old.</text></revision><revision><timestamp>2020-05-06T10:00:00Z</timestamp><text>New.</text></revision></page>"
    "<page><title>B</title><ns>0</ns><redirect title='A'/><revision><text>#REDIRECT [[A]]</text></revision></page><page><title>Talk:A</title><ns>1</ns><revision><text>Hm.</text></revision></page></mediawiki>");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).text == "New.");
  CHECK(kept.at(0).url == "https://en.news.example/wiki/A_quay_opens%3F");
  CHECK(kept.at(0).published.iso() == "2020-05-05T10:00:00Z");
  CHECK(kept.at(0).updated.iso() == "2020-05-06T10:00:00Z");
  CHECK(kept.at(0).source == "News");
  REQUIRE(kept.skips.size() == 2);
  CHECK(kept.skips[0].message == "1 entry of other namespaces is left out");
  CHECK(kept.skips[1].message == "1 entry redirecting to others is left out");
}

TEST_CASE("a page of a newspaper is an article, with divided words joined") {
  const auto kept = read_with(read_alto, "<alto xmlns='urn:a'><Layout><Page PHYSICAL_IMG_NR='3'><PrintSpace><TextBlock><TextLine><String CONTENT='THE'/><SP/><String CONTENT='UPTON'/><SP/><String CONTENT='TIMES'/></TextLine></TextBlock>"
    "<ComposedBlock><TextBlock language='eng'><TextLine><String CONTENT='A'/><String CONTENT='fer' SUBS_TYPE='HypPart1' SUBS_CONTENT='ferry'/><HYP CONTENT='-'/></TextLine>"
    "<TextLine><String CONTENT='ry' SUBS_TYPE='HypPart2' SUBS_CONTENT='ferry'/><String CONTENT='sank.'/></TextLine></TextBlock></ComposedBlock></PrintSpace></Page></Layout></alto>", 4096, "news/0002_18240217_0003.xml");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).title == "THE UPTON TIMES");
  CHECK(kept.at(0).text == "THE UPTON TIMES\n\nA ferry sank.");
  CHECK(kept.at(0).section == "Page 3");
  CHECK(kept.at(0).language == "en");
  CHECK(kept.at(0).published.iso() == "1824-02-17");
}
