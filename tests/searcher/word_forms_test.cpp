// SPDX-License-Identifier: GPL-2.0-or-later
// Words of a query that stand for more than one word: wildcards, similar spellings, regular expressions, capitals, windows.
#include "searcher/query/automaton.hpp"
#include "tests/searcher/matching.hpp"

#include <doctest/doctest.h>

#include <random>
#include <regex>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

bool regex_fits(const std::string& expression, const std::string& word) {
  std::string trouble;
  auto made = Automaton::of_regex(expression, trouble);
  INFO(expression, ": ", trouble);
  REQUIRE(made);
  return made->fits(word);
}

std::string regex_trouble(const std::string& expression) {
  std::string trouble;
  Automaton::of_regex(expression, trouble);
  return trouble;
}

}  // namespace

TEST_CASE("a star stands for any letters, wherever in the word it is") {
  CHECK(marked("*gate", "Watergate, the gate, a gateway, IRANGATE") == Pieces{"Watergate", "gate", "IRANGATE"});
  CHECK(marked("te*rorism", "terrorism and terorism, not teror") == Pieces{"terrorism", "terorism"});
  CHECK(marked("*ongr*", "Congress in Hongrie") == Pieces{"Congress", "Hongrie"});
}

TEST_CASE("a question mark within a word is one letter, also one of several bytes") {
  CHECK(marked("wom?n", "woman, women, womn, womaan, wom\xC3\xB8n") == Pieces{"woman", "women", "wom\xC3\xB8n"});
  CHECK_FALSE(matches("wom?n", "womn"));
}

TEST_CASE("brackets are a choice of letters") {
  CHECK(marked("organi[sz]e", "organise organize organixe") == Pieces{"organise", "organize"});
  CHECK(marked("b[a-e]d", "bad bed bid") == Pieces{"bad", "bed"});
  CHECK(marked("b[!ae]d", "bad bed bid") == Pieces{"bid"});
  CHECK(marked("b[^ae]d", "bad bed bid") == Pieces{"bid"});
}

TEST_CASE("a dollar and a number are that many letters at most; after a currency they are money") {
  CHECK(marked("engineer$3", "engineer engineers engineering engineered engineerings") ==
        Pieces{"engineer", "engineers", "engineering", "engineered"});
  CHECK(marked("engineer[*3]", "engineer engineers engineering engineerings") == Pieces{"engineer", "engineers", "engineering"});
  CHECK(tree_of("US$3") == "US$3");
  CHECK(tree_of("CAN$5bn") == "CAN$5bn");
}

TEST_CASE("an exclamation mark at a word's end is a star, at a sentence's end punctuation") {
  CHECK(tree_of("recycl!") == "recycl*");
  CHECK(kinds_of("recycl!") == "exclamation_mark");
  CHECK(tree_of("recycl! OR reus!") == "recycl* OR reus*");
  CHECK(tree_of("Stop the war!") == "Stop AND the AND war");
}

TEST_CASE("a question mark at the end of a sentence is punctuation, of a word alone a letter, and a notice says which") {
  CHECK(tree_of("who shot the cat?") == "who AND shot AND the AND cat");
  CHECK(kinds_of("who shot the cat?") == "question_mark");
  CHECK(tree_of("cat?") == "cat?");
  CHECK(kinds_of("cat?") == "question_mark");
  CHECK(tree_of("title:cat? dog") == "title:cat? AND dog");
}

TEST_CASE("patterns stand where words stand: in phrases, near, in fields, with other signs") {
  CHECK(matches("\"central bank*\"", "the central bankers met"));
  CHECK(matches("\"wom?n of *gate\"", "the women of Watergate"));
  CHECK(matches("\"prices * fell\"", "prices sharply fell"));
  CHECK_FALSE(matches("\"prices * fell\"", "prices fell"));
  CHECK(matches("wom?n w/3 *gate", "a woman and Watergate"));
  CHECK(matches("title:wom?n", with_text("text", "Women")));
  CHECK_FALSE(matches("title:wom?n", with_text("women", "title")));
  CHECK(matches("e-m?il", "an e-mail"));
  CHECK(matches("e-m?il", "an email"));
  CHECK(matches("O'Bri*n", "Mr O'Brian"));
  CHECK(matches("atleast2(wom?n)", "women and a woman"));
}

TEST_CASE("signs that touch no letters, or are escaped, are no patterns") {
  CHECK(tree_of("\"what now?\"") == "\"what now?\"");
  CHECK(matches("\"what now?\"", "what now"));
  CHECK_FALSE(matches("\"what now?\"", "what nowt"));
  CHECK(matches("\"he said [sic]\"", "he said sic"));
  CHECK(matches("wom\\?n", "wom, n"));
  CHECK_FALSE(matches("wom\\?n", "woman"));
  CHECK_FALSE(matches("\"wom\\?n\"", "woman"));
  CHECK(tree_of("http://example.com/a?b=c") == "http://example.com/a?b=c");
}

TEST_CASE("a tilde finds words that are a letter apart, two if that is asked for") {
  CHECK(marked("colour~", "color colours coluor kolor") == Pieces{"color", "colours", "coluor"});
  CHECK(marked("colour~2", "color kolor colourful") == Pieces{"color", "kolor"});
  CHECK(matches("\"the colour~ purple\"", "the color purple"));
  CHECK(matches("colour~ w/2 purple", "purple color"));
  for (const char* text : {"name~2", "colour~3", "colour~0", "colou*r~"}) CHECK(kinds_of(text) == "bad_pattern");
}

TEST_CASE("a window has all words of a phrase in any order, with so many others between them") {
  CHECK(matches("\"rate bank cut\"~2", "the bank has cut its rate"));
  CHECK_FALSE(matches("\"rate bank cut\"~1", "the bank has cut its rate"));
  CHECK(matches("\"a a\"~3", "a b c a"));
  CHECK_FALSE(matches("\"a a\"~3", "a b c"));
  CHECK_FALSE(matches("\"bank rate\"~5", "the bank\n\nthe rate"));
  CHECK(matches("\"U.S. economy\"~2", "economy of the US"));
  CHECK(matches("\"econom* bank\"~0", "bank economics"));
  CHECK(marked("\"bank rate\"~2", "bank of a rate, bank. More words come rate bank") ==
        Pieces{"bank", "rate", "bank", "rate", "bank"});
  CHECK(matches("atleast2(\"a b\"~0)", "a b c b a"));
  CHECK_FALSE(matches("atleast2(\"a b\"~0)", "a b c b c a"));
}

TEST_CASE("capitals are those of the article") {
  CHECK(marked("caps(apple)", "An apple by Apple, by APPLE and by iApple's Apples") ==
        Pieces{"Apple", "APPLE", "Apples"});
  CHECK(marked("allcaps(rico)", "RICO and Rico, the U.S. and R.I.C.O.") == Pieces{"RICO", "R.I.C.O"});
  CHECK(marked("nocaps(us)", "us and US and U.S. and Us") == Pieces{"us"});
  CHECK(matches("caps(\"new york\")", "in New York"));
  CHECK_FALSE(matches("caps(\"new york\")", "a new York"));
  CHECK(matches("caps(turkey) w/3 nocaps(turkey)", "Turkey eats turkey"));
  CHECK(matches("caps(\xC3\xA9tat)", "l'\xC3\x89tat"));
  CHECK(tree_of("caps(a OR title:b)") == "caps(a) OR title:caps(b)");
  for (const char* text : {"caps(date:2024)", "caps(*)", "lang:caps(en)", "caps(lang:en)"}) CHECK(tree_of(text) == "error");
}

TEST_CASE("a regular expression is for a whole word") {
  CHECK(marked("/reg.x/", "regex, regexes, Regax") == Pieces{"regex", "Regax"});
  CHECK(matches("title:/reg.x/", with_text("text", "Regex")));
  CHECK_FALSE(matches("title:/reg.x/", with_text("regex", "title")));
  CHECK(marked("/(oil|gas)s?/", "oils and gas, not gasoline") == Pieces{"oils", "gas"});
  CHECK(regex_fits("a{2,3}b*", "aaabb"));
  CHECK_FALSE(regex_fits("a{2,3}b*", "abb"));
  CHECK(regex_fits("[^x-z]\\d+", "a12"));
  CHECK(regex_fits("\xC3\x89t.", "eta"));
  CHECK(regex_trouble("(a").find("never closed") != std::string::npos);
  CHECK(regex_trouble("a)").find("never opened") != std::string::npos);
  CHECK(regex_trouble("*a").find("repetition of nothing") != std::string::npos);
  CHECK(regex_trouble("a**").find("repetition of a repetition") != std::string::npos);
  CHECK(regex_trouble("[a").find("never closed") != std::string::npos);
  CHECK(regex_trouble("[]").find("choice of no letters") != std::string::npos);
  CHECK(regex_trouble("[z-a]").find("ends before it begins") != std::string::npos);
  CHECK(regex_trouble("^a").find("^ and $") != std::string::npos);
  CHECK(regex_trouble("a-b").find("which no word has") != std::string::npos);
  CHECK(regex_trouble("\\s").find("it knows") != std::string::npos);
  CHECK(regex_trouble("a{3,2}").find("braces without") != std::string::npos);
  CHECK(regex_trouble("a{999}").find("repeat less") != std::string::npos);
  CHECK(regex_trouble("((a{60}){60}){60}").find("repeat less") != std::string::npos);
  CHECK(regex_trouble("(((((((((((a)))))))))))").find("deep") != std::string::npos);
}

TEST_CASE("a regular expression fits what the standard library's does") {
  std::mt19937 random(3);
  const std::vector<std::string> pieces{"a", "b", "c", ".", "[ab]", "[^a]", "(a|bc)", "(b)?", "a*", "(ab|c)+", "b{1,2}", "c{2}", "(a|b*)", "|"};
  for (unsigned round = 0; round < 400; ++round) {
    std::string expression;
    for (unsigned i = 0; i < 1 + random() % 5; ++i) expression += pieces[random() % pieces.size()];
    CAPTURE(expression);
    const std::regex expected(expression);
    std::string trouble;
    auto made = Automaton::of_regex(expression, trouble);
    REQUIRE(made);
    for (unsigned k = 0; k < 60; ++k) {
      std::string word;
      for (unsigned i = 0; i < random() % 7; ++i) word += static_cast<char>('a' + random() % 3);
      CAPTURE(word);
      CHECK(made->fits(word) == std::regex_match(word, expected));
      if (made->fits(word)) {
        CHECK(word.starts_with(made->beginning()));
        for (std::size_t size = 0; size <= word.size(); ++size) CHECK(made->may_begin(word.substr(0, size)));
      }
    }
  }
}

TEST_CASE("an expression that sets other engines back takes no longer than others") {
  std::string trouble;
  auto made = Automaton::of_regex("(a*)*(a|aa)+(a|b?a)*b", trouble);
  REQUIRE(made);
  CHECK_FALSE(made->fits(std::string(90, 'a')));
  CHECK(made->fits(std::string(90, 'a') + "b"));
}

TEST_CASE("patterns in scripts whose letters are words are refused, because every letter is one there") {
  CHECK(kinds_of("\xE4\xB8\xAD?\xE5\x9B\xBD") == "bad_pattern");
}

TEST_CASE("too many words of a pattern are an error that shows the first one too many") {
  std::string text;
  for (unsigned i = 0; i < 51; ++i) text += "a" + std::to_string(i) + "?b ";
  Parsed parsed = parse_query(text, on_a_thursday());
  CHECK_FALSE(parsed.failed());
  limit_prefixes(parsed);
  CHECK(parsed.failed());
}
