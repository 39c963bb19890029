// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segment/merge.hpp"

#include "common/bytes.hpp"
#include "common/files.hpp"

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

// Takes what is merged into tables.
class Tables {
 public:
  Tables(PostlistTable& postlist, PositionTable& positions) : postlist_(postlist), positions_(positions) {}

  void begin_term(std::string_view text, std::uint32_t frequency, std::uint64_t count) {
    postlist_.begin_term(text, frequency, static_cast<std::uint32_t>(std::min<std::uint64_t>(count, UINT32_MAX)));
  }
  void posting(std::uint32_t document, std::uint32_t count) { postlist_.posting(document, count); }
  void positions(std::string_view text, std::uint32_t document, std::string_view tag) { positions_.add(text, document, tag); }
  void end_term() { postlist_.end_term(); }

 private:
  PostlistTable& postlist_;
  PositionTable& positions_;
};

// Takes it into a run. Documents are numbered from 1 here, and from 0 there.
class LargerRun {
 public:
  explicit LargerRun(const std::filesystem::path& path) : file_(path, buffer_size) {}

  void begin_term(std::string_view text, std::uint32_t frequency, std::uint64_t count) {
    term_ = {text, frequency, count, {}, {}};
    postings_.clear();
    positions_.clear();
    next_posting_ = next_positions_ = 1;
  }
  void posting(std::uint32_t document, std::uint32_t count) {
    put_number(postings_, document - next_posting_);
    put_number(postings_, count);
    next_posting_ = document + 1;
  }
  void positions(std::string_view, std::uint32_t document, std::string_view tag) {
    put_number(positions_, document - next_positions_);
    put_text(positions_, tag);
    next_positions_ = document + 1;
  }
  void end_term() {
    term_.postings = postings_;
    term_.positions = positions_;
    bytes_.clear();
    put_run_term(bytes_, term_);
    file_.write(bytes_);
  }
  void finish() { file_.finish(); }

 private:
  static constexpr std::size_t buffer_size = 1 << 18;

  FileWriter file_;
  RunTerm term_;
  std::string postings_, positions_, bytes_;
  std::uint32_t next_posting_ = 1, next_positions_ = 1;  // documents
};

template <class Target>
class Merge {
 public:
  Merge(std::vector<RunReader> runs, Target& target) : runs_(std::move(runs)), target_(target) {}

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
    target_.begin_term(runs_[same_[0]].term().text, frequency, count);
    for (const auto number : same_) copy_postings(runs_[number]);
    for (const auto number : same_) copy_positions(runs_[number]);
    target_.end_term();
  }

  void copy_postings(const RunReader& run) {
    const char* at = run.term().postings.data();
    const char* const end = at + run.term().postings.size();
    for (std::uint32_t document = run.first(); at != end;) {
      document += take_number(at, end) + 1;
      const auto count = take_number(at, end);
      target_.posting(document, count);
    }
  }

  void copy_positions(const RunReader& run) {
    const char* at = run.term().positions.data();
    const char* const end = at + run.term().positions.size();
    for (std::uint32_t document = run.first(); at != end;) {
      document += take_number(at, end) + 1;
      const auto size = take_number(at, end);
      if (size > static_cast<std::size_t>(end - at)) damaged();
      target_.positions(run.term().text, document, {at, size});
      at += size;
    }
  }

  std::vector<RunReader> runs_;
  Target& target_;
  std::vector<std::size_t> heap_, same_;  // numbers of runs: with a term to come; with the term in hand
};

}  // namespace

void merge_runs(std::vector<RunReader> runs, PostlistTable& postlist, PositionTable& positions) {
  Tables tables(postlist, positions);
  Merge(std::move(runs), tables).run();
}

void merge_runs(std::vector<RunReader> runs, const std::filesystem::path& file) {
  LargerRun run(file);
  Merge(std::move(runs), run).run();
  run.finish();
}

}  // namespace newsgrep
