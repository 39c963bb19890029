// SPDX-License-Identifier: GPL-2.0-or-later
// A file of the index, mapped into memory: reading it costs no call of the system.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace newsgrep {

/// A whole file, read-only. Bytes that are lost while it is mapped, because the file was cut or its disk fails, read as zeros instead of ending
/// the process with SIGBUS, and whole() tells afterwards. For that the first one in a process handles SIGBUS, and hands on to whoever handled
/// it before what is about no file of ours.
class MappedFile {
 public:
  /// Throws Error(corrupt) when there is no such file, Error(io) when the system refuses.
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }

  /// Whether every byte that was read is one of the file, and those to come are still there.
  bool whole() const;

 private:
  struct Guard;

  int fd_;
  void* data_ = nullptr;
  std::size_t size_ = 0;
  Guard* guard_ = nullptr;
};

}  // namespace newsgrep
