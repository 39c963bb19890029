// SPDX-License-Identifier: GPL-2.0-or-later
// What the program takes from its surroundings: which index, which configuration, what kind of terminal.
#pragma once

#include "searcher/options.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace newsgrep {

/// Reads like getenv(); nothing for a variable that is not set.
using Environment = std::function<std::optional<std::string>(const char* name)>;

struct FoundIndex {
  std::filesystem::path folder;
  bool remembered = false;  ///< neither named nor near: the one built last
};

/// --db, then $NEWSGREP_DB, then the nearest parent of `start` with .newsgrep, then the index built last. Throws Error(no_index).
FoundIndex discover_index(const std::string& db, const Environment& environment, const std::filesystem::path& start);

struct Configuration {
  std::filesystem::path path;          ///< empty when there is none
  std::vector<std::string> arguments;  ///< one flag a line
};

/// $NEWSGREP_CONFIG, else $XDG_CONFIG_HOME/newsgrep/config. Nothing with --no-config among the arguments.
Configuration read_configuration(const std::vector<std::string>& arguments, const Environment& environment);

/// Whether to colour: the flag, then NO_COLOR, CLICOLOR_FORCE and TERM, then whether it is a terminal.
bool use_color(When flag, const Environment& environment, bool terminal);

}  // namespace newsgrep
