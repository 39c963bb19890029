// SPDX-License-Identifier: GPL-2.0-or-later
// Words that are neighbours in a query say more about an article in which they stand together than about one that has
// them far apart.
#pragma once

#include "searcher/match.hpp"

#include <cstddef>
#include <vector>

namespace newsgrep {

/// How many of the best articles are looked at for it. What it adds is never negative, so that none of the others
/// belongs before them.
inline constexpr std::size_t looked_at_for_proximity = 50;

/// How many neighbours of a query count, of more those whose words are rarest: a text of thousands of words says what it is about in fewer.
inline constexpr std::size_t most_neighbours = 200;

/// The neighbours among a query's words and phrases, made ready to be looked for. One per thread.
class Proximity {
 public:
  /// Neighbours are what an article must have both of; with `any_word` also what stands side by side at the top of the
  /// query. Refers to the database.
  Proximity(const Query& query, bool any_word, Database& database);

  /// Whether there are neighbours at all.
  bool any() const { return !pairs_.empty(); }

  /// `found`: the best articles by weight, in their order. Adds to the scores what the articles' neighbours are worth and leaves the `wanted` best:
  /// score, then date, then id. Looks only at what may come among them.
  void raise(std::vector<Found>& found, std::size_t wanted);

 private:
  struct Pair {
    Matcher close, adjacent;
    double worth;  // of either
  };

  struct Neighbours {
    const Query *left, *right;
    double worth;
  };

  static void read(const Query& query, bool any_word, std::vector<const std::vector<Query>*>& rows);
  void read_neighbours(const std::vector<Query>& children, const IndexFacts& facts, std::vector<Neighbours>& found) const;
  double rarity(const Query& leaf, const IndexFacts& facts) const;
  double evidence(const Place& place);

  Database& database_;
  std::vector<Pair> pairs_;
  double most_ = 0;  // that an article's neighbours may be worth
  Article article_;
};

}  // namespace newsgrep
