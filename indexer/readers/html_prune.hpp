// SPDX-License-Identifier: GPL-2.0-or-later
// What stands among the blocks of an article and is none of its text.
#pragma once

#include "indexer/readers/html_body.hpp"
#include "indexer/readers/html_page.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace newsgrep {

/// Takes back boxes between the paragraphs that have a heading of their own, as long as they hold little of the text.
/// `keep` tells for each block whether it is kept, here and below.
void drop_boxes(const Page& page, const Body& body, std::vector<bool>& keep);

/// Takes back requests to readers, quotations that the text repeats, and headings with nothing behind them up to the
/// block `last`.
void drop_insets(const Page& page, const Body& body, std::size_t last, std::vector<bool>& keep);

/// Removes from the blocks of a text those at its end, or in front of it, that tell about its authors.
void drop_author_notes(const Page& page, const std::vector<std::string>& authors, std::vector<std::size_t>& blocks);

}  // namespace newsgrep
