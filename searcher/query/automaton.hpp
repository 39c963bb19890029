// SPDX-License-Identifier: GPL-2.0-or-later
// Which words fit a pattern of letters. A word is read once, letter by letter, whatever the pattern: nothing is tried again.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace newsgrep {

/// Words and patterns are folded. Not to be shared by threads: it remembers what it has seen.
class Automaton {
 public:
  /// `*` any letters or none, `?` one letter, `[ab-d]` one of these, `[!ab]` one that is none of these, `$3` up to three letters.
  static Automaton of_wildcard(std::string_view pattern);

  /// What at most `edits` changes make of the word: a letter more, less or another, or two neighbours exchanged.
  static Automaton of_similar(std::string_view word, unsigned edits);

  /// A regular expression for the whole word: . [a-z] [^a-z] \d \w * + ? {2,4} | ( ). Nothing if it is none, or too
  /// large; `trouble` says why. Without `for_word` it is for several, with a space between each two.
  static std::optional<Automaton> of_regex(std::string_view expression, std::string& trouble, bool for_word = true);

  /// What fits one of them.
  static Automaton of_either(Automaton one, const Automaton& other);

  /// What fits it, read from the end.
  Automaton reversed() const;

  bool fits(std::string_view word);
  /// Whether a word may fit that begins so, or is this one.
  bool may_begin(std::string_view word);
  /// How many letters the shortest beginning has that fits.
  std::optional<std::size_t> shortest(const std::vector<char32_t>& letters);

  /// What all words that fit begin with.
  std::string beginning() const;

 private:
  friend class RegexReader;

  struct Range {
    char32_t first = 0, last = 0;
  };
  // Goes on to `next` with one of the letters, or to `free` without any.
  struct Node {
    std::vector<Range> letters;
    bool others = false;  // any letter but these
    std::uint32_t next = 0;
    std::vector<std::uint32_t> free;
    bool takes(char32_t letter) const;
    bool takes_something() const { return others || !letters.empty(); }
  };
  using Nodes = std::vector<std::uint32_t>;  // in order, each once

  std::uint32_t add() { return nodes_.emplace_back(), static_cast<std::uint32_t>(nodes_.size() - 1); }
  void letters(std::uint32_t from, std::vector<Range> letters, bool others, std::uint32_t to);
  void free(std::uint32_t from, std::uint32_t to) { nodes_[from].free.push_back(to); }

  Nodes closed(Nodes nodes) const;
  Nodes after(const Nodes& nodes, char32_t letter) const;

  // Sets of nodes that were met have numbers; 0 is the empty one.
  std::uint32_t number_of(const Nodes& nodes);
  std::uint32_t first_set();
  bool too_many_known() const { return known_.size() > 2000; }
  void forget_some();
  std::uint32_t step(std::uint32_t set, char32_t letter);
  std::uint32_t run(std::string_view word);

  std::vector<Node> nodes_;
  std::uint32_t start_ = 0, end_ = 0;

  static constexpr std::uint32_t unknown = UINT32_MAX;
  struct Known {
    Nodes nodes;
    bool ends = false;
    std::array<std::uint32_t, 128> next;
  };
  std::vector<Known> known_;
  std::map<Nodes, std::uint32_t> numbers_;
  std::unordered_map<std::uint64_t, std::uint32_t> next_long_;  // letters from U+0080 on
};

}  // namespace newsgrep
