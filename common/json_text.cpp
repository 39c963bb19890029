// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/json_text.hpp"

#include "common/utf8.hpp"

#include <cstdio>

namespace newsgrep {
namespace {

bool obeyed(char32_t c) {
  return (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

std::string escaped_controls(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    const std::size_t start = at;
    const char32_t c = next_char(json, at);
    if (!obeyed(c)) {
      out.append(json.substr(start, at - start));
      continue;
    }
    char code[8];
    std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned>(c) & 0xFFFFu);
    out += code;
  }
  return out;
}

}  // namespace newsgrep
