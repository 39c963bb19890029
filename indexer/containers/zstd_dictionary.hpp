// SPDX-License-Identifier: GPL-2.0-or-later
// Zstandard as crawlers write it (.warc.zst): a dictionary in front, then a frame for each record that needs it.
#pragma once

#include "indexer/containers/source.hpp"

#include <memory>
#include <string_view>

namespace newsgrep {

/// Whether a dictionary comes first, told by the first 4 bytes.
bool begins_with_zstd_dictionary(std::string_view start);

/// As decompressed() does.
std::unique_ptr<Source> decompressed_by_dictionary(std::unique_ptr<Source> source, Budget& budget);

}  // namespace newsgrep
