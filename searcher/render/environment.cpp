// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/render/environment.hpp"

#include "common/utf8.hpp"

#include <algorithm>
#include <fstream>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

std::string nonempty(const Environment& environment, const char* name) { return environment(name).value_or(""); }

// What is wrong with a line of the configuration. It stands for itself: what it lacks is not taken from the next line, and no part
// of it becomes a part of every query.
std::string complaint(const std::string& line) {
  const std::string no_flag = "\"" + line + "\" is no flag";
  if (!line.starts_with('-') || line == "--") return no_flag;
  try {
    return parse_search_command({line}).arguments.empty() ? "" : no_flag;
  } catch (const Error& error) {
    return error.what();
  }
}

}  // namespace

Configuration read_configuration(const std::vector<std::string>& arguments, const Environment& environment) {
  Configuration configuration;
  const auto end = std::find(arguments.begin(), arguments.end(), "--");
  if (std::find(arguments.begin(), end, "--no-config") != end) return configuration;
  const auto named = nonempty(environment, "NEWSGREP_CONFIG");
  const fs::path folder = user_folder(environment, "XDG_CONFIG_HOME", ".config");
  const fs::path path = !named.empty() ? fs::path(named) : folder.empty() ? fs::path() : folder / "newsgrep" / "config";
  std::ifstream in(path);
  in.peek();  // a folder can be opened, but not read
  if (!in.is_open() || in.bad()) {
    if (!named.empty()) throw Error(ErrorCode::usage, "cannot read the configuration " + named, "$NEWSGREP_CONFIG names it");
    return configuration;
  }
  configuration.path = path;
  for (std::string line; std::getline(in, line);) {
    const auto flag = trim(line);
    if (flag.empty() || flag.starts_with('#')) continue;
    if (const auto wrong = complaint(std::string(flag)); !wrong.empty())
      throw Error(ErrorCode::usage, path.string() + ": " + wrong, "one whole flag a line, as --limit=20; --no-config leaves the file out");
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
