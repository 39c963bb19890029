// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/xapian.hpp"

#include "common/hints.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>

namespace newsgrep {

Error too_many(const std::string& what) {
  return Error(ErrorCode::query, "a beginning followed by * stands for too many words: " + what, "type more of its letters");
}

namespace {

// The system refused, whatever state the files are in. Xapian keeps the text of errno, not its number.
bool system_refused(const Xapian::Error& error) {
  constexpr int refusals[] = {ENOSPC, EDQUOT, EFBIG, EACCES, EPERM, EROFS, EMFILE, ENFILE, ENOMEM, EIO};
  const char* reason = error.get_error_string();
  return reason && std::any_of(std::begin(refusals), std::end(refusals), [&](int number) { return std::string_view(reason) == std::strerror(number); });
}

}  // namespace

void rethrow(const Xapian::Error& error, const std::string& what) {
  const std::string_view type = error.get_type();
  const std::string message = what + ": " + error.get_msg() +
                              (error.get_error_string() ? std::string(" (") + error.get_error_string() + ")" : "");
  if (type == "DatabaseCreateError" || ((type == "DatabaseError" || type == "DatabaseOpeningError") && system_refused(error)))
    throw Error(ErrorCode::io, message, "is the disk full, or the folder not writable?");
  if (type == "DatabaseError" || type == "DatabaseCorruptError" || type == "DatabaseModifiedError" || type == "DocNotFoundError" || type == "RangeError" ||
      type == "SerialisationError" || type == "DatabaseNotFoundError" || type == "DatabaseOpeningError") {
    throw Error(ErrorCode::corrupt, message, check_hint);
  }
  if (type == "DatabaseVersionError")
    throw Error(ErrorCode::version, message, "build it again: newsgrep-index --rebuild PATH");
  if (type == "WildcardError")
    throw too_many(error.get_msg());
  throw Error(ErrorCode::internal, message);
}

}  // namespace newsgrep
