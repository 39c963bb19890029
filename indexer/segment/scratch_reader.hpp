// SPDX-License-Identifier: GPL-2.0-or-later
// Reads back what a run has put by.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace newsgrep {

/// A file, read front to back, `read_size` bytes at a time or what a call wants. Methods throw Error(io | corrupt).
class ScratchReader {
 public:
  explicit ScratchReader(const std::filesystem::path& file, std::size_t read_size = 128 << 10);
  ~ScratchReader();
  ScratchReader(ScratchReader&&) noexcept;
  ScratchReader& operator=(ScratchReader&&) noexcept;

  bool done();

  /// As put_number() wrote it.
  std::uint64_t number();

  /// The next bytes; good until the next call of any method.
  std::string_view take(std::size_t size);

 private:
  void need(std::size_t bytes);

  std::string buffer_;
  std::size_t at_ = 0;
  int fd_ = -1;
  std::size_t read_size_ = 0;
};

}  // namespace newsgrep
