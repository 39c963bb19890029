// SPDX-License-Identifier: GPL-2.0-or-later
// Sizes and checksums of a segment's files: what is on disk is what was written, or it is known which bytes are not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// A file, with one checksum for each block of it; the last block may be shorter.
struct FileSums {
  std::uint64_t size = 0;
  std::vector<std::uint64_t> blocks;
  bool operator==(const FileSums&) const = default;
};

/// Bytes of a block.
inline constexpr std::size_t summed_block = 64 << 10;

/// By the file's name.
using Sums = std::map<std::string, FileSums>;

/// The name of the file that holds them, and what it is sealed as.
inline constexpr std::string_view manifest_name = "manifest";

/// Throws Error(io).
FileSums sums_of(const std::filesystem::path& file);

/// What the sealed file holds.
std::string serialise(const Sums& sums);
/// Throws Error(corrupt).
Sums parse_sums(std::string_view bytes);

/// How much of a segment's files is compared with its manifest.
enum class Verify : std::uint8_t {
  sizes,      ///< quick, whatever the size
  unguarded,  ///< sizes, and the bytes of files that nothing compares with the manifest when they are read; quick too
  all,        ///< every byte
};

/// What is wrong with a segment's files, one phrase each. `sum` is what the catalog says of the manifest. Throws Error(corrupt) when the
/// manifest itself is damaged or gone, Error(io) when a file may not be read.
std::vector<std::string> verify_files(const std::filesystem::path& segment, std::uint64_t sum, Verify how);

}  // namespace newsgrep
