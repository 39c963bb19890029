// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/text.hpp"
#include "indexer/readers/html.hpp"

#include "indexer/readers/text_furniture.hpp"
#include "indexer/readers/text_records.hpp"
#include "tests/indexer/reading.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

const std::string headline = "Portwell to rebuild its storm-damaged northern quay";
const std::string first =
    "The harbour board agreed on Thursday to rebuild the northern quay, which the storms of last winter damaged.";
const std::string second =
    "The work will cost 41 million euros and take three years. It could not wait any longer, the board said.";
const std::string body = first + "\n\n" + second;

Article read(std::string text, std::string path = "memory") {
  const Kept kept = read_with(read_text, std::move(text), 4096, std::move(path));
  REQUIRE(kept.drafts.size() == 1);
  return kept.drafts[0].article;
}

std::vector<Draft> read_several(std::string text) { return read_with(read_text, std::move(text)).drafts; }

}  // namespace

TEST_CASE("a headline and paragraphs need no header") {
  for (const std::string& text : {headline + "\n\n" + body + "\n", headline + "\r\n\r\n" + first + "\r\n\r\n" + second,
                                  headline + "\n" + first + "\n" + second}) {
    const Article article = read(text);
    CHECK(article.title == headline);
    CHECK(article.text == body);
    CHECK_FALSE(article.published.known());
    CHECK(article.byline.empty());
  }
}

TEST_CASE("a text without a headline loses nothing") {
  CHECK(read(body).title.empty());
  CHECK(read(body).text == body);
}

TEST_CASE("hard-wrapped lines are joined, of paragraphs and of headlines") {
  const Article article = read(
      "Portwell to rebuild its northern quay after a\nlong debate over its costs\n\n"
      "The harbour board agreed on Thursday to rebuild the northern quay, which\nthe storms of last winter "
      "damaged.\n\nIt was a long debate, and the board\n"
      "voted twice.\n");
  CHECK(article.title == "Portwell to rebuild its northern quay after a long debate over its costs");
  CHECK(article.text == first + "\n\nIt was a long debate, and the board voted twice.");
}

TEST_CASE("header lines of every style are read and removed") {
  for (const char* header :
       {"Title: %\nAuthor: Jane Doe\nDate: 2020-05-05\n", "[Title] %\n[Author] Jane Doe\n[Date] May 5, 2020\n",
        "title=%\nauthor=Jane Doe\ndate=2020-05-05\n", "Title\t%\nAuthor\tJane Doe\nDate\t5 May 2020\n",
        "---\ntitle: \"%\"\nauthor: Jane Doe\ntags:\n  - quay\ndate: 2020-05-05\n---\n",
        "+++\ntitle = \"%\"\nauthor = \"Jane Doe\"\ndate = 2020-05-05\n+++\n",
        "**Title:** %\n**Author:** Jane Doe\n**Date:** 5 May 2020\n", "Titel: %\nAutor: Jane Doe\nDatum: 5. Mai 2020\n",
        "Title: %\n\nBYLINE: By Jane Doe\n\nDATE: May 5, 2020\n\nLENGTH: 500 words\n",
        "-- %\n-- B y   J a n e   D o e\n-- 2020-05-05\n"}) {
    std::string text = header;
    text.replace(text.find('%'), 1, headline);
    const Article article = read(text + "\n" + body);
    CHECK_MESSAGE(article.title == headline, header);
    CHECK_MESSAGE(article.byline == "Jane Doe", header);
    CHECK_MESSAGE(article.published.iso() == "2020-05-05", header);
    CHECK_MESSAGE(article.text == body, header);
  }
}

TEST_CASE("a header line that introduces the text loses its name only") {
  CHECK(read("Title: " + headline + "\nDate: 2020-05-05\nText: " + body).text == body);
  CHECK(read("Title: " + headline + "\nDate: 2020-05-05\nContent:\n" + body).text == body);
}

TEST_CASE("headers of mail go whole, with lines that nobody knows and lines that go on") {
  const Article article = read(
      "Received: from a by b;\n\tTue, 5 May 2020 18:30:01 +0000\nFrom: Jane <jane@example.org>\nSubject: " + headline +
      "\nDate: Tue, 5 May 2020 18:30:00 +0000\nX-Spam: no\n\n" + body);
  CHECK(article.title == headline);
  CHECK(article.published.iso() == "2020-05-05T18:30:00Z");
  CHECK(article.text == body);
}

TEST_CASE("a headline with a colon is no header") {
  const Article article = read("Source: minister to resign over port affair\n\n" + body);
  CHECK(article.title == "Source: minister to resign over port affair");
  CHECK(article.source.empty());
  CHECK(read("Weather: storms ahead for the coast\n\n" + body).title == "Weather: storms ahead for the coast");
}

TEST_CASE("bylines and dates between headline and body are read in several languages") {
  const auto front = [](const std::string& lines) { return read(headline + "\n\n" + lines + "\n\n" + body); };
  for (const char* lines :
       {"By Jana Doe\nMay 5, 2020", "Von Jana Doe\n\n5. Mai 2020", "Par Jana Doe\n\nPublié le 5 mai 2020",
        "Por Jana Doe\n5 de mayo de 2020", "di Jana Doe\n5 maggio 2020", "Jana Doe | 5 May 2020",
        "Jana Doe\n5 May 2020", "*By Jana Doe, 5 May 2020*", "Jana Doe\nPortwell - 05 may 2020"}) {
    const Article article = front(lines);
    CHECK_MESSAGE(article.byline == "Jana Doe", lines);
    CHECK_MESSAGE(article.published.iso() == "2020-05-05", lines);
    CHECK_MESSAGE(article.text == body, lines);
  }
  const Article changed = front("PUBLISHED: 18:30 GMT, 5 May 2020 | UPDATED: 09:10 GMT, 6 May 2020");
  CHECK(changed.published.iso() == "2020-05-05T18:30Z");
  CHECK(changed.updated.iso() == "2020-05-06T09:10Z");
}

TEST_CASE("dates of which the text speaks are not the article's") {
  CHECK_FALSE(read("How the storm of January 5, 2018 changed Portwell\n\n" + body).published.known());
  const Article article = read(headline + "\n\nOn April 8, 2019, the board met.\n\n" + body);
  CHECK_FALSE(article.published.known());
  CHECK(article.text == "On April 8, 2019, the board met.\n\n" + body);
}

TEST_CASE("a dateline with a whole date dates the article and stays in its text") {
  for (const std::string line : {"AUSTIN, Texas, Feb. 1, 2017 /PRNewswire/ -- ", "LONDON (Agency) 1 February 2017 - ",
                                 "NEW YORK--(BUSINESS WIRE)--February 1, 2017--"}) {
    const Article article = read(headline + "\n\n" + line + body);
    CHECK_MESSAGE(article.published.iso() == "2017-02-01", line);
    CHECK_MESSAGE(article.text == line + body, line);
    CHECK_MESSAGE(article.byline.empty(), line);
  }
  const Article article = read(headline + "\n\nAUSTIN, Texas, Feb. 1, 2017 /PRNewswire/ --\n\n" + body);
  CHECK(article.published.iso() == "2017-02-01");
  CHECK(article.text == "AUSTIN, Texas, Feb. 1, 2017 /PRNewswire/ --\n\n" + body);
}

TEST_CASE("a path dates a text that does not do so itself") {
  CHECK(read(headline + "\n\n" + body, "/news/2007/06/18/quay.txt").date_from == "path");
  CHECK(read("Date: 2020-05-05\nTitle: " + headline + "\n\n" + body, "/news/2007/06/18/quay.txt").published.iso() ==
        "2020-05-05");
}

TEST_CASE("a saved page loses its furniture and nothing of its text") {
  const Article article =
      read("Skip to content\nHomeNewsSport\nThe Coast and Harbour Review\n\nBusiness\n" + headline +
           "\nA plan that nobody wanted wins\n\nBy Jane Doe\n" + "May 5, 20203 min read\nShare\n\n" + first +
           "\n\nAdvertisement\n\nRead also\nWhy ferries are late\n\n" + second +
           "\n\nGet our newsletter. Sign up here.\n\nPorts\n\nXFacebookLinkedInCopy link\n\nRelated articles\nThe last "
           "lighthouse keeper\n" +
           "She has kept the light for forty years, and she has no wish to stop now.\n\n© 2020 Coast Review. All "
           "rights reserved.\n");
  CHECK(article.title == headline);
  CHECK(article.byline == "Jane Doe");
  CHECK(article.published.iso() == "2020-05-05");
  CHECK(article.text == "A plan that nobody wanted wins\n\n" + body);
}

TEST_CASE("the headline of a page is found between its menus, buttons and the day of the visit") {
  for (const char* before : {"SKIP TO CONTENT\nSKIP TO SITE INDEX\nLOG IN\n\nTuesday, May 5, 2020\nToday's Paper",
                             "A blog about ports and the sea\n\nHomeAboutArchive\n\nSign in",
                             "We use cookies to improve your visit. You may accept them all.\nAccept all\n\nThe Coast "
                             "and Harbour Review\nNews\nSport\nMore\nLog in"}) {
    const Article article =
        read(std::string(before) + "\n\n" + headline + "\n\nShare full article\n\n12\n\nBy Jane Doe\nMay 5, 2020\n\n" +
             body + "\n\nPrivacy policy\n");
    CHECK_MESSAGE(article.title == headline, before);
    CHECK_MESSAGE(article.byline == "Jane Doe", before);
    CHECK_MESSAGE(article.text == body, before);
  }
}

TEST_CASE("pages in other languages lose theirs too") {
  const auto page = [](const std::string& before, const std::string& inset, const std::string& behind) {
    return read(before + "\n\n" + headline + "\n\n" + first + "\n\n" + inset + "\n\n" + second + "\n\n" + behind).text;
  };
  CHECK(page("Zum Inhalt springen\nPolitik\nAnmelden", "Lesen Sie auch: Warum die Fähren zu spät kommen",
             "Mehr zum Thema\nDie letzte Wärterin\nImpressum") == body);
  CHECK(page("Aller au contenu\nÉconomie\nSe connecter", "Lire aussi\nPourquoi les ferries sont en retard",
             "Sur le même sujet\nLa gardienne\nMentions légales") == body);
  CHECK(page("Ir al contenido\nSuscríbete", "Lee también: Por qué llegan tarde",
             "Archivado en\nPuertos\nLo más visto\nLa farera") == body);
  CHECK(page("Войти\nСпорт", "Читайте также: Почему опаздывают паромы", "Самое читаемое\nСмотрительница") == body);
  CHECK(page("ログイン\n経済", "広告", "関連記事\n最後の灯台守") == body);
}

TEST_CASE("plain articles keep paragraphs that begin like furniture") {
  const std::string text = first +
                           "\n\nComments on the plan are due by Friday.\n\nShare on the market: 12 "
                           "percent\n\nCopyright law was not discussed.\n\nRead more: that was the advice" +
                           "\n\nCookie sales rose in May.\n\nTopics\n\n" + second;
  CHECK(read(headline + "\n\n" + text).text == text);
}

TEST_CASE("a line that ends long before the margin ends its paragraph") {
  const Article article = read(headline + "\n\n" + body +
                               "\n\nWho decides?\nThe council has the last word on the plan. It meets in June.\n");
  CHECK(article.text == body + "\n\nWho decides?\n\nThe council has the last word on the plan. It meets in June.");
}

TEST_CASE("subheads, lists and questions stay in the text") {
  const std::string text =
      first + "\n\nA costly repair\n\n- The quay will be rebuilt\n\nQ: Why now?\n\nA: Because of the winter.\n\n" +
      second;
  CHECK(read(headline + "\n\n" + text).text == text);
}

TEST_CASE("a mail folder yields its letters") {
  const auto drafts = read_several("From a@b.example Tue May  5 18:30:00 2020\nSubject: " + headline +
                                   "\nDate: Tue, 5 May 2020 18:30:00 GMT\n\n" + body +
                                   "\n\nFrom here on, nothing is sure.\n\nFrom a@b.example Wed May  6 18:30:00 "
                                   "2020\nSubject: Ferries are late again\n\n" +
                                   second + "\n");
  REQUIRE(drafts.size() == 2);
  CHECK(drafts[0].article.entry == "#1");
  CHECK(drafts[0].article.text == body + "\n\nFrom here on, nothing is sure.");
  CHECK(drafts[1].article.title == "Ferries are late again");
  CHECK(drafts[1].line == 12);
}

TEST_CASE("downloads of press databases yield their articles with newspaper and day") {
  const std::string centred = std::string(30, ' ');
  const auto document = [&](const std::string& number, const std::string& title) {
    return "\n\n" + centred + number + " of 2 DOCUMENTS\n\n" + centred + "The Portwell Post\n\n" + centred +
           "May 5, 2020 Tuesday\n\n" + centred + "Final Edition\n\n" + title +
           "\n\nBYLINE: Jane Doe\n\nSECTION: NEWS; Pg. 1\n\nLENGTH: 50 words\n\n" + body +
           "\n\nLOAD-DATE: May 6, 2020\n\n" + centred + "Copyright 2020 The Portwell Post\n";
  };
  const auto counted = [](const std::string& title) {
    return title +
           "\n\nJane Doe\n50 words\n5 May 2020\nThe Portwell Post\nPPOST\nEnglish\nCopyright 2020, The Portwell "
           "Post.\n\n" +
           body + "\n\nDocument PPOST00020200505eg5500001\n\n";
  };
  for (const std::string& text : {document("1", headline) + document("2", "Ferries are late again this year"),
                                  counted(headline) + counted("Ferries are late again this year")}) {
    const auto drafts = read_several(text);
    REQUIRE(drafts.size() == 2);
    CHECK(drafts[0].article.title == headline);
    CHECK(drafts[0].article.byline == "Jane Doe");
    CHECK(drafts[0].article.source == "The Portwell Post");
    CHECK(drafts[0].article.published.iso() == "2020-05-05");
    CHECK(drafts[0].article.text == body);
    CHECK(drafts[1].article.title == "Ferries are late again this year");
  }
}

TEST_CASE("rulers part articles only where each of them has a header") {
  const std::string one = "Title: One headline of many\nDate: 2020-05-05\n\n" + first + "\n",
                    two = "Title: Another headline here\nDate: 2020-05-06\n\n" + second + "\n";
  CHECK(read_several(one + "=====\n" + two).size() == 2);
  CHECK(read_several(headline + "\n\n" + first + "\n\n*****\n\n" + second).size() == 1);
}

TEST_CASE("a short headline wins over a longer line below it") {
  const Article article = read("Fed cuts rates\n\nFederal Reserve lowers key rate\n\n" + body);
  CHECK(article.title == "Fed cuts rates");
  CHECK(article.text == "Federal Reserve lowers key rate\n\n" + body);
  CHECK(read("Recession\n\nEconomy shrinks by two percent\n\n" + body).title == "Recession");
}

TEST_CASE("a header's date that lacks the order of day and month does not get into the text") {
  const Kept kept = read_with(read_text, "Subject: Oil up\nDate: 03/04/2024\n\n" + body, 4096, "memory");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.drafts[0].article.title == "Oil up");
  CHECK(kept.drafts[0].article.text == body);
  CHECK(kept.drafts[0].unread_date == "03/04/2024");
}

TEST_CASE("a byline may be a first name alone, and a day is none") {
  const Article article = read(headline + "\n\nBy Jane\n\n" + body);
  CHECK(article.byline == "Jane");
  CHECK(article.text == body);
  CHECK(read(headline + "\n\nBy Monday\n\n" + body).byline.empty());
}

TEST_CASE("furniture is told from sentences about it") {
  CHECK(furniture_of("Share this article:") == Furniture::sure);
  CHECK(furniture_of("XFacebookLinkedInCopy link") == Furniture::sure);
  CHECK(furniture_of("© 2020 Coast Review") == Furniture::sure);
  CHECK(furniture_of("Suivez-nous") == Furniture::sure);
  CHECK(furniture_of("Home > News > Ports") == Furniture::likely);
  CHECK(furniture_of("Photo: Jane Doe") == Furniture::likely);
  CHECK(furniture_of("Photography is forbidden on the quay.") == Furniture::no);
  CHECK(furniture_of("Share prices fell on Tuesday") == Furniture::no);
  CHECK(furniture_of("Copyright law was not discussed.") == Furniture::no);
  CHECK(is_tail_heading("Related articles"));
  CHECK(is_tail_heading("Meistgelesen"));
  CHECK_FALSE(is_tail_heading("Related costs could reach ten million"));
}

TEST_CASE(
    "a press database tells headline, newspaper and day in lines without names, and what it found out behind the "
    "text") {
  const std::string record =
      "Council backs terminal\nPortwell Post\nMarch 5, 2019 Tuesday\n\nCopyright 2019 Portwell Post All Rights "
      "Reserved\nSection: NEWS\nLength: 412 words\nByline: Jane Holloway\nBody\n\n\nThe harbour council approved a new "
      "ferry terminal.\n\nClassification\n\n\nLanguage: ENGLISH\n\nSubject: FERRIES (90%); HARBOURS "
      "(88%)\n\nLoad-Date: March 6, 2019\n\n\nEnd of Document\n\n";
  const Kept kept = read_with(read_text, record + record);
  REQUIRE(kept.drafts.size() == 2);
  const Article& article = kept.at(1);
  CHECK(article.title == "Council backs terminal");
  CHECK(article.source == "Portwell Post");
  CHECK(article.byline == "Jane Holloway");
  CHECK(article.published.iso() == "2019-03-05");
  CHECK(article.text == "The harbour council approved a new ferry terminal.");
  CHECK(article.language == "en");
  CHECK(article.tags == std::vector<std::string>{"FERRIES", "HARBOURS"});
}

TEST_CASE("a press database that names every part is read by these names") {
  const std::string ruler = "____________________________________________________________\n\n";
  const std::string record =
      "Council backs terminal\n\nAuthor: Holloway, Jane; Reyes, Tom\n\nAbstract: The council approved it.\n\nFull "
      "text: The harbour council approved a new ferry terminal.\n\nWork begins soon.\n\nSubject: Ferries; "
      "Harbours\n\nTitle: Council backs terminal\n\nPublication title: Portwell Post\n\nPublication date: Mar 5, "
      "2019\n\nLanguage of publication: English\n\nProQuest document ID: 2188\n\nDocument URL: "
      "https://search.example/docview/2188\n\n";
  const Kept kept = read_with(read_text, ruler + "Report Information\n\n" + ruler + record + ruler + record);
  REQUIRE(kept.drafts.size() == 2);
  const Article& article = kept.at(0);
  CHECK(article.title == "Council backs terminal");
  CHECK(article.source == "Portwell Post");
  CHECK(article.byline == "Jane Holloway, Tom Reyes");
  CHECK(article.published.iso() == "2019-03-05");
  CHECK(article.text == "The harbour council approved a new ferry terminal.\n\nWork begins soon.");
  CHECK(article.url == "https://search.example/docview/2188");
  CHECK(article.language == "en");
}

TEST_CASE("a page that a press database saved is as many articles as it was asked for") {
  const std::string record =
      "<div class=\"article enArticle\"><p><div id=\"hd\"><span class=\"enHeadline\">Council backs "
      "terminal</span></div></p><div>412 words</div><div>5 March 2019</div><div>18:30</div><div>Portwell "
      "Post</div><div>PPOST</div><div>English</div><div>(c) 2019 Portwell Post Ltd.</div><p>The harbour council "
      "approved a new ferry terminal.</p><p>Work begins soon.</p><p>Document PPOST00020190305ef3500001</p></div>";
  const Kept kept = read_with(
      read_html, "<!DOCTYPE html><html><head><title>Export</title></head><body>" + record + record + "</body></html>");
  REQUIRE(kept.drafts.size() == 2);
  CHECK(kept.at(1).title == "Council backs terminal");
  CHECK(kept.at(1).source == "Portwell Post");
  CHECK(kept.at(1).published.iso() == "2019-03-05");
  CHECK(kept.at(1).text == "The harbour council approved a new ferry terminal.\n\nWork begins soon.");
}

TEST_CASE("the newspaper and the day of a press database need not be centred") {
  const std::string record =
      "1 of 2 DOCUMENTS\n\nPortwell Post\n\nMarch 5, 2009 Thursday\n\nCouncil backs terminal\n\nBYLINE: Jane "
      "Holloway\n\nSECTION: NEWS\n\nThe harbour council approved a new ferry terminal on Tuesday.\n\nLANGUAGE: "
      "ENGLISH\n\nCopyright 2009 Portwell Post\nAll Rights Reserved\n\n";
  const auto drafts = read_several(record + record);
  REQUIRE(drafts.size() == 2);
  const Article& article = drafts[1].article;
  CHECK(article.title == "Council backs terminal");
  CHECK(article.source == "Portwell Post");
  CHECK(article.published.iso() == "2009-03-05");
  CHECK(article.text == "The harbour council approved a new ferry terminal on Tuesday.");
}

TEST_CASE("a list of references is its articles") {
  const auto drafts = read_several(
      "TY  - NEWS\nT1  - Council backs terminal\nAU  - Holloway, Jane\nAU  - Reyes, Tom\nPY  - 2019\nDA  - "
      "2019/03/05/\nN2  - The harbour council approved it.\n\nWork begins soon.\nKW  - Ferries\nKW  - Harbours\nJF  - "
      "Portwell Post\nLA  - English\nUR  - https://p.example/1\nER  - \n\n"
      "TY  - NEWS\nTI  - A strike ends\nAB  - Rail workers returned to work.\nER  - \n");
  REQUIRE(drafts.size() == 2);
  const Article& article = drafts[0].article;
  CHECK(article.title == "Council backs terminal");
  CHECK(article.byline == "Jane Holloway, Tom Reyes");
  CHECK(article.published.iso() == "2019-03-05");
  CHECK(article.text == "The harbour council approved it.\n\nWork begins soon.");
  CHECK(article.tags == std::vector<std::string>{"Ferries", "Harbours"});
  CHECK(article.source == "Portwell Post");
  CHECK(article.url == "https://p.example/1");
  CHECK(drafts[1].article.title == "A strike ends");
  CHECK(drafts[1].line == 17);
}
