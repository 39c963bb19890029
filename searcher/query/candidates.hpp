// SPDX-License-Identifier: GPL-2.0-or-later
// The documents that a plan's terms leave, gone through list by list. Of what stands beside each other in a text, all of them are wanted with their
// weights before the first is decided on; of alternatives, none that could be among the best may be missed: Xapian's matcher, made to find the best
// ones as soon as it can, gives neither.
#pragma once

#include "common/posting_lists.hpp"
#include "common/records.hpp"
#include "common/xapian.hpp"
#include "searcher/query/one_word.hpp"
#include "searcher/query/plan.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace newsgrep {

/// How a plan's candidates are put together, for all segments.
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

class DocumentList;

/// Those of one segment, all of whose documents up to the last number are there, in the order of their numbers. Refers to the tree and the records.
class Candidates {
 public:
  Candidates(const CandidateTree& tree, const PostingLists& lists, const Records& records, const std::function<void()>& look_around);
  ~Candidates();

  /// Goes on to the next one; false when there is none. Those that weigh less than `least` may be passed over.
  bool next(double least = 0);
  /// Of the one that next() has gone on to.
  Xapian::docid document() const { return at_; }
  double weight() const;

 private:
  const Records& records_;
  std::function<void()> look_around_;
  std::unique_ptr<DocumentList> list_;  // refers to the function
  Xapian::docid at_ = 0;
};

}  // namespace newsgrep
