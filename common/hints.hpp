// SPDX-License-Identifier: GPL-2.0-or-later
// What errors about an index that is damaged, or that the system refuses, say is to be done.
#pragma once

#include <newsgrep/error.hpp>

#include <filesystem>
#include <string>
#include <string_view>

namespace newsgrep {

/// For who does not know which index it is.
inline constexpr const char* check_hint =
    "run newsgrep-index --db INDEX --check, then newsgrep-index --db INDEX --repair, on this index";

/// `inside` is an index folder, or a file or folder in it, which need not exist.
std::string check_hint_for(const std::filesystem::path& inside);
std::string repair_hint(const std::filesystem::path& inside);
std::string rebuild_hint(const std::filesystem::path& inside);

/// What is to be done about an errno; empty: nothing helps in general.
std::string hint_of(int error);

/// Whether the next file would fare no better: the process or the machine has too little of something.
bool concerns_process(int error);

/// "cannot DOING PATH", and why the system refuses: `error` is errno.
Error refusal(std::string_view doing, const std::filesystem::path& path, int error, ErrorCode code = ErrorCode::io);

/// The same of a part of an index that is to be read: one that is not there, or on a disk that fails, is damage; what only may not be read
/// now is none.
Error unreadable(std::string_view doing, const std::filesystem::path& path, int error);

/// "newsgrep-index --db INDEX", as it can be typed, of the index that `inside` lies in.
std::string indexer_of(const std::filesystem::path& inside);

/// What makes an index in that folder: "newsgrep-index --db FOLDER PATH", and "newsgrep-index NEWS" of NEWS/.newsgrep.
std::string build_command(const std::filesystem::path& folder);

/// Quoted where a shell would read it otherwise.
std::string in_shell_words(const std::string& word);

}  // namespace newsgrep
