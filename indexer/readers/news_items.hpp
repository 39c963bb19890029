// SPDX-License-Identifier: GPL-2.0-or-later
// Files of news items in XML: what NewsML 1, NewsML-G2 and the Reuters Corpus have alike.
#pragma once

#include "indexer/readers/reader.hpp"
#include "indexer/readers/xml.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// The articles of one item: mostly one.
using MakeDrafts = std::vector<Draft> (*)(const XmlRecord& item, bool explain);
/// Goes on from a number: "with the status draft"; empty for an item that is read.
using WhyLeftOut = std::string (*)(const XmlNode& item);

/// Reads the elements of these names; what is left out is counted and told.
void read_news_items(Entry& entry, ArticleSink& sink, std::initializer_list<std::string_view> names, MakeDrafts make, WhyLeftOut why_left_out);

}  // namespace newsgrep
