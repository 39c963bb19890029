// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/letters.hpp"

#include "common/analysis.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cctype>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace newsgrep;

namespace {

// A text whose last byte is the last one that may be read.
class Exact {
 public:
  explicit Exact(std::string_view text) : bytes_(std::make_unique<char[]>(text.size())), size_(text.size()) {
    if (!text.empty()) std::memcpy(bytes_.get(), text.data(), text.size());
  }
  std::string_view text() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_;
};

using Ranges = std::vector<std::array<std::size_t, 3>>;  // where the gap in front of a word begins, the word, and where that ends

Ranges ranges(std::string_view text, bool (Tokens::*next)()) {
  Ranges found;
  Tokens tokens(text);
  while ((tokens.*next)()) found.push_back({tokens.begin() - tokens.gap().size(), tokens.begin(), tokens.end()});
  found.push_back({tokens.end() - tokens.gap().size(), text.size() - tokens.rest().size(), text.size()});
  return found;
}

void check_alike(std::string_view text) {
  const Exact exact(text);
  if (ranges(exact.text(), &Tokens::next) != ranges(exact.text(), &Tokens::next_each)) FAIL_CHECK("of other words: [" << text << "]");
}

std::string random_bytes(std::mt19937_64& random, std::size_t size) {
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

std::string random_prose(std::mt19937_64& random) {
  static const std::array<std::string, 20> pieces{"a", "word", "Two words", "10,000", " ", " ", ". ", "\n\n", "-", "über", "é", "e\xCC\x81", "super\xC2\xADintelligence",
                                                  "中国", "ไทย", "Россия", "\xE2\x80\x93", "\xFF", "\xC3", std::string(70, 'w')};
  std::string text;
  for (auto count = random() % 30; count > 0; --count) text += pieces[random() % pieces.size()];
  return text;
}

}  // namespace

TEST_CASE("each byte of a block is told apart") {
  for (int value = 0; value < 256; ++value)
    for (const std::size_t place : {0, 1, 15, 16, 31, 32, 47, 48, 62, 63}) {
      std::string bytes(ByteBlock::size, ' ');
      bytes[place] = static_cast<char>(value);
      const ByteBlock block = classify(bytes.data());
      const bool letter = value < 0x80 && std::isalnum(value) != 0;
      CHECK(block.letters == std::uint64_t{letter} << place);
      CHECK(block.long_chars == std::uint64_t{value >= 0x80} << place);
    }
}

TEST_CASE("a block of any bytes is the same seen at once and byte by byte") {
  std::mt19937_64 random(11);
  for (int round = 0; round < 5000; ++round) {
    const std::string bytes = random_bytes(random, ByteBlock::size);
    CHECK(classify(bytes.data()) == classify_each(bytes.data()));
  }
}

TEST_CASE("any bytes are lower-cased alike at once and byte by byte") {
  std::mt19937_64 random(12);
  for (std::size_t size = 0; size < 100; ++size) {
    std::string bytes = random_bytes(random, size), same = bytes;
    lower_ascii(bytes.data(), bytes.size());
    lower_ascii_each(same.data(), same.size());
    CHECK(bytes == same);
  }
  std::string capitals = "ÄTHER, Straße @[`{ AZ az 09 THE END";
  lower_ascii(capitals.data(), capitals.size());
  CHECK(capitals == "Äther, straße @[`{ az az 09 the end");
}

TEST_CASE("words are the same found at once and character by character") {
  std::mt19937_64 random(13);
  for (int round = 0; round < 5000; ++round) {
    check_alike(random_prose(random));
    check_alike(random_bytes(random, random() % 200));
  }
}

TEST_CASE("words are the same wherever they begin and end in a block") {
  for (const std::string& word : {std::string("w"), std::string("word"), std::string("Übergang"), std::string("caf\xC3\xA9"), std::string("中"), std::string("e\xCC\x81"),
                                  std::string("a\xC2\xAD"), std::string(63, 'w'), std::string(64, 'w'), std::string(65, 'w'), std::string(130, 'w')})
    for (std::size_t before = 0; before < 70; ++before)
      for (const std::size_t behind : {0, 1, 2, 62, 63, 64}) {
        check_alike(std::string(before, ' ') + word + std::string(behind, '.'));
        check_alike(std::string(before, 'x') + "-" + word + std::string(behind, 'x'));
      }
}

TEST_CASE("a text of nothing, of separators alone and of one word end where they end") {
  const auto words = [](std::string_view text) {
    const Exact exact(text);
    return ranges(exact.text(), &Tokens::next);
  };
  CHECK(words("") == Ranges{{0, 0, 0}});
  for (const std::size_t size : {1, 15, 16, 17, 63, 64, 65, 127, 128, 129}) {
    CHECK(words(std::string(size, ' ')) == Ranges{{0, 0, size}});
    CHECK(words(std::string(size, 'w')) == Ranges{{0, 0, size}, {size, size, size}});
    CHECK(words(std::string(size, '\xFF')).size() == 1);
  }
}
