// SPDX-License-Identifier: GPL-2.0-or-later
// Small markup inside values: entities, and the tags that feeds and dumps leave in their texts.
#pragma once

#include "indexer/readers/paragraphs.hpp"

#include <string>
#include <string_view>

namespace newsgrep {

/// Replaces &name; &#123; and &#x7B;. Unknown ones stay; control characters are dropped.
std::string decode_entities(std::string_view text);

/// Whether a value looks like HTML: an element that news uses, or entities.
bool looks_like_markup(std::string_view text);

/// Text of an HTML fragment: block elements and double <br> end paragraphs, script and style are left out, and
/// so are captions, players and boxes that are named as furniture. A fragment
/// without them has the paragraphs of its lines.
std::string strip_markup(std::string_view html);

/// Paragraphs of a value that may be plain text, HTML or escaped HTML.
std::string plain_text(std::string_view value);

}  // namespace newsgrep
