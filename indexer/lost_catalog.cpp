// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/lost_catalog.hpp"

#include "common/files.hpp"
#include "common/manifest.hpp"
#include "common/records.hpp"
#include "indexer/publishing.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>
#include <charconv>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

// All of `text`, or nothing.
std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

// The numbers of the entries of a folder that are named by `prefix` and a number, largest first.
std::vector<std::uint64_t> numbers_in(const fs::path& folder, std::string_view prefix) {
  std::vector<std::uint64_t> numbers;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    const auto name = at->path().filename().string();
    if (!name.starts_with(prefix)) continue;
    if (const auto number = number_of(std::string_view(name).substr(prefix.size()))) numbers.push_back(*number);
  }
  std::sort(numbers.rbegin(), numbers.rend());
  return numbers;
}

void find_tombstones(const fs::path& folder, SegmentEntry& segment) {
  const auto path = segment_path(folder, segment.id);
  for (const auto number : numbers_in(path, "dead.")) {
    try {
      const std::string name = "dead." + std::to_string(number), bytes = read_sealed(path / name, "tombstones");
      segment.dead_count = Tombstones::from(bytes, segment.articles).count();
      segment.dead = name;
      segment.dead_sum = checksum(bytes);
      return;
    } catch (const Error&) {  // an older one says nearly as much
    }
  }
}

}  // namespace

Catalog catalog_of_files(const fs::path& folder) {
  Catalog catalog;
  catalog.generation = generation_on_disk(folder);
  for (const auto number : numbers_in(folder / "segments", "")) {
    SegmentEntry segment;
    segment.id = std::to_string(number);
    const auto path = segment_path(folder, segment.id);
    std::error_code error;
    if (!fs::exists(path / manifest_name, error)) continue;  // its writing was not finished
    if (fs::exists(path / "position.glass", error)) catalog.layout = Layout::stock;
    segment.articles = documents_by_size(path);
    find_tombstones(folder, segment);
    catalog.segments.insert(catalog.segments.begin(), std::move(segment));
  }
  catalog.tables = tables_on_disk(folder);
  return catalog;
}

}  // namespace newsgrep
