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

/// "--no-x" as "--x=false" where `switches` (flags without a value) has only --x, "--x" as "--no-x=false" where it has only --no-x;
/// anything else as it is. Throws Error(usage) for a switch with a value.
std::string declared_form(const std::string& argument, const std::vector<std::string>& switches);

}  // namespace newsgrep
