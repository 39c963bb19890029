// SPDX-License-Identifier: GPL-2.0-or-later
// JSON that is safe to look at on a terminal.
#pragma once

#include <string>
#include <string_view>

namespace newsgrep {

/// The same JSON with DEL, U+0080 to U+009F and the characters that reorder a line (U+202A to U+202E, U+2066 to U+2069) as \u escapes:
/// JSON lets them stand, a terminal may obey them. `json` is UTF-8; all text in it is in strings.
std::string escaped_controls(std::string_view json);

}  // namespace newsgrep
