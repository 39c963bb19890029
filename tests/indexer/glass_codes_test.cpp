// SPDX-License-Identifier: GPL-2.0-or-later
// The codes of keys and tags, byte for byte, and that keys sort as what they stand for.
#include "common/glass.hpp"
#include "indexer/glass/huffman.hpp"

#include <newsgrep/error.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <random>

using namespace newsgrep;
using namespace newsgrep::glass;

namespace {

template <class Put, class... Values>
std::string coded(Put put, Values... values) {
  std::string out;
  put(out, values...);
  return out;
}

std::string uint_of(std::uint64_t value) {
  return coded([](std::string& out, std::uint64_t v) { put_uint(out, v); }, value);
}

std::string term_of(std::string_view term) { return coded(put_term, term); }

}  // namespace

TEST_CASE("numbers in tags have seven bits a byte") {
  CHECK(uint_of(0) == std::string(1, '\0'));
  CHECK(uint_of(127) == "\x7F");
  CHECK(uint_of(128) == "\x80\x01");
  CHECK(uint_of(0xFFFFFFFF) == "\xFF\xFF\xFF\xFF\x0F");
  CHECK(uint_of(~0ull).size() == uint_bytes);
  CHECK(coded(put_uint_last, 0).empty());
  CHECK(coded(put_uint_last, 0x0102) == "\x02\x01");
  CHECK(coded(put_string, "abc") ==
        "\x03"
        "abc");
}

TEST_CASE("documents in keys sort as numbers") {
  CHECK(coded(put_sortable, 5u) == std::string("\0\x05", 2));
  CHECK(coded(put_sortable, 0x7FFFu) == "\x7F\xFF");
  CHECK(coded(put_sortable, 0x8000u) == std::string("\x80\x80\0", 3));
  CHECK(coded(put_sortable, 0xFFFFFFFFu) == "\xE0\xFF\xFF\xFF\xFF");
  std::vector<std::uint32_t> numbers;
  for (unsigned bit = 0; bit < 32; ++bit)
    for (const std::uint32_t near : {0xFFFFFFFFu, 0u, 1u}) numbers.push_back((1u << bit) + near);
  std::sort(numbers.begin(), numbers.end());
  for (std::size_t i = 1; i < numbers.size(); ++i)
    CHECK((numbers[i - 1] < numbers[i]) == (coded(put_sortable, numbers[i - 1]) < coded(put_sortable, numbers[i])));
}

TEST_CASE("terms in keys have their NULs escaped, and a length Xapian takes") {
  CHECK(term_of("word") == "word");
  CHECK(term_of(std::string_view("a\0b", 3)) == std::string("a\0\xFF"
                                                            "b",
                                                            4));
  CHECK_THROWS_AS(term_of(""), Error);
  CHECK(term_of(std::string(245, 'a')).size() == 245);
  CHECK_THROWS_AS(term_of(std::string(246, 'a')), Error);
  CHECK_THROWS_AS(term_of(std::string(123, '\0')), Error);
}

TEST_CASE("a code is complete and within its limit however uneven the weights are") {
  std::mt19937 random(1);
  for (const unsigned limit : {9u, 12u, 15u}) {
    std::vector<std::uint64_t> weights(257);
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = 1 + (i < 40 ? 1ull << i : random() % 1000);
    const auto sizes = code_sizes(weights, limit);
    const auto share = [&](unsigned sum, std::uint8_t size) { return sum + (1u << limit >> size); };
    CHECK(*std::max_element(sizes.begin(), sizes.end()) <= limit);
    CHECK(*std::min_element(sizes.begin(), sizes.end()) > 0);
    CHECK(std::accumulate(sizes.begin(), sizes.end(), 0u, share) == 1u << limit);
  }
  CHECK(code_sizes({0, 5, 0, 1}, 7) == std::vector<std::uint8_t>{0, 1, 0, 1});
  CHECK(code_sizes({8, 4, 2, 1}, 7) == std::vector<std::uint8_t>{1, 2, 3, 3});
}
