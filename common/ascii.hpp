// SPDX-License-Identifier: GPL-2.0-or-later
// Bytes of ASCII, whatever the locale.
#pragma once

#include <algorithm>
#include <string_view>

namespace newsgrep {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_small(char c) { return c >= 'a' && c <= 'z'; }
inline bool is_ascii_letter(char c) { return is_small(c) || (c >= 'A' && c <= 'Z'); }

/// Takes the first line off, and returns it without its line feed.
inline std::string_view next_line(std::string_view& rest) {
  const auto line = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  return line;
}

}  // namespace newsgrep
