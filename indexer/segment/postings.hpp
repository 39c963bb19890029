// SPDX-License-Identifier: GPL-2.0-or-later
// The postings of a run of articles in memory: logged article by article, handed over term by term.
#pragma once

#include "indexer/segment/strings.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// Collects which terms which documents of a run have. Documents are numbered 0, 1, 2, ... within the run.
class Postings {
 public:
  using Term = std::uint32_t;  ///< the number of a term in this run

  Term term(std::string_view text);

  void start_document();

  /// The present document has the term `count` times more; 0: it just has it.
  void add(Term term, std::uint32_t count) {
    State& state = states_[term];
    length_ += count;
    if (state.document == documents_) {
      log_[state.posting].count += count;
      return;
    }
    state.document = documents_;
    state.posting = static_cast<std::uint32_t>(log_.size());
    ++state.frequency;
    log_.push_back({term, count});
  }

  /// Closes the present document; its length: the sum of the counts.
  std::uint32_t end_document() {
    const auto length = length_;
    length_ = 0;
    return length;
  }

  std::uint32_t documents() const { return documents_; }
  std::size_t memory() const;

  /// Whether a run must be closed before another document is added: its numbers have 32 bits.
  bool full() const { return log_.size() > (std::size_t{1} << 31); }

  /// The run as bytes, terms in order (see run.hpp), after which this is empty.
  std::string take();

 private:
  struct State {
    std::uint32_t document = 0;  // the last one with the term, counted from 1
    std::uint32_t posting = 0;   // where that is in the log
    std::uint32_t frequency = 0;
  };
  struct Posting {
    Term term;
    std::uint32_t count;
  };
  struct Occurrence {
    std::uint32_t document, count;
  };

  std::vector<Term> terms_in_order() const;
  std::vector<Occurrence> by_term(std::vector<std::uint32_t>& begins);

  Strings terms_;
  std::vector<State> states_;         // by term
  std::vector<Posting> log_;
  std::vector<std::uint32_t> starts_; // of each document in the log
  std::uint32_t documents_ = 0, length_ = 0;
};

}  // namespace newsgrep
