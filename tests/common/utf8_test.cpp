// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/utf8.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <random>
#include <string>

using namespace newsgrep;

namespace {

// Letters, spaces and halves of characters, as they come.
std::string random_text(std::mt19937& random) {
  static const std::string parts[] = {"a",        "b",        " ",        "word",         "  ",           "\t",
                                      "\n",       "\xC3\xA9", "\xC2\xA0", "\xE2\x80\x99", "\xE3\x80\x80", "\xD1\x8F",
                                      "\xE2\x80", "\xFF",     "\x01",     "\xEF\xBB\xBF", "\xE4\xB8\xAD"};
  std::string text;
  for (std::size_t count = random() % 24; count > 0; --count) text += parts[random() % std::size(parts)];
  return text;
}

// What the functions promise, a character at a time.
std::string collapsed(std::string_view text) {
  std::string out;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    if (is_space(next_char(text, at))) {
      space = true;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    out.append(text.substr(start, at - start));
  }
  return out;
}

}  // namespace

TEST_CASE("white space is passed in any form, at any place and beside broken characters") {
  std::mt19937 random(7);
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = random_text(random);
    CAPTURE(text);
    const std::string plain = collapsed(text);
    REQUIRE(collapse(text) == plain);
    REQUIRE(collapse(trim(text)) == plain);
    REQUIRE(collapse(plain) == plain);
    const std::size_t clean = clean_run(text);
    REQUIRE(collapse(text.substr(0, clean)) == text.substr(0, clean));
    REQUIRE((clean == text.size() || space_run(std::string_view(text).substr(clean)) > 0));
  }
}

TEST_CASE("characters are counted by their first bytes") {
  CHECK(count_chars("") == 0);
  CHECK(count_chars("eight bytes and more") == 20);
  CHECK(count_chars("Gr\xC3\xBC\xC3\x9F"
                    "e \xE4\xB8\xAD\xE6\x96\x87") == 8);
}

TEST_CASE("letters are compared without case in ASCII alone") {
  CHECK(iequals("Reuter", "REUTER"));
  CHECK_FALSE(iequals("Reuter", "Reuters"));
  CHECK_FALSE(iequals("\xC3\x84", "\xC3\xA4"));
}
