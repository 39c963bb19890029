// SPDX-License-Identifier: GPL-2.0-or-later
// iamglass: the file that makes tables a database.
#pragma once

#include "indexer/glass/postlist.hpp"
#include "indexer/glass/table.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace newsgrep {

struct GlassDatabase {
  std::array<std::uint8_t, 16> identity{};  ///< random, or a hash of the content: the UUID is made of it
  GlassStatistics statistics;
  GlassRoot postlist, docdata, termlist, position;
};

/// The whole version file. Throws Error(internal) where tables and statistics cannot belong together.
std::string version_file(const GlassDatabase& database);

/// Puts the version file into the folder of the tables, synced, by a rename: from then on the database is there. The
/// tables must have been synced before. Throws Error(io).
void write_version_file(const std::filesystem::path& folder, const GlassDatabase& database);

}  // namespace newsgrep
