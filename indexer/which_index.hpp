// SPDX-License-Identifier: GPL-2.0-or-later
// Which index a command of newsgrep-index means.
#pragma once

#include "indexer/options.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace newsgrep {

/// getenv() as the rooms take it.
std::optional<std::string> variable(const char* name);

/// Where the index lies when nothing else is said: in the first PATH.
std::filesystem::path db_beside(const std::vector<std::string>& paths);

/// That a run makes or updates, which need not be there.
std::filesystem::path db_to_update(const IndexCommand& command);

/// That whose ids extracted articles have: the one that is named or lies in the first PATH or a folder above, else that a run would make.
std::filesystem::path db_of_ids(const IndexCommand& command);

/// That the command looks at: that of the first PATH, or the one that newsgrep would search from here. Throws Error(no_index).
std::filesystem::path db_to_read(const IndexCommand& command);

/// The same for a `flag` that changes it: one that is only remembered may be another than the user means, and is an Error(usage).
std::filesystem::path db_to_change(const IndexCommand& command, const char* flag);

}  // namespace newsgrep
