// SPDX-License-Identifier: GPL-2.0-or-later
// The SGML of news collections: Reuters-21578 and TREC. Many records in a file, without a root.
#pragma once

#include "indexer/readers/reader.hpp"

namespace newsgrep {

Likeness sniff_reuters(std::string_view head);
void read_reuters(Entry& entry, ArticleSink& sink);

Likeness sniff_trec(std::string_view head);
void read_trec(Entry& entry, ArticleSink& sink);

}  // namespace newsgrep
