// SPDX-License-Identifier: GPL-2.0-or-later
// Pages of newspapers as optical recognition leaves them.
#pragma once

#include "indexer/readers/reader.hpp"

#include <optional>
#include <string>

namespace newsgrep {

Likeness sniff_alto(std::string_view head);

/// ALTO: one article a page, in the order of its blocks; words that a line end divides are joined. A page whose issue
/// has a METS document beside it is read by that.
void read_alto(Entry& entry, ArticleSink& sink);

/// The day in the name of a page's file, which is older than what paths of news usually name, or in its path.
std::optional<Date> date_of_page(const std::string& path);

}  // namespace newsgrep
