// SPDX-License-Identifier: GPL-2.0-or-later
// Sizes and checksums of a segment's files.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsgrep {

struct FileSum {
  std::uint64_t size = 0, sum = 0;
  bool operator==(const FileSum&) const = default;
};

/// The manifest of a segment that is being made. Methods throw Error(io).
class Manifest {
 public:
  explicit Manifest(std::filesystem::path segment) : segment_(std::move(segment)) {}

  /// Sums the files that are there and not summed yet; they must not change any more.
  void add_files();

  /// A hash of the files that are summed: the same files give the same one.
  std::array<std::uint8_t, 16> identity() const;

  /// Sums the rest, syncs all files and lists them in `manifest`; returns that file's own checksum.
  std::uint64_t write();

 private:
  std::string bytes() const;

  std::filesystem::path segment_;
  std::map<std::string, FileSum> sums_;  // by name
};

/// What is wrong with a segment's files, one phrase each. Throws Error when the manifest itself cannot be read.
std::vector<std::string> check_manifest(const std::filesystem::path& segment, std::uint64_t sum);

/// The same by sizes alone: quick, whatever the size.
std::vector<std::string> check_sizes(const std::filesystem::path& segment, std::uint64_t sum);

}  // namespace newsgrep
