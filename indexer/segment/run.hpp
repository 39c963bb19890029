// SPDX-License-Identifier: GPL-2.0-or-later
// A run: the postings of some consecutive documents as bytes, in memory or in a file, and the way back.
//
// For each term, in order of bytes: length and bytes of the term, its frequency, the sum of its counts, the size of its postings,
// its postings: the first document and count, then for each further one the distance to the one before less 1, and its count.
// Documents are numbered from 0 within the run. Numbers as in common/bytes.hpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// One term of a run. Views are good until the reader moves on.
struct RunTerm {
  std::string_view text;
  std::uint32_t frequency = 0;
  std::uint64_t count = 0;
  std::string_view postings;
};

/// Reads a run from its first term to its last, with little memory.
class RunReader {
 public:
  /// `first` is the document of the segment that the run's document 0 is.
  RunReader(std::string bytes, std::uint32_t first);
  /// From disk, `read_size` bytes at a time.
  RunReader(const std::filesystem::path& file, std::uint32_t first, std::size_t read_size);
  ~RunReader();
  RunReader(RunReader&&) noexcept;
  RunReader& operator=(RunReader&&) noexcept;

  /// False at the end. Throws Error(io | corrupt).
  bool next();
  const RunTerm& term() const { return term_; }
  std::uint32_t first() const { return first_; }

 private:
  void need(std::size_t bytes);
  std::uint64_t number();

  std::string buffer_;
  std::size_t at_ = 0;
  int fd_ = -1;
  std::size_t read_size_ = 0;
  std::uint32_t first_ = 0;
  RunTerm term_;
};

}  // namespace newsgrep
