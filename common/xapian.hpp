// SPDX-License-Identifier: GPL-2.0-or-later
// The only door to Xapian: its header is included here and nowhere else, and its exceptions leave as newsgrep::Error.
#pragma once

#include <newsgrep/error.hpp>

#include <string>
#include <utility>

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#endif
#include <xapian.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

namespace newsgrep {

/// Rethrows a Xapian error met while working on `what` as an Error with a hint.
[[noreturn]] void rethrow(const Xapian::Error& error, const std::string& what);

/// Runs `body`; no Xapian exception gets past it, and none is swallowed.
template <class Body>
auto guarded(const std::string& what, Body&& body) -> decltype(body()) {
  try {
    return std::forward<Body>(body)();
  } catch (const Xapian::Error& error) {
    rethrow(error, what);
  }
}

}  // namespace newsgrep
