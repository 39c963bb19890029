// SPDX-License-Identifier: GPL-2.0-or-later
// Parts of an article that are no fields, and what is asked of it as a whole.
#include "common/quotations.hpp"
#include "tests/searcher/matching.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

Article at(const std::string& url) {
  Article article = with_text("text");
  article.url = url;
  return article;
}

}  // namespace

TEST_CASE("the lead is the first two paragraphs of the text") {
  const std::string text = "First oil.\n\nSecond gas.\n\nThird coal, and oil.";
  CHECK(matches("lead:oil", text));
  CHECK(matches("lp=gas", text));
  CHECK_FALSE(matches("lead:coal", text));
  CHECK_FALSE(matches("lead:text", with_text("x", "text")));
  CHECK(matches("lead:(oil second)", text));
  CHECK_FALSE(matches("lead:(oil AND coal)", text));
  CHECK(matches("lead:(oil w/3 gas)", text));
  CHECK(matches("lead:atleast2(oil)", text));  // counted in the whole text
  CHECK_FALSE(matches("lead:atleast3(oil)", text));
  CHECK(matches("LEAD(\"second gas\" OR coal)", text));
  CHECK(tree_of("lead:(a OR b)") == "lead:(a) OR lead:(b)");
}

TEST_CASE("the headline or the lead") {
  CHECK(matches("hlead:oil", with_text("x\n\ny\n\nz", "Oil")));
  CHECK(matches("hlp:oil", with_text("x\n\noil\n\nz", "y")));
  CHECK_FALSE(matches("HLEAD(oil)", with_text("x\n\ny\n\noil", "z")));
  CHECK(tree_of("hlead:(a b)") == "(title:a OR lead:(a)) AND (title:b OR lead:(b))");
}

TEST_CASE("what has another field is in no lead") {
  for (const char* text : {"lead:title:a", "hlead:title:a", "hlead:text:a", "lead:date:2024", "lead:*", "quote:lang:en"}) CHECK(tree_of(text) == "error");
}

TEST_CASE("quotation marks open and close in turn, anew in each paragraph") {
  Quotations marks;
  CHECK(marks.next("", true) == 0);
  CHECK(marks.next(" \"", false) == 1);
  CHECK(marks.next(" ", false) == 1);
  CHECK(marks.next(".\" ", false) == 0);
  CHECK(marks.next(" \xE2\x80\x9C", false) == 2);
  CHECK(marks.next(".\n\n", true) == 0);
  CHECK(marks.next("\"\n\n\xC2\xBB", true) == 3);
  CHECK(marks.next("\xE2\x80\x99", false) == 3);
}

TEST_CASE("quoted words are within one quotation") {
  const std::string text = "He said: \"Oil is cheap.\" And gas? \xE2\x80\x9CToo dear,\xE2\x80\x9D she said.\n\n\xE2\x80\x9CNever closed\n\nno more";
  CHECK(matches("quote:(oil)", text));
  CHECK(matches("quote:\"oil is cheap\"", text));
  CHECK_FALSE(matches("quote:gas", text));
  CHECK(matches("QUOTE(dear)", text));
  CHECK(matches("quote:closed", text));
  CHECK_FALSE(matches("quote:more", text));
  CHECK_FALSE(matches("quote:(cheap w/9 dear)", text));
  CHECK(matches("quote:cheap w/9 quote:dear", text));
  CHECK(matches("title:quote:oil", with_text("x", "An \"oil age\" ends")));
  CHECK(matches("atleast2(quote:(oil OR dear))", text));
  CHECK(matches("lead:quote:oil", text));
  CHECK_FALSE(matches("quote:first9(oil)", with_text("x", "\"Oil\"")));
}

TEST_CASE("words count the text without the headline") {
  const Article article = with_text("one two three\n\nfour five", "six");
  for (const char* text : {"wc>4", "wc>=5", "words:5", "words:5..", "words:..5", "words:2..9", "length > 4", "length < 6", "wc<=5", "WC=5"}) CHECK(matches(text, article));
  for (const char* text : {"wc>5", "wc<5", "words:6..", "words:..4", "-words:5", "length >= 6"}) CHECK_FALSE(matches(text, article));
  for (const char* text : {"wc:many", "wc>", "words:9..2", "words:..", "words:1.5", "wc<0", "wc>99999999999", "words:x..2"}) CHECK(kinds_of(text) == "bad_number");
  for (const char* text : {"words matter", "the length of", "Words: a title"}) CHECK(kinds_of(text) == "");
}

TEST_CASE("a site is a host with what lies below it") {
  CHECK(matches("site:example.com", at("https://example.com/a")));
  CHECK(matches("site:Example.COM", at("http://www.example.com:8080/a")));
  CHECK(matches("site:example.com", at("https://user@news.example.com?x")));
  CHECK_FALSE(matches("site:example.com", at("https://myexample.com/a")));
  CHECK_FALSE(matches("site:example.com", at("https://example.com.evil.org/a")));
  CHECK_FALSE(matches("site:example.com", at("https://evil.org/example.com")));
  CHECK(matches("site:example.com", at("www.example.com/a//b.org/x")));
  CHECK_FALSE(matches("site:b.org", at("www.example.com/a//b.org/x")));
  CHECK(matches("site:example.com", at("//example.com/a")));
  CHECK_FALSE(matches("site:example.com", at("")));
  for (const char* text : {"site:", "site:example.com/a", "site:.com", "site:a*"}) CHECK(kinds_of(text) == "bad_site");
}

TEST_CASE("an article has a field, or has it not") {
  Article article = with_text("text");
  article.byline = "Jane Doe";
  CHECK(matches("has:byline", article));
  CHECK(matches("has:author", article));
  CHECK_FALSE(matches("has:source", article));
  CHECK(matches("-has:source", article));
  CHECK_FALSE(matches("has:date", article));
  CHECK(tree_of("has:date") == "NOT date:none");
  CHECK(kinds_of("has:bylin") == "unknown_field");
}

TEST_CASE("weights rank and change nothing else") {
  CHECK(matches("oil^3 OR gas", "gas"));
  CHECK(tree_of("oil^3") == "oil^3");
  CHECK(tree_of("title:oil^2.5") == "title:oil^2.5");
  CHECK(tree_of("(a b)^3 \"c d\"^0.5 wom?n^2") == "(a AND b)^3 AND \"c d\"^0.5 AND wom?n^2");
  CHECK(tree_of("-a^3") == "NOT a^3");
  CHECK(tree_of("(a w/5 b)^3") == "(a near/5 b)^3");
  CHECK(tree_of("lead:(a^3 b)") == "lead:(a)^3 AND lead:(b)");
  CHECK(tree_of("2\\^3") == "\\2\\^3");
  for (const char* text : {"a^3 w/5 b", "atleast2(a^3)", "a^1001", "a^1.2.3", "a AND^3", "quote:((a OR b^2) w/3 c)"}) CHECK(tree_of(text) == "error");
}

TEST_CASE("what the language keeps a name for says what it still needs") {
  for (const char* text : {"is:dup", "-is:dup", "dup:5f1d", "like:5f1d", "pg=1"})
    CHECK(kinds_of(text) == "not_yet");
  for (const char* text : {"is it", "Like: a title", "Re: a title", "in: out", "re: x"}) CHECK(kinds_of(text) == "");
}
