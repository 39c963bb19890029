// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segment/merge.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>

namespace newsgrep {
namespace {

[[noreturn]] void damaged() { throw Error(ErrorCode::corrupt, "a temporary part of the index is damaged"); }

// Postings were written in this process and fit together; what came back from disk is bounded all the same.
std::uint32_t take_number(const char*& at, const char* end) {
  std::uint32_t value = 0;
  for (unsigned shift = 0; at != end && shift < 35; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    value |= static_cast<std::uint32_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
  damaged();
}

class Merge {
 public:
  Merge(std::vector<RunReader> runs, PostlistTable& postlist, PositionTable& positions)
      : runs_(std::move(runs)), postlist_(postlist), positions_(positions) {}

  void run() {
    for (std::size_t number = 0; number < runs_.size(); ++number) advance(number);
    while (!heap_.empty()) {
      take_first();
      write();
      for (const auto number : same_) advance(number);
    }
  }

 private:
  // By term, then by documents.
  bool later(std::size_t a, std::size_t b) const {
    const int order = runs_[a].term().text.compare(runs_[b].term().text);
    return order != 0 ? order > 0 : a > b;
  }

  void advance(std::size_t number) {
    if (!runs_[number].next()) return;
    heap_.push_back(number);
    std::push_heap(heap_.begin(), heap_.end(), [this](std::size_t a, std::size_t b) { return later(a, b); });
  }

  std::size_t pop() {
    std::pop_heap(heap_.begin(), heap_.end(), [this](std::size_t a, std::size_t b) { return later(a, b); });
    const auto number = heap_.back();
    heap_.pop_back();
    return number;
  }

  // The runs with the first term of all.
  void take_first() {
    same_.assign(1, pop());
    while (!heap_.empty() && runs_[heap_.front()].term().text == runs_[same_[0]].term().text) same_.push_back(pop());
  }

  void write() {
    std::uint32_t frequency = 0;
    std::uint64_t count = 0;
    for (const auto number : same_) {
      frequency += runs_[number].term().frequency;
      count += runs_[number].term().count;
    }
    postlist_.begin_term(runs_[same_[0]].term().text, frequency,
                         static_cast<std::uint32_t>(std::min<std::uint64_t>(count, UINT32_MAX)));
    for (const auto number : same_) copy_postings(runs_[number]);
    postlist_.end_term();
    for (const auto number : same_) copy_positions(runs_[number]);
  }

  void copy_postings(const RunReader& run) {
    const char* at = run.term().postings.data();
    const char* const end = at + run.term().postings.size();
    for (std::uint32_t document = run.first(); at != end;) {
      document += take_number(at, end) + 1;
      const auto count = take_number(at, end);
      postlist_.posting(document, count);
    }
  }

  void copy_positions(const RunReader& run) {
    const char* at = run.term().positions.data();
    const char* const end = at + run.term().positions.size();
    for (std::uint32_t document = run.first(); at != end;) {
      document += take_number(at, end) + 1;
      const auto size = take_number(at, end);
      if (size > static_cast<std::size_t>(end - at)) damaged();
      positions_.add(run.term().text, document, {at, size});
      at += size;
    }
  }

  std::vector<RunReader> runs_;
  PostlistTable& postlist_;
  PositionTable& positions_;
  std::vector<std::size_t> heap_, same_;  // numbers of runs: with a term to come; with the term in hand
};

}  // namespace

void merge_runs(std::vector<RunReader> runs, PostlistTable& postlist, PositionTable& positions) {
  Merge(std::move(runs), postlist, positions).run();
}

}  // namespace newsgrep
