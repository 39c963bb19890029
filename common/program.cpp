// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/program.hpp"

#include "common/utf8.hpp"

#include <cerrno>
#include <cstring>
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

namespace {

// What std::cout still holds. A reader who has gone away is no error.
void flush_output() {
  if (!std::cout.flush() && errno != EPIPE) throw Error(ErrorCode::io, std::string("cannot write the results: ") + std::strerror(errno));
}

}  // namespace

int run_program(const char* name, const std::function<Exit()>& body) {
  try {
    const Exit exit = body();
    flush_output();
    return static_cast<int>(exit);
  } catch (const Error& error) {
    std::cerr << name << ": " << printable(error.what()) << '\n';
    if (!error.hint().empty()) std::cerr << "hint: " << printable(error.hint()) << '\n';
    return static_cast<int>(exit_code(error.code()));
  } catch (const std::bad_alloc&) {
    std::cerr << name << ": out of memory\nhint: give it less to do at once (--jobs 1) or more memory\n";
  } catch (const std::exception& error) {
    std::cerr << name << ": " << printable(error.what()) << "\nhint: this is a bug in newsgrep; please report it\n";
  } catch (...) {  // Xapian's exceptions have a base of their own
    std::cerr << name << ": a failure of a kind that nobody expected\nhint: check the index: newsgrep-index --check, and if it is sound, please report it\n";
  }
  return static_cast<int>(Exit::usage);
}

}  // namespace newsgrep
