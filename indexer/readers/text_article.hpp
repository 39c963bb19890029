// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/readers/reader.hpp"

#include <string_view>

namespace newsgrep {

/// The article of a text: header lines, headline, byline, date and body; of a saved page without the furniture around
/// and within it. `path` dates it when nothing else does.
Draft text_article(std::string_view text, std::string_view path, bool explain);

}  // namespace newsgrep
