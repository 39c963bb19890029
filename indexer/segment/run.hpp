// SPDX-License-Identifier: GPL-2.0-or-later
// A run: the postings of some consecutive documents in a file, and the way back.
//
// For each term, in order of bytes: the length of the term, its frequency, the sum of its counts, the sizes of its
// postings and of its positions, and then the term, the postings and the positions. Postings: the first document and
// count, then for each further one the distance to the one before less 1, and its count. Positions, in the stock layout
// only: for each document that has any the distance likewise, and its tag in Xapian's table of positions with the
// length in front. Documents are numbered from 0 within the run. Numbers as in common/bytes.hpp.
#pragma once

#include "indexer/segment/scratch_reader.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace newsgrep {

/// One term of a run. Views are good until the reader moves on.
struct RunTerm {
  std::string_view text;
  std::uint32_t frequency = 0;
  std::uint64_t count = 0;
  std::string_view postings, positions;
};

void put_run_term(std::string& run, const RunTerm& term);

/// Reads a run from its first term to its last, with little memory.
class RunReader {
 public:
  /// `first` is the document of the segment that the run's document 0 is. Reads `read_size` bytes at a time.
  RunReader(const std::filesystem::path& file, std::uint32_t first, std::size_t read_size)
      : in_(file, read_size), first_(first) {}

  /// False at the end. Throws Error(io | corrupt).
  bool next();
  const RunTerm& term() const { return term_; }
  std::uint32_t first() const { return first_; }

 private:
  ScratchReader in_;
  std::uint32_t first_;
  RunTerm term_;
};

}  // namespace newsgrep
