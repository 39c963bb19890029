// SPDX-License-Identifier: GPL-2.0-or-later
// NewsML of version 1, and what Reuters made of it for its corpus of 1996 and 1997 (RCV1).
#pragma once

#include "indexer/readers/reader.hpp"

namespace newsgrep {

Likeness sniff_newsml(std::string_view head);

/// One article a news item: of several forms or languages of one text the longest. Lists of topics are no news.
void read_newsml(Entry& entry, ArticleSink& sink);

Likeness sniff_rcv1(std::string_view head);
void read_rcv1(Entry& entry, ArticleSink& sink);

}  // namespace newsgrep
