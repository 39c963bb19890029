// SPDX-License-Identifier: GPL-2.0-or-later
// Which index a program means when it is not told in full.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace newsgrep {

/// Reads like getenv(); nothing for a variable that is not set.
using Environment = std::function<std::optional<std::string>(const char* name)>;

/// $`variable`, else `below_home` in the home folder; empty when there is neither.
std::filesystem::path user_folder(const Environment& environment, const char* variable, const char* below_home);

struct FoundIndex {
  std::filesystem::path folder;
  bool remembered = false;  ///< neither named nor near: the one built last
};

/// `db`, then $NEWSGREP_DB, then the nearest parent of `start` with .newsgrep, then the index built last. Throws Error(no_index).
FoundIndex discover_index(const std::string& db, const Environment& environment, const std::filesystem::path& start);

/// Makes `folder` the index built last. Does nothing where the user's state cannot be written.
void remember_index(const std::filesystem::path& folder, const Environment& environment);

}  // namespace newsgrep
