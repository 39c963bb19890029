// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes at all come back from their codes; what are no codes is noticed.
#include "common/coded_text.hpp"
#include "common/record.hpp"

#include <newsgrep/error.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

using namespace newsgrep;

namespace {

Symbols symbols_of(std::initializer_list<std::string_view> texts) {
  SymbolCounter counter;
  for (const auto text : texts) counter.add(text);
  return counter.build();
}

std::string codes_of(std::string_view text, const Symbols& symbols) {
  std::string codes;
  encode(text, symbols, codes);
  return codes;
}

std::string text_of(std::string_view codes, const Symbols& symbols) {
  std::string text;
  decode(codes, symbols, text);
  return text;
}

bool refused(std::string_view codes, const Symbols& symbols) {
  try {
    text_of(codes, symbols);
  } catch (const Error& error) {
    return error.code() == ErrorCode::corrupt;
  }
  return false;
}

// Pieces that meet each other in all ways: words known and unknown, separators, broken UTF-8, scripts without spaces.
std::string random_text(std::mt19937_64& random) {
  static const std::array<std::string, 24> pieces{"oil", "Oil",  " ",  "  ", ", ", "\n\n", "price", "zzz", "}",    "~",    "\x7F",      std::string(1, '\0'),
                                                  "é",   "中国", "。", "-",  "'",  "U.S.", "\xFF",  "\xC3", "\xE4\xB8", "\xAD\xC2", "x",   std::string(100, 'w')};
  std::string text;
  for (auto count = random() % 40; count > 0; --count) text += random() % 3 ? pieces[random() % pieces.size()] : std::string(1, static_cast<char>(random()));
  return text;
}

const Symbols& some_symbols() {
  static const Symbols symbols = symbols_of({"oil price, oil price, Oil Oil", "中国 中国 中国中国\n\noil\n\nprice\n\noil"});
  return symbols;
}

std::vector<std::size_t> starts_backwards(std::string_view codes) {
  std::vector<std::size_t> starts;
  for (std::size_t end = codes.size(); end > 0; end = starts.back()) starts.push_back(code_before(codes, end));
  std::reverse(starts.begin(), starts.end());
  return starts;
}

}  // namespace

TEST_CASE("any bytes come back from their codes, with a table and without one") {
  std::mt19937_64 random(3);
  const Symbols none;
  for (int round = 0; round < 4000; ++round) {
    const std::string text = random_text(random);
    for (const auto* symbols : {&some_symbols(), &none}) {
      const bool back = text_of(codes_of(text, *symbols), *symbols) == text;
      if (!back) FAIL_CHECK("round " << round << ": [" << text << "]");
    }
  }
  for (const std::string& text : {std::string(), std::string(3, '\0'), std::string(200'000, 'a'), std::string(" "), std::string("中国")})
    CHECK(text_of(codes_of(text, some_symbols()), some_symbols()) == text);
}

TEST_CASE("codes can be told apart from behind") {
  std::mt19937_64 random(4);
  for (int round = 0; round < 2000; ++round) {
    std::string codes;
    std::vector<std::size_t> starts;
    each_symbol(random_text(random), [&](std::string_view part, bool word) {
      starts.push_back(codes.size());
      (word ? put_word : put_separator)(codes, some_symbols(), part);
    });
    CHECK(starts_backwards(codes) == starts);
    for (const auto start : starts) CHECK_FALSE(is_spelled_out(codes, start));
  }
}

TEST_CASE("random bytes are decoded or refused, without harm") {
  std::mt19937_64 random(5);
  for (int round = 0; round < 20'000; ++round) {
    std::string codes;
    for (auto count = random() % 12; count > 0; --count) codes += static_cast<char>(random());
    try {
      text_of(codes, some_symbols());
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::corrupt);
    }
  }
}

TEST_CASE("what are no codes is refused") {
  for (const std::string codes : {"\x01", "\xFF", "\xFF\xE1", "\xFF" "abc", "\xFB", "\x7F\xFF", "\x7F\x7F\xFF", "\x01\x01\x01\x80", "\xFD\x20\x20\xA0", "\xFD\x20\xB5"})
    CHECK(refused(codes, some_symbols()));
}

TEST_CASE("one space between two words is left out, and any other separator is not") {
  const Symbols symbols = some_symbols();
  CHECK(codes_of("oil price", symbols).size() == 2);
  CHECK(codes_of("oil, price", symbols).size() == 3);
  CHECK(codes_of("中国", symbols).size() == 3);  // the empty separator is one
}

TEST_CASE("a reader tells symbols from words and separators that are spelled out") {
  const std::string codes = codes_of("oil price; zzz", some_symbols());
  CodeReader in(codes, some_symbols());
  REQUIRE(in.step());
  CHECK(in.symbol() == some_symbols().find_word("oil"));
  REQUIRE(in.step());
  CHECK(in.symbol() == some_symbols().find_word("price"));
  REQUIRE(in.step());
  CHECK(in.symbol() == no_symbol);
  CHECK_FALSE(in.is_word());
  CHECK(in.text() == "; ");
  REQUIRE(in.step());
  CHECK(in.symbol() == no_symbol);
  CHECK(in.is_word());
  CHECK(in.text() == "zzz");
  CHECK_FALSE(in.step());
}

TEST_CASE("skipping codes passes as many as are asked for, and stops between two of them") {
  std::string text;
  for (int i = 0; i < 300; ++i) text += i % 7 == 0 ? "oil, }}} price|x " : i % 5 == 0 ? "\xC3\xA9 price; " : "oil price ";
  const Symbols symbols = some_symbols();
  const std::string codes = codes_of(text, symbols);
  std::vector<std::size_t> places{0};
  for (CodeReader in(codes, symbols); in.step();) places.push_back(codes.size() - in.rest());
  for (std::size_t i = 0; i < places.size(); ++i)
    for (const std::size_t count : {0u, 1u, 2u, 7u, 40u}) {
      const auto after = skip_codes(codes, places[i], count), before = skip_codes_back(codes, places[i], count);
      CHECK(std::binary_search(places.begin(), places.end(), after));
      CHECK(std::binary_search(places.begin(), places.end(), before));
      CHECK(after >= places[std::min(i + count, places.size() - 1)]);
      CHECK(before <= places[i - std::min(i, count)]);
    }
}

TEST_CASE("codes have one, two and three bytes, and each symbol another") {
  CHECK(code_of(0).size == 1);
  CHECK(code_of(one_byte_symbols).size == 2);
  CHECK(code_of(one_byte_symbols + two_byte_symbols).size == 3);
  CHECK(code_of(most_symbols - 1).size == 3);
  std::vector<std::string> all;
  for (SymbolId id = 0; id < most_symbols; id += id < 20'000 ? 1 : 37) {
    const Code code = code_of(id);
    all.emplace_back(code.bytes, code.size);
    for (std::size_t i = 0; i < code.size; ++i) CHECK_FALSE((static_cast<unsigned char>(code.bytes[i]) < 0x80) != (i + 1 < code.size));
  }
  std::sort(all.begin(), all.end());
  CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
}

TEST_CASE("a large table codes and decodes every one of its symbols") {
  SymbolCounter counter;
  constexpr unsigned words = 40'000;
  for (unsigned round = 0; round < 2; ++round)
    for (unsigned i = 0; i < words; ++i) counter.add("w" + std::to_string(i));
  const Symbols symbols = counter.build();
  CHECK(symbols.size() == words);
  for (unsigned i = 0; i < words; ++i) {
    const std::string word = "w" + std::to_string(i);
    const auto codes = codes_of(word, symbols);
    CHECK_FALSE((codes.size() > 3 || text_of(codes, symbols) != word));
  }
}

TEST_CASE("symbols are what occurs twice, by falling frequency and then by bytes, and come back from their bytes") {
  const Symbols symbols = symbols_of({"b a c b a b, once, b", std::string(longest_symbol + 1, 'l'), std::string(longest_symbol + 1, 'l'), std::string(longest_symbol, 'm'),
                                      std::string(longest_symbol, 'm')});
  REQUIRE(symbols.size() == 4);
  CHECK(symbols.text(0) == "b");
  CHECK(symbols.text(1) == ", ");
  CHECK(symbols.text(2) == "a");
  CHECK(symbols.is_word(2));
  CHECK_FALSE(symbols.find_word(", "));
  CHECK(symbols.find_separator(", ") == 1u);
  CHECK_FALSE(symbols.find_word("once"));
  const Symbols back = Symbols::parse(symbols.serialise());
  CHECK(back.serialise() == symbols.serialise());
  CHECK(back.find_word("a") == 2u);
}

TEST_CASE("a damaged table of symbols is refused, and a newer one named") {
  const std::string bytes = some_symbols().serialise();
  for (std::size_t size = 0; size < bytes.size(); ++size) CHECK_THROWS_AS(Symbols::parse(bytes.substr(0, size)), Error);
  CHECK_THROWS_AS(Symbols::parse(bytes + "x"), Error);
  std::string newer = bytes;
  newer[0] = 2;
  try {
    Symbols::parse(newer);
    FAIL_CHECK("a newer table is read");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::version);
  }
}

TEST_CASE("a text costs as many bytes as its literals are said to") {
  const Symbols none;
  for (const std::string word : {"word", "w", "Wörter", "中"}) CHECK(codes_of(word, none).size() == literal_size(word));
}

TEST_CASE("tokens and gaps make up the text") {
  std::mt19937_64 random(6);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = random_text(random);
    std::string again;
    Tokens tokens(text);
    while (tokens.next()) again.append(tokens.gap()).append(tokens.word());
    CHECK(again.append(tokens.rest()) == text);
  }
}
