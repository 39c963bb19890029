// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/hash_slots.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace newsgrep {
namespace {

// Every text of up to `longest` of these bytes, and longer ones that differ in one byte only.
std::vector<std::string> texts_alike(std::size_t longest) {
  const std::string bytes{'\0', '\1', 'a', '\xFF'};
  std::vector<std::string> texts{""};
  for (std::size_t i = 0; i < texts.size(); ++i)
    if (texts[i].size() < longest)
      for (const char byte : bytes) texts.push_back(texts[i] + byte);
  for (std::size_t size = longest + 1; size <= 40; ++size)
    for (std::size_t place = 0; place < size; ++place) {
      std::string text(size, 'a');
      text[place] = 'b';
      texts.push_back(text);
    }
  return texts;
}

TEST_CASE("each of many texts that are alike is found by its own number") {
  const auto texts = texts_alike(6);
  const auto text_of = [&](std::uint32_t number) { return std::string_view(texts[number]); };
  HashSlots slots;
  for (std::uint32_t number = 0; number < texts.size(); ++number) {
    REQUIRE(slots.find(texts[number], text_of) == HashSlots::none);
    slots.put(texts[number], number);
  }
  for (std::uint32_t number = 0; number < texts.size(); ++number) CHECK(slots.find(texts[number], text_of) == number);
}

TEST_CASE("a long text is not taken for another one that has its hash") {
  const std::string text = "a word of more than eight bytes", other = "another";
  HashSlots slots;
  slots.put(text, 7, 0);
  CHECK(slots.find(text, 7, [&](std::uint32_t) { return std::string_view(text); }) == 0);
  CHECK(slots.find("a word of more than eight BYTES", 7, [&](std::uint32_t) { return std::string_view(text); }) == HashSlots::none);
  CHECK(slots.find(other, 7, [&](std::uint32_t) { return std::string_view(text); }) == HashSlots::none);
}

}  // namespace
}  // namespace newsgrep
