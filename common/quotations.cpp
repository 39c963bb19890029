// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/quotations.hpp"

#include "common/utf8.hpp"

namespace newsgrep {
namespace {

bool is_mark(char32_t c) {
  switch (c) {
    case '"': case 0xAB: case 0xBB: case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x300C: case 0x300D: case 0x300E: case 0x300F: case 0x301D: case 0x301E: case 0x301F: case 0xFF02: return true;
    default: return false;
  }
}

}  // namespace

std::uint32_t Quotations::next(std::string_view before, bool paragraph) {
  if (paragraph) {
    inside_ = false;
    if (const auto line = before.rfind('\n'); line != std::string_view::npos) before.remove_prefix(line + 1);
  }
  for (std::size_t at = 0; at < before.size();)
    if (is_mark(next_char(before, at))) {
      inside_ = !inside_;
      opened_ += inside_;
    }
  return inside_ ? opened_ : 0;
}

}  // namespace newsgrep
