// SPDX-License-Identifier: GPL-2.0-or-later
// Sizes and checksums of a segment's files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace newsgrep {

/// Lists a finished segment's files in its `manifest` and syncs them all; returns the manifest's own checksum.
std::uint64_t write_manifest(const std::filesystem::path& segment);

/// What is wrong with a segment's files, one phrase each. Throws Error when the manifest itself cannot be read.
std::vector<std::string> check_manifest(const std::filesystem::path& segment, std::uint64_t sum);

}  // namespace newsgrep
