// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/render/environment.hpp"

#include "common/catalog.hpp"
#include "common/utf8.hpp"

#include <algorithm>
#include <fstream>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

bool has_index(const fs::path& folder) {
  std::error_code error;
  return fs::exists(catalog_path(folder), error);
}

std::string nonempty(const Environment& environment, const char* name) { return environment(name).value_or(""); }

fs::path user_folder(const Environment& environment, const char* variable, const char* below_home) {
  if (const auto set = nonempty(environment, variable); !set.empty()) return set;
  const auto home = nonempty(environment, "HOME");
  return home.empty() ? fs::path() : fs::path(home) / below_home;
}

}  // namespace

FoundIndex discover_index(const std::string& db, const Environment& environment, const fs::path& start) {
  if (!db.empty()) return {find_index(db), false};
  if (const auto named = nonempty(environment, "NEWSGREP_DB"); !named.empty()) return {find_index(named), false};
  for (fs::path folder = start;; folder = folder.parent_path()) {
    if (has_index(folder / ".newsgrep")) return {folder / ".newsgrep", false};
    if (folder == folder.parent_path()) break;
  }
  const fs::path state = user_folder(environment, "XDG_STATE_HOME", ".local/state");
  std::string last;
  std::ifstream in(state / "newsgrep" / "last");
  if (std::getline(in, last) && has_index(last)) return {last, true};
  throw Error(ErrorCode::no_index, "there is no index here, nor in a folder above", "make one: newsgrep-index FOLDER; or name one: --db DIR");
}

Configuration read_configuration(const std::vector<std::string>& arguments, const Environment& environment) {
  Configuration configuration;
  const auto end = std::find(arguments.begin(), arguments.end(), "--");
  if (std::find(arguments.begin(), end, "--no-config") != end) return configuration;
  const auto named = nonempty(environment, "NEWSGREP_CONFIG");
  const fs::path folder = user_folder(environment, "XDG_CONFIG_HOME", ".config");
  const fs::path path = !named.empty() ? fs::path(named) : folder.empty() ? fs::path() : folder / "newsgrep" / "config";
  std::ifstream in(path);
  if (!in) {
    if (!named.empty()) throw Error(ErrorCode::usage, "cannot read the configuration " + named, "$NEWSGREP_CONFIG names it");
    return configuration;
  }
  configuration.path = path;
  for (std::string line; std::getline(in, line);) {
    const auto flag = trim(line);
    if (flag.empty() || flag.starts_with('#')) continue;
    if (!flag.starts_with('-')) throw Error(ErrorCode::usage, path.string() + ": \"" + std::string(flag) + "\" is no flag", "one flag a line, as --limit=20");
    configuration.arguments.emplace_back(flag);
  }
  return configuration;
}

bool use_color(When flag, const Environment& environment, bool terminal) {
  if (flag != When::automatic) return flag == When::always;
  if (environment("NO_COLOR")) return false;
  if (const auto force = nonempty(environment, "CLICOLOR_FORCE"); !force.empty() && force != "0") return true;
  return terminal && nonempty(environment, "TERM") != "dumb";
}

}  // namespace newsgrep
