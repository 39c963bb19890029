// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/readers/reader.hpp"

namespace newsgrep {

Likeness sniff_rtf(std::string_view head);

/// Rich text as word processors and press databases save it: its words in paragraphs, read as plain text is.
void read_rtf(Entry& entry, ArticleSink& sink);

}  // namespace newsgrep
