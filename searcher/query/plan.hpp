// SPDX-License-Identifier: GPL-2.0-or-later
// A query as the index can run it.
#pragma once

#include "common/xapian.hpp"
#include "searcher/query/query.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace newsgrep {

/// What of the index a plan depends on.
struct IndexFacts {
  std::vector<std::string> stemmers;  ///< names of the stemmers its articles used
  std::optional<Day> oldest, newest;  ///< of its dated articles
  std::function<std::uint64_t(const std::string& term)> frequency;  ///< in how many documents a term occurs
};

/// What the index runs, and when its answer is not final. Positions know nothing of joined units (U.S. as "us"), and distances
/// seem larger across paragraphs; documents where that may matter carry markers. A document without any of `markers` is decided by `candidates`
/// alone; one with a marker, or any document if `decide_all`, only if the Matcher confirms it. No match is ever missing.
struct Plan {
  Xapian::Query candidates;
  std::vector<std::string> markers;
  bool decide_all = false;
  bool ranked = false;             ///< something in it gives weight; otherwise relevance has nothing to say
  /// Positions are asked for beside other things, or some words only raise the rank: Xapian 1.4 then scores some documents wrongly as
  /// soon as it skips those that cannot be among the best, so that it must look at all.
  bool entangled = false;
  std::vector<std::string> terms;  ///< all index terms looked at, markers excepted, without repetition
};

/// Most terms that one prefix may stand for; more is an Error(query) naming the prefix.
inline constexpr unsigned most_expansions = 100'000;

/// Total. Running a plan may throw Error(query) for a prefix that stands for too many words.
Plan plan_query(const Query& query, const IndexFacts& facts);

/// Ranking: how much a title's words count, and BM25's parameters, in one place.
Xapian::BM25Weight ranking();

}  // namespace newsgrep
