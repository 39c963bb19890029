// SPDX-License-Identifier: GPL-2.0-or-later
// News in languages that nobody speaks, as much of it as a test needs.
#pragma once

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace newsgrep::testing {

/// Languages of different seeds share next to no word.
class InventedLanguage {
 public:
  explicit InventedLanguage(std::uint64_t seed) : random_(seed) {
    constexpr std::size_t words = 2500;
    while (words_.size() < words) words_.push_back(new_word());
  }

  const std::string& word(std::size_t rank) const { return words_[rank]; }

  /// Frequent words are as much more frequent than rare ones as in any language.
  std::string text(std::size_t words) {
    std::string text;
    for (std::size_t i = 0; i < words; ++i) {
      if (i > 0) text += i % 12 == 0 ? ". " : " ";
      text += words_[rank()];
    }
    return text + ".";
  }

  /// A line of JSON for each article.
  std::string lines(const std::string& name, std::size_t articles, std::size_t words = 300) {
    std::string lines;
    for (std::size_t i = 0; i < articles; ++i)
      lines += R"({"url": "https://)" + name + ".example/" + std::to_string(i) + R"(", "title": ")" + text(5) + R"(", "date": "2020-02-03", "text": ")" +
               text(words) + "\"}\n";
    return lines;
  }

 private:
  std::string new_word() {
    constexpr std::string_view consonants = "bdfgklmnprstvz", vowels = "aeiou";
    std::string word;
    for (auto syllables = 2 + random_() % 4; syllables > 0; --syllables) {
      word += consonants[random_() % consonants.size()];
      word += vowels[random_() % vowels.size()];
    }
    return word;
  }

  std::size_t rank() {
    const double share = static_cast<double>(random_() % 100'000) / 100'000;
    return static_cast<std::size_t>(std::pow(static_cast<double>(words_.size()), share)) - 1;
  }

  std::mt19937_64 random_;
  std::vector<std::string> words_;
};

}  // namespace newsgrep::testing
