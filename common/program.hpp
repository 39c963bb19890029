// SPDX-License-Identifier: GPL-2.0-or-later
// What the programs' mains share.
#pragma once

#include <newsgrep/error.hpp>

#include <functional>

namespace newsgrep {

/// Exit codes of both programs.
enum class Exit : int { ok = 0, none = 1, some_failed = 1, usage = 2, no_index = 3, partial = 4, locked = 75, interrupted = 130 };

Exit exit_code(ErrorCode code);

/// Runs a main and flushes std::cout; whatever is thrown is printed once to stderr as "PROGRAM: message" and "hint: ..." and becomes an exit code.
int run_program(const char* name, const std::function<Exit()>& body);

}  // namespace newsgrep
