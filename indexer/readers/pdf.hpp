// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/readers/reader.hpp"

namespace newsgrep {

Likeness sniff_pdf(std::string_view head);

/// One document, one article: the text of its pages, without what is printed at the edges of all of them.
void read_pdf(Entry& entry, ArticleSink& sink);

}  // namespace newsgrep
