// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string_view>

namespace newsgrep {

/// Whether a file's text is that of a lock: empty, or it names a holder.
bool is_lock(std::string_view text);

/// The one writer of an index folder: a kernel lock, gone with the process whatever happens to it. Readers never take it.
class WriterLock {
 public:
  /// Throws Error(locked) naming the holder's process, host and start.
  explicit WriterLock(const std::filesystem::path& folder);
  ~WriterLock();
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;

 private:
  int fd_;
};

}  // namespace newsgrep
