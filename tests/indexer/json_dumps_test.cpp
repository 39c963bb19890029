// SPDX-License-Identifier: GPL-2.0-or-later
// Objects as crawlers, news services and data sets write them.
#include "indexer/readers/json.hpp"
#include "indexer/readers/values.hpp"
#include "tests/indexer/reading.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

Kept lines(std::string bytes) { return read_with(read_json_lines, std::move(bytes)); }
Kept values(std::string bytes) { return read_with(read_json, std::move(bytes)); }

Article only(std::string json) {
  const Kept kept = values(std::move(json));
  REQUIRE(kept.drafts.size() == 1);
  return kept.at(0);
}

std::string date_of(const std::string& value) {
  return only(R"({"title": "A", "text": "B", "date": ")" + value + "\"}").published.iso();
}

}  // namespace

TEST_CASE("answers of news services yield their articles, however deep they lie") {
  const std::string article = R"({"title": "A headline", "body": "Some text.", "url": "https://example.org/a"})";
  for (const std::string& json :
       {R"({"articles": {"results": [)" + article + R"(], "page": 1}})",
        R"({"response": {"status": "ok", "content": )" + article + "}}", R"({"payload": {"list": [)" + article + "]}}",
        R"({"first": )" + article + "}", "[[" + article + "]]", R"({"a": {"b": {"c": [)" + article + "]}}}"}) {
    const Kept kept = values(json);
    REQUIRE_MESSAGE(kept.drafts.size() == 1, json);
    CHECK(kept.at(0).title == "A headline");
    CHECK(kept.at(0).text == "Some text.");
    CHECK(kept.skips.empty());
  }
}

TEST_CASE("objects within an object that are no articles are none") {
  CHECK(values(R"({"name": "package", "scripts": {"text": "run"}, "config": {"title": "x"}})").drafts.empty());
}

TEST_CASE("tables written column by column yield their rows") {
  for (
      const char* json :
      {R"({"title": {"0": "One", "1": "Two"}, "text": {"0": "First text.", "1": "Second text."}, "date": {"0": "2020-05-05", "1": null}})",
       R"({"title": ["One", "Two"], "text": ["First text.", "Second text."], "date": ["2020-05-05", null]})"}) {
    const Kept kept = values(json);
    REQUIRE(kept.drafts.size() == 2);
    CHECK(kept.at(0).published.iso() == "2020-05-05");
    CHECK(kept.at(1).title == "Two");
    CHECK(kept.at(1).text == "Second text.");
    CHECK(kept.at(1).entry == "#2");
  }
  CHECK(only(R"({"title": "One", "text": ["A paragraph.", "Another."]})").text == "A paragraph.\n\nAnother.");
}

TEST_CASE("numbers of any size are ids, digit by digit") {
  CHECK(only(R"({"title": "A", "text": "B", "id": 9007199254740993})").native_id == "9007199254740993");
  CHECK(only(R"({"title": "A", "text": "B", "id": 18446744073709551615})").native_id == "18446744073709551615");
  CHECK(only(R"({"title": "A", "text": "B", "id": 184467440737095516150000})").native_id == "184467440737095516150000");
  CHECK(only(R"({"title": "A", "text": "B", "id": 12.0})").native_id == "12");
}

TEST_CASE("commas behind the last element are mended and counted") {
  const Kept kept = values(R"({"title": "A, ]", "text": ["B",], })");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).title == "A, ]");
  CHECK(kept.drafts[0].repairs == 2);
}

TEST_CASE("a file in Latin-1 is read as such, a few bad bytes are damage") {
  CHECK(lines("{\"title\": \"Fu\xDFg\xE4nger\", \"text\": \"Br\xFC"
              "cke \xFC"
              "ber den Flu\xDF\"}\n")
            .at(0)
            .title == "Fußgänger");
  CHECK(lines("{\"title\": \"caf\xE9\", \"text\": \"fine\"}\n").drafts[0].repairs == 1);
}

TEST_CASE("authors come as strings, lists, objects or lists printed into a string") {
  for (const char* authors :
       {R"("By Jane Doe, John Roe")", R"(["Jane Doe", "John Roe"])", R"([{"name": "Jane Doe"}, {"name": "John Roe"}])",
        R"([{"first_name": "Jane", "last_name": "Doe"}, {"name": "John Roe"}])", R"("['Jane Doe', \"John Roe\"]")"})
    CHECK_MESSAGE(
        only(std::string(R"({"title": "A", "text": "B", "authors": )") + authors + "}").byline == "Jane Doe, John Roe",
        authors);
  CHECK(only(R"({"title": "A", "text": "B", "author": "None", "authors": "[]"})").byline.empty());
}

TEST_CASE("what programs write for nothing is nothing") {
  const Article article =
      only(R"({"title": "A", "text": "B", "author": "nan", "date": "NaT", "section": "None", "url": "null"})");
  CHECK(article.byline.empty());
  CHECK(article.section.empty());
  CHECK(article.url.empty());
  CHECK_FALSE(article.published.known());
}

TEST_CASE("names in other languages are known") {
  const Article german =
      only(R"({"titel": "A", "inhalt": "B", "datum": "5. Mai 2020", "autor": "Jane Doe", "ressort": "Politik"})");
  CHECK(german.title == "A");
  CHECK(german.published.iso() == "2020-05-05");
  CHECK(german.section == "Politik");
  CHECK(only(R"({"título": "A", "contenido": "B", "fecha": "5 de mayo de 2020"})").published.iso() == "2020-05-05");
  CHECK(only(R"({"заголовок": "A", "текст": "B", "дата": "5 мая 2020"})").published.iso() == "2020-05-05");
}

TEST_CASE("a subject is a section beside a headline, and a headline without one") {
  CHECK(only(R"({"title": "A", "text": "B", "subject": "worldnews"})").section == "worldnews");
  CHECK(only(R"({"subject": "A letter", "text": "B"})").title == "A letter");
}

TEST_CASE("languages are codes, however they are told") {
  CHECK(language_code("english") == "en");
  CHECK(language_code("eng") == "en");
  CHECK(language_code("en_US") == "en-us");
  CHECK(language_code("Chinese (Simplified)") == "zh");
  CHECK(language_code("unknown").empty());
}

TEST_CASE("of two texts the one with paragraphs is taken") {
  const std::string sentence(120, 'a');
  const Article article = only(R"({"title": "A", "bodyText": ")" + sentence + " " + sentence + R"(", "body": "<p>)" +
                               sentence + "</p><p>" + sentence + "</p>\"}");
  CHECK(article.text == sentence + "\n\n" + sentence);
}

TEST_CASE("the headline in front of the text is dropped in any letters") {
  CHECK(only(R"({"title": "A Headline", "text": "A HEADLINE\n\nThe text."})").text == "The text.");
  CHECK(only(R"({"title": "A Headline", "text": "A headline is not all of this paragraph."})").text ==
        "A headline is not all of this paragraph.");
}

TEST_CASE("the mark of a text that was cut off is no text") {
  CHECK(only(R"({"title": "A", "content": "It begins and… [+1234 chars]"})").text == "It begins and…");
}

TEST_CASE("line ends that were escaped twice are line ends") {
  CHECK(only(R"({"title": "A", "text": "One.\\n\\nTwo."})").text == "One.\n\nTwo.");
  CHECK(only(R"({"title": "A", "text": "See C:\\news here."})").text == "See C:\\news here.");
}

TEST_CASE("dates may come with words of publication, but not with those of a change") {
  CHECK(date_of("Published: April 9, 2026") == "2026-04-09");
  CHECK(date_of("Posted on April 9, 2026 by Jane") == "2026-04-09");
  CHECK(date_of("Last updated on 9 April 2026").empty());
}

TEST_CASE("a date of numbers is read as the other dates of its file show") {
  const auto line = [](const std::string& date) { return R"({"title": "A", "text": "B", "date": ")" + date + "\"}\n"; };
  const auto dates = [](const Kept& kept) {
    std::string all;
    for (const auto& draft : kept.drafts) all += draft.article.published.iso() + " ";
    return all;
  };
  CHECK(dates(lines(line("03/04/2024") + line("") + line("25/04/2024") + line("05/04/2024"))) ==
        "2024-04-03  2024-04-25 2024-04-05 ");
  CHECK(dates(lines(line("03/04/2024") + line("04/25/2024"))) == "2024-03-04 2024-04-25 ");
  CHECK(dates(lines(line("03/04/2024") + line("05/04/2024"))) == "  ");
  CHECK(only(R"({"title": "A", "text": "B", "date": "03/04/2024", "language": "fr"})").published.iso() == "2024-04-03");
  CHECK(only(R"({"title": "A", "text": "B", "date": "03/04/2024", "language": "en-US"})").published.iso() ==
        "2024-03-04");
  CHECK_FALSE(only(R"({"title": "A", "text": "B", "date": "03/04/2024", "language": "en"})").published.known());
}

TEST_CASE("values come out the same whatever blocks they arrive in") {
  std::uint32_t state = 5;
  const auto random = [&](std::uint32_t below) {
    state = state * 1664525 + 1013904223;
    return (state >> 8) % below;
  };
  const std::string pieces[] = {
      R"({"title": "A", "text": "B"})",        "[",  "]",  ",",  R"({"articles": [)", "]}", "{", "}",
      R"({"a": {"title": "T", "text": "X"}})", "\n", "\"", "\\", "\xC3\xA9\xE9",      "[[", "]]"};
  for (int round = 0; round < 3000; ++round) {
    std::string bytes = random(2) != 0 ? "[" : "{\"data\": [";
    for (std::uint32_t i = random(12); i > 0; --i) bytes += pieces[random(15)];
    const Kept whole = read_with(read_json, bytes, 1 << 20), parts = read_with(read_json, bytes, 1 + random(9));
    REQUIRE_MESSAGE(whole.drafts.size() == parts.drafts.size(), bytes);
    CHECK_MESSAGE(whole.skips.size() == parts.skips.size(), bytes);
  }
}

TEST_CASE("rich text of any editor becomes its paragraphs, with the runs of each put together") {
  const std::string wanted = "The first paragraph.\n\nThe second one.";
  for (
      const std::string tree :
      {R"({"nodeType":"document","content":[{"nodeType":"paragraph","data":{},"content":[{"nodeType":"text","value":"The first "},{"nodeType":"hyperlink","content":[{"nodeType":"text","value":"paragraph"}]},{"nodeType":"text","value":"."}]},{"nodeType":"embedded-asset-block","data":{"target":{"sys":{"id":"x"}}},"content":[]},{"nodeType":"paragraph","content":[{"nodeType":"text","value":"The second one."}]}]})",
       R"([{"_type":"block","children":[{"_type":"span","text":"The first "},{"_type":"span","marks":["strong"],"text":"paragraph."}]},{"_type":"image","asset":{"text":"no"}},{"_type":"block","children":[{"_type":"span","text":"The second one."}]}])",
       R"({"time":1,"blocks":[{"type":"paragraph","data":{"text":"The first paragraph."}},{"type":"paragraph","data":{"text":"The second one."}}]})",
       R"({"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"The first "},{"type":"text","text":"paragraph."}]},{"type":"paragraph","content":[{"type":"text","text":"The second one."}]}]})",
       R"([{"type":"paragraph","children":[{"text":"The first "},{"text":"paragraph.","bold":true}]},{"type":"paragraph","children":[{"text":"The second one."}]}])",
       R"({"root":{"children":[{"type":"paragraph","children":[{"type":"text","text":"The first paragraph."}]},{"type":"paragraph","children":[{"type":"text","text":"The second one."}]}]}})",
       R"({"blocks":[{"text":"The first paragraph.","type":"unstyled"},{"text":"The second one.","type":"unstyled"}],"entityMap":{}})",
       R"({"ops":[{"insert":"The first "},{"insert":"paragraph.","attributes":{"bold":true}},{"insert":"\n\nThe second one.\n"}]})",
       R"(["The first paragraph.", "The second one."])"})
    CHECK_MESSAGE(only(R"({"title": "A", "date": "2020-05-05", "body": )" + tree + "}").text == wanted, tree);
}

TEST_CASE("strings among marked ones are runs of one text") {
  CHECK(
      only(
          R"({"id": 2, "date": "2024-03-05T18:30:00", "from": "Portwell Post", "text": ["The vote was ", {"type": "bold", "text": "close"}, "."]})")
          .text == "The vote was close.");
}

TEST_CASE("the envelope of a search server is no newspaper") {
  CHECK(only(R"({"_id": "7", "_source": {"headline": "E", "content": "The text of it.", "outlet": "Portwell Post"}})")
            .source == "Portwell Post");
  CHECK(
      only(R"({"title": "A", "text": "B", "publication": {"date": "2019-03-05", "outlet": "Portwell Post"}})").source ==
      "Portwell Post");
}

TEST_CASE("what a bulk request says between the articles is told to be left out, and no failure") {
  const Kept kept = lines(
      "{\"index\": {\"_index\": \"news\", \"_id\": \"1\"}}\n{\"title\": \"A\", \"text\": \"Words.\", \"@timestamp\": "
      "\"2024-01-10T10:00:00Z\"}\n");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).published.iso() == "2024-01-10T10:00:00Z");
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].kind == "left_out");
}

TEST_CASE("names that a program put something before or behind are known") {
  const Article drupal = only(
      R"({"title": "A", "body": {"value": "<p>B.</p>"}, "field_byline": "Jane Doe", "langcode": "de", "changed": "2022-02-04"})");
  CHECK(drupal.byline == "Jane Doe");
  CHECK(drupal.language == "de");
  CHECK(drupal.updated.iso() == "2022-02-04");
  const Article solr =
      only(R"({"title_s": "A", "body_txt": ["B."], "pub_date_dt": "2019-03-04T10:00:00Z", "keywords_ss": ["c"]})");
  CHECK(solr.title == "A");
  CHECK(solr.text == "B.");
  CHECK(solr.published.iso() == "2019-03-04T10:00:00Z");
  CHECK(solr.tags == std::vector<std::string>{"c"});
  CHECK(only(R"({"post_title": "A", "post_content": "B", "post_date": "2019-03-04"})").published.iso() == "2019-03-04");
}

TEST_CASE("authors, sections and tags are found within what answers wrap them in") {
  const Article article = only(
      R"({"title": "A", "text": "B", "author": {"node": {"name": "Jane Doe"}}, "categories": {"nodes": [{"name": "Local"}]}, "keywords": [{"name": "subject", "value": "Ferries"}]})");
  CHECK(article.byline == "Jane Doe");
  CHECK(article.section == "Local");
  CHECK(article.tags == std::vector<std::string>{"Ferries"});
  CHECK(only(R"({"title": "A", "text": "B", "author": {"data": {"attributes": {"name": "Jane Doe"}}}})").byline ==
        "Jane Doe");
  CHECK(only(R"({"title": "A", "text": "B", "author": 3, "_embedded": {"author": [{"id": 3, "name": "Jane Doe"}]}})")
            .byline == "Jane Doe");
}

TEST_CASE("the key of a row elsewhere is no text") {
  CHECK(only(R"({"title": "A", "date": "2020-05-05", "story": "ddUyU0VZz0BRneMioxUPQVP6sIxvM"})").text.empty());
}

TEST_CASE("of a text that was cut and the whole of it the whole is read") {
  CHECK(
      only(
          R"({"created_at": "2020-05-05", "text": "The harbour council of Portwell approved a new ferry\u2026 https://example.org/x", "extended_tweet": {"full_text": "The harbour council of Portwell approved a new ferry terminal on Tuesday."}})")
          .text == "The harbour council of Portwell approved a new ferry terminal on Tuesday.");
}

TEST_CASE("an export for browsers is read as the list that it assigns") {
  const std::string bytes =
      "window.posts.part0 = [\n{\"tweet\": {\"full_text\": \"Words.\", \"id_str\": \"9\", \"created_at\": "
      "\"2020-05-05\"}}]";
  CHECK(sniff_json(bytes) == Likeness::likely);
  CHECK(values(bytes).at(0).text == "Words.");
  CHECK(sniff_json("The minister (who resigned) said [on Monday] that {x}") == Likeness::no);
}

TEST_CASE("the first paragraph alone is a text, told to be a part") {
  const Kept kept = values(
      R"({"headline": {"main": "A"}, "abstract": "In short.", "lead_paragraph": "It began on Monday.", "pub_date": "2020-05-05"})");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).text == "It began on Monday.");
  CHECK(kept.at(0).standfirst == "In short.");
  CHECK(kept.drafts[0].partial);
}

TEST_CASE("what an answer says of itself is no article") {
  CHECK(values(R"({"status": "error", "message": "You have asked too often"})").drafts.empty());
}

TEST_CASE("dates are read as other programs write milliseconds, and under names that tell their zone") {
  CHECK(date_of("/Date(1551780000000)/") == "2019-03-05T10:00:00Z");
  CHECK(only(R"({"title": "A", "text": "B", "published_at_local": "2019-03-06T00:30:00+01:00"})").published.iso() ==
        "2019-03-06T00:30:00+01:00");
}

TEST_CASE("what is published and has but a name has it for a headline") {
  const Kept kept = values(
      R"({"_type": "News", "value": [{"name": "A vote", "url": "https://p.example/1", "description": "It was held.", "datePublished": "2024-03-05T18:30:00Z"}]})");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).title == "A vote");
}

TEST_CASE("an excerpt that ends in the middle of the text is no standfirst") {
  CHECK(
      only(
          R"({"title": "A", "text": "The council voted on Tuesday for the terminal.", "excerpt": "The council voted [\u2026]"})")
          .standfirst.empty());
}

TEST_CASE("articles that lie below the name of a day are of that day") {
  const Kept kept = values(
      R"({"2019-03-05": [{"headline": "A vote", "link": "https://p.example/1"}], "2019-03-06": [{"headline": "A strike", "link": "https://p.example/2"}]})");
  REQUIRE(kept.drafts.size() == 2);
  CHECK(kept.at(1).published.iso() == "2019-03-06");
}

TEST_CASE("all that an object lists of what it is about are its tags, each once") {
  const auto tags_of = [](const std::string& members) {
    return read_with(read_json, R"({"headline": "Oil is found", "body": "Oil was found off the coast.", )" + members + "}").at(0).tags;
  };
  CHECK(tags_of(R"("tags": ["Oil", "Gas"], "topics": ["North Sea"], "companies": ["Shell"], "places": ["Norway"], "keywords": "rigs, oil rigs; Oil")") ==
        std::vector<std::string>{"Oil", "Gas", "North Sea", "Shell", "Norway", "rigs", "oil rigs"});
  CHECK(tags_of(R"("subject": "Energy")") == std::vector<std::string>{"Energy"});
  CHECK(tags_of(R"("region": "Europe", "company": null)") == std::vector<std::string>{"Europe"});
}
