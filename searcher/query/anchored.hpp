// SPDX-License-Identifier: GPL-2.0-or-later
// Regular expressions for the words of a field, folded and with one space between each two: from the first on, or up to
// the last.
#pragma once

#include "searcher/query/automaton.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace newsgrep {

/// "/^ab/" or "/ab$/".
bool is_anchored(std::string_view typed);

class AnchoredRegex {
 public:
  /// Of what is_anchored(). Nothing if it cannot be read; `trouble` says why.
  static std::optional<AnchoredRegex> read(std::string_view typed, std::string& trouble);

  /// The letters [first, second) of the shortest stretch that fits; nothing when none does.
  std::optional<std::pair<std::size_t, std::size_t>> find(std::string_view words);

  /// What the first word begins with, as far as it is certain, and whether it is the whole word.
  struct First {
    std::string letters;
    bool whole = false;
  };
  First first() const;

 private:
  AnchoredRegex(bool from_first, bool to_last, Automaton automaton)
      : from_first_(from_first), to_last_(to_last), automaton_(std::move(automaton)) {}

  bool from_first_, to_last_;
  Automaton automaton_;  // of what is anchored at the end only: reversed
};

}  // namespace newsgrep
