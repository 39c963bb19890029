// SPDX-License-Identifier: GPL-2.0-or-later
// The postings of a run of articles in memory: logged article by article, handed over term by term.
// With positions and term lists where the layout wants them.
#pragma once

#include "common/files.hpp"
#include "common/large_pages.hpp"
#include "indexer/segment/strings.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
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

  /// Has the processor fetch what add() will need.
  void expect(Term term) const { __builtin_prefetch(&states_[term]); }

  /// The present document has the term `count` times more; 0: it just has it.
  void add(Term term, std::uint32_t count) {
    State& state = states_[term];
    length_ += count;
    if (state.document == documents_) {
      log_[state.posting].number += count;
      return;
    }
    state.document = documents_;
    state.posting = static_cast<std::uint32_t>(log_.size());
    ++state.frequency;
    log_.push_back({term, count});
  }

  /// The present document has the term at a position. Those of a term ascend within the document, and add() counts
  /// them.
  void add_position(Term term, std::uint32_t position) { positions_.push_back({term, position}); }

  /// Closes the present document; its length: the sum of the counts.
  std::uint32_t end_document() {
    const auto length = length_;
    length_ = 0;
    return length;
  }

  std::uint32_t documents() const { return documents_; }
  std::size_t memory() const;

  /// Whether a run must be closed before another document is added: its numbers have 32 bits.
  bool full() const { return std::max(log_.size(), positions_.size()) > (std::size_t{1} << 31); }

  /// Writes the run, terms in order (see run.hpp), and begins another one, in which terms keep their numbers. If `termlists` is not null, it
  /// receives for each document the tag of its term list with the length in front.
  void take(FileWriter& run, FileWriter* termlists);

  /// Bytes that stay when a run is taken.
  std::size_t memory_of_terms() const { return terms_.memory() + states_.size() * (sizeof(State) + 32); }

 private:
  struct State {
    std::uint32_t document = 0;  // the last one with the term, counted from 1
    std::uint32_t posting = 0;   // where that is in the log
    std::uint32_t frequency = 0;
  };
  struct Logged {
    Term term;
    std::uint32_t number;  // a count, or a position
  };
  struct Entry {
    std::uint32_t document, number;
  };
  // What was logged, by term and then by document.
  struct ByTerm {
    std::vector<std::uint32_t> begins;  // of each term among the entries, and the end
    std::vector<Entry, LargePages<Entry>> entries;
    std::span<const Entry> of(Term term) const {
      return {entries.data() + begins[term], entries.data() + begins[term + 1]};
    }
  };
  using Log = std::vector<Logged, LargePages<Logged>>;

  std::vector<Term> terms_in_order() const;
  ByTerm postings_by_term();
  ByTerm positions_by_term();
  ByTerm by_term(Log log, const std::vector<std::uint32_t>& starts, std::vector<std::uint32_t> begins) const;
  void write(const std::vector<Term>& order, const ByTerm& postings, const ByTerm& positions, FileWriter& run) const;
  void begin_run();
  void put_termlists(const std::vector<Term>& order, const ByTerm& postings, FileWriter& out) const;

  Strings terms_;
  std::vector<State, LargePages<State>> states_;  // by term
  Log log_, positions_;
  std::vector<std::uint32_t> starts_, position_starts_;  // of each document in the logs
  std::uint32_t documents_ = 0, length_ = 0;
};

}  // namespace newsgrep
