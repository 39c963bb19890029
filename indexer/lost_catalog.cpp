// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/lost_catalog.hpp"

#include "common/files.hpp"
#include "common/manifest.hpp"
#include "common/records.hpp"
#include "indexer/publishing.hpp"

#include <newsgrep/error.hpp>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

void find_tombstones(const fs::path& folder, SegmentEntry& segment) {
  const auto path = segment_path(folder, segment.id);
  const auto numbers = numbered_entries(path, "dead.");
  for (auto number = numbers.rbegin(); number != numbers.rend(); ++number) {
    try {
      const std::string name = "dead." + std::to_string(*number), bytes = read_sealed(path / name, "tombstones");
      segment.dead_count = Tombstones::from(bytes, segment.articles).count();
      segment.dead = name;
      segment.dead_sum = checksum(bytes);
      return;
    } catch (const Error& error) {  // an older one says nearly as much
      if (error.code() == ErrorCode::io) throw;
    }
  }
}

}  // namespace

Catalog catalog_of_files(const fs::path& folder) {
  Catalog catalog;
  catalog.generation = generation_on_disk(folder);
  for (const auto number : numbered_entries(folder / "segments")) {
    SegmentEntry segment;
    segment.id = std::to_string(number);
    const auto path = segment_path(folder, segment.id);
    std::error_code error;
    if (!fs::exists(path / manifest_name, error)) continue;  // its writing was not finished
    if (fs::exists(path / "position.glass", error)) catalog.layout = Layout::stock;
    segment.articles = documents_by_size(path);
    find_tombstones(folder, segment);
    catalog.segments.push_back(std::move(segment));
  }
  catalog.tables = tables_on_disk(folder);
  return catalog;
}

}  // namespace newsgrep
