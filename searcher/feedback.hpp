// SPDX-License-Identifier: GPL-2.0-or-later
// Relevance feedback without a user: what the best articles of an answer have in common raises the rank of articles like them.
#pragma once

#include "searcher/match.hpp"

#include <string>
#include <vector>

namespace newsgrep {

/// How many of the best articles are learned from: with more of them the ranking drifts away from the query.
inline constexpr std::size_t learned_from = 5;

/// A term of the index that tells some articles from the rest of the archive.
struct TellingTerm {
  std::string term;
  double rarity = 0;
  double weight = 0;  ///< its part of what they all add to a score; those of all add up to 1
};

/// The stems that tell the articles of `best` from all others, heaviest first; what only one article has tells nothing about another.
std::vector<TellingTerm> telling_terms(Database& database, const std::vector<Found>& best);

/// The same documents ranked with those terms as well, of which there is one; `best` is the score of the best document without them. Of a query of so
/// many parts.
CandidateTree with_feedback(CandidateTree candidates, double best, const std::vector<TellingTerm>& telling, const IndexFacts& facts, std::size_t parts);

}  // namespace newsgrep
