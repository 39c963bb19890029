// SPDX-License-Identifier: GPL-2.0-or-later
// Where on a page its article ends: before another article, before what readers say.
#pragma once

#include "indexer/readers/html_body.hpp"
#include "indexer/readers/html_headline.hpp"
#include "indexer/readers/html_page.hpp"

#include <cstddef>

namespace newsgrep {

/// The last block that may belong to the article whose first paragraph is the block `first`; the number of all blocks
/// where nothing ends it.
std::size_t end_of_article(const Page& page, const Body& body, const Headline& headline, std::size_t first);

}  // namespace newsgrep
