// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/xapian.hpp"

#include <string_view>

namespace newsgrep {

Error too_many(const std::string& what) {
  return Error(ErrorCode::query, "a beginning followed by * stands for too many words: " + what, "type more of its letters");
}

void rethrow(const Xapian::Error& error, const std::string& what) {
  const std::string_view type = error.get_type();
  const std::string message = what + ": " + error.get_msg() +
                              (error.get_error_string() ? std::string(" (") + error.get_error_string() + ")" : "");
  if (type == "DatabaseCorruptError" || type == "DatabaseModifiedError" || type == "DocNotFoundError" || type == "RangeError" ||
      type == "SerialisationError" || type == "DatabaseNotFoundError" || type == "DatabaseOpeningError") {
    throw Error(ErrorCode::corrupt, message, "run newsgrep-index --check, then newsgrep-index --rebuild PATH");
  }
  if (type == "DatabaseError" || type == "DatabaseCreateError")
    throw Error(ErrorCode::io, message, "is the disk full, or the folder not writable?");
  if (type == "DatabaseVersionError")
    throw Error(ErrorCode::version, message, "build it again: newsgrep-index --rebuild PATH");
  if (type == "WildcardError")
    throw too_many(error.get_msg());
  throw Error(ErrorCode::internal, message);
}

}  // namespace newsgrep
