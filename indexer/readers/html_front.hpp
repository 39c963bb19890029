// SPDX-License-Identifier: GPL-2.0-or-later
// What stands between headline and text: when it was published, and who wrote it.
#pragma once

#include "indexer/readers/html_article.hpp"
#include "indexer/readers/html_page.hpp"
#include "indexer/readers/reader.hpp"

namespace newsgrep {

/// Fills date and byline where the metadata of the page name none: from <time>, from the address, from the lines above
/// the text and right below it, and the date at last from the path of the file.
void read_front(const Page& page, const ArticleText& text, std::string_view path, Draft& draft, bool explain);

}  // namespace newsgrep
