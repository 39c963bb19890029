// SPDX-License-Identifier: GPL-2.0-or-later
// Runs a query on a database: which documents, in which order, how many.
#pragma once

#include "searcher/best.hpp"
#include "searcher/database.hpp"
#include "searcher/decider.hpp"
#include "searcher/query/candidates.hpp"
#include "searcher/query/plan.hpp"

#include <newsgrep/searcher.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace newsgrep {

struct TellingTerm;
class Proximity;

struct Counted {
  std::uint64_t count = 0;
  bool exact = true;  ///< false: the time was up, and there are more than `count`
};

/// A query ready to be run on one database; used by one thread.
class Match {
 public:
  /// Of the request count what limits the work, and `any_word`, with which the words at the top of the query belong together, though an
  /// article need not have them all. Everything referred to must outlive the Match.
  Match(Database& database, const Query& query, const Request& request);
  ~Match();

  const Plan& plan() const { return plan_; }

  /// Ranks from now on with what the best articles have in common as well (searcher/feedback.hpp): which articles match stays as it is.
  /// Does nothing for a query of one word. Hands back the terms that were added.
  std::vector<TellingTerm> learn_from_best();

  /// The documents from `offset` on, `limit` at most. By relevance: score, to which the proximity of the query's words adds (searcher/proximity.hpp),
  /// then date, then id, all descending but the id. Newest:
  /// the segments are in that order already and are merged, so that it stops early.
  std::vector<Found> find(Sort sort, std::uint64_t offset, std::uint64_t limit);

  /// Hands over all documents in order until `each` returns false.
  void each(Sort sort, std::uint64_t offset, const std::function<bool(const Found&)>& each);

  /// How many there are; stops at the deadline, when one is given.
  Counted count(std::optional<std::chrono::milliseconds> deadline);

 private:
  using Deadline = std::optional<std::chrono::steady_clock::time_point>;

  Decider decider(bool decide = true);
  CandidateTree tree(Deadline end = {}, bool weighed = true) const;
  std::vector<Found> by_relevance(std::uint64_t offset, std::uint64_t limit);
  std::vector<Found> by_weight(std::uint64_t offset, std::uint64_t limit);
  template <class Heaviest>
  std::vector<Found> best_of(const Heaviest& heaviest, std::uint64_t offset, std::uint64_t limit);
  // The heaviest of those that are alive, and match if it is to be decided.
  std::vector<Likely> heaviest(const OneWord& word, std::uint64_t most, bool decide);
  std::vector<Likely> heaviest(const CandidateTree& tree, std::uint64_t most, bool decide);
  static std::vector<Found> page_of(std::vector<Found> found, std::uint64_t offset);
  std::vector<Found> newest(std::uint64_t offset, std::uint64_t limit);
  std::vector<Found> oldest(std::uint64_t offset, std::uint64_t limit);
  // What ends a run by an exception when the search is cancelled, or at the deadline.
  std::function<void()> until(Deadline deadline) const;

  // A hit on its way into the order of all segments.
  struct Candidate {
    std::string_view order;
    Place place;
  };
  std::vector<std::size_t> segments_newest_first() const;
  template <class Before>
  void merge(std::vector<Candidate>& best, std::size_t segment, const std::vector<Xapian::docid>& matches, std::uint64_t wanted, Before before) const;
  static std::vector<Found> places(const std::vector<Candidate>& candidates);

  // The candidates without weights, in one of these forms.
  struct Unweighed {
    std::optional<OneWord> word;
    std::optional<CandidateTree> tree;
  };
  struct Doubtful {
    Xapian::docid document;
    bool sure;  // its terms leave no doubt
  };
  Unweighed unweighed(Deadline end) const;
  // Hands over a segment's, in the order of their numbers, until `each` returns false.
  template <class Each>
  void go_through(std::size_t segment, const Unweighed& candidates, Deadline end, Each&& each) const;
  std::vector<Doubtful> oldest_last(std::size_t segment, const Unweighed& candidates, bool dated) const;
  Counted count_segment(std::size_t number, const Unweighed& candidates, Deadline end);
  std::optional<std::uint64_t> known_count(std::size_t number, const Unweighed& candidates) const;

  Database& database_;
  const Query& query_;
  const IndexFacts facts_;
  const Plan plan_;
  std::optional<OneWord> word_;  // the candidates are this or the next, once they are ranked
  std::optional<CandidateTree> tree_;
  Judge judge_;
  std::unique_ptr<Proximity> proximity_;  // made when it is wanted
  const std::atomic<bool>* cancelled_;
  bool any_word_;
};

}  // namespace newsgrep
