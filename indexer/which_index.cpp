// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/which_index.hpp"

#include "common/catalog.hpp"
#include "common/discovery.hpp"
#include "common/hints.hpp"

#include <newsgrep/error.hpp>

#include <cstdlib>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

// The first PATH if it is a folder, else the folder it lies in.
fs::path first_folder(const std::vector<std::string>& paths) {
  std::error_code error;
  const fs::path first = paths.empty() || paths.front() == "-" ? fs::path(".") : fs::path(paths.front());
  if (!fs::is_regular_file(first, error)) return first;
  return first.has_parent_path() ? first.parent_path() : fs::path(".");
}

FoundIndex found_index(const IndexCommand& command) {
  if (command.db.empty() && !command.options.paths.empty()) return {find_index(first_folder(command.options.paths)), false};
  std::error_code error;
  return discover_index(command.db, variable, fs::current_path(error));
}

}  // namespace

std::optional<std::string> variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? std::optional<std::string>(value) : std::nullopt;
}

fs::path db_beside(const std::vector<std::string>& paths) { return first_folder(paths) / ".newsgrep"; }

// --db or $NEWSGREP_DB names an index folder, or a folder that holds one.
fs::path db_to_update(const IndexCommand& command) {
  const fs::path named = command.db.empty() ? variable("NEWSGREP_DB").value_or("") : command.db;
  if (named.empty()) return db_beside(command.options.paths);
  std::error_code error;
  return fs::is_directory(named / ".newsgrep", error) && has_index(named / ".newsgrep") ? named / ".newsgrep" : named;
}

fs::path db_of_ids(const IndexCommand& command) {
  const fs::path made = db_to_update(command);
  std::error_code error;
  if (!command.db.empty() || variable("NEWSGREP_DB") || has_index(made)) return made;
  for (auto folder = fs::absolute(first_folder(command.options.paths), error).lexically_normal(); !error; folder = folder.parent_path()) {
    if (has_index(folder / ".newsgrep")) return folder / ".newsgrep";
    if (folder == folder.parent_path()) break;
  }
  return made;
}

fs::path db_to_read(const IndexCommand& command) { return found_index(command).folder; }

fs::path db_to_change(const IndexCommand& command, const char* flag) {
  const FoundIndex found = found_index(command);
  if (!found.remembered) return found.folder;
  throw Error(ErrorCode::usage, "no index is named, and there is none here nor in a folder above", "if the one built last is meant: " + indexer_of(found.folder) + " " + flag);
}

}  // namespace newsgrep
