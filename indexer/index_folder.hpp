// SPDX-License-Identifier: GPL-2.0-or-later
// Whether a run may write into the folder it is given, and in which layout.
#pragma once

#include "common/catalog.hpp"

#include <newsgrep/indexer.hpp>

#include <filesystem>
#include <optional>

namespace newsgrep {

/// `make`: with the folders above it, if it is not there.
enum class OpenFolder { make, existing };

/// The folder, for an index that is updated or begun. Throws Error(usage) when anything else lies there.
const std::filesystem::path& open_folder(const std::filesystem::path& folder, OpenFolder how);

/// What the options ask for; nothing: whatever is there. Throws Error(usage) when they contradict each other.
std::optional<Layout> wanted_layout(const IndexOptions& options);

/// Throws Error(usage) when the index has another layout than the wanted one: its segments have one.
void require_layout(const IndexOptions& options, std::optional<Layout> wanted, const Catalog& present);

/// Of an index that is made anew and need not be readable.
Layout layout_on_disk(const std::filesystem::path& folder);

}  // namespace newsgrep
