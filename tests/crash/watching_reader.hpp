// SPDX-License-Identifier: GPL-2.0-or-later
// A reader that searches all the time while writers come and die.
#pragma once

#include "tests/crash/changing_archive.hpp"

#include <chrono>
#include <filesystem>
#include <optional>

#include <sys/types.h>

namespace newsgrep::testing {

/// The state that the index holds, whole; nothing when there is no index yet. Throws std::runtime_error when it holds a mix of states.
std::optional<unsigned> state_of_index(const std::filesystem::path& index, const ChangingArchive& archive);

/// A process of its own that opens, refreshes and searches the index until it is stopped. Every answer must be that of one whole state,
/// never of an earlier one than seen before, and no call may fail once there is an index.
class WatchingReader {
 public:
  /// It rests for `pause` between rounds of searches.
  WatchingReader(const std::filesystem::path& index, const ChangingArchive& archive, std::chrono::milliseconds pause = {});
  ~WatchingReader();
  WatchingReader(const WatchingReader&) = delete;
  WatchingReader& operator=(const WatchingReader&) = delete;

  struct Report {
    bool sound = false;
    unsigned searches = 0, generations = 0;
    unsigned long memory_first = 0, memory_last = 0;  ///< kilobytes that it holds: after some searches, and at the end
    unsigned files_first = 0, files_last = 0;         ///< that it has open, likewise
  };
  /// Ends the process. Its complaint, if it has one, is on stderr.
  Report stop();

 private:
  pid_t process_;
  int report_;
};

}  // namespace newsgrep::testing
