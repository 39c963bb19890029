// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/program.hpp"

#include "common/utf8.hpp"

#include <exception>
#include <iostream>

namespace newsgrep {

Exit exit_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::no_index:
    case ErrorCode::corrupt:
    case ErrorCode::version: return Exit::no_index;
    case ErrorCode::locked: return Exit::locked;
    case ErrorCode::cancelled: return Exit::interrupted;
    default: return Exit::usage;
  }
}

int run_program(const char* name, const std::function<Exit()>& body) {
  try {
    return static_cast<int>(body());
  } catch (const Error& error) {
    std::cerr << name << ": " << printable(error.what()) << '\n';
    if (!error.hint().empty()) std::cerr << "hint: " << printable(error.hint()) << '\n';
    return static_cast<int>(exit_code(error.code()));
  } catch (const std::bad_alloc&) {
    std::cerr << name << ": out of memory\nhint: give it less to do at once (--jobs 1) or more memory\n";
  } catch (const std::exception& error) {
    std::cerr << name << ": " << printable(error.what()) << "\nhint: this is a bug in newsgrep; please report it\n";
  }
  return static_cast<int>(Exit::usage);
}

}  // namespace newsgrep
