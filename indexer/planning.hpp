// SPDX-License-Identifier: GPL-2.0-or-later
// What changed since the last run, and why.
#pragma once

#include "common/catalog.hpp"
#include "indexer/inventory.hpp"
#include "indexer/reading.hpp"

#include <newsgrep/indexer.hpp>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace newsgrep {

struct RunPlan {
  std::vector<FileJob> read;                ///< in a deterministic order
  std::vector<std::string> removed;         ///< stored paths
  std::map<std::string, KnownFile> touched; ///< same bytes, other mtime: new states to note
  std::vector<PlannedFile> files;           ///< everything that changed, were it only the time of a file
  std::set<std::string> seen;               ///< stored paths of all files that are there
  std::uint64_t unchanged = 0;              ///< of these, not in `read`
  std::uint64_t missing = 0;                ///< listed files that are not there, and what could not be looked into
  std::uint64_t bytes = 0;                  ///< of the files to read
  PageContents contents;                    ///< of what the index will hold
};

/// Paths as an index stores them.
class StoredPaths {
 public:
  explicit StoredPaths(Base base) : base_(std::move(base)) {}
  std::string stored(const std::string& absolute) const;
  std::string absolute(const std::string& stored) const;

 private:
  Base base_;
};

/// Compares the archive with the inventory, whose relative paths are below `base`. Reads file metadata, and the content only of files whose metadata leave a doubt.
RunPlan make_plan(const IndexOptions& options, const Inventory& inventory, const Base& base);

/// Articles of the index that a rebuild would not read.
struct Unread {
  std::uint64_t articles = 0;
  std::vector<std::string> roots;  ///< a few folders that they lie under, sorted; "standard input" last
};

/// Of a rebuild from these paths and files alone; the relative paths of the inventory are below `base`.
struct Uncovered {
  Unread apart;        ///< what none of them covers
  Unread unreachable;  ///< under one of them, which is missing or empty, or in a folder or file that cannot be read: an update keeps these
};
Uncovered uncovered_by(const IndexOptions& options, const Inventory& inventory, const Base& base);

/// The job of reading one known file again, which is needed; nothing when it is gone.
std::optional<FileJob> job_for(const StoredPaths& paths, const std::string& stored);

/// Whether a file with this mtime may be written again within the same tick of its file system's clock.
bool is_racy(std::int64_t mtime_ns);

/// Hash of a file's bytes; 0 when it cannot be read.
std::uint64_t hash_file(const std::string& path);

}  // namespace newsgrep
