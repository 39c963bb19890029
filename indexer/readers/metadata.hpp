// SPDX-License-Identifier: GPL-2.0-or-later
// What a page says about its article: JSON-LD, meta tags, <time>, headings, its address.
#pragma once

#include "indexer/readers/html_page.hpp"
#include "indexer/readers/reader.hpp"

namespace newsgrep {

/// Fills everything but the text. `body` of JSON-LD, when there is one, is returned for comparison with the visible
/// text.
std::string read_metadata(const Page& page, Draft& draft, bool explain);

/// Dates that only the text around the article shows: <time> near its first paragraph, a line above it, the path. For a
/// page whose metadata name none.
void find_visible_date(const Page& page, std::uint32_t first_element, std::string_view path, Draft& draft,
                       bool explain);

}  // namespace newsgrep
