// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/xapian.hpp"

#include "common/hints.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>

namespace newsgrep {

namespace {

// The errno with which the system refused, whatever state the files are in; 0: it did not. Xapian keeps its text, not its number.
int refusal_of(const Xapian::Error& error) {
  constexpr int refusals[] = {ENOSPC, EDQUOT, EFBIG, EACCES, EPERM, EROFS, EMFILE, ENFILE, ENOMEM, EIO};
  const char* reason = error.get_error_string();
  if (!reason) return 0;
  const auto at = std::find_if(std::begin(refusals), std::end(refusals), [&](int number) { return std::string_view(reason) == std::strerror(number); });
  return at == std::end(refusals) ? 0 : *at;
}

}  // namespace

void rethrow(const Xapian::Error& error, const std::string& what) {
  const std::string_view type = error.get_type();
  const std::string message = what + ": " + error.get_msg() +
                              (error.get_error_string() ? std::string(" (") + error.get_error_string() + ")" : "");
  const int refused = refusal_of(error);
  if (type == "DatabaseCreateError" || type == "DatabaseLockError" || ((type == "DatabaseError" || type == "DatabaseOpeningError") && refused != 0)) {
    const std::string hint = hint_of(refused);
    throw Error(ErrorCode::io, message, hint.empty() ? "is the disk full, or the folder not writable?" : hint);
  }
  if (type == "DatabaseError" || type == "DatabaseCorruptError" || type == "DatabaseModifiedError" || type == "DocNotFoundError" || type == "RangeError" ||
      type == "SerialisationError" || type == "DatabaseNotFoundError" || type == "DatabaseOpeningError") {
    throw Error(ErrorCode::corrupt, message, check_hint);
  }
  if (type == "DatabaseVersionError")
    throw Error(ErrorCode::version, message, "build it again: newsgrep-index --rebuild PATH");
  throw Error(ErrorCode::internal, message);
}

}  // namespace newsgrep
