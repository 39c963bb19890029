// SPDX-License-Identifier: GPL-2.0-or-later
// Pages of newspapers as optical recognition leaves them.
#pragma once

#include "indexer/readers/reader.hpp"

namespace newsgrep {

Likeness sniff_alto(std::string_view head);

/// ALTO: one article a page, in the order of its blocks; words that a line end divides are joined.
void read_alto(Entry& entry, ArticleSink& sink);

Likeness sniff_mets(std::string_view head);

/// METS: tells of pages that lie in other files, which are read by themselves.
void read_mets(Entry& entry, ArticleSink& sink);

}  // namespace newsgrep
