// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/readers/reader.hpp"

namespace newsgrep {

Likeness sniff_html(std::string_view head);

/// One page, one article: its text without menus and other furniture, and what the page says about it.
void read_html(Entry& entry, ArticleSink& sink);

/// Whether a value is a whole page, not a fragment of one.
bool is_html_page(std::string_view value);

enum class PageKind : unsigned char { article, empty, list };

/// The article of a page that is at hand in UTF-8; `path` may date it. Nothing but an article fills the draft.
PageKind read_html_page(std::string_view html, std::string_view path, Draft& draft, bool explain);

/// What to say of a page that is no article.
Diagnostic page_without_article(PageKind kind);

}  // namespace newsgrep
