// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace newsgrep {

struct Decoded {
  std::string text;           ///< valid UTF-8 without BOM and without NULs
  std::string charset;        ///< what it was taken for: "utf-8", "windows-1252", ...
  bool guessed = false;       ///< neither a BOM nor a declaration said so
  std::uint32_t repairs = 0;  ///< characters that had to be replaced
};

/// Bytes to UTF-8: a BOM wins, then valid UTF-8, then the declared charset (labels as the web uses them: iso-8859-1 means
/// windows-1252), then a guess from the bytes.
Decoded decode(std::string bytes, std::string_view declared = {});

}  // namespace newsgrep
