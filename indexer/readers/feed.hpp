// SPDX-License-Identifier: GPL-2.0-or-later
// Feeds: RSS of every version, Atom, and the exports that WordPress makes in the form of RSS.
#pragma once

#include "indexer/readers/reader.hpp"

namespace newsgrep {

Likeness sniff_feed(std::string_view head);

/// One article an item. A feed is a rolling window: what has left it is still news.
void read_feed(Entry& entry, ArticleSink& sink);

Likeness sniff_wxr(std::string_view head);

/// The published posts and pages of a site; drafts, pictures and menus are counted.
void read_wxr(Entry& entry, ArticleSink& sink);

}  // namespace newsgrep
