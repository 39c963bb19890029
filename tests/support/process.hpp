// SPDX-License-Identifier: GPL-2.0-or-later
// Programs run by tests.
#pragma once

#include <string>
#include <vector>

namespace newsgrep::testing {

/// Runs a program with its streams closed to /dev/null; its exit code, or 128 and the signal that it died of.
int exit_of(const std::string& program, std::vector<std::string> arguments);

}  // namespace newsgrep::testing
