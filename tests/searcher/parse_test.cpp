// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/parse.hpp"

#include "common/utf8.hpp"
#include "tests/searcher/reading_queries.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

struct Read {
  const char *text, *tree;
};

void check_trees(std::initializer_list<Read> cases) {
  for (const auto& [text, tree] : cases) {
    CAPTURE(text);
    CHECK(tree_of(text) == tree);
  }
}

struct Repair {
  const char *text, *tree, *kind;
  std::size_t begin, end;
};

// What was repaired, how it is read then, and the place that is shown.
void check_repairs(std::initializer_list<Repair> cases) {
  for (const auto& one : cases) {
    CAPTURE(one.text);
    const Parsed parsed = parse_query(one.text, on_a_thursday());
    CHECK(tree_of(one.text) == one.tree);
    REQUIRE(parsed.diagnostics.size() == 1);
    CHECK(parsed.diagnostics[0].kind == one.kind);
    CHECK(parsed.diagnostics[0].begin == one.begin);
    CHECK(parsed.diagnostics[0].end == one.end);
  }
}

}  // namespace

TEST_SUITE("basic") {
  TEST_CASE("words side by side are all wanted; --or wants any") {
    check_trees({{"climate", "climate"}, {"climate policy", "climate AND policy"}, {"  climate   policy ", "climate AND policy"}});
    ParseOptions any = on_a_thursday();
    any.any_word = true;
    CHECK(tree_of("climate policy", any) == "climate OR policy");
    CHECK(tree_of("climate policy -tax", any) == "(climate OR policy) AND NOT tax");
  }

  TEST_CASE("a quoted run is a phrase, whatever it holds") {
    check_trees({{"\"climate policy\"", "\"climate policy\""},
                 {"\"to be OR not\"", "\"to be OR not\""},
                 {"\"a -b (c)\"", "\"a -b (c)\""},
                 {"one\"two three\"", "one AND \"two three\""}});
  }

  TEST_CASE("each spelling of an operator means the same") {
    check_trees({{"a AND b", "a AND b"}, {"a & b", "a AND b"}, {"a && b", "a AND b"}, {"a OR b", "a OR b"}, {"a | b", "a OR b"}, {"a || b", "a OR b"},
                 {"a NOT b", "a AND NOT b"}, {"a AND NOT b", "a AND NOT b"}, {"a -b", "a AND NOT b"}, {"a !b", "a AND NOT b"}, {"-a", "NOT a"}, {"NOT a", "NOT a"}, {"NOT NOT a", "a"}});
  }

  TEST_CASE("operators in small letters are words") {
    check_trees({{"a or b", "a AND or AND b"}, {"a and b", "a AND and AND b"}, {"not a", "not AND a"}});
  }

  TEST_CASE("a plus requires a word and makes the others optional") {
    check_trees({{"+a b", "+a b"}, {"+a +b", "a AND b"}, {"a +b -c", "+(b AND NOT c) a"}});
  }

  TEST_CASE("OR binds tighter than words side by side, and looser than a written AND") {
    check_trees({{"a OR b c", "(a OR b) AND c"},
                 {"a b OR c", "a AND (b OR c)"},
                 {"a OR b AND c", "a OR (b AND c)"},
                 {"a AND b OR c", "(a AND b) OR c"},
                 {"(a OR b) AND c", "(a OR b) AND c"},
                 {"a OR b -c", "(a OR b) AND NOT c"},
                 {"NOT a OR b", "NOT a OR b"},
                 {"-(a OR b) c", "c AND NOT (a OR b)"}});
  }

  TEST_CASE("a field holds for the word, the phrase or the group behind it") {
    check_trees({{"title:a b", "title:a AND b"},
                 {"title:(a OR b)", "title:a OR title:b"},
                 {"title:(a text:b)", "title:a AND text:b"},
                 {"headline:\"a b\"", "title:\"a b\""},
                 {"HD=a", "title:a"},
                 {"HEADLINE(a b)", "title:a AND title:b"},
                 {"-title:a", "NOT title:a"},
                 {"title:a*", "title:a*"}});
  }

  TEST_CASE("near takes a distance and, in some spellings, an order") {
    check_trees({{"a near/5 b", "a near/5 b"}, {"a w/5 b", "a near/5 b"}, {"a n/5 b", "a near/5 b"}, {"a /5 b", "a near/5 b"}, {"a NEAR5 b", "a near/5 b"}, {"a near5 b", "a near/5 b"},
                 {"a pre/5 b", "a pre/5 b"}, {"a p/5 b", "a pre/5 b"}, {"a adj5 b", "a pre/5 b"}, {"a ADJ/5 b", "a pre/5 b"}, {"a ONEAR/5 b", "a pre/5 b"}, {"a +5 b", "a pre/5 b"},
                 {"a NEAR b", "a near/10 b"}, {"title:a near/5 b", "title:(a near/5 b)"}, {"a near/5 b c", "(a near/5 b) AND c"}, {"a w/5000 b", "a near/5000 b"}});
  }

  TEST_CASE("near takes phrases, beginnings and groups with OR, and binds from the left") {
    check_trees({{"(a OR b*) w/5 \"c d\"", "(a OR b*) near/5 \"c d\""}, {"a w/3 b w/5 c", "(a near/3 b) near/5 c"}, {"a w/3 (b pre/2 c)", "a near/3 (b pre/2 c)"},
                 {"title:(a OR b) w/5 c", "title:((a OR b) near/5 c)"}, {"=a w/5 b", "a near/5 b"}});
  }

  TEST_CASE("sentences and paragraphs bind less tightly than words, and are counted together") {
    check_trees({{"a /s b", "a /s b"}, {"a w/s b", "a /s b"}, {"a /p b", "a /p b"}, {"a w/p b", "a /p b"}, {"a SAME b", "a /p b"}, {"a /s b /s c", "a /s b /s c"},
                 {"a /p b w/5 c /s d", "a /p ((b near/5 c) /s d)"}, {"(a /p b) /p c", "a /p b /p c"}, {"a /s b AND c", "(a /s b) AND c"}, {"NOT a /s b", "NOT (a /s b)"}});
  }

  TEST_CASE("a not in front of near means apart, in whatever case") {
    check_trees({{"a not w/5 b", "a not w/5 b"}, {"a NOT w/5 b", "a not w/5 b"}, {"a NOTNEAR/5 b", "a not w/5 b"}, {"a not /s b", "a not /s b"}, {"a not w/p b", "a not /p b"},
                 {"a NOT b w/5 c", "a AND NOT (b near/5 c)"}});
  }

  TEST_CASE("counts and beginnings take what stands in parentheses or behind them") {
    check_trees({{"atleast5(a)", "atleast5(a)"}, {"ATLEAST5 a", "atleast5(a)"}, {"atleast2(\"a b\" OR c)", "atleast2(\"a b\" OR c)"}, {"title:atleast2(a)", "title:atleast2(a)"},
                 {"first50(a)", "text:first50(a)"}, {"a /F50/", "text:first50(a)"}, {"title:first5(a w/3 b)", "title:first5(a near/3 b)"}, {"first50 a", "first50 AND a"}, {"repeat3:a", "atleast3(a)"}, {"a << b", "a pre/1000000 b"}});
  }

  TEST_CASE("braces make a phrase of words in any form") {
    check_trees({{"{climate policy}", "{climate policy}"}, {"{a} w/5 {b c}", "{a} near/5 {b c}"}, {"{a\\}b}", "{a\\}b}"}, {"\"a b\"s", "{a b}"}});
  }

  TEST_CASE("stars, equals signs and backslashes") {
    check_trees({{"govern*", "govern*"}, {"=reported", "=reported"}, {"*", "*"}, {"\\AND", "\\AND"}, {"a\\:b", "\\a\\:b"}});
    check_trees({{"a?b* *x engineer$3 colour~2", "a?b* AND *x AND engineer$3 AND colour~2"}});
  }

  TEST_CASE("an expression that begins like /5 is one all the same, also behind NOT") {
    check_trees({{"NOT /59(51|s)?/", "NOT /59(51|s)?/"}, {"a NOT /5(0)/", "a AND NOT /5(0)/"}, {"a not /5 b", "a not w/5 b"}, {"a NOT /5(b OR c)", "a not w/5 (b OR c)"}});
  }

  TEST_CASE("news writes signs inside words, which split nothing") {
    check_trees({{"AT&T", "AT&T"},
                 {"U.S.", "U.S."},
                 {"COVID-19", "COVID-19"},
                 {"O'Brien", "O'Brien"},
                 {"10,000", "10,000"},
                 {"$5bn", "$5bn"},
                 {"C++", "C++"},
                 {".NET", ".NET"},
                 {"@name", "\\@name"},
                 {"#tag", "#tag"},
                 {"http://www.example.com/a:b", "http://www.example.com/a:b"},
                 {"12:30", "12:30"},
                 {"Re: news", "Re AND news"},
                 {"Topic: Oil", "Topic AND Oil"},
                 {"topic:Oil", "tag:Oil"},
                 {"topic:/^oil/", "tag:/^oil/"}});
  }

  TEST_CASE("typographic signs are read as their plain ones") {
    check_trees({{"“climate policy”", "\"climate policy\""}, {"«climate policy»", "\"climate policy\""}, {"a\u00A0b", "a AND b"}, {"O’Brien", "O'Brien"}, {"\u2212a", "NOT a"}, {"（a OR b） c", "(a OR b) AND c"}});
  }

  TEST_CASE("a printed tree reads back as itself") {
    for (const char* text : {"a OR b c", "+a b -c", "title:(a OR \"b c\") near*", "-(a b)", "a w/3 b OR c", "date:2024-03..2024-05 NOT x", "date:none", "lang:de =x", "*", "(a OR b) w/3 c w/5 {d e}", "a not /s b", "a /p b w/2 c /s d",
                             "atleast3(a OR b)", "first20(a w/2 b)", "title:(a not w/3 b)", "wom?n OR /a(b|c)/", "title:caps(\"a b*\")", "\"a b\"~3 w/2 c~"}) {
      CAPTURE(text);
      CHECK(tree_of(tree_of(text)) == tree_of(text));
    }
  }

  TEST_CASE("a part of the tree knows the bytes it came from") {
    const Parsed parsed = parse_query("é title:\"b c\"", on_a_thursday());
    REQUIRE(parsed.query.children.size() == 2);
    CHECK(parsed.query.children[1].begin == 3);
    CHECK(parsed.query.children[1].end == 14);
  }
}

TEST_SUITE("recover") {
  TEST_CASE("what was left open is closed, what was closed too often left out") {
    check_repairs({{"\"unclosed phrase", "\"unclosed phrase\"", "closed_quote", 0, 16},
                   {"a \"b", "a AND \"b\"", "closed_quote", 2, 4},
                   {"(a OR b", "a OR b", "closed_parenthesis", 0, 1},
                   {"a) b", "a AND b", "dropped_parenthesis", 1, 2},
                   {"a ()", "a", "empty_group", 2, 3},
                   {"a $$", "a", "no_word", 2, 4},
                   {"a \"--\"", "a", "no_word", 2, 6}});
  }

  TEST_CASE("what may be read in two ways says how it was read") {
    check_repairs({{"a OR b c", "(a OR b) AND c", "mixed_operators", 0, 8},
                   {"a OR b AND c", "a OR (b AND c)", "mixed_operators", 0, 12},
                   {"a or b", "a AND or AND b", "lowercase_operator", 2, 4},
                   {"a NEAR b", "a near/10 b", "default_distance", 2, 6},
                   {"a +5 b", "a pre/5 b", "ordered_near", 2, 4},
                   {"what next?", "what AND next", "question_mark", 5, 10},
                   {"-a", "NOT a", "only_exclusions", 0, 2},
                   {"-a -b", "NOT a AND NOT b", "only_exclusions", 0, 5},
                   {"date:2024..2023", "date:2023-01-01..2024-12-31", "swapped_dates", 0, 15}});
  }

  TEST_CASE("what is clear says nothing") {
    for (const char* text : {"a b", "(a OR b) c", "(a OR b) AND c", "a -b", "a near/5 b", "\"a b\"", "date:2024", "12:30", "http://x.example.com"}) CHECK(kinds_of(text) == "");
  }

  TEST_CASE("an operator without its operand is an error that names it") {
    const std::initializer_list<Read> cases{{"a AND", "operand missing after AND"}, {"OR b", "operand missing before OR"}, {"a OR OR b", "operand missing after OR"},
                                            {"a w/5", "operand missing after w/5"}, {"w/5 b", "operand missing before w/5"}, {"NOT", "operand missing after NOT"},
                                            {"(a AND) b", "operand missing after AND"}, {"title:", "operand missing after title:"}, {"a && b ||", "operand missing after ||"},
                                            {"a =?", "operand missing after ="}, {"+?", "operand missing after +"}};
    for (const auto& [text, message] : cases) {
      CAPTURE(text);
      const Parsed parsed = parse_query(text, on_a_thursday());
      REQUIRE(parsed.failed());
      CHECK(parsed.diagnostics[0].message == message);
      CHECK(std::string(text).substr(parsed.diagnostics[0].begin, 1) == std::string(message).substr(std::string(message).find_last_of(' ') + 1, 1));
    }
  }

  TEST_CASE("what this language does not have is an error, never another meaning") {
    for (const char* text : {"~car",
                             "syn(car)",
                             "is:dup",
                             "dup:5f1d",
                             "like:5f1d",
                             "{a b}~5",
                             "(a AND b) w/3 (c AND d)",
                             "a w/3 (b OR -c)",
                             "(a w/101 b) w/3 c",
                             "(a /s b) w/3 c",
                             "(a /p b) /s c",
                             "atleast2(a AND b)",
                             "(title:a OR b) w/3 c",
                             "a w/3 title:b",
                             "atleast2(title:a OR b)",
                             "lang:en w/3 lang:en",
                             "atleast2(lang:en)",
                             "a w/3 \"$$\"",
                             "\"$$\" /s a",
                             "title:a w/3 text:b",
                             "title:*",
                             "a w/0 b",
                             "foo:bar",
                             "titel:x",
                             "sinse:2024",
                             "date:blah",
                             "date:03/04/2024"}) {
      CAPTURE(text);
      CHECK(tree_of(text) == "error");
    }
  }

  TEST_CASE("an unknown field names the nearest one, or all of them") {
    CHECK(parse_query("titel:x", on_a_thursday()).diagnostics[0].hint.find("did you mean title:?") == 0);
    CHECK(parse_query("headlin:x", on_a_thursday()).diagnostics[0].hint.find("did you mean headline:?") == 0);
    CHECK(parse_query("untill:2024", on_a_thursday()).diagnostics[0].hint.find("did you mean until:?") == 0);
    CHECK(parse_query("foo:x", on_a_thursday()).diagnostics[0].hint.find("fields: text title") == 0);
  }

  TEST_CASE("nothing to search for is an error") {
    for (const char* text : {"", " ", "()", "\"\"", "$$$", "- -", "(((", ")"}) {
      CAPTURE(text);
      CHECK(tree_of(text) == "error");
    }
  }

  TEST_CASE("--strict makes repairs and unclear readings errors, and nothing else") {
    ParseOptions strict = on_a_thursday();
    strict.strict = true;
    for (const char* text : {"\"a", "(a", "a)", "a OR b c", "date:2024..2023"}) CHECK(tree_of(text, strict) == "error");
    for (const char* text : {"a b", "-a", "a or b", "(a OR b) c"}) CHECK(tree_of(text, strict) == tree_of(text));
  }
}

TEST_SUITE("ranges") {
  TEST_CASE("every diagnostic points into the text, between characters, in order") {
    std::mt19937 random(7);
    const std::vector<std::string> pieces{"a", "\"", "(", ")", " AND ", " OR ", "NOT ", "-", "+", "=", "é", "“", "date:", "title:", "foo:", "caps(", "[ab]", "$3", "!", "2024", "..", "*", "?", "~", "\\", " w/5 ", "\xFF", "\n", "（", "{", "/x/", " "};
    for (unsigned round = 0; round < 3000; ++round) {
      std::string text;
      for (unsigned i = 0; i < 1 + random() % 12; ++i) text += pieces[random() % pieces.size()];
      CAPTURE(text);
      std::size_t last = 0;
      for (const auto& diagnostic : parse_query(text, on_a_thursday()).diagnostics) {
        CHECK(diagnostic.begin <= diagnostic.end);
        REQUIRE(diagnostic.end <= text.size());
        CHECK((diagnostic.begin == text.size() || (static_cast<unsigned char>(text[diagnostic.begin]) & 0xC0) != 0x80));
        CHECK(diagnostic.begin >= last);
        CHECK(!diagnostic.message.empty());
        last = diagnostic.begin;
      }
    }
  }

  TEST_CASE("folded signs of several bytes do not shift what comes after them") {
    const Parsed parsed = parse_query("“a b” foo:c", on_a_thursday());
    REQUIRE(parsed.diagnostics.size() == 1);
    CHECK(parsed.diagnostics[0].begin == std::string("“a b” ").size());
  }
}

TEST_SUITE("pathological") {
  std::string repeated(const std::string& piece, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += piece;
    return out;
  }

  TEST_CASE("depth, length and number of parts have limits, which are told once") {
    CHECK(kinds_of(repeated("(", 100'000) + "a") == "too_long");
    CHECK(kinds_of(repeated("(", 3'000) + "a") == "too_deep");
    CHECK(kinds_of(repeated("NOT ", 100'000) + "a") == "too_long");
    CHECK(kinds_of(repeated("NOT ", 3'000) + "a") == "too_deep");
    CHECK(kinds_of(repeated("-(", 1'000) + "a") == "too_deep");
    CHECK(kinds_of(repeated("title:", 1'000) + "a") == "too_deep");
    CHECK(kinds_of("a" + repeated("^1", 15'000)) == "");
    CHECK(kinds_of(repeated("=", 1'001) + "a") == "");
    CHECK(kinds_of(repeated("a ", 1u << 19)) == "too_long");
    CHECK(kinds_of(std::string((1u << 20) + 1, 'x')) == "too_long");
    CHECK(kinds_of(repeated("a ", 100'000)) == "too_long");
    CHECK(kinds_of(repeated(")", 3'000) + "a") == "dropped_parenthesis");
  }

  TEST_CASE("what is within the limits is read") {
    CHECK(tree_of(repeated("(", 60) + "a" + repeated(")", 60)) == "a");
    CHECK(tree_of(repeated("NOT ", 40) + "a") == "a");
    CHECK(parse_query(repeated("a ", 3'000), on_a_thursday()).query.children.size() == 3'000);
    CHECK(tree_of("\"" + repeated("x ", 20'000) + "\"").size() > 30'000);
  }

  TEST_CASE("any bytes at all are read without harm") {
    std::mt19937 random(11);
    for (unsigned round = 0; round < 500; ++round) {
      std::string text(random() % 200, '\0');
      for (char& c : text) c = static_cast<char>(random());
      const Parsed parsed = parse_query(text, on_a_thursday());
      CHECK((parsed.failed() || !parsed.query.str().empty()));
    }
  }
}
