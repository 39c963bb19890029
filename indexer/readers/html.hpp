// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/readers/reader.hpp"

namespace newsgrep {

Likeness sniff_html(std::string_view head);

/// One page, one article: its text without menus and other furniture, and what the page says about it.
void read_html(Entry& entry, ArticleSink& sink);

}  // namespace newsgrep
