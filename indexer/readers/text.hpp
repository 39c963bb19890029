// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/readers/reader.hpp"

#include <string>

namespace newsgrep {

Likeness sniff_text(std::string_view head);

/// One file, one article: with header lines of any style, a plain story, or a web page saved as text with its
/// furniture; or several, where a mail folder or a press database holds them.
void read_text(Entry& entry, ArticleSink& sink);

/// The same of a text that a reader of documents made. What the document says of itself fills what the text does not
/// say.
void read_text_of_document(std::string text, const Article& declared, Entry& entry, ArticleSink& sink);

}  // namespace newsgrep
