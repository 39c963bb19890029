// SPDX-License-Identifier: GPL-2.0-or-later
// A segment once more, out of the articles that it stores.
#pragma once

#include "common/catalog.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace newsgrep {

/// Where the terms, counts, positions, values and joined units of a segment, whose files are sound, are not what its stored texts give; one phrase for
/// the first difference. The segment is written again into `scratch`, which is empty. Throws Error.
std::vector<std::string> compare_with_texts(const std::filesystem::path& folder, const Catalog& catalog, const SegmentEntry& segment,
                                            const std::filesystem::path& scratch, std::uint64_t memory);

}  // namespace newsgrep
