// SPDX-License-Identifier: GPL-2.0-or-later
// Pages that a browser saved: with all their parts in one file as MHTML or by SingleFile, or as they are with a note.
#pragma once

#include "indexer/readers/reader.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace newsgrep {

Likeness sniff_mhtml(std::string_view head);

/// The page, which is the first HTML of its parts; its frames, pictures and styles are left out.
void read_mhtml(Entry& entry, ArticleSink& sink);

/// Where a page came from and when, as a browser noted it.
struct SavedFrom {
  std::string url;
  Date captured;
};

/// The note of a browser or of SingleFile in front of a page, or of the Internet Archive behind it.
std::optional<SavedFrom> saved_page_note(std::string_view html);

/// The address of a page that the Internet Archive kept, without what it puts before it.
std::string_view archived_address(std::string_view url);

/// Makes a saved page's origin that of the article, as far as the page does not say better.
void apply_origin(const SavedFrom& from, Draft& draft, bool explain);

}  // namespace newsgrep
