// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/readers/reader.hpp"

namespace newsgrep {

Likeness sniff_csv(std::string_view head);

/// Comma-, semicolon-, tab- or bar-separated values whose first row names them; quoted cells may hold line ends.
void read_csv(Entry& entry, ArticleSink& sink);

}  // namespace newsgrep
