// SPDX-License-Identifier: GPL-2.0-or-later
// The documents that a plan's terms leave, gone through list by list. Of what stands beside each other in a text, all of them are wanted with their
// weights before the first is decided on; of alternatives, none that could be among the best may be missed: Xapian's matcher, made to find the best
// ones as soon as it can, gives neither.
#pragma once

#include "common/posting_lists.hpp"
#include "common/records.hpp"
#include "common/xapian.hpp"
#include "searcher/query/candidate_tree.hpp"

#include <cstdint>
#include <functional>
#include <memory>

namespace newsgrep {

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
