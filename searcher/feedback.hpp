// SPDX-License-Identifier: GPL-2.0-or-later
// Relevance feedback without a user: what the best articles of an answer have in common raises the rank of articles like them.
#pragma once

#include "searcher/match.hpp"

#include <string>
#include <vector>

namespace newsgrep {

/// How it is done, in one place: with more articles, or a greater share, the ranking drifts away from the query.
struct FeedbackParameters {
  std::size_t articles = 5;  ///< of the first answer that are learned from
  std::size_t terms = 60;    ///< at most that are added
  double share = 0.25;       ///< of all weight that the added terms have; a term of the query has an equal part of the rest
};

/// A term of the index that tells some articles from the rest of the archive.
struct TellingTerm {
  std::string term;
  double weight = 0;  ///< those of all add up to 1
};

/// The stems that tell the first articles of `best` from all others, heaviest first; what only one article has tells nothing about another.
std::vector<TellingTerm> telling_terms(Database& database, const std::vector<Found>& best, const FeedbackParameters& parameters = {});

/// The same documents ranked with those terms; `terms_of_query` is how many words and phrases the query weighs.
Xapian::Query with_feedback(const Xapian::Query& candidates, std::size_t terms_of_query, const std::vector<TellingTerm>& telling,
                            const FeedbackParameters& parameters = {});

/// How many words, phrases and the like give a query's matches their weight.
std::size_t weighed_parts(const Query& query);

}  // namespace newsgrep
