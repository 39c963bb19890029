// SPDX-License-Identifier: GPL-2.0-or-later
// The manifest of a segment that is being made.
#pragma once

#include "common/manifest.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <utility>

namespace newsgrep {

/// Methods throw Error(io).
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
  std::filesystem::path segment_;
  Sums sums_;
};

}  // namespace newsgrep
