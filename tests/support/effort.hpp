// SPDX-License-Identifier: GPL-2.0-or-later
// How much is tried of what could be tried for ever.
#pragma once

namespace newsgrep::testing {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool sanitized = true;
#elif defined(__has_feature)
inline constexpr bool sanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
inline constexpr bool sanitized = false;
#endif

/// So many of `count` random cases as this build tries: a sanitizer, which makes each several times slower, sees a quarter of them.
constexpr unsigned effort(unsigned count) { return sanitized ? (count + 3) / 4 : count; }

}  // namespace newsgrep::testing
