// SPDX-License-Identifier: GPL-2.0-or-later
// Regular expressions for the words of a field, and dates other than that of publication.
#include "tests/searcher/matching.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

TEST_CASE("a regular expression with ^ fits the beginning of a field, one with $ its end") {
  const Article article = with_text("Paris, France: the vote is over.",
                                    "EXCLUSIVE: O\xE2\x80\x99"
                                    "Brien quits");
  for (const char* text : {"headline:/^exclusive/", "headline:/^excl/", "title:/^exclusive o brien/", "title:/quits$/",
                           "title:/its$/", "title:/^exclusive.*quits$/", "title:/^\\w+ o/", "/^paris/", "/over$/",
                           "text:/^.* vote/", "title:/^(exclusive|breaking) /"})
    CHECK(matches(text, article));
  for (const char* text : {"title:/^quits/", "title:/exclusive$/", "title:/^exclusive$/", "title:/^\\w+ quits/",
                           "text:/^exclusive/", "byline:/^.+/", "/^france/"})
    CHECK_FALSE(matches(text, article));
}

TEST_CASE("what stands between slashes with ^ or $ may have spaces, and is printed as it was typed") {
  CHECK(tree_of("title:/^a b.* c$/ d") == "title:/^a b.* c$/ AND d");
  CHECK(tree_of("(title:/^a b/)") == "title:/^a b/");
  CHECK(tree_of("a /s b c/") == "(a /s b) AND c/");
  CHECK(tree_of("a /5 b") == "a near/5 b");
  CHECK(tree_of("-title:/^a/") == "NOT title:/^a/");
}

TEST_CASE("what cannot be fitted to a field is told") {
  for (const char* text :
       {"title:/^a|b/", "title:/^/", "title:/^a*/", "title:/a^b$/", "title:/^exclusive:/", "/^(a/"}) {
    CAPTURE(text);
    CHECK(kinds_of(text) == "bad_pattern");
  }
  for (const char* text : {"lang:/^e/", "title:/^a/ w/3 title:b", "atleast2(/^a/)", "lead:/^a/", "quote:/^a/",
                           "caps(/^a/)", "(/^a/ AND b) w/2 c"}) {
    CAPTURE(text);
    CHECK(kinds_of(text) == "unsupported");
  }
}

TEST_CASE("the shortest stretch of words that fits is marked") {
  CHECK(marked("/^oil pr/", "Oil, prices; rise") == Pieces{"Oil, prices"});
  CHECK(marked("/^.*o/", "An oil price too") == Pieces{"An oil"});
  CHECK(marked("/r.* too$/", "r or too") == Pieces{"or too"});
  CHECK(marked("/^an.*too$/", "An oil price too") == Pieces{"An oil price too"});
}

TEST_CASE("a long text takes one step a letter") {
  const std::string text(300'000, 'a');
  std::string words;
  for (unsigned i = 0; i < 100'000; ++i) words += "ab ";
  CHECK_FALSE(matches("/^(a|b| )*x$/", "ab ab"));
  CHECK_FALSE(Matcher(parse_query("/^.*a.{20}x/", {}).query).matches(with_text(words)));
  CHECK_FALSE(Matcher(parse_query("/x.*b.{20}b$/", {}).query).matches(with_text(words)));
}

TEST_CASE("dates of capture and of the last change") {
  Article article = with_text("x");
  article.published = *parse_date("2024-01-05");
  article.captured = *parse_date("2024-02-05T10:00:00Z");
  for (const char* text : {"seen:2024-02", "seen>2024-01", "seen<=2024-02-05", "seen:2024-02-05..", "modified:none",
                           "-seen:none", "date:2024-01"})
    CHECK(matches(text, article));
  for (const char* text : {"seen:2024-01", "seen:none", "modified:2024", "seen>2024-02"})
    CHECK_FALSE(matches(text, article));
  article.updated = *parse_date("2024-03");
  CHECK(matches("modified:2024-03", article));
  CHECK(tree_of("seen:\"last week\"") == "seen:2024-02-26..2024-03-03");
  CHECK(tree_of("modified>=2024-03") == "modified:2024-03-01..");
  CHECK(tree_of("seen: who was there") == "seen AND who AND was AND there");
}
