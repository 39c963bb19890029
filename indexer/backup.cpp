// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/catalog.hpp"
#include "common/files.hpp"
#include "common/hints.hpp"
#include "common/lock_holder.hpp"
#include "common/manifest.hpp"

#include <newsgrep/error.hpp>
#include <newsgrep/indexer.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

// Of a backup that was not finished: it has no catalog yet, but the beginning of a copy of one, and no writer has been there.
bool is_unfinished(const fs::path& target) { return has_own_catalog(target) && !has_index(target) && lock_holder(target).empty(); }

void require_empty(const fs::path& target) {
  std::error_code error;
  if (!fs::exists(target, error)) return;
  if (!fs::is_directory(target, error) || (!is_as_new(target) && !is_unfinished(target)))
    throw Error(ErrorCode::usage, target.string() + " is not an empty folder", "a backup goes into a folder that is new or empty");
}

// What an index does not name is removed from its folder.
void require_apart(const fs::path& db, const fs::path& target) {
  std::error_code error;
  const auto inner = fs::weakly_canonical(target, error), outer = fs::weakly_canonical(db, error);
  const auto differ = std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end());
  if (differ.first == outer.end())
    throw Error(ErrorCode::usage, target.string() + " lies in the folder of the index itself, whose next run removes what is not its own",
                "give --backup a folder elsewhere, best on another disk");
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) names.push_back(at->path().filename().string());
  if (error) throw refusal("read", folder, error.value());
  return names;
}

// Everything that one generation names.
class Backup {
 public:
  Backup(const fs::path& db, const fs::path& target, const Catalog& catalog) : db_(db), target_(target), catalog_(catalog) {}

  BackupSummary run() {
    summary_.generation = catalog_.generation;
    std::vector<FolderLock> held;  // until all is there: no writer removes what is locked
    for (const auto& segment : catalog_.segments) held.push_back(take_segment(segment));
    make_folder(target_ / "inventory");
    for (const auto& name : catalog_.inventories) take(fs::path("inventory") / name);
    make_folder(target_ / "tables");
    for (const auto& table : catalog_.tables)
      for (const char copy : {'a', 'b'}) take(fs::relative(table_path(db_, table, copy), db_));
    for (const auto* folder : {"inventory", "tables", "segments", "."}) sync_path(target_ / folder);
    Catalog copy = catalog_;
    copy.place = place_of_copy(db_, catalog_.place, target_);
    publish_catalog(target_, copy);
    summary_.files += 2;
    return summary_;
  }

 private:
  FolderLock take_segment(const SegmentEntry& segment) {
    const auto path = segment_path(db_, segment.id);
    FolderLock lock(path, FolderLock::Mode::shared);
    if (!lock.held()) throw Error(ErrorCode::corrupt, "segment " + path.string() + " is being removed");
    if (const auto troubles = verify_files(path, segment.manifest, Verify::unguarded); !troubles.empty())
      throw Error(ErrorCode::corrupt, path.string() + ": " + troubles.front(), repair_hint(db_));
    const auto below = fs::path("segments") / segment.id;
    make_folder(target_ / below);
    for (const auto& name : names_in(path))
      if (!name.starts_with("dead.") || name == segment.dead) take(below / name);
    sync_path(target_ / below);
    return lock;
  }

  void take(const fs::path& file) {
    std::error_code error;
    ++summary_.files;
    fs::create_hard_link(db_ / file, target_ / file, error);
    if (!error) {
      ++summary_.linked;
      return;
    }
    fs::copy_file(db_ / file, target_ / file, error);
    if (error == std::errc::no_such_file_or_directory) throw Error(ErrorCode::corrupt, (db_ / file).string() + " is missing", repair_hint(db_));
    if (error) throw refusal("write", target_ / file, error.value());
    sync_path(target_ / file);
    summary_.bytes += fs::file_size(target_ / file);
  }

  const fs::path& db_;
  const fs::path& target_;
  const Catalog& catalog_;
  BackupSummary summary_;
};

void clear(const fs::path& target) {
  std::error_code error;
  fs::remove(catalog_path(target), error);
  for (const auto* part : {"segments", "inventory", "tables"}) fs::remove_all(target / part, error);
}

}  // namespace

BackupSummary backup(const fs::path& db, const fs::path& target) {
  require_apart(db, target);
  require_empty(target);
  make_folder(target);
  try {
    begin_catalog(target);
    return read_generation(db, [&](const Catalog& catalog) {
      clear(target);
      make_folder(target / "segments");
      return Backup(db, target, catalog).run();
    });
  } catch (...) {
    clear(target);
    throw;
  }
}

}  // namespace newsgrep
