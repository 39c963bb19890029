// SPDX-License-Identifier: GPL-2.0-or-later
// What a page declares about its article: JSON-LD, meta tags, headings, elements named as bylines.
#pragma once

#include "common/date.hpp"
#include "indexer/readers/html_page.hpp"
#include "indexer/readers/reader.hpp"

#include <string>

namespace newsgrep {

/// What a page declares beside the fields of an article.
struct Declared {
  std::string body;      ///< the text in JSON-LD, for comparison with the visible one
  bool article = false;  ///< it says that it is an article
  std::string site_author, site_author_from;  ///< whom it names as the author where that is only the site, and where
};

/// Fills everything but the text. A date of publication behind the day `latest` is doubtful: it counts only when no
/// source has another one.
Declared read_metadata(const Page& page, Draft& draft, bool explain, Day latest);

/// Names the site as the author where nothing else names one.
void fall_back_to_site(const Declared& declared, Draft& draft, bool explain);

}  // namespace newsgrep
