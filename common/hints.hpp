// SPDX-License-Identifier: GPL-2.0-or-later
// What errors about an index that is damaged say is to be done.
#pragma once

namespace newsgrep {

inline constexpr const char* check_hint = "run newsgrep-index --check, then newsgrep-index --repair";
inline constexpr const char* repair_hint = "mend it: newsgrep-index --repair";
inline constexpr const char* rebuild_hint = "build it again: newsgrep-index --rebuild PATH";

}  // namespace newsgrep
