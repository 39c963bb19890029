// SPDX-License-Identifier: GPL-2.0-or-later
// A folder to work in for a while.
#pragma once

#include <newsgrep/error.hpp>

#include <stdlib.h>

#include <filesystem>
#include <string>
#include <system_error>

namespace newsgrep {

/// A new folder that is removed at the end with all that is in it.
class ScratchFolder {
 public:
  /// In that of the system for temporary files if `in` is empty. Throws Error(io).
  explicit ScratchFolder(const std::filesystem::path& in = {}) {
    std::string name = ((in.empty() ? temporary() : in) / "newsgrep-check-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw Error(ErrorCode::io, "cannot make a folder in " + std::filesystem::path(name).parent_path().string(), hint);
    path_ = name;
  }
  ~ScratchFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  static constexpr const char* hint = "set TMPDIR to a folder with room";

  static std::filesystem::path temporary() {
    std::error_code error;
    auto folder = std::filesystem::temp_directory_path(error);
    if (error) throw Error(ErrorCode::io, "there is no folder for temporary files: " + error.message(), hint);
    return folder;
  }

  std::filesystem::path path_;
};

}  // namespace newsgrep
