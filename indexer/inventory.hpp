// SPDX-License-Identifier: GPL-2.0-or-later
// What the index was made from: each file as it was when it was read, and the articles it held.
#pragma once

#include "common/catalog.hpp"

#include <newsgrep/diagnostic.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace newsgrep {

struct KnownArticle {
  std::uint64_t id = 0;
  std::string entry;
  std::int64_t newness = 0;     ///< larger: of a later change, as its source dates it; decides which of two places wins
  std::uint64_t content = 0;    ///< hash of all that is stored of it, but for its date of capture
  std::uint32_t text_bytes = 0;
  bool superseded = false;      ///< another place holds the same article in a newer form: not in a segment

  bool operator==(const KnownArticle&) const = default;
};

struct KnownFile {
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;
  std::uint64_t hash = 0;    ///< of its bytes; 0: was not read to its end
  bool racy = false;         ///< was written so shortly before it was read that a later write may show the same mtime
  bool failed = false;       ///< could not be read at all, or not to its end
  std::string format;        ///< empty: none that newsgrep reads
  std::vector<KnownArticle> articles;
  std::vector<Diagnostic> failures;
};

/// The files of a generation by stored path: below the folder of the archive (common/archive_place.hpp) or absolute; "-" is standard input.
using Inventory = std::map<std::string, KnownFile>;

/// What one generation changed: new states of files, and files that are gone.
struct InventoryChange {
  Inventory changed;
  std::vector<std::string> gone;
  bool empty() const { return changed.empty() && gone.empty(); }
};

bool has_relative_paths(const Inventory& inventory);

Inventory read_inventory(const std::filesystem::path& folder, const Catalog& catalog);

/// Writes the change beside the earlier ones and names it in the catalog; when there are many the smallest become one, so that what is written
/// for a small change does not grow with the archive.
void add_inventory(const std::filesystem::path& folder, Catalog& catalog, const InventoryChange& change);

}  // namespace newsgrep
