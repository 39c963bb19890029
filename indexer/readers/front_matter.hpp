// SPDX-License-Identifier: GPL-2.0-or-later
// What generators of sites put before a text: names with their values between two lines of "---" or of "+++".
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace newsgrep {

/// Whether a line opens front matter, if that is closed further down.
bool opens_front_matter(std::string_view line);

/// How many lines front matter takes of the front, with both its marks and with the empty lines before it; 0 when there is
/// none, or no name in it.
std::size_t front_matter_lines(const std::vector<std::string_view>& lines);

}  // namespace newsgrep
