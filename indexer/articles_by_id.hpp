// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "common/catalog.hpp"
#include "common/records.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

namespace newsgrep {

/// Calls `found` with each document of a segment, dead ones included, that holds one of these articles. Throws Error.
void find_articles(const std::filesystem::path& folder, const SegmentEntry& segment, const std::vector<std::uint64_t>& ids,
                   const std::function<void(const Records& records, std::uint64_t id, std::uint32_t document)>& found);

}  // namespace newsgrep
