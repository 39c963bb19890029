// SPDX-License-Identifier: GPL-2.0-or-later
// What a word that hardly any article has may have been meant to be.
#pragma once

#include "searcher/database.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace newsgrep {

/// How badly one word is a misspelling of another, both folded: about 1 for each wrong, missing or needless letter; less for neighbours that are
/// exchanged, a letter once instead of twice or the other way round, a silent h, and letters that sound alike; more at the beginning.
double misspelling(std::string_view typed, std::string_view meant);

/// Of one index. Refers to all it is made of.
class Spelling {
 public:
  Spelling(const Database& database, const IndexFacts& facts, std::chrono::steady_clock::time_point deadline)
      : database_(database), facts_(facts), deadline_(deadline) {}

  struct Meant {
    std::string text;
    std::uint64_t articles = 0;  ///< of two words those of the rarer one
    double likelihood = 0;       ///< to compare with that of another, no more
  };

  /// The word of the field, a folded one, that is most likely: a frequent one, and like it. Of an index so large that the deadline comes
  /// first one of those that were looked at.
  std::optional<Meant> nearest(const Field& field, const std::string& word) const;

  /// The two words that were written as one.
  std::optional<Meant> apart(const Field& field, const std::string& word) const;

  /// How many articles have the word in the field, in any form.
  std::uint64_t frequency(const Field& field, const std::string& word) const;

 private:
  class Best;
  void consider_all(const Field& field, const std::string& first, Best& best) const;

  const Database& database_;
  const IndexFacts& facts_;
  const std::chrono::steady_clock::time_point deadline_;
};

}  // namespace newsgrep
