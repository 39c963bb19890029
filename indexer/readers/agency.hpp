// SPDX-License-Identifier: GPL-2.0-or-later
// Text of news agencies as their wires send it: IPTC 7901, ANPA 1312, and plain telex.
#pragma once

#include "indexer/readers/reader.hpp"

namespace newsgrep {

Likeness sniff_iptc7901(std::string_view head);
void read_iptc7901(Entry& entry, ArticleSink& sink);

Likeness sniff_anpa(std::string_view head);
void read_anpa(Entry& entry, ArticleSink& sink);

/// What stands between ZCZC and NNNN, the marks of a telex, with lines that a mark in front names.
Likeness sniff_telex(std::string_view head);
void read_telex(Entry& entry, ArticleSink& sink);

}  // namespace newsgrep
