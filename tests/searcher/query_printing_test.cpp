// SPDX-License-Identifier: GPL-2.0-or-later
// A query that is printed and read again means the same; without that --explain would lie.
#include "searcher/query/parse.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace newsgrep;

namespace {

Query read_well(const std::string& text) {
  const Parsed parsed = parse_query(text, {});
  INFO(text);
  REQUIRE_FALSE(parsed.failed());
  return parsed.query;
}

}  // namespace

TEST_CASE("words with signs of the language in them are printed so that they are words again") {
  for (const auto* text :
       {R"(\AND)", R"(title\:x)", R"(a\(b\))", R"("say \"yes\" now")", R"(near\/3)", R"(x \OR y)", R"(\near5)", R"(a\\b)", R"(text:c\+\+)",
        R"(\-5)", R"(=\NOT)", R"(wo\*rd)", R"(word\*)", "===x", R"(=\==x)", "- a --b", R"(word\~)", R"(2\^3)", R"(w\?x)"}) {
    const Query query = read_well(text);
    const Query again = read_well(query.str());
    CHECK_MESSAGE(again == query, text, " is printed as ", query.str());
  }
  CHECK(read_well(R"(x \OR y)").children.size() == 3);
  CHECK(read_well("AT&T U.S. COVID-19 Meta's").str() == "AT&T AND U.S. AND COVID-19 AND Meta's");
}

TEST_CASE("a sign before nothing is an error, not a step beyond the query's end") {
  for (const auto* text : {"+", "+.", "a +.", "a OR b +.", "=.", "-.", "(+.", "title:+.", "a near/3 +."}) {
    const Parsed parsed = parse_query(text, {});
    for (const auto& diagnostic : parsed.diagnostics) CHECK(diagnostic.end <= std::string(text).size());
    CHECK_FALSE(parsed.diagnostics.empty());
  }
}

TEST_CASE("a part of a query knows the bytes it came from, also where parts change places") {
  const std::string text = "\"new ferry\" -bus +hull";
  const Query query = read_well(text);
  CHECK(query.begin == 0);
  CHECK(query.end == text.size());
}

TEST_CASE("whatever can be read is printed so that it reads back as the same") {
  const std::vector<std::string> pieces{"a", "bank", "AND", "NOT", "Or", "(", ")", "\"", "\"a b*\"", "{", "}", "*", "?", "[ab]", "$3", "!", "~", "~2", "^2", "^", "/", "/a.b/", "w/5", "/s", "not", "\\", "-", "+", "=",
                                        "title:", "lead:", "hlead:", "quote:", "caps(", "nocaps(", "site:", "x.org", "has:", "byline", "wc>", "words:", "..", "12", "atleast2(", "first3(", "/F5/", "date:", "2024", " ", " ", " ",
                                        "\xC3\xA9", "\xE4\xB8\xAD", "&", "|", ":", ",", "."};
  std::mt19937 random(21);
  unsigned read = 0;
  for (unsigned round = 0; round < 20'000; ++round) {
    std::string text;
    for (unsigned i = 0; i < 1 + random() % 9; ++i) text += pieces[random() % pieces.size()] + (random() % 3 == 0 ? " " : "");
    const Parsed parsed = parse_query(text, {});
    if (parsed.failed()) continue;
    ++read;
    const Parsed again = parse_query(parsed.query.str(), {});
    CAPTURE(text);
    CAPTURE(parsed.query.str());
    CAPTURE(again.query.str());
    CHECK_FALSE(again.failed());
    CHECK(again.query == parsed.query);
  }
  CHECK(read > 3000);
}
