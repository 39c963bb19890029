// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/containers/open.hpp"
#include "indexer/readers/reader.hpp"
#include "indexer/reading.hpp"

#include <newsgrep/indexer.hpp>

namespace newsgrep {

/// Reads what a file holds, itself or its entries if it is a container, with the readers of their formats. `file` gets what is to be
/// known of it beside its articles.
void read_entries(InputFile& input, const FileJob& job, const IndexOptions& options, ReadFile& file, ArticleSink& sink);

}  // namespace newsgrep
