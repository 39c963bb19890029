// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/hints.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

// What lies in an index folder (common/catalog.hpp).
bool is_part(const fs::path& name) {
  constexpr std::array parts{"segments", "tables", "inventory", "scratch", "catalog.json", "catalog.copy", "lock"};
  return std::find(parts.begin(), parts.end(), name.string()) != parts.end();
}

fs::path index_of(const fs::path& inside) {
  fs::path at = inside;
  for (int levels = 0; levels < 3 && at.has_filename(); ++levels, at = at.parent_path())
    if (is_part(at.filename())) return at.has_parent_path() ? at.parent_path() : fs::path(".");
  return inside;
}

}  // namespace

std::string in_shell_words(const std::string& word) {
  const auto plain = [](unsigned char c) {
    return c >= 0x80 || std::isalnum(c) != 0 ||
           std::string_view("_./:=,+%@~-").find(static_cast<char>(c)) != std::string_view::npos;
  };
  if (!word.empty() && std::all_of(word.begin(), word.end(), plain)) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string indexer_of(const fs::path& inside) {
  return "newsgrep-index --db " + in_shell_words(index_of(inside).string());
}

std::string build_command(const fs::path& folder) {
  const fs::path index = folder.has_filename() ? folder : folder.parent_path();
  if (index.filename() != ".newsgrep") return indexer_of(index) + " PATH";
  return "newsgrep-index " + in_shell_words(index.has_parent_path() ? index.parent_path().string() : ".");
}

std::string check_hint_for(const fs::path& inside) {
  return "run " + indexer_of(inside) + " --check, then " + indexer_of(inside) + " --repair";
}

std::string repair_hint(const fs::path& inside) { return "mend it: " + indexer_of(inside) + " --repair"; }

std::string rebuild_hint(const fs::path& inside) { return "build it again: " + indexer_of(inside) + " --rebuild PATH"; }

std::string hint_of(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT: return "the disk is full: make room and run again";
    case EFBIG: return "files may not grow so large: raise the limit (ulimit -f), or put the index on another file system with --db DIR";
    case EACCES:
    case EPERM: return "check the permissions";
    case EROFS: return "the file system is read-only: put the index elsewhere with --db DIR";
    case EMFILE:
    case ENFILE: return "raise the number of files that may be open: ulimit -n 1024";
    case ENOLCK:
    case ENOSYS:
    case EOPNOTSUPP: return "the file system has no locks: put the index on a local disk with --db DIR";
    default: return {};
  }
}

bool concerns_process(int error) { return error == EMFILE || error == ENFILE || error == ENOMEM; }

Error refusal(std::string_view doing, const fs::path& path, int error, ErrorCode code) {
  return Error(code, "cannot " + std::string(doing) + " " + path.string() + ": " + std::strerror(error), hint_of(error));
}

Error unreadable(std::string_view doing, const fs::path& path, int error) {
  if (error != ENOENT && error != ENOTDIR && error != EIO) return refusal(doing, path, error);
  return Error(ErrorCode::corrupt, "cannot " + std::string(doing) + " " + path.string() + ": " + std::strerror(error), check_hint_for(path));
}

}  // namespace newsgrep
