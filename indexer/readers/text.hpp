// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/readers/reader.hpp"

namespace newsgrep {

Likeness sniff_text(std::string_view head);

/// One file, one article: with header lines of any style, a plain story, or a web page saved as text with its
/// furniture; or several, where a mail folder or a press database holds them.
void read_text(Entry& entry, ArticleSink& sink);

}  // namespace newsgrep
