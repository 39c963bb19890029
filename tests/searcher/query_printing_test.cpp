// SPDX-License-Identifier: GPL-2.0-or-later
// A query that is printed and read again means the same; without that --explain would lie.
#include "searcher/query/parse.hpp"

#include <doctest/doctest.h>

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
