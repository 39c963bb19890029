// SPDX-License-Identifier: GPL-2.0-or-later
// The queries that a command line asks.
#pragma once

#include "searcher/options.hpp"

#include <string>
#include <vector>

namespace newsgrep {

struct NamedQuery {
  std::string name;  ///< empty unless it comes from a file
  std::string text;
  std::vector<std::string> any_of = {};  ///< of several -e, or of one beside a text: any of them
};

/// From the arguments and -e, from standard input for "-", or from the file of -f, one a line. Throws Error: usage, io.
std::vector<NamedQuery> queries_of(const SearchCommand& command);

}  // namespace newsgrep
