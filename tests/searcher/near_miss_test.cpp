// SPDX-License-Identifier: GPL-2.0-or-later
// What looks like an operator and is none is told, never taken for something else in silence.
#include "common/utf8.hpp"
#include "tests/searcher/reading_queries.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

std::string repeated(const std::string& part, unsigned times) {
  std::string text;
  for (unsigned i = 0; i < times; ++i) text += part;
  return text;
}

}  // namespace

TEST_CASE("an operator whose number cannot be one is an error") {
  for (const char* text : {"a w/5.5 b", "a w/-3 b", "a near5.5 b", "a /5,5 b", "a pre/99999999999 b", "a w/1000001 b", "atleast99999999999(a)", "atleast1.5(a)", "atleast(a)",
                           "first99999999999(a)", "a /F5.5/", "\"a b\"~99999999999", "\"a b\"~", "\"a b\"~5.5", "oil~99", "oil~1.5", "oil~-1", "oil^-1", "oil^1e5",
                           "oil^1,5", "(a b)~5", "a ~5 b", "repeat0:a", "repeat99999999999:a", "repeat:a", "near0:\"a b\"", "near:\"a b\"", "lead0:a", "hlead99999999999:a"}) {
    CAPTURE(text);
    CHECK(kinds_of(text).find("bad_number") != std::string::npos);
    CHECK(tree_of(text) == "error");
  }
}

TEST_CASE("a word that was probably meant as an operator is searched for with a notice that says what to write") {
  for (const char* text : {"first50 (a)", "CAPS (a)", "HEADLINE (a)", "a w/ 5 b", "a near/five b", "a w/n b", "ATLEAST x", "a PRE b", "a ADJ b", "SINGULAR(a)", "oil^", "oil^x", "(a b)^x", "oil ^3", "oil$12",
                           "/oil/i", "/^oil", "/oil$", "/oil.*gas", "a w5 b", "a pre5 b", "a within/5 b", "a before/5 b", "a adj 5 b", "a w/sentence b", "a near/p b", "a /sent b", "a /para b",
                           "a /F50 b", "atleast5a", "title :a", "words: 500", "from:2024", "to:2024-03", "headline(a)", "lead(a)", "a XOR b", "a ANDNOT b", "allcaps a",
                           "date from 2023 2024"}) {
    CAPTURE(text);
    CHECK(kinds_of(text) == "near_miss");
    CHECK(tree_of(text) != "error");
  }
  for (const char* text : {"a and b", "a or b", "a not b", "a or (b)"}) {
    CAPTURE(text);
    CHECK(kinds_of(text) == "lowercase_operator");
  }
}

TEST_CASE("and, or, not are words of a headline, and may be operators among few words or many of their kind") {
  for (const char* text : {"A diet rich in fiber may not only protect against diabetes and heart disease", "EU and China agree on steel tariffs", "Chancellor: tax cuts and spending - what next for pensions?"}) {
    CAPTURE(text);
    CHECK(kinds_of(text).find("lowercase_operator") == std::string::npos);
  }
  for (const char* text : {"oil and gas prices", "bank and merger and hostile and takeover", "rates or inflation \"central bank\" and the euro in spring"}) {
    CAPTURE(text);
    CHECK(kinds_of(text).find("lowercase_operator") == 0);
  }
}

TEST_CASE("what only begins like an operator is a word without a notice") {
  for (const char* text : {"n/a", "p/e", "24/7", "nearly", "first50", "firstly", "w", "adjacent", "and/or", "9/11", "second (a)", "/^100/", "title:/^10 a/", "http://a.b/~user", "a^b\\^", "US$12", "/a/b", "/etc/passwd", "w5", "b w5",
                           "pre5 a", "within", "title", "note: a", "XOR b", "caps a", "n51"}) {
    CAPTURE(text);
    CHECK(kinds_of(text) == "");
  }
}

TEST_CASE("names, ranks, symbols and prices are no operators that went wrong") {
  for (const char* text : {"shooting W14 London", "Mercedes w123 price", "Bentley W12 engine", "N95 masks", "coffee w/o sugar", "flat w/ parking", "trial of W/Cdr Smith", "w/Sen Warren", "pre/post election", "near/far sighted",
                           "Can$500 fine", "oil at Can$50 a barrel", "Aus$100 mln", "^GSPC falls", "index ^N225", "Hawai~i volcano", "the member(s) voted", "source(s) say", "first(oil) sale", "McArdle(Morning)", "f(x)", "EU(28) summit",
                           "Airbus SE (Munich)", "visa ID (card)", "salary caps (NFL)", "atleast 10 killed in blast", "crisis pre 2008", "clubs open pre 10 pm", "protest near 10 Downing Street", "Plane crashes near Moscow",
                           "earthquake near 5 islands", "Romeo And Juliet", "Not guilty verdict", "to be or", "r/c/is forum", "/r/us thread", "/mnt/g/im", "NASDAQ:AAPL shares", "NYSE:IBM", "GTA:V trailer", "title :-D",
                           "bikes - a comparison", "Trump: who - what ...", "Paris / London", "near-5 point lead", "engineer$3"}) {
    CAPTURE(text);
    CHECK(kinds_of(text) == "");
    CHECK(tree_of(text) != "error");
  }
}

TEST_CASE("a not in front of near means apart in any case, and never something else") {
  for (const char* text : {"a Not w/5 b", "a NOT w/5 b", "a not near/5 b"}) CHECK(tree_of(text) == "a not w/5 b");
  CHECK(tree_of("a not NEAR b") == "a not w/10 b");
  CHECK(tree_of("a NOTNEAR b") == "a not w/10 b");
  for (const char* text : {"a not pre/5 b", "a NOT adj5 b", "a not notnear/5 b", "not /s b"}) CHECK(tree_of(text) == "error");
}

TEST_CASE("an equals sign holds for all words behind it, or is an error") {
  CHECK(tree_of("=(a OR b)") == "=a OR =b");
  CHECK(tree_of("={a b}") == "\"a b\"");
  CHECK(tree_of("=\"a b\"") == "\"a b\"");
  CHECK(tree_of("=title:a") == "title:=a");
  CHECK(tree_of("=gov*") == "gov*");
  CHECK(tree_of("=(a title:(b {c d}))") == "=a AND (title:=b AND title:\"c d\")");
  for (const char* text : {"=date:2024", "=*", "=(a date:none)"}) CHECK(tree_of(text) == "error");
}

TEST_CASE("single quotes around several words are told, because they make no phrase") {
  for (const char* text : {"'oil prices'", "opec 'oil prices' fall", "title:'oil prices'", "('oil prices' OR gas)", "\u2018oil prices\u2019: a history"}) {
    CAPTURE(text);
    CHECK(kinds_of(text).find("single_quotes") == 0);
    CHECK(tree_of(text).find('"') == std::string::npos);
  }
  CHECK(parse_query("'oil prices' fall", on_a_thursday()).diagnostics.front().hint == "for the phrase write \"oil prices\"");
  for (const char* text : {"'oil'", "rock 'n' roll", "o'brien and o'neill", "the workers' rights", "'tis the season", "\"'oil prices'\"", "'oil \"gas prices'\"", "'' a b ''"}) {
    CAPTURE(text);
    CHECK(kinds_of(text).find("single_quotes") == std::string::npos);
  }
}

TEST_CASE("a notice says what may have been meant") {
  const auto hint_of = [](const char* text) {
    const auto diagnostics = parse_query(text, on_a_thursday()).diagnostics;
    return diagnostics.empty() ? std::string() : diagnostics.front().hint;
  };
  CHECK(hint_of("a NEAR 5 b") == "did you mean NEAR/5?");
  CHECK(hint_of("a w/sent b") == "did you mean w/s?");
  CHECK(hint_of("a before/5 b") == "did you mean pre/5?");
  CHECK(hint_of("title :a") == "a name stands right before its colon: did you mean title:a?");
  CHECK(hint_of("words: 500") == "no space follows the colon: did you mean words:500?");
  CHECK(hint_of("from:2024") == "did you mean since:2024?");
  CHECK(hint_of("headline(a)") == "did you mean headline:(...)?");
  CHECK(hint_of("TITEL:A").find("did you mean title:?") == 0);
  CHECK(hint_of("quotes:a").find("did you mean quote:?") == 0);
  CHECK(hint_of("lenght:500").find("did you mean length:?") == 0);
  CHECK(hint_of("site:https://www.example.com/a").find("did you mean site:www.example.com?") == 0);
  CHECK(hint_of("site:*.example.com").find("did you mean site:example.com?") == 0);
  CHECK(hint_of("date:(2023 OR 2024)").find("each date has its name: date:2024 OR date:2023") == 0);
  CHECK(hint_of("date: 2024") == "no space follows it: did you mean date:2024?");
  CHECK(hint_of("date:last week") == "words with a space between them stand in quotes: \"last week\"");
  CHECK(hint_of("date:2023-2024") == "did you mean 2023..2024?");
  CHECK(kinds_of("lang:klingon") == "no_code");
  CHECK(kinds_of("lang:(klingon OR de)") == "no_code");
  CHECK(tree_of("lang:(English OR german)") == "language:en OR language:de");
  CHECK(hint_of("\"a b\"p10").find("right behind a quote stand an s") == 0);
  CHECK(kinds_of("\"a b\"s \"a\" p10 \"a\"-b") == "");
  CHECK(hint_of("oil 2019..2021") == "did you mean date:2019..2021?");
  CHECK(hint_of("a w/seg b").find("words of one field") == 0);
  CHECK(hint_of("is:unread").find("has:byline") == 0);
  CHECK(kinds_of("title:[a TO b]") == "unsupported");
  CHECK(kinds_of("lang:pt-br lang:en lang:deu lang:engl*") == "");
}

TEST_CASE("dates are compared and joined as elsewhere") {
  CHECK(tree_of("date:>2023") == "date:2024-01-01..");
  CHECK(tree_of("date==2023") == "date:2023-01-01..2023-12-31");
  CHECK(tree_of("date between 2023 and 2024") == "date:2023-01-01..2024-12-31");
  for (const char* text : {"since:none", "before:none", "date:", "seen:(2024)"}) CHECK(kinds_of(text) == "bad_date");
}

TEST_CASE("an operator before empty parentheses has no operand") {
  for (const char* text : {"a atleast5(", "a title:()", "a =()", "caps()", "a =\"--\""}) CHECK(kinds_of(text).find("missing_operand") != std::string::npos);
}

TEST_CASE("what would make every article a long search is refused") {
  CHECK(tree_of("the" + repeated(" /s the", 49)) != "error");
  CHECK(tree_of("the" + repeated(" /s the", 50)) == "error");
  CHECK(tree_of("the" + repeated(" /s the", 900)) == "error");
  CHECK(tree_of("the" + repeated(" w/5 the", 40)) != "error");
  CHECK(tree_of("a w/100 b w/100 c w/100 d w/100 e") != "error");
  CHECK(tree_of("a w/100 b w/100 c w/100 d w/100 e w/100 f") == "error");
  CHECK(tree_of("atleast2(a w/101 b)") == "error");
  CHECK(tree_of("(a w/100 b) w/100 (c w/100 d) /s (e w/100 f)") == "error");
}
