// SPDX-License-Identifier: GPL-2.0-or-later
// ninjs, the news in JSON of the IPTC, versions 1 to 3, and what agencies make like it.
#pragma once

#include "indexer/readers/reader.hpp"

#include <simdjson.h>

#include <string>

namespace newsgrep {

bool is_ninjs(simdjson::dom::object object);

/// Why an item is no news to be read: "declared canceled by the provider", "announcing an event"; empty for news.
std::string why_no_ninjs_article(simdjson::dom::object object);

/// The article of an item; of a picture its headline and caption.
Draft ninjs_article(simdjson::dom::object object, bool explain);

}  // namespace newsgrep
