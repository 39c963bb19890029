// SPDX-License-Identifier: GPL-2.0-or-later
// What a page declares about its article: JSON-LD, meta tags, headings, elements named as bylines.
#pragma once

#include "common/date.hpp"
#include "indexer/readers/html_page.hpp"
#include "indexer/readers/reader.hpp"

namespace newsgrep {

/// Fills everything but the text. `body` of JSON-LD, when there is one, is returned for comparison with the visible
/// text. A date of publication behind the day `latest` is doubtful: it counts only when no source has another one.
std::string read_metadata(const Page& page, Draft& draft, bool explain, Day latest);

}  // namespace newsgrep
