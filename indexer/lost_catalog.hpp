// SPDX-License-Identifier: GPL-2.0-or-later
// What can be told of an index without its catalog.
#pragma once

#include "common/catalog.hpp"

namespace newsgrep {

/// The segments that were sealed, oldest first, each with the newest of its tombstones that are whole, and the tables
/// that are whole. Of a segment only id, number of articles and tombstones are known: its articles can be read, and it
/// cannot stay. No list of files: nothing tells which of them belong together.
Catalog catalog_of_files(const std::filesystem::path& folder);

}  // namespace newsgrep
