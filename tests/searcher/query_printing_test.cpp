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
        R"(\-5)", R"(=\NOT)", R"(wo\*rd)", R"(word\*)", "===x", R"(=\==x)", "- a --b", R"(word\~)", R"(2\^3)", R"(w\?x)", "quote:ns=", "lead:ns=", "(ns= OR x)",
        R"(ns\=^2)", "quote:(ns=)"}) {
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

namespace {

// A text of pieces of the language, or of any characters; of bytes that are no characters, too.
class RandomTexts {
 public:
  explicit RandomTexts(unsigned seed) : random_(seed) {}

  std::string next() {
    std::string text;
    const bool of_pieces = random_() % 4 != 0;
    for (auto left = 1 + random_() % (of_pieces ? 9 : 20); left > 0; --left)
      text += of_pieces ? piece() + (random_() % 3 == 0 ? " " : "") : std::string(1, static_cast<char>(random_()));
    return text;
  }

 private:
  const std::string& piece() {
    static const std::vector<std::string> pieces{"a",
                                                 "bank",
                                                 "AND",
                                                 "NOT",
                                                 "Or",
                                                 "(",
                                                 ")",
                                                 "\"",
                                                 "\"a b*\"",
                                                 "{",
                                                 "}",
                                                 "*",
                                                 "?",
                                                 "[ab]",
                                                 "$3",
                                                 "!",
                                                 "~",
                                                 "~2",
                                                 "^2",
                                                 "^",
                                                 "/",
                                                 "/a.b/",
                                                 "/^a b/",
                                                 "/b$/",
                                                 "w/5",
                                                 "/s",
                                                 "not",
                                                 "\\",
                                                 "-",
                                                 "+",
                                                 "=",
                                                 "@",
                                                 "@q",
                                                 "title:",
                                                 "lead:",
                                                 "lead3:",
                                                 "hlead:",
                                                 "quote:",
                                                 "caps(",
                                                 "nocaps(",
                                                 "syn(",
                                                 "near5:",
                                                 "n5",
                                                 "site:",
                                                 "x.org",
                                                 "has:",
                                                 "byline",
                                                 "wc>",
                                                 "words:",
                                                 "..",
                                                 "12",
                                                 "atleast2(",
                                                 "first3(",
                                                 "/F5/",
                                                 "date:",
                                                 "seen:",
                                                 "modified:",
                                                 "none",
                                                 "2024",
                                                 "sort:date",
                                                 "re:",
                                                 "and",
                                                 " ",
                                                 " ",
                                                 " ",
                                                 "\xC3\xA9",
                                                 "\xE4\xB8\xAD",
                                                 "AROUND(5)",
                                                 "yr(2005-2010)",
                                                 "AB(",
                                                 "[*5]",
                                                 "words:[1 TO 9]",
                                                 "date:P1M/",
                                                 "date is 2024",
                                                 "has:seen",
                                                 "\xC3\xBC",
                                                 "\xED\x95\x9C",
                                                 "&",
                                                 "|",
                                                 ":",
                                                 ",",
                                                 "."};
    return pieces[random_() % pieces.size()];
  }

  std::mt19937 random_;
};

// How many of them could be read.
unsigned check_reading_back(unsigned rounds, unsigned seed) {
  static const std::vector<SavedQuery> saved{{"q", "a OR \"b c\""}};
  static const std::vector<Synonyms> synonyms{{"a", "bank", "b c"}};
  RandomTexts texts(seed);
  unsigned read = 0;
  for (unsigned round = 0; round < rounds; ++round) {
    ParseOptions options;
    options.saved = &saved;
    options.synonyms = &synonyms;
    options.dialect = static_cast<Dialect>(round % 8 < 6 ? round % 8 : 0);
    const std::string text = texts.next();
    const Parsed parsed = parse_query(text, options);
    if (parsed.failed()) continue;
    ++read;
    const Parsed again = parse_query(parsed.query.str(), {});
    CAPTURE(text);
    CAPTURE(round);
    CAPTURE(parsed.query.str());
    CAPTURE(again.query.str());
    CHECK_FALSE(again.failed());
    CHECK(again.query == parsed.query);
  }
  return read;
}

}  // namespace

TEST_CASE("whatever can be read is printed so that it reads back as the same") {
  CHECK(check_reading_back(20'000, 21) > 3000);
}

TEST_SUITE("long") {
  TEST_CASE("so are a million texts") { CHECK(check_reading_back(1'000'000, 22) > 100'000); }
}

TEST_CASE("very long queries are read to their end, or refused") {
  const auto repeated = [](const std::string& part, std::size_t times) {
    std::string text;
    for (; times > 0; --times) text += part;
    return text;
  };
  for (const std::size_t size : {1000u, 10'000u, 100'000u}) {
    for (const char* part : {"(",      "a OR ",        "a ",         ")",      "\"",
                             "-",      "@a",           "a AND NOT ", "a w/5 ", "(a AND b) w/2 ",
                             "~",      "/a ",          "/^ ",        "=",      "a^2",
                             "title:", "{a} ",         "a* ",        "\\",     "+",
                             "not ",   "(a OR b AND ", "date:2024 ", "n5 ",    "near2:\"a ",
                             "[",      "$3",           "a! b? "}) {
      const Parsed parsed = parse_query(repeated(part, size) + "a", {});
      CHECK((parsed.failed() || parsed.query.end > 0));
    }
  }
  CHECK(parse_query(repeated("word ", 200'000), {}).failed());
}
