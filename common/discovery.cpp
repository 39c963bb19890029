// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/discovery.hpp"

#include "common/catalog.hpp"

#include <newsgrep/error.hpp>

#include <fstream>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

// An index folder that may not be entered is told, one that cannot even be seen is none.
bool holds_index(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) return false;
  if (has_index(folder)) return true;
  refuse_half_built(folder);
  return false;
}

fs::path last_index_file(const Environment& environment) {
  const fs::path state = user_folder(environment, "XDG_STATE_HOME", ".local/state");
  return state.empty() ? state : state / "newsgrep" / "last";
}

}  // namespace

fs::path user_folder(const Environment& environment, const char* variable, const char* below_home) {
  if (const auto set = environment(variable); set && !set->empty()) return *set;
  const auto home = environment("HOME");
  return !home || home->empty() ? fs::path() : fs::path(*home) / below_home;
}

FoundIndex discover_index(const std::string& db, const Environment& environment, const fs::path& start) {
  if (!db.empty()) return {find_index(db), false};
  if (const auto named = environment("NEWSGREP_DB"); named && !named->empty()) return {find_index(*named), false};
  for (fs::path folder = start;; folder = folder.parent_path()) {
    if (holds_index(folder / ".newsgrep")) return {folder / ".newsgrep", false};
    if (folder == folder.parent_path()) break;
  }
  std::string last;
  std::ifstream in(last_index_file(environment));
  if (std::getline(in, last) && holds_index(last)) return {last, true};
  throw Error(ErrorCode::no_index, "there is no index here, nor in a folder above", "make one: newsgrep-index FOLDER; or name one: --db DIR");
}

void remember_index(const fs::path& folder, const Environment& environment) {
  const fs::path file = last_index_file(environment);
  if (file.empty()) return;
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  std::ofstream(file) << fs::absolute(folder, error).lexically_normal().string() << '\n';
}

}  // namespace newsgrep
