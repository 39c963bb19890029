// SPDX-License-Identifier: GPL-2.0-or-later
// Tells that something changed in some folders, not what: what to do about it is for a run to find out.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <unordered_map>

namespace newsgrep {

/// Folders and files watched through inotify. Folders are named anew in every round, before they are read, so that nothing that changes
/// while or after a round is missed; those that a round does not name are forgotten at its end.
class FolderWatch {
 public:
  /// Changes of hidden names count only if `hidden`. Throws Error(io).
  explicit FolderWatch(bool hidden);
  ~FolderWatch();
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

  void begin_round();
  void add(const std::string& path);
  void end_round();

  /// False when the system did not let all of them be watched: then one has to look now and then.
  bool complete() const { return complete_; }

  /// Whether something changed, at once or within that time; a signal ends the wait. More events than the system keeps count as a change.
  bool changed(std::chrono::milliseconds wait);

 private:
  bool read_events();

  int fd_;
  bool hidden_, complete_ = true;
  std::uint64_t round_ = 0;
  std::unordered_map<int, std::uint64_t> rounds_;  // by watch, the last round that named it
};

}  // namespace newsgrep
