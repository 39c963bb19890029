// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segment/manifest.hpp"

#include "common/files.hpp"

#include <xxhash.h>

#include <string>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

// Tombstones are written later and sealed by themselves; flintlock is Xapian's and empty.
bool listed(const std::string& file) { return file != manifest_name && file != "flintlock" && !file.starts_with("dead."); }

}  // namespace

void Manifest::add_files() {
  for (const auto& entry : fs::directory_iterator(segment_))
    if (const auto file = entry.path().filename().string(); listed(file) && !sums_.contains(file)) sums_[file] = sums_of(entry.path());
}

std::array<std::uint8_t, 16> Manifest::identity() const {
  const std::string all = serialise(sums_);
  XXH128_canonical_t hash;
  XXH128_canonicalFromHash(&hash, XXH3_128bits(all.data(), all.size()));
  return std::to_array(hash.digest);
}

std::uint64_t Manifest::write() {
  add_files();
  for (const auto& [file, sums] : sums_) sync_path(segment_ / file);
  const std::string all = serialise(sums_);
  write_sealed(segment_ / manifest_name, manifest_name, all);
  sync_path(segment_);
  return checksum(all);
}

}  // namespace newsgrep
