// SPDX-License-Identifier: GPL-2.0-or-later
// The documents that have any of some terms, as one list.
#pragma once

#include "common/posting_lists.hpp"
#include "common/records.hpp"
#include "common/xapian.hpp"
#include "searcher/query/ranking.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace newsgrep {

struct CountedTerm {
  std::string name;
  unsigned times = 1;  ///< that each of its occurrences counts
  bool sure = true;    ///< what has it matches
};

/// Filled from the terms' own lists a stretch of documents at a time, list by list: Xapian, which joins lists two by two, asks each pair anew at
/// every document. With a score all terms count as one word, and only documents that may weigh enough have their length looked up.
class AnyTerm {
 public:
  using Terms = std::vector<CountedTerm>;

  /// `look_around` is called for every list and may throw.
  AnyTerm(std::shared_ptr<const Terms> terms, std::function<void()> look_around) : terms_(std::move(terms)), look_around_(std::move(look_around)) {}

  /// Stands before the first document, next() goes on.
  void go_through(const PostingLists& lists);

  /// From now on documents weigh something. The records are those of the segment that it will go through, and must outlive it.
  void weigh(const TermScore& score, const Records& records) {
    score_ = score;
    records_ = &records;
  }

  /// Documents that weigh less may be passed over.
  void next(double least_weight) { skip_to(at_ + 1, least_weight); }
  void skip_to(Xapian::docid document, double least_weight);
  bool at_end() const { return at_ > last_; }
  Xapian::docid document() const { return at_; }
  double weight() const { return weight_; }
  /// Whether the document has a term that is sure.
  bool sure() const { return (sure_[(at_ - begin_) / bits] >> ((at_ - begin_) % bits) & 1) != 0; }

 private:
  using Count = std::uint16_t;
  static constexpr Xapian::docid bits = 64;

  struct List {
    PostingList at;
    const CountedTerm* term;
  };

  void fill(Xapian::docid document);
  List open(const CountedTerm& term) const;
  bool go_to_first();
  void add(List& list);
  Xapian::docid next_counted(Xapian::docid document) const;
  bool stand(double least_weight);
  void raise_least_count(double least_weight);

  std::shared_ptr<const Terms> terms_;
  std::optional<TermScore> score_;
  const Records* records_ = nullptr;
  std::function<void()> look_around_;
  std::optional<PostingLists> source_;
  bool stay_open_ = false;                          // the lists, from stretch to stretch; else each is opened anew for each stretch
  std::vector<List> lists_;                         // those, as far as they are not at their end
  Xapian::docid last_ = 0;                          // of the segment
  Xapian::docid begin_ = 0, end_ = 0, length_ = 0;  // of the stretch, and of the next one
  Xapian::docid at_ = 0;
  double weight_ = 0;                 // of the document at_
  std::vector<std::uint64_t> has_;    // a bit for each document of the stretch: it has one of the terms
  std::vector<std::uint64_t> sure_;   // likewise: one that is sure
  std::vector<Count> counts_;         // how often, where there is a score
  double least_weight_ = 0;           // that was wanted last
  Count least_count_ = 0;             // of a document that can weigh as much
  bool none_weighs_ = false;          // whatever its count
};

}  // namespace newsgrep
