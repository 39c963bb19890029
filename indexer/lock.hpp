// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>

namespace newsgrep {

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

/// Whether the folder has a lock file as WriterLock leaves it: of a writer, now or before.
bool has_own_lock(const std::filesystem::path& folder);

}  // namespace newsgrep
