// SPDX-License-Identifier: GPL-2.0-or-later
// Says of candidates whether they count.
#pragma once

#include "searcher/database.hpp"
#include "searcher/spans/matcher.hpp"

#include <newsgrep/article.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>

namespace newsgrep {

/// What ends a run at its deadline.
struct TimeIsUp {};

/// Throws Error(cancelled) if the flag, which may be null, is set.
void end_if_cancelled(const std::atomic<bool>* cancelled);

/// Compares stored articles with a query, which must outlive it like the database. Used by one thread.
class Judge {
 public:
  Judge(Database& database, const Query& query) : database_(database), query_(query) {}

  bool confirms(const Place& place);

 private:
  Database& database_;
  const Query& query_;
  std::optional<Matcher> matcher_;  // made when it is asked first
  Article article_;
};

/// A candidate counts if it is alive and, where terms leave a doubt, what is stored confirms it. Refers to all it is made with.
class Decider {
 public:
  /// With a null judge terms leave no doubt.
  Decider(const Database& database, Judge* judge, const std::atomic<bool>* cancelled) : database_(database), judge_(judge), cancelled_(cancelled) {}

  void stop_at(std::chrono::steady_clock::time_point deadline) { deadline_ = deadline; }
  std::uint64_t accepted() const { return accepted_; }

  /// `sure`: its terms leave no doubt.
  bool accepts(const Place& place, bool sure) const;

 private:
  void look_around() const;

  const Database& database_;
  Judge* judge_;
  const std::atomic<bool>* cancelled_;
  std::optional<std::chrono::steady_clock::time_point> deadline_;
  mutable std::uint64_t accepted_ = 0;
  mutable unsigned looked_ = 0;
};

}  // namespace newsgrep
