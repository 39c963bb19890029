// SPDX-License-Identifier: GPL-2.0-or-later
// The index folder: which files make up the present generation.
//
//   catalog.json            the generation: everything below that it does not name is a leftover
//   catalog.copy            the same, written after it: for an index whose catalog is damaged or gone. Of generation 0 from the beginning of
//                           the first build until there is a catalog: segments without either are those of an index that has lost both
//   segments/<id>/          a Xapian database with `records` and `rows` (the stored articles) and `units` (common/joined_units.hpp),
//                           never written again once it is named; manifest: sizes and checksums of its files (common/manifest.hpp)
//   segments/<id>/dead.<g>  the documents of that segment that no longer count, as of generation g
//   tables/<kind>-<n>       what records and terms depend on (common/tables.hpp); two copies, .a and .b
//   inventory/<g>           what generation g learned about the archive's files
//   lock                    held by the one writer
#pragma once

#include "common/archive_place.hpp"
#include "common/tables.hpp"

#include <newsgrep/error.hpp>
#include <newsgrep/layout.hpp>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsgrep {

inline constexpr int schema = 9;

struct SegmentEntry {
  std::string id;
  std::uint64_t articles = 0;    ///< documents, dead ones included
  std::uint64_t text_bytes = 0;  ///< of titles and texts, dead ones included
  std::uint64_t undated = 0;
  std::int32_t oldest = 0, newest = -1;  ///< days since 1970 of its dated articles; newest < oldest: none is dated
  std::uint64_t manifest = 0;    ///< checksum of its manifest
  std::string dead;              ///< name of its tombstone file; empty: none
  std::uint64_t dead_count = 0, dead_sum = 0;  ///< how many it holds, and the checksum of its bytes
  std::uint32_t symbols = 0;     ///< number of the tables its records are written with: of symbols, and of a dictionary if there is one of that number
  std::uint64_t terms = 0;       ///< checksum of the TermPolicy its terms follow

  bool operator==(const SegmentEntry&) const = default;

  bool dated() const { return newest >= oldest; }
  /// The dates of one more article, or of several.
  void widen(std::int32_t first, std::int32_t last) {
    const bool known = dated();
    oldest = known ? std::min(oldest, first) : first;
    newest = known ? std::max(newest, last) : last;
  }
  /// Adds the counts and dates of another.
  void absorb(const SegmentEntry& other) {
    articles += other.articles;
    text_bytes += other.text_bytes;
    undated += other.undated;
    if (other.dated()) widen(other.oldest, other.newest);
  }
};

struct Catalog {
  std::uint64_t generation = 0;  ///< 0: no index yet
  Layout layout = Layout::lean;  ///< every segment holds at least that
  std::vector<SegmentEntry> segments;
  std::vector<std::string> inventories;  ///< oldest first; later ones win
  std::vector<TableEntry> tables;        ///< oldest first; one of kind terms, for all segments
  std::vector<std::string> stemmers;     ///< names of the stemmers its articles used, sorted
  ArchivePlace place;

  /// The generation alone does not tell two apart: an index made anew in the place of another counts from 1 again.
  bool operator==(const Catalog&) const = default;
};

/// The layout of that name; none: there is no such layout.
std::optional<Layout> find_layout(std::string_view name);

/// The names inside an index folder.
std::filesystem::path catalog_path(const std::filesystem::path& folder);
std::filesystem::path catalog_copy_path(const std::filesystem::path& folder);
std::filesystem::path segment_path(const std::filesystem::path& folder, std::string_view id);
std::filesystem::path inventory_path(const std::filesystem::path& folder, std::string_view name);

/// Whether a folder's catalog.json is a catalog of ours, whatever its state: other programs have files of that name.
/// Throws Error(io) when it is there and cannot be read.
bool has_own_catalog(const std::filesystem::path& folder);

/// Whether a folder has the look of an index folder: a catalog beside segments, or a lock as a writer leaves it.
bool is_index_folder(const std::filesystem::path& folder);

/// Whether a folder is empty, or holds only what a first build leaves that ended before its lock was written. Throws Error(io) when it cannot
/// be read.
bool is_as_new(const std::filesystem::path& folder);

/// Whether a folder holds an index that was published once: a catalog, were it only the copy, or what is left of an index that has lost both.
/// Throws Error(io) when that cannot be seen, as in a folder that may not be entered.
bool has_index(const std::filesystem::path& folder);

/// What the catalog of the index in a folder says, or the copy when that cannot be read; unsaid when there is neither. Throws nothing.
ArchivePlace place_on_disk(const std::filesystem::path& folder);

/// For a folder without an index: throws Error(no_index) naming the process that is writing its first one, or when that was not finished.
void refuse_half_built(const std::filesystem::path& folder);

/// The index folder that a path given by a user means: itself, or the .newsgrep inside. Throws Error(no_index), and Error(io) as has_index().
std::filesystem::path find_index(const std::filesystem::path& path);

/// Throws Error: no_index, corrupt (also when a segment follows other terms than the archive, or has symbols that the archive lacks), or
/// version when another schema wrote it. A catalog that is gone while its copy is there is damage too, and so is an index that has lost both.
Catalog read_catalog(const std::filesystem::path& folder);

/// The same of the copy, which may be a generation older: a run may have ended between the two.
Catalog read_catalog_copy(const std::filesystem::path& folder);

/// Writes the copy if it is not what the catalog is, which is there and sound.
void keep_catalog_copy(const std::filesystem::path& folder);

/// Hands the present generation to `read`; once more when that fails because a writer has published the next one meanwhile, and
/// cleared away what only this one named.
template <class Read>
auto read_generation(const std::filesystem::path& folder, Read&& read) {
  constexpr int tries = 20;
  for (int attempt = 1;; ++attempt) {
    const Catalog catalog = read_catalog(folder);
    try {
      return read(catalog);
    } catch (const Error&) {
      if (attempt == tries || read_catalog(folder).generation == catalog.generation) throw;
    }
  }
}

/// Writes the copy, of generation 0, if there is none: before anything else of a first build, which is known by it until it has a catalog.
void begin_catalog(const std::filesystem::path& folder);

/// Makes a generation the present one, by one rename, and writes the copy, with the place of its archive renewed(). All it names must be on disk
/// and synced.
void publish_catalog(const std::filesystem::path& folder, Catalog catalog);

/// One bit for each document of a segment, 1-based: set for the dead.
class Tombstones {
 public:
  bool dead(std::uint32_t document) const { return document < bits_.size() && bits_[document]; }
  void kill(std::uint32_t document);
  std::uint64_t count() const { return count_; }

  std::string bytes() const;
  /// `documents` is how many the segment has. Throws Error(corrupt).
  static Tombstones from(std::string_view bytes, std::uint64_t documents);

 private:
  std::vector<bool> bits_;
  std::uint64_t count_ = 0;
};

/// Throws Error(corrupt) when they are not those that the catalog names.
Tombstones read_tombstones(const std::filesystem::path& folder, const SegmentEntry& segment);

}  // namespace newsgrep
