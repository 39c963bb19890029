// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace newsgrep {

/// Whether a character is one from the first to the last of a range.
inline bool in(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

}  // namespace newsgrep
