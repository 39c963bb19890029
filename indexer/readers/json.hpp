// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/readers/reader.hpp"

namespace newsgrep {

Likeness sniff_json_lines(std::string_view head);
Likeness sniff_json(std::string_view head);

/// JSON lines: each line an article; a bad line is reported and the next one read.
void read_json_lines(Entry& entry, ArticleSink& sink);

/// One object, an array of objects, an object that holds such an array, or objects one after another; streamed.
void read_json(Entry& entry, ArticleSink& sink);

}  // namespace newsgrep
