// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsgrep {

/// The prose of a wiki page, and what its markup tells.
struct WikiPage {
  std::string text;                   ///< paragraphs; lists and headings are kept, tables, notes and sources are not
  std::vector<std::string> categories, captions;
  std::string date, place;            ///< of {{date|...}}, {{byline|date=...|location=...}}
};

/// Reads wikitext. Templates are left out, but for those that stand for words ({{w|Page|words}}).
WikiPage read_wikitext(std::string_view wikitext);

}  // namespace newsgrep
