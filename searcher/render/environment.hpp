// SPDX-License-Identifier: GPL-2.0-or-later
// What the program takes from its surroundings: which configuration, what kind of terminal.
#pragma once

#include "common/discovery.hpp"
#include "searcher/options.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace newsgrep {

struct Configuration {
  std::filesystem::path path;          ///< empty when there is none
  std::vector<std::string> arguments;  ///< one flag a line
};

/// $NEWSGREP_CONFIG, else $XDG_CONFIG_HOME/newsgrep/config. Nothing with --no-config among the arguments. Throws Error(usage) for a
/// file that holds anything but whole flags.
Configuration read_configuration(const std::vector<std::string>& arguments, const Environment& environment);

/// Whether to colour: the flag, then NO_COLOR, CLICOLOR_FORCE and TERM, then whether it is a terminal.
bool use_color(When flag, const Environment& environment, bool terminal);

}  // namespace newsgrep
