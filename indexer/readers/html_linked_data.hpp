// SPDX-License-Identifier: GPL-2.0-or-later
// What a page says about its article in JSON-LD.
#pragma once

#include "indexer/readers/html_page.hpp"

#include <string>
#include <vector>

namespace newsgrep {

/// What the page's JSON-LD says about its article, as it stands there; several authors are joined by commas.
struct LinkedData {
  std::string headline, author, publisher, section, language, url, published, modified, keywords, dateline, body;
  std::vector<std::string> trail;  ///< the steps of the breadcrumb list from the front page on
  bool article = false;            ///< it tells of an article at all
};

/// Of several articles it is the one with the address or the headline of the page, else the first. Arrays and @graph
/// are looked into, references to other nodes (@id) followed; small faults of the JSON are mended, and what cannot be
/// read is passed over.
LinkedData read_linked_data(const Page& page);

}  // namespace newsgrep
