// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <newsgrep/export.hpp>

#include <stdexcept>
#include <string>

namespace newsgrep {

/// What kind of failure an Error is. The numbers are stable.
enum class ErrorCode {
  usage = 1,         ///< the caller asked for something that makes no sense
  query = 2,         ///< a query that cannot be run
  io = 3,            ///< the file system refused
  no_index = 10,     ///< there is no index where one was looked for
  corrupt = 11,      ///< the index, or one file of it, is damaged
  version = 12,      ///< the index was written by another schema
  locked = 20,       ///< another writer holds the index
  cancelled = 30,    ///< the caller's cancellation was seen
  internal = 99,     ///< a bug in newsgrep
};

/// The one exception newsgrep throws: what is wrong and where (what()), and what to do about it (hint()).
/// Copyable, usable from any thread.
class NEWSGREP_EXPORT Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message, std::string hint = {})
      : std::runtime_error(message), code_(code), hint_(std::move(hint)) {}

  ErrorCode code() const noexcept { return code_; }

  /// What the user can do; may be empty.
  const std::string& hint() const noexcept { return hint_; }

 private:
  ErrorCode code_;
  std::string hint_;
};

}  // namespace newsgrep
