// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/any_term.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace newsgrep {
namespace {

constexpr std::size_t few_lists = 250;          // that stay open: each holds some blocks of the index
constexpr Xapian::docid first_stretch = 16384;  // documents
constexpr Xapian::docid longest_stretch = 1 << 20;
constexpr Xapian::docid growth = 8;  // of a stretch that follows another one, where each opens all lists anew

}  // namespace

void AnyTerm::go_through(const PostingLists& lists) {
  source_ = lists;
  last_ = lists.last_document();
  begin_ = end_ = at_ = 0;
  stay_open_ = terms_->size() <= few_lists;
  // The heaviest document may be any one, so that to open many lists once is best.
  length_ = score_ && !stay_open_ ? longest_stretch : first_stretch;
  least_weight_ = 0;
  least_count_ = 0;
  none_weighs_ = false;
  lists_.clear();
  if (stay_open_)
    for (const auto& term : *terms_) lists_.push_back(open(term));
}

void AnyTerm::skip_to(Xapian::docid document, double least_weight) {
  raise_least_count(least_weight);
  at_ = none_weighs_ ? last_ + 1 : std::max(at_, document);
  while (at_ <= last_) {
    if (at_ >= end_) {
      fill(at_);
      continue;
    }
    at_ = next_counted(at_);
    if (at_ == end_) continue;
    if (stand(least_weight)) return;
    ++at_;
  }
}

// The first document from there on that occurs often enough; end_ if none of the stretch does.
Xapian::docid AnyTerm::next_counted(Xapian::docid document) const {
  auto place = document - begin_;
  auto rest = has_[place / bits] >> (place % bits) << (place % bits);
  for (auto word = place / bits;; rest = has_[word]) {
    for (; rest != 0; rest &= rest - 1) {
      place = word * bits + static_cast<Xapian::docid>(std::countr_zero(rest));
      if (!score_ || counts_[place] >= least_count_) return begin_ + place;
    }
    if (++word == has_.size()) return end_;
  }
}

// False if the document at_ weighs less.
bool AnyTerm::stand(double least_weight) {
  if (score_) weight_ = score_->of(counts_[at_ - begin_], records_->length(at_));
  return !score_ || weight_ >= least_weight;
}

void AnyTerm::raise_least_count(double least_weight) {
  if (!score_ || least_weight == least_weight_) return;
  if (least_weight < least_weight_) least_count_ = 0;
  least_weight_ = least_weight;
  while (least_count_ < std::numeric_limits<Count>::max() && score_->most(least_count_) < least_weight) ++least_count_;
  none_weighs_ = least_weight > score_->limit();
}

// The stretch that begins with a document, or with a later one if none before it has a term.
void AnyTerm::fill(Xapian::docid document) {
  // What is skipped is far away: then little is wanted of each stretch.
  if (!stay_open_ && document == end_ && end_ > begin_ && length_ < longest_stretch) length_ *= growth;
  begin_ = document;
  if (stay_open_ && !go_to_first()) {
    at_ = end_ = last_ + 1;
    return;
  }
  at_ = begin_;
  end_ = last_ - begin_ < length_ ? last_ + 1 : begin_ + length_;
  has_.assign((end_ - begin_ + bits - 1) / bits, 0);
  sure_.assign(has_.size(), 0);
  if (score_) counts_.assign(end_ - begin_, 0);
  if (stay_open_) {
    for (auto& list : lists_) add(list);
    return;
  }
  for (const auto& term : *terms_) {
    List list = open(term);
    add(list);
  }
}

AnyTerm::List AnyTerm::open(const CountedTerm& term) const {
  look_around_();
  return {source_->of(term.name), &term};
}

// Moves the begin of the stretch to the first document of any list; false if all lists are at their end.
bool AnyTerm::go_to_first() {
  Xapian::docid first = last_ + 1;
  std::erase_if(lists_, [&](List& list) {
    list.at.skip_to(begin_);
    first = std::min(first, list.at.document());
    return list.at.at_end();
  });
  begin_ = first;
  return begin_ <= last_;
}

void AnyTerm::add(List& list) {
  look_around_();
  PostingList& at = list.at;
  for (at.skip_to(begin_); at.document() < end_; at.next()) {
    const auto place = at.document() - begin_;
    const auto bit = std::uint64_t{1} << (place % bits);
    has_[place / bits] |= bit;
    if (list.term->sure) sure_[place / bits] |= bit;
    if (!score_) continue;
    const std::uint64_t sum = counts_[place] + std::uint64_t{at.times()} * list.term->times;
    counts_[place] = static_cast<Count>(std::min<std::uint64_t>(sum, std::numeric_limits<Count>::max()));
  }
}

}  // namespace newsgrep
