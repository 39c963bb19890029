// SPDX-License-Identifier: GPL-2.0-or-later
// What a quick look at codes is sure of is what the text says.
#include "searcher/spans/probe.hpp"

#include "common/coded_text.hpp"
#include "common/record.hpp"
#include "searcher/spans/code_search.hpp"
#include "searcher/spans/matcher.hpp"

#include <newsgrep/error.hpp>

#include "tests/support/article.hpp"

#include <doctest/doctest.h>

#include <array>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t count) { return static_cast<std::size_t>(random() % count); }

const std::array<std::string, 20> words{"oil", "Oil", "OIL", "price", "prices", "the", "The", "o", "il", "pri", "ce", "rare", "Café", "cafe", "10", "000", "10000", "\u115F", "中", "x"};
const std::array<std::string, 16> gaps{" ", " ", " ", " ", " ", " ", " ", " ", "-", ".", ",", ", ", "'", "\n\n", "\n", ""};

std::string random_text(Random& random, std::size_t most) {
  std::string text;
  for (auto count = below(random, most); count > 0; --count) (text += words[below(random, words.size())]) += gaps[below(random, gaps.size())];
  return text;
}

// Some of the words are symbols, the others are spelled out.
RecordTables some_tables() {
  SymbolCounter counter;
  for (int i = 0; i < 2; ++i) counter.add("oil Oil price prices, the the. o-il pri'ce cafe x\n\n10,000 中中 oil");
  RecordTables tables;
  tables.add_symbols(1, counter.build());
  return tables;
}

Query leaf_of(Query::Kind kind, std::string text) {
  Query query;
  query.kind = kind;
  query.text = std::move(text);
  query.field = find_field("text");
  return query;
}

Query random_query(Random& random) {
  const auto any = [&] { return words[below(random, words.size())]; };
  if (below(random, 3) == 0) {
    Query near = leaf_of(Query::Kind::near, "");
    near.children = {leaf_of(Query::Kind::word, any()), leaf_of(Query::Kind::word, any())};
    near.distance = static_cast<unsigned>(1 + below(random, 8));
    near.ordered = below(random, 2) == 0;
    return near;
  }
  std::string text = any();
  for (auto more = below(random, 4); more > 0; --more) text += " " + any();
  return leaf_of(below(random, 4) == 0 ? Query::Kind::prefix : Query::Kind::phrase, text);
}

std::optional<Probe> probe_of(const Query& query, Patterns& patterns, const SymbolWords& symbol_words) {
  const Field& text = *query.field;
  if (query.kind != Query::Kind::near) return Probe::of_phrase(compile(query, text, patterns, false), patterns, symbol_words);
  const Leaf left = compile(query.children[0], text, patterns, true), right = compile(query.children[1], text, patterns, true);
  return Probe::of_near(left, right, query.distance, query.ordered, patterns, symbol_words);
}

}  // namespace

TEST_CASE("a probe that is sure is right, and is sure of most texts") {
  const RecordTables tables = some_tables();
  const Symbols& symbols = tables.symbols(1);
  const SymbolWords& symbol_words = tables.symbol_words(1);
  Random random(5);
  std::size_t asked = 0, sure = 0, found = 0;
  for (int round = 0; round < 600; ++round) {
    const Query query = random_query(random);
    Patterns patterns;
    const auto probe = probe_of(query, patterns, symbol_words);
    if (!probe) continue;
    auto& english = patterns.language("en");
    SymbolClasses classes(symbol_words, symbols, patterns, english);
    Matcher matcher(query);
    for (int i = 0; i < 60; ++i) {
      const Article article = with_text(random_text(random, 60));
      std::string codes;
      encode(article.text, symbols, codes);
      const auto answer = probe->ask(codes, symbols, classes);
      ++asked;
      if (answer == Probe::Answer::unsure) continue;
      ++sure;
      const bool matches = matcher.matches(article);
      found += matches;
      if ((answer == Probe::Answer::yes) != matches) FAIL_CHECK(query.str() << " on " << article.text << " should be " << matches);
    }
  }
  CHECK(asked > 20'000);
  CHECK(sure * 2 > asked);
  CHECK(found > 2000);
}

TEST_CASE("a probe that knows the joined units of the texts is right, and sure of more") {
  const RecordTables tables = some_tables();
  const Symbols& symbols = tables.symbols(1);
  const SymbolWords& symbol_words = tables.symbol_words(1);
  Random random(8);
  std::size_t sure = 0, sure_before = 0;
  for (int round = 0; round < 300; ++round) {
    const Query query = random_query(random);
    std::vector<std::string> texts;
    std::set<std::string, std::less<>> units;
    for (int i = 0; i < 20; ++i) {
      texts.push_back(random_text(random, 60));
      Words words;
      words.read(texts.back());
      for (const auto& unit : words.joined()) units.emplace(unit.term);
    }
    Patterns any, knowing([&](std::string_view folded) { return units.contains(folded); });
    const auto probe_before = probe_of(query, any, symbol_words), probe = probe_of(query, knowing, symbol_words);
    if (!probe_before || !probe) continue;
    SymbolClasses classes_before(symbol_words, symbols, any, any.language("en"));
    SymbolClasses classes(symbol_words, symbols, knowing, knowing.language("en"));
    Matcher matcher(query);
    for (const auto& text : texts) {
      std::string codes;
      encode(text, symbols, codes);
      sure_before += probe_before->ask(codes, symbols, classes_before) != Probe::Answer::unsure;
      const auto answer = probe->ask(codes, symbols, classes);
      if (answer == Probe::Answer::unsure) continue;
      ++sure;
      const bool matches = matcher.matches(with_text(text));
      if ((answer == Probe::Answer::yes) != matches) FAIL_CHECK(query.str() << " on " << text << " should be " << matches);
    }
  }
  CHECK(sure > sure_before);
}

TEST_CASE("random bytes instead of codes do no harm") {
  const RecordTables tables = some_tables();
  const Symbols& symbols = tables.symbols(1);
  Random random(6);
  for (int round = 0; round < 300; ++round) {
    Patterns patterns;
    const auto probe = probe_of(random_query(random), patterns, tables.symbol_words(1));
    if (!probe) continue;
    auto& english = patterns.language("en");
    SymbolClasses classes(tables.symbol_words(1), symbols, patterns, english);
    for (int i = 0; i < 100; ++i) {
      std::string bytes;
      for (auto count = below(random, 50); count > 0; --count) bytes += static_cast<char>(below(random, 3) ? 0x80 + below(random, 16) : random());
      try {
        probe->ask(bytes, symbols, classes);
      } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::corrupt);
      }
    }
  }
}

TEST_CASE("codes are found many bytes at a time as they are one by one") {
  Random random(7);
  for (int round = 0; round < 4000; ++round) {
    CodeSearch search;
    for (auto count = below(random, 12); count > 0; --count)
      search.add(code_of(static_cast<SymbolId>(below(random, 2) ? below(random, 4) : below(random, 2) ? 124 + below(random, 600) : 16508 + below(random, 400))));
    if (below(random, 2)) search.add_spelled_out(static_cast<char>(1 + below(random, 3)));
    std::string bytes;
    for (auto count = below(random, 200); count > 0; --count) bytes += static_cast<char>(below(random, 2) ? below(random, 4) : below(random, 12) ? 0x80 + below(random, 4) : 0xFC + below(random, 4));
    std::size_t from = 0;
    for (;;) {
      const auto at = search.find(bytes, from);
      REQUIRE(at == search.find_each(bytes, from));
      REQUIRE(at == search.find_narrow(bytes, from));
      if (at == CodeSearch::npos) break;
      for (from = at; from < bytes.size() && static_cast<unsigned char>(bytes[from]) < 0x80;) ++from;
      from = std::min(from + 1, bytes.size());
    }
  }
}

TEST_CASE("of words that are spelled out those with the wanted letter are found, and all that are in halves") {
  const Symbols none;
  CodeSearch search;
  search.add_spelled_out('z');
  for (const std::string word : {"zealand", "Zealand", "ZZ", "z", "\xC3\xA9t\xC3\xA9"}) {
    std::string codes;
    encode("oil " + word + " oil", none, codes);
    const auto at = search.find(codes, 0);
    REQUIRE(at != CodeSearch::npos);
    const std::string rest = codes.substr(at);
    CodeReader in(rest, none);
    REQUIRE(in.step());
    CHECK(in.text() == word);
  }
  std::string codes;
  encode("oil Azores azz", none, codes);
  CHECK(search.find(codes, 0) == CodeSearch::npos);
}

TEST_CASE("a code behind the last of the bytes looked at at once, and at the end, is found") {
  CodeSearch search;
  const Code code = code_of(20'000);
  search.add(code);
  for (std::size_t before = 0; before < 70; ++before)
    for (const std::size_t after : {0u, 1u, 20u}) {
      const std::string bytes = std::string(before, '\x80') + std::string(code.bytes, code.size) + std::string(after, '\x81');
      CHECK(search.find(bytes, 0) == before);
      CHECK(search.find_narrow(bytes, 0) == before);
      CHECK(search.find(bytes, bytes.size()) == CodeSearch::npos);
    }
}
