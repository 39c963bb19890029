// SPDX-License-Identifier: GPL-2.0-or-later
// The ways in which a text of a query can be read.
#pragma once

#include "common/analysis.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// A word, or a joined unit as one.
struct Step {
  std::string_view term;
  std::string accented;  ///< as WordForm has it
};

/// As sequences of words: each joined unit as its parts and as one. They are twice as many for each unit.
std::vector<std::vector<Step>> readings(const Words& words);

}  // namespace newsgrep
