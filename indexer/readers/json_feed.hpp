// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/readers/reader.hpp"

namespace newsgrep {

Likeness sniff_json_feed(std::string_view head);

/// JSON Feed 1 and 1.1: one article an item. A feed is a rolling window: what has left it is still news.
void read_json_feed(Entry& entry, ArticleSink& sink);

}  // namespace newsgrep
