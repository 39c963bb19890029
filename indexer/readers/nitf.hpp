// SPDX-License-Identifier: GPL-2.0-or-later
// NITF, the News Industry Text Format, of every version and as agencies and The New York Times write it.
#pragma once

#include "indexer/readers/reader.hpp"
#include "indexer/readers/xml.hpp"

#include <string>

namespace newsgrep {

Likeness sniff_nitf(std::string_view head);
void read_nitf(Entry& entry, ArticleSink& sink);

/// The article of an element `nitf`.
Draft nitf_article(const XmlNode& nitf, bool explain);

/// Why its provider does not want it published: "canceled", "embargoed", "withheld"; empty for what may be.
std::string nitf_status(const XmlNode& nitf);

}  // namespace newsgrep
