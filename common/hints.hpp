// SPDX-License-Identifier: GPL-2.0-or-later
// What errors about an index that is damaged say is to be done.
#pragma once

#include <filesystem>
#include <string>

namespace newsgrep {

/// For who does not know which index it is.
inline constexpr const char* check_hint =
    "run newsgrep-index --db INDEX --check, then newsgrep-index --db INDEX --repair, on this index";

/// `inside` is an index folder, or a file or folder in it, which need not exist.
std::string check_hint_for(const std::filesystem::path& inside);
std::string repair_hint(const std::filesystem::path& inside);
std::string rebuild_hint(const std::filesystem::path& inside);

/// "newsgrep-index --db INDEX", as it can be typed, of the index that `inside` lies in.
std::string indexer_of(const std::filesystem::path& inside);

}  // namespace newsgrep
