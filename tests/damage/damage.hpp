// SPDX-License-Identifier: GPL-2.0-or-later
// What disks, file systems and people do to files.
#pragma once

#include <filesystem>
#include <optional>
#include <random>
#include <string>

namespace newsgrep::testing {

struct Damage {
  std::string kind, what;
};

/// Damages one or two files of an index folder, its lock excepted. Nothing when that happened to change nothing.
std::optional<Damage> damage(const std::filesystem::path& index, std::mt19937_64& random);

}  // namespace newsgrep::testing
