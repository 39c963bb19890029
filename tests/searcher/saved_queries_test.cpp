// SPDX-License-Identifier: GPL-2.0-or-later
// Saved queries, synonyms and orders.
#include "searcher/queries.hpp"
#include "tests/searcher/reading_queries.hpp"
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

const std::vector<SavedQuery> queries{{"oil", "crude OR \"brent oil\""},
                                      {"both", "@oil @gas"},
                                      {"gas", "gas sort:date"},
                                      {"loop", "a OR @round"},
                                      {"round", "b @loop"},
                                      {"wrong", "a AND"},
                                      {"b", "\"not closed"}};
const std::vector<Synonyms> synonyms{{"car", "automobile", "motor vehicle"}, {"car", "carriage"}, {"U.S.", "America"}};

ParseOptions with_lists() {
  ParseOptions options = on_a_thursday();
  options.saved = &queries;
  options.synonyms = &synonyms;
  return options;
}

std::string tree(const std::string& text) { return tree_of(text, with_lists()); }
std::string kinds(const std::string& text) { return kinds_of(text, with_lists()); }

}  // namespace

TEST_CASE("@name stands for the saved query, in parentheses") {
  CHECK(tree("@oil price") == "(crude OR \"brent oil\") AND price");
  CHECK(tree("-@oil") == "NOT (crude OR \"brent oil\")");
  CHECK(tree("title:@oil") == "title:crude OR title:\"brent oil\"");
  CHECK(tree("@oil w/3 price") == "(crude OR \"brent oil\") near/3 price");
  CHECK(tree("(@oil)") == "crude OR \"brent oil\"");
  CHECK(tree("@gas^2") == "gas^2");
  CHECK(tree("@both") == "(crude OR \"brent oil\") AND gas");
}

TEST_CASE("@name is text when there is no query of this name") {
  CHECK(tree("@other") == "\\@other");
  CHECK(tree("@oily") == "\\@oily");
  CHECK(tree("@oil.com") == "\\@oil\\.com");
  CHECK(tree("\\@oil") == "\\@oil");
  CHECK(tree("a@oil") == "a@oil");
  CHECK(tree_of("@oil") == "\\@oil");
  CHECK(parse_query("\\@oil", with_lists()).query ==
        parse_query(parse_query("\\@oil", with_lists()).query.str(), with_lists()).query);
}

TEST_CASE(
    "a saved query that asks for itself is an error, and what is wrong or repaired in one is told where it is asked "
    "for") {
  CHECK(kinds("@loop") == "recursion");
  CHECK(kinds("@wrong x") == "missing_operand");
  const Parsed parsed = parse_query("x @b", with_lists());
  REQUIRE(parsed.diagnostics.size() == 1);
  CHECK(parsed.diagnostics[0].kind == "closed_quote");
  CHECK(parsed.diagnostics[0].message.starts_with("in @b: "));
  CHECK(parsed.diagnostics[0].begin == 2);
  CHECK(parsed.diagnostics[0].end == 4);
}

TEST_CASE("saved queries that ask for each other again and again come to an end") {
  std::vector<SavedQuery> many{{"q0", "x"}};
  for (int i = 1; i < 9; ++i) {
    std::string text;
    for (int k = 0; k < 40; ++k) text += "@q" + std::to_string(i - 1) + " ";
    many.push_back({"q" + std::to_string(i), text});
  }
  ParseOptions options = on_a_thursday();
  options.saved = &many;
  CHECK(kinds_of("@q3", options).find("too_long") != std::string::npos);
  many.clear();
  for (int i = 0; i < 20; ++i) many.push_back({"q" + std::to_string(i), "@q" + std::to_string(i + 1)});
  CHECK(kinds_of("@q0", options) == "too_deep");
}

TEST_CASE("synonyms stand beside words and phrases, in the forms that these may have") {
  CHECK(tree("~car") == "car OR automobile OR {motor vehicle} OR carriage");
  CHECK(tree("~CAR crash") == "(CAR OR automobile OR {motor vehicle} OR carriage) AND crash");
  CHECK(tree("~=car") == "=car OR =automobile OR \"motor vehicle\" OR =carriage");
  CHECK(tree("syn(\"motor vehicle\")") == "\"motor vehicle\" OR =car OR =automobile");
  CHECK(tree("~{motor vehicle}") == "{motor vehicle} OR car OR automobile");
  CHECK(tree("title:~car") == "title:car OR title:automobile OR title:{motor vehicle} OR title:carriage");
  CHECK(tree("~title:automobile") == "title:automobile OR title:car OR title:{motor vehicle}");
  CHECK(tree("~america") == "america OR U.S.");
  CHECK(tree("syn(america OR automobile) w/2 sales") ==
        "((america OR U.S.) OR (automobile OR car OR {motor vehicle})) near/2 sales");
  CHECK(tree("~automobile^2") == "(automobile OR car OR {motor vehicle})^2");
  CHECK(tree("car") == "car");
  CHECK(kinds("~boat") == "no_synonyms");
  CHECK(tree("~boat") == "boat");
  CHECK(tree("~car*") == "error");
  CHECK(tree("~(a w/2 b)") == "error");
  CHECK(tree_of("~car") == "error");
  CHECK(kinds("~ car") == "no_word");
}

TEST_CASE("an order is no part of what is looked for") {
  const auto sort_of = [](const std::string& text) { return parse_query(text, with_lists()).sort; };
  CHECK(sort_of("oil") == std::nullopt);
  CHECK(sort_of("oil sort:date") == Sort::newest);
  CHECK(sort_of("sort:-date oil") == Sort::oldest);
  CHECK(sort_of("(oil sort:relevance)") == Sort::relevance);
  CHECK(sort_of("@gas") == Sort::newest);
  CHECK(sort_of("@gas sort:oldest") == Sort::oldest);
  CHECK(tree("oil sort:date gas") == "oil AND gas");
  CHECK(tree("sort:date") == "*");
  CHECK(kinds("oil sort:date sort:-date") == "two_orders");
  CHECK(kinds("oil sort:date sort:newest") == "");
  CHECK(kinds("oil sort:name") == "bad_sort");
  CHECK(tree("oil OR sort:date") == "error");
  CHECK(kinds("sort: it out") == "");
}

TEST_CASE("lists of the user go before those of the index, and lines that say nothing are passed over") {
  const TemporaryFolder user, index;
  fs::create_directories(user.path() / "newsgrep");
  user.write("newsgrep/queries", "# mine\n\nrates\t\"interest rate\" OR 'x'\nmine a b\n");
  index.write("queries", "rates other\n");
  index.write("synonyms", "car, automobile ,motor vehicle,\n");
  index.write("others", "ship,boat\n");
  Lists lists = read_lists(user.path(), index.path(), "");
  REQUIRE(lists.queries.size() == 3);
  CHECK(lists.queries[0].name == "rates");
  CHECK(lists.queries[0].text == "\"interest rate\" OR 'x'");
  CHECK(lists.queries[1].text == "a b");
  CHECK(lists.synonyms == std::vector<Synonyms>{{"car", "automobile", "motor vehicle"}});
  CHECK(read_lists({}, index.path(), (index.path() / "others").string()).synonyms ==
        std::vector<Synonyms>{{"ship", "boat"}});
  CHECK(read_lists({}, {}, "").queries.empty());
  CHECK_THROWS_AS(read_lists({}, {}, (index.path() / "none").string()), Error);
  for (const char* wrong : {"alone\n", "a:b c\n", "?? x\n"}) {
    index.write("queries", wrong);
    CHECK_THROWS_AS(read_lists({}, index.path(), ""), Error);
  }
}
