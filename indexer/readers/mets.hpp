// SPDX-License-Identifier: GPL-2.0-or-later
// The contents of an issue of a newspaper: which words of which pages are one article.
#pragma once

#include "indexer/readers/reader.hpp"
#include "indexer/readers/xml.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// From one word, line or block of a page to another, or only the one.
struct MetsArea {
  std::string file;        ///< as the document names it, without what says that it is a file
  std::string begin, end;  ///< IDs; `end` may be empty
};

struct MetsArticle {
  std::string id, type, title, language;
  std::vector<std::string> authors;
  std::vector<MetsArea> areas;
};

struct MetsIssue {
  std::string title, date;
  std::vector<MetsArticle> articles;  ///< those that tell where their words are
};

/// Of the root of a METS document.
MetsIssue read_issue(const XmlNode& root);

/// The name of the document beside a page, or in the folder above, by which the articles of that page are read; empty
/// when there is none.
std::string contents_of_page(const Entry& page);

Likeness sniff_mets(std::string_view head);

/// The articles of an issue, from the pages beside the document. Without them, or where it does not tell of articles,
/// there are none: pages are read by themselves.
void read_mets(Entry& entry, ArticleSink& sink);

}  // namespace newsgrep
