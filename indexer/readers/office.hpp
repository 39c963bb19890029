// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/readers/reader.hpp"

namespace newsgrep {

Likeness sniff_office(std::string_view head);

/// A text of a word processor (DOCX, ODT): its words in paragraphs, read as plain text is. Nothing but its content is
/// unpacked, and that only in memory.
void read_office(Entry& entry, ArticleSink& sink);

}  // namespace newsgrep
