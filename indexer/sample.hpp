// SPDX-License-Identifier: GPL-2.0-or-later
// What some articles of an archive say about the rest: its symbols, and which words have which terms.
#pragma once

#include "common/symbols.hpp"
#include "common/term_policy.hpp"

#include <newsgrep/article.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace newsgrep {

class Sample {
 public:
  void add(const Article& article);
  /// As if the articles of the other one had been added one by one.
  void add(const Sample& other);

  Symbols symbols() const { return counter_.build(); }

  /// Pair words: the most frequent words of the texts, if a tenth of the articles has them. Stem only: words that most of the texts
  /// with their stem (in English) have: the list of one would be nearly the list of the other. Neither in a small archive, where nothing
  /// would be gained.
  TermPolicy policy() const;
  /// The same, but no word is stem only.
  TermPolicy policy_with_all_words() const;

  /// Which articles, by the order in which they were added, code badly with these symbols.
  std::vector<std::size_t> coding_badly(const Symbols& symbols) const;

 private:
  struct Part {
    std::size_t text_begin = 0, text_end = 0, end = 0;  // of an article among the numbers: its text, all of it
    std::size_t bytes = 0;                              // of all its texts
  };
  struct Word {
    std::string folded;
    std::uint64_t count = 0;
    std::uint32_t articles = 0, last = UINT32_MAX;  // how many texts have it, and the last of them
  };

  std::vector<Word> words() const;
  std::vector<std::string> most_frequent(std::vector<Word> words) const;
  static std::vector<std::string> stem_only(const std::vector<Word>& words);

  SymbolCounter counter_;
  std::vector<std::uint32_t> numbers_;  // of what the articles are made of
  std::vector<Part> parts_;
};

}  // namespace newsgrep
