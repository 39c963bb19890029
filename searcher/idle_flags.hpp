// SPDX-License-Identifier: GPL-2.0-or-later
// Flags that change nothing of what a command does: whoever gives one expects something else.
#pragma once

#include "searcher/options.hpp"

#include <functional>
#include <string>
#include <vector>

namespace newsgrep {

/// A sentence for each; `given` tells whether a flag was typed, as "--null".
std::vector<std::string> idle_flags(const SearchCommand& command, const std::function<bool(const std::string&)>& given);

}  // namespace newsgrep
