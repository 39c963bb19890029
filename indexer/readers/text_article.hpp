// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/readers/reader.hpp"

#include <string_view>
#include <vector>

namespace newsgrep {

/// The article of a text, given as its lines: header lines, headline, byline, date and body; of a saved page without
/// the furniture around and within it. `path` dates it when nothing else does.
Draft text_article(std::vector<std::string_view> lines, std::string_view path, bool explain);

}  // namespace newsgrep
