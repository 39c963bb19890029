// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/readers/reader.hpp"

namespace newsgrep {

Likeness sniff_mediawiki(std::string_view head);

/// The dump of a wiki, as Wikinews has it: one article a page of the main namespace, in its newest form. Redirects and
/// pages of other namespaces are counted.
void read_mediawiki(Entry& entry, ArticleSink& sink);

}  // namespace newsgrep
