// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segment/manifest.hpp"

#include "common/bytes.hpp"
#include "common/files.hpp"

#include <newsgrep/error.hpp>

#include <xxhash.h>

#include <algorithm>
#include <fstream>
#include <memory>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view name = "manifest";

// Tombstones are written later and sealed by themselves; flintlock is Xapian's and empty.
bool listed(const std::string& file) { return file != name && file != "flintlock" && !file.starts_with("dead."); }

FileSum sum_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(ErrorCode::io, "cannot read " + path.string());
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(), XXH3_freeState);
  XXH3_64bits_reset(state.get());
  FileSum result;
  std::vector<char> buffer(1 << 20);
  while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())), in.gcount() > 0) {
    result.size += static_cast<std::uint64_t>(in.gcount());
    XXH3_64bits_update(state.get(), buffer.data(), static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad()) throw Error(ErrorCode::io, "cannot read " + path.string());
  result.sum = XXH3_64bits_digest(state.get());
  return result;
}

std::map<std::string, FileSum> parse(std::string_view bytes) {
  std::map<std::string, FileSum> sums;
  for (ByteReader in(bytes); !in.done();) {
    std::string file(in.text());
    FileSum& sum = sums[file];
    sum.size = in.number();
    sum.sum = in.number();
  }
  return sums;
}

}  // namespace

std::string Manifest::bytes() const {
  std::string bytes;
  for (const auto& [file, sum] : sums_) {
    put_text(bytes, file);
    put_number(bytes, sum.size);
    put_number(bytes, sum.sum);
  }
  return bytes;
}

void Manifest::add_files() {
  for (const auto& entry : fs::directory_iterator(segment_))
    if (const auto file = entry.path().filename().string(); listed(file) && !sums_.contains(file))
      sums_[file] = sum_of(entry.path());
}

std::array<std::uint8_t, 16> Manifest::identity() const {
  const std::string all = bytes();
  XXH128_canonical_t hash;
  XXH128_canonicalFromHash(&hash, XXH3_128bits(all.data(), all.size()));
  return std::to_array(hash.digest);
}

std::uint64_t Manifest::write() {
  add_files();
  for (const auto& [file, sum] : sums_) sync_path(segment_ / file);
  const std::string all = bytes();
  write_sealed(segment_ / name, name, all);
  sync_path(segment_);
  return checksum(all);
}

namespace {

template <class SumOf>
std::vector<std::string> compare(const fs::path& segment, std::uint64_t sum, SumOf&& sum_of_file) {
  const std::string bytes = read_sealed(segment / name, name);
  if (checksum(bytes) != sum) return {"its manifest is not the one the catalog names"};
  const auto expected = parse(bytes);
  std::vector<std::string> troubles;
  for (const auto& [file, want] : expected) {
    std::error_code error;
    if (!fs::exists(segment / file, error))
      troubles.push_back(file + " is missing");
    else if (const FileSum got = sum_of_file(segment / file, want); got.size != want.size)
      troubles.push_back(file + " has " + std::to_string(got.size) + " bytes instead of " + std::to_string(want.size));
    else if (!(got == want))
      troubles.push_back(file + " is damaged (wrong checksum)");
  }
  return troubles;
}

}  // namespace

std::vector<std::string> check_manifest(const fs::path& segment, std::uint64_t sum) {
  return compare(segment, sum, [](const fs::path& file, const FileSum&) { return sum_of(file); });
}

std::vector<std::string> check_sizes(const fs::path& segment, std::uint64_t sum) {
  return compare(segment, sum, [](const fs::path& file, const FileSum& want) { return FileSum{fs::file_size(file), want.sum}; });
}

}  // namespace newsgrep
