// SPDX-License-Identifier: GPL-2.0-or-later
// The files under some paths.
#pragma once

#include <newsgrep/diagnostic.hpp>

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace newsgrep {

struct WalkOptions {
  std::vector<std::string> paths;    ///< absolute and normal: files or folders
  std::vector<std::string> exclude;  ///< .gitignore patterns, relative to each path
  bool hidden = false;               ///< names that begin with a dot too, but never a .newsgrep folder
  bool follow_links = false;
  std::function<void(const std::string& path)> visiting;  ///< called for each folder, and each path given that is a file, before it is read
  std::string index;                 ///< absolute and normal: the index folder of this run; no index folder is ever entered
};

struct FoundFile {
  std::string path;
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;
};

/// One of the paths given.
struct Root {
  std::string path;
  bool readable = true;
  bool empty = true;  ///< no regular file was seen, excluded ones included

  /// Else its disk may not be there: what is missing under it is not known to be gone.
  bool usable() const { return readable && !empty; }
};

struct Walk {
  std::vector<FoundFile> files;         ///< in bytewise order of their paths, none twice
  std::vector<Root> roots;
  std::vector<std::string> unreadable;  ///< folders that could not be read: what lies in them is unknown
};

/// Never throws for what it finds: troubles go to `problem` (may be empty). Stops early when `cancelled` (may be null) is not 0.
Walk walk(const WalkOptions& options, const std::function<void(const Diagnostic&)>& problem, const std::atomic<int>* cancelled);

}  // namespace newsgrep
