// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/csv.hpp"

#include "indexer/containers/open.hpp"
#include "tests/indexer/reading.hpp"
#include "tests/support/corpora.hpp"

#include <newsgrep/error.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using namespace newsgrep;
using namespace newsgrep::testing;
using namespace std::string_literals;

namespace {

Kept table(std::string bytes, std::size_t block = 4096) { return read_with(read_csv, std::move(bytes), block); }

}  // namespace

TEST_CASE("a row is an article, by the names in the header") {
  const Kept kept = table("Title,Publish_Date,Body,Author,URL\nA,2024-05-06,Text.,Jane Doe,https://example.org/a\n");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).title == "A");
  CHECK(kept.at(0).text == "Text.");
  CHECK(kept.at(0).published.iso() == "2024-05-06");
  CHECK(kept.at(0).date_from == "csv:Publish_Date");
  CHECK(kept.at(0).byline == "Jane Doe");
  CHECK(kept.at(0).url == "https://example.org/a");
  CHECK(kept.at(0).entry == "#1");
}

TEST_CASE("quoted cells may hold separators, quotes and lines, whatever blocks they arrive in") {
  const std::string bytes =
      "title,text,date\r\n\"A, "
      "\"\"quoted\"\"\",\"One.\r\n\r\nTwo,\n\nthree.\",2024-01-01\r\n\"\",\"B\",\"\"\r\nC,\"\"\"D\"\"\",\r\n";
  for (const std::size_t block : {1, 2, 3, 5, 4096}) {
    MemoryEntry entry(bytes, block);
    Kept kept;
    read_csv(entry, kept);
    REQUIRE(kept.drafts.size() == 3);
    CHECK(kept.at(0).title == "A, \"quoted\"");
    CHECK(kept.at(0).text == "One.\n\nTwo,\n\nthree.");
    CHECK(kept.at(1).text == "B");
    CHECK(kept.at(2).text == "\"D\"");
    CHECK(kept.drafts[1].line == 7);
  }
}

TEST_CASE("the separator is found") {
  for (const char separator : {',', ';', '\t', '|'}) {
    std::string bytes = "id;title;text\n1;A;\"B, c\"\n2;D;\"E | f\"\n";
    for (char& c : bytes)
      if (c == ';') c = separator;
    CHECK(sniff_csv(bytes) != Likeness::no);
    const Kept kept = table(bytes);
    REQUIRE(kept.drafts.size() == 2);
    CHECK(kept.at(1).title == "D");
  }
}

TEST_CASE("a byte order mark does not hide the first name") {
  const Kept kept = table("\xEF\xBB\xBFtitle,text\nA,B\n");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).title == "A");
}

TEST_CASE("without a header that names news there is no table") {
  CHECK(sniff_csv("1\tfirst\tsecond\n2\tthird\tfourth\n") == Likeness::no);
  CHECK(sniff_csv("price,amount\n1,2\n") == Likeness::no);
  CHECK(sniff_csv("title\nA\nB\n") == Likeness::no);
  CHECK(sniff_csv("Yesterday, in the town, a story began.\n\nIt went on, and on.\n") == Likeness::no);
  CHECK(sniff_csv("Story, text\n\nThe first line only looks like a header.\n\nMore prose.\n\nAnd more.\n") ==
        Likeness::no);
}

TEST_CASE("a row with a wrong number of cells is told with its line, and the next one is read") {
  const Kept kept = table("title,text\nA,B\nC\nD,E,F\nG,H\n");
  CHECK(kept.drafts.size() == 2);
  REQUIRE(kept.skips.size() == 2);
  CHECK(kept.skips[0].kind == "wrong_cells");
  CHECK(kept.skips[0].line == 3);
  CHECK(kept.skips[0].address == "#2");
  CHECK(kept.at(1).entry == "#4");
}

TEST_CASE("a row without headline and text is told, a blank line is not") {
  const Kept kept = table("title,text,date\n,,2024-01-01\n\nA,B,\n");
  CHECK(kept.drafts.size() == 1);
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].kind == "no_text");
}

TEST_CASE("the last row needs no line end") {
  CHECK(table("title,text\nA,B").drafts.size() == 1);
  CHECK(table("title,text\nA,\"B\"").drafts.size() == 1);
}

TEST_CASE("a quote that is never closed costs one row") {
  const Kept kept = table("title,text,date\nA,B,\nC,\"D and so on,\nE,F,\nG,H,\n", 8);
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].kind == "unclosed_quote");
  CHECK(kept.skips[0].line == 3);
  REQUIRE(kept.drafts.size() == 3);
  CHECK(kept.at(1).text == "F");
  CHECK(kept.at(2).title == "G");
  CHECK(kept.drafts[2].line == 5);
}

TEST_CASE("an unclosed quote in a huge table is bounded in memory and costs one row") {
  const std::string row = "A title,Some text that is longer than the title,2024-01-01\n";
  std::string rows;
  while (rows.size() < (1u << 20)) rows += row;
  MadeEntry entry([&](std::size_t number) {
    if (number == 0) return "title,text,date\nX,\"never closed,\n" + rows;
    return number < 40 ? rows : std::string();
  });
  Kept kept;
  read_csv(entry, kept);
  CHECK(kept.skips.size() == 1);
  CHECK(kept.drafts.size() == 40 * (rows.size() / row.size()));
}

TEST_CASE("a row without end is refused") {
  const std::string block(1u << 20, 'a');
  MadeEntry entry([&](std::size_t number) {
    return number == 0 ? "title,text\nA,B\n" + block : number < 100 ? block : std::string();
  });
  Kept kept;
  CHECK_THROWS_AS(read_csv(entry, kept), Error);
  CHECK(kept.drafts.size() == 1);
}

TEST_CASE("cells of another charset become UTF-8") {
  const Kept kept = table("title,text\nCaf\xE9,D\xE9j\xE0 vu et tr\xE8s bien\n");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).title == "Café");
  CHECK(kept.at(0).text == "Déjà vu et très bien");
}

TEST_CASE("random tables yield rows and reports only") {
  for (std::uint32_t state = 11, round = 0; round < 3000; ++round) {
    std::string bytes = "title,text\n";
    for (int i = 0; i < 60; ++i) {
      state = state * 1664525 + 1013904223;
      bytes += ",\"\n\rab,\"\n"[(state >> 12) % 9];
    }
    try {
      table(bytes, 1 + round % 7);
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::io);
    }
  }
}

TEST_CASE("295 articles of Wikinews are read, where they are present") {
  const auto folder = real_corpus("wikinews");
  if (!folder) {
    MESSAGE("skipped: no corpora (NEWSGREP_CORPORA)");
    return;
  }
  Kept kept;
  for (const char* name : {"wikinews_2019.csv", "wikinews_2020.csv"})
    read_csv(*open_entry((*folder / name).string(), nullptr), kept);
  CHECK(kept.drafts.size() == 295);
  CHECK(kept.skips.empty());
  for (const Draft& draft : kept.drafts) {
    CHECK_FALSE(draft.article.title.empty());
    CHECK(draft.article.published.precision == Precision::day);
    CHECK(draft.article.url.starts_with("https://"));
  }
}

namespace {

std::string pair_of(const Kept& kept, std::size_t number) { return kept.at(number).title + "|" + kept.at(number).text; }

}  // namespace

TEST_CASE("tables are read in the dialects of their programs") {
  const std::string text = "A text, with a comma.";
  for (const std::string& bytes :
       {"title,text\n\"A \"\"b\"\" c\",\"" + text + "\"\n", "title, text\n\"A \"\"b\"\" c\", \"" + text + "\"\n",
        "title,text\n\"A \\\"b\\\" c\",\"" + text + "\"\n", "sep=;\ntitle;text\n\"A \"\"b\"\" c\";" + text + "\n",
        "title;text\n'A \"b\" c';'" + text + "'\n", "title;text\rA \"b\" c;" + text + "\r",
        "title\ttext\nA \"b\" c\t" + text + "\n",
        "Exported on 5 May 2020\n\ntitle,text\n\"A \"\"b\"\" c\",\"" + text + "\"\n",
        "\xEF\xBB\xBF\"title\",\"text\"\r\n\"A \"\"b\"\" c\",\"" + text + "\"\r\n"}) {
    CHECK_MESSAGE(sniff_csv(bytes) == Likeness::likely, bytes);
    const Kept kept = read_with(read_csv, bytes);
    REQUIRE_MESSAGE(kept.drafts.size() == 1, bytes);
    CHECK_MESSAGE(pair_of(kept, 0) == "A \"b\" c|" + text, bytes);
  }
}

TEST_CASE("a backslash at the end of a quoted cell is a backslash where quotes are doubled") {
  const Kept kept = read_with(read_csv, "title,text\n\"C:\\\",\"One.\"\n\"B\",\"Two.\"\n");
  REQUIRE(kept.drafts.size() == 2);
  CHECK(kept.at(0).title == "C:\\");
}

TEST_CASE("quotes that tabs make needless swallow nothing") {
  const Kept kept = read_with(read_csv, "title\ttext\n\"Quote\" begins\tOne.\n\"Only opened\tTwo.\nThree\tFour.\n");
  REQUIRE(kept.drafts.size() == 3);
  CHECK(pair_of(kept, 1) == "\"Only opened|Two.");
}

TEST_CASE("a table without a header is read by what its columns hold") {
  const std::string text = "A longer text of the article, which has a dozen words or some more.";
  const Kept quoted = read_with(read_csv, "\"3\",\"The first headline of all\",\"" + text +
                                              "\"\n\"4\",\"The second headline, shorter\",\"" + text + "\"\n");
  REQUIRE(quoted.drafts.size() == 2);
  CHECK(pair_of(quoted, 0) == "The first headline of all|" + text);
  CHECK(quoted.at(0).entry == "#1");
  const Kept dated = read_with(read_csv, "2020-05-05,The first headline of all,\"" + text +
                                             "\",https://example.org/a\n2020-05-06,The second headline of all,\"" +
                                             text + "\",https://example.org/b\n");
  REQUIRE(dated.drafts.size() == 2);
  CHECK(dated.at(1).published.iso() == "2020-05-06");
  CHECK(dated.at(1).date_from == "csv:column 1");
  CHECK(dated.at(1).url == "https://example.org/b");
}

TEST_CASE("names that nobody knows are names all the same") {
  const std::string text = "A longer text of the article, which has a dozen words or some more.";
  const Kept kept = read_with(read_csv, "nr,kopf,rumpf\n1,The first headline of all,\"" + text +
                                            "\"\n2,The second headline of all,\"" + text + "\"\n");
  REQUIRE(kept.drafts.size() == 2);
  CHECK(pair_of(kept, 0) == "The first headline of all|" + text);
}

TEST_CASE("tables of other things are neither news nor text") {
  const std::string prices = "date,open,close\n2020-01-01,1.5,2.5\n2020-01-02,1.5,2.6\n";
  CHECK(detect_format("prices.csv", prices) == nullptr);
  CHECK(detect_format("story.csv", "A story with a comma, or two.\n\nIt has no columns.\n") != nullptr);
}

TEST_CASE("prose with commas is no table") {
  CHECK(sniff_csv("Mayor, council and unions agree\nThe mayor, the council, and the unions agreed.\nThe pact, they "
                  "said, holds, for two years.\n") == Likeness::no);
  CHECK(sniff_csv("One, two\nThree, four\nFive, six\n") == Likeness::no);
  const std::string headline = "STOCKS OFF 4.4 MLN, GASOLINE OFF 30,000, CRUDE UP 700,000 BARRELS";
  CHECK(sniff_csv(headline + "\n\n" + headline + " THIS WEEK.\n") == Likeness::no);
}

TEST_CASE("empty cells behind the last name are no trouble, missing ones are told") {
  const Kept kept = read_with(read_csv, "title,text,date\nA,One.,2020-05-05,,\nB,Two.\nC,Three.,2020-05-06\n");
  REQUIRE(kept.drafts.size() == 2);
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].kind == "wrong_cells");
  CHECK(kept.skips[0].line == 3);
}

TEST_CASE("dates of numbers are read in the order that other rows show") {
  const Kept kept = read_with(read_csv, "title,text,date\nA,One.,03/04/2024\nB,Two.,25/04/2024\n");
  REQUIRE(kept.drafts.size() == 2);
  CHECK(kept.at(0).published.iso() == "2024-04-03");
}

TEST_CASE("tables come out the same whatever blocks they arrive in") {
  const std::vector<std::string> starts{
      "title,text\n",        "title;text\r\n",
      "sep=,\ntitle,text\n", "\"1\",\"A headline of words\",\"A text of more than five words here\"\n",
      "title\ttext\n",       "x\n\ntitle,text\n"};
  std::uint32_t state = 11;
  const auto random = [&](std::uint32_t below) {
    state = state * 1664525 + 1013904223;
    return (state >> 8) % below;
  };
  for (int round = 0; round < 3000; ++round) {
    std::string bytes = starts[random(6)];
    for (std::uint32_t i = random(60); i > 0; --i) bytes += std::string_view("ab ,;\t\"\"\\\n\r'1")[random(13)];
    const Kept whole = read_with(read_csv, bytes, 1 << 20), parts = read_with(read_csv, bytes, 1 + random(9));
    REQUIRE_MESSAGE(whole.drafts.size() == parts.drafts.size(), bytes);
    CHECK(whole.skips.size() == parts.skips.size());
    for (std::size_t i = 0; i < whole.drafts.size(); ++i) CHECK_MESSAGE(pair_of(whole, i) == pair_of(parts, i), bytes);
  }
}

TEST_CASE("names of columns are known in the letters of the file") {
  const Kept kept = table(
      "\xC7\xE0\xE3\xEE\xEB\xEE\xE2\xEE\xEA;\xC4\xE0\xF2\xE0;\xD2\xE5\xEA\xF1\xF2\n"
      "\xCF\xEE\xF0\xF2 \xEF\xEE\xEB\xF3\xF7\xE8\xF2 "
      "\xEF\xE0\xF0\xEE\xEC;25.03.2019;\xC3\xEE\xF0\xEE\xE4\xF1\xEA\xEE\xE9 \xF1\xEE\xE2\xE5\xF2 "
      "\xEE\xE4\xEE\xE1\xF0\xE8\xEB \xF1\xF2\xF0\xEE\xE8\xF2\xE5\xEB\xFC\xF1\xF2\xE2\xEE.\n");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).title == "Порт получит паром");
  CHECK(kept.at(0).published.iso() == "2019-03-25");
}

TEST_CASE("columns are named in the languages of the newspapers") {
  const Kept kept = table(
      "titular,entradilla,cuerpo,fecha_publicacion,autor,medio,enlace\nDos escuelas,El voto fue ayer,El ayuntamiento "
      "votó.,05-03-2019,Ana Gil,Diario de Rioseco,https://r.example/1\n");
  REQUIRE(kept.drafts.size() == 1);
  const Article& article = kept.at(0);
  CHECK(article.title == "Dos escuelas");
  CHECK(article.text == "El ayuntamiento votó.");
  CHECK(article.standfirst == "El voto fue ayer");
  CHECK(article.published.iso() == "2019-03-05");
  CHECK(article.source == "Diario de Rioseco");
  CHECK(article.url == "https://r.example/1");
}

TEST_CASE("cells that hold what a database kept as JSON are its paragraphs") {
  const Kept kept = table(
      "title,content\nA vote,\"[{\"\"type\"\": \"\"p\"\", \"\"text\"\": \"\"The first paragraph.\"\"}, {\"\"type\"\": "
      "\"\"p\"\", \"\"text\"\": \"\"The second.\"\"}]\"\n");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).text == "The first paragraph.\n\nThe second.");
}

TEST_CASE("a column of articles holds their texts, a column of numbers no authors") {
  const Kept kept = table("articles,date,heading,author\nThe council voted on Tuesday.,1/31/2015,A vote,17\n");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).text == "The council voted on Tuesday.");
  CHECK(kept.at(0).byline.empty());
}
