// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/readers/reader.hpp"

namespace newsgrep {

Likeness sniff_subtitles(std::string_view head);

/// Subtitles of a broadcast (SubRip, WebVTT): what is said, without the times and without what is shown twice.
void read_subtitles(Entry& entry, ArticleSink& sink);

}  // namespace newsgrep
