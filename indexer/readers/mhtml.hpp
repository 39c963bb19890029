// SPDX-License-Identifier: GPL-2.0-or-later
// Pages that a browser saved with all their parts in one file: MHTML, and what SingleFile makes.
#pragma once

#include "indexer/readers/reader.hpp"

#include <optional>
#include <string>

namespace newsgrep {

Likeness sniff_mhtml(std::string_view head);

/// The page, which is the first HTML of its parts; its frames, pictures and styles are left out.
void read_mhtml(Entry& entry, ArticleSink& sink);

/// Where a page came from and when, as a browser noted it.
struct SavedFrom {
  std::string url;
  Date captured;
};

/// The note that SingleFile leaves in front of a page.
std::optional<SavedFrom> single_file_note(std::string_view html);

/// Makes a saved page's origin that of the article, as far as the page does not say better.
void apply_origin(const SavedFrom& from, Draft& draft, bool explain);

}  // namespace newsgrep
