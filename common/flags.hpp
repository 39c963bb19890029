// SPDX-License-Identifier: GPL-2.0-or-later
// What both programs need around their command lines.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// The name in `known` ("--since") with the nearest spelling, as a hint: "did you mean --since?"; empty when none is near.
std::string nearest_flag(std::string_view flag, const std::vector<std::string>& known);

}  // namespace newsgrep
