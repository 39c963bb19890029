// SPDX-License-Identifier: GPL-2.0-or-later
// The heaviest of many documents.
#pragma once

#include "searcher/database.hpp"
#include "searcher/decider.hpp"

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace newsgrep {

struct Found {
  Place place;
  double score = 0;
};

/// A document that is found if what is stored confirms it.
struct Likely {
  Found found;
  bool sure = false;  ///< by its terms
};

/// Whether one comes before another: by score, then by date and id, as documents of one segment are numbered.
class Heavier {
 public:
  explicit Heavier(const Database& database) : database_(&database), alone_(database.size() == 1) {}

  bool operator()(const Found& a, const Found& b) const {
    if (a.score != b.score) return a.score > b.score;
    return alone_ ? a.place.document < b.place.document : database_->order(a.place) > database_->order(b.place);
  }
  bool operator()(const Likely& a, const Likely& b) const { return (*this)(a.found, b.found); }

 private:
  const Database* database_;
  bool alone_;
};

/// Keeps the heaviest of the documents handed to it that count. Refers to all it is made with.
class Best {
 public:
  /// `most` of them, at least one. With `few_decisions` no more are decided on than need be, at the cost of more comparisons.
  Best(const Database& database, const Decider& decider, std::size_t most, bool few_decisions)
      : heavier_(database), decider_(decider), most_(most), slack_(few_decisions ? most / 16 + 1 : most) {}

  /// What weighs less is not among them.
  double least() const { return last_ ? last_->score : 0; }

  void add(const Likely& likely) {
    if (last_ && !heavier_(likely.found, *last_)) return;
    if (!decider_.accepts(likely.found.place, likely.sure)) return;
    best_.push_back(likely);
    if (best_.size() == most_ + slack_) cut();
  }

  /// In no order.
  std::vector<Likely> take() &&;

 private:
  void cut();

  Heavier heavier_;
  const Decider& decider_;
  std::size_t most_;
  std::size_t slack_;  // that come together before the lightest are dropped at once
  std::vector<Likely> best_;
  std::optional<Found> last_;  // of the heaviest so far, once there were enough
};

/// Hands over documents from the heaviest to the lightest, and puts them in order only as far as they are asked for.
class InOrder {
 public:
  InOrder(const Database& database, std::vector<Likely> documents) : heavier_(database), documents_(std::move(documents)) {}

  std::size_t size() const { return documents_.size(); }
  /// The one at that place, below size().
  const Likely& at(std::size_t place);

 private:
  Heavier heavier_;
  std::vector<Likely> documents_;
  std::size_t sorted_ = 0;
};

}  // namespace newsgrep
