// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/catalog.hpp"
#include "common/hints.hpp"
#include "common/manifest.hpp"
#include "common/xapian.hpp"
#include "indexer/inventory.hpp"
#include "indexer/rewriting.hpp"
#include "indexer/scratch_folder.hpp"

#include <newsgrep/indexer.hpp>

#include <string>
#include <utility>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

class Checker {
 public:
  Checker(const fs::path& db, const Catalog& catalog, const CheckOptions& options) : db_(db), catalog_(catalog), options_(options) {}

  std::vector<Diagnostic> run() {
    for (const auto& segment : catalog_.segments) check_segment(segment);
    for (const auto& table : catalog_.tables)
      for (const char copy : {'a', 'b'}) collect(table_path(db_, table, copy), [&, which = copy] { read_table_copy(db_, table, which); });
    collect(db_ / "inventory", [&] { read_inventory(db_, catalog_); });
    collect(catalog_copy_path(db_), [&] { check_copy(); });
    return std::move(troubles_);
  }

 private:
  void note(const fs::path& path, std::string message) {
    troubles_.push_back({Severity::error, "damaged", std::move(message), repair_hint(db_), path.string(), 0, 0, 0});
  }

  // False when it fails. What may not be read now may be sound.
  template <class Check>
  bool collect(const fs::path& path, Check&& check_one) {
    const auto before = troubles_.size();
    try {
      check_one();
    } catch (const std::exception& error) {
      if (const auto* refused = dynamic_cast<const Error*>(&error); refused && refused->code() == ErrorCode::io) throw;
      note(path, error.what());
    }
    return troubles_.size() == before;
  }

  // A run may have ended, or be, between the catalog and its copy.
  void check_copy() {
    const auto path = catalog_copy_path(db_);
    std::error_code error;
    if (!fs::exists(path, error)) return note(path, "it is missing");
    if (read_catalog_copy(db_).generation > catalog_.generation) note(path, "it is of a later generation than the catalog");
  }

  // Xapian sees only what is known to be as it was written: damaged tables can crash it.
  void check_segment(const SegmentEntry& segment) {
    const auto path = segment_path(db_, segment.id);
    const bool sound = collect(path, [&] {
      for (auto& what : verify_files(path, segment.manifest, Verify::all)) note(path, std::move(what));
    });
    collect(path / segment.dead, [&] { check_tombstones(segment); });
    if (sound && collect(path, [&] { check_count(path, segment); }) && options_.full) collect(path, [&] { check_terms(segment); });
  }

  void check_tombstones(const SegmentEntry& segment) {
    if (read_tombstones(db_, segment).count() != segment.dead_count)
      note(segment_path(db_, segment.id) / segment.dead, "does not hold the number of tombstones the catalog says");
  }

  void check_count(const fs::path& path, const SegmentEntry& segment) {
    guarded("checking segment " + segment.id, [&] {
      const Xapian::Database database(path.string());
      if (database.get_doccount() != segment.articles)
        note(path, "holds " + std::to_string(database.get_doccount()) + " articles, the catalog says " + std::to_string(segment.articles));
    });
  }

  void check_terms(const SegmentEntry& segment) {
    const ScratchFolder scratch(options_.scratch);
    for (auto& what : compare_with_texts(db_, catalog_, segment, scratch.path(), options_.memory)) note(segment_path(db_, segment.id), std::move(what));
  }

  const fs::path& db_;
  const Catalog& catalog_;
  const CheckOptions& options_;
  std::vector<Diagnostic> troubles_;
};

}  // namespace

std::vector<Diagnostic> check(const fs::path& db, const CheckOptions& options) {
  for (;;) {
    const Catalog catalog = read_catalog(db);
    auto troubles = Checker(db, catalog, options).run();
    if (troubles.empty() || read_catalog(db).generation == catalog.generation) return troubles;
  }
}

}  // namespace newsgrep
