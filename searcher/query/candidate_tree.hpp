// SPDX-License-Identifier: GPL-2.0-or-later
// How a plan's candidates are put together of words, for whoever goes through their lists.
#pragma once

#include "common/xapian.hpp"
#include "searcher/query/one_word.hpp"
#include "searcher/query/plan.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace newsgrep {

/// For all segments.
struct CandidateTree {
  enum class Kind {
    word,     ///< documents with any of its terms
    all,      ///< of all children
    any,      ///< of any child, weighed by those that it is of
    without,  ///< of the first child and not of the second
    perhaps,  ///< of the first child, weighed by the others that they are of too
    everything,
  };
  Kind kind = Kind::everything;
  OneWord word;
  std::optional<TermScore> score;  ///< of a word; none: it weighs nothing
  double factor = 1;               ///< that its score is taken times
  double frequency = 0;            ///< about how many documents it has, at most
  std::vector<CandidateTree> children;
};

/// Nothing for what no plan has. `look_around` is called now and then and may throw; so everywhere here. Not `weighed`, no document
/// weighs anything.
std::optional<CandidateTree> candidate_tree(const Plan& plan, const IndexFacts& facts, const std::function<void()>& look_around, bool weighed = true);

}  // namespace newsgrep
