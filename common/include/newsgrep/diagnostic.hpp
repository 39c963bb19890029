// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace newsgrep {

enum class Severity : std::uint8_t {
  notice,   ///< something was understood in one of several possible ways
  warning,  ///< something was repaired or left out
  error,    ///< the thing it speaks of could not be used
};

/// An expected trouble, reported as a value while the work goes on: a bad article, a repaired query.
/// It speaks of a place in a file (address, line) or of a range of the query text (begin, end), never of both.
struct Diagnostic {
  Severity severity = Severity::warning;
  std::string kind;     ///< stable snake_case word for programs: "bad_json", "closed_quote"
  std::string message;  ///< one sentence for people, without the place
  std::string hint;     ///< what to do; may be empty

  std::string address;     ///< `path`, `path!entry` or `path#N`; empty for queries
  std::uint64_t line = 0;  ///< 1-based line in the file; 0 when unknown

  std::size_t begin = 0;  ///< first byte of the query text it speaks of
  std::size_t end = 0;    ///< one past the last byte
};

}  // namespace newsgrep
