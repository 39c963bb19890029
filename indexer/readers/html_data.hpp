// SPDX-License-Identifier: GPL-2.0-or-later
// Pages that only scripts fill: their article lies in the data for these.
#pragma once

#include "indexer/readers/html_page.hpp"
#include "indexer/readers/reader.hpp"

#include <optional>
#include <string_view>

namespace newsgrep {

/// The article with this headline in the data of a page, and of several the one with the longest text; nothing when none
/// has a text.
std::optional<Draft> article_in_data(const Page& page, std::string_view title);

}  // namespace newsgrep
