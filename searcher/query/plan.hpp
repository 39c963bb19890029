// SPDX-License-Identifier: GPL-2.0-or-later
// A query as the index can run it.
#pragma once

#include "common/term_policy.hpp"
#include "common/xapian.hpp"
#include "searcher/query/query.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// What of the index a plan depends on.
struct IndexFacts {
  std::vector<std::string> stemmers;  ///< names of the stemmers its articles used
  std::optional<Day> oldest, newest;  ///< of its dated articles
  const TermPolicy* policy = nullptr;  ///< which words have which terms
  std::uint32_t most_expansions =
      100'000;  ///< terms that one prefix may stand for; more is an Error(query) that names it; 0: any number
  /// Hands over all terms that begin so, in order, until `each` returns false; of all terms those without a prefix. May
  /// be empty: there are none.
  std::function<void(const std::string& beginning, const std::function<bool(std::string_view)>& each)> each_term;
  /// May be empty: every term may be there.
  std::function<bool(const std::string& term)> has_term;
  /// How many documents have a term; may be empty: then ranking goes by what Xapian estimates.
  std::function<std::uint64_t(const std::string& term)> frequency;
  std::uint64_t documents = 0;
  double average_length = 0;  ///< of a document, in words
  /// Called for every part of the query and every term that is looked at; may throw, and may be empty.
  std::function<void()> look_around;
};

/// What the index runs: `candidates` finds every match, and without `decide` nothing else; with it a document matches only if the
/// Matcher confirms it on what is stored.
struct Plan {
  Xapian::Query candidates;
  bool decide = false;
  bool doubt_all = false;  ///< then every candidate is in doubt; else, where a plan is one word, those that have only terms of `doubted`
  std::set<std::string> doubted;  ///< terms that a word is looked up with and other words have as well
  bool ranked = false;             ///< something in it gives weight; otherwise relevance has nothing to say
  std::size_t parts = 0;           ///< words, phrases and the like that give matches their weight
  std::vector<std::string> terms;  ///< all index terms looked at, without repetition
  std::map<std::string, double> factors;           ///< what a part's weight is taken times, by its description: Xapian does not tell it
  std::map<std::string, std::string> beginnings;  ///< what the terms of a wildcard begin with, by its description: Xapian does not tell it
};

/// Of words that have no term of their own: each is looked up for itself.
inline constexpr std::size_t most_listed = 20'000;

/// Throws Error(query) for a prefix that stands for too many words, as running a plan may.
Plan plan_query(const Query& query, const IndexFacts& facts);

}  // namespace newsgrep
