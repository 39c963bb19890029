// SPDX-License-Identifier: GPL-2.0-or-later
// NewsML-G2: news items, packages of them, and messages that carry both.
#pragma once

#include "indexer/readers/reader.hpp"

namespace newsgrep {

Likeness sniff_newsml_g2(std::string_view head);

/// One article a news item: its inline XHTML, NITF or text; of pictures and films the headline and the description.
/// Concepts, plans and lists of other items are no news, and counted; what its provider withdrew is told.
void read_newsml_g2(Entry& entry, ArticleSink& sink);

}  // namespace newsgrep
