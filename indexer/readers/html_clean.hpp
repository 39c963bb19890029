// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// Most attributes of one tag, which libxml2 compares each with each.
inline constexpr std::size_t most_attributes = 1000;

/// What the Internet Archive puts into the pages that it shows, from the first to the second.
inline constexpr std::string_view archive_toolbar_begin = "<!-- BEGIN WAYBACK TOOLBAR INSERT -->",
                                  archive_toolbar_end = "<!-- END WAYBACK TOOLBAR INSERT -->";

/// A page as the parser gets it.
struct CleanPage {
  std::string html;                  ///< without scripts and styles, and without what would take the parser hours
  std::vector<std::string> json_ld;  ///< what was left out of it that is JSON-LD
  std::vector<std::string> data;     ///< what was left out of it that is other JSON, for the page's scripts
  std::size_t repairs = 0;           ///< tags that were cut short or left out
};

/// Scripts and styles are most of many pages; what the parser never sees costs nothing. What its time grows with the square of is
/// limited: the attributes of a tag, and end tags deep within elements that are never closed.
CleanPage cleaned(std::string_view html);

}  // namespace newsgrep
