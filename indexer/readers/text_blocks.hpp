// SPDX-License-Identifier: GPL-2.0-or-later
// What a block of a text is, where the text was saved from a web page.
#pragma once

#include "indexer/readers/text_lines.hpp"

#include <cstddef>

namespace newsgrep {

/// Lines that are longer are no links.
inline constexpr std::size_t longest_link = 160;

/// One of the page's menus.
bool is_menu(const TextBlock& block);

/// "Share", "12": nothing but furniture and numbers.
bool is_buttons(const TextBlock& block);

/// There is a byline or a date among its lines.
bool is_front(const TextBlock& block);

/// The same of short lines only, if the last one ends like a sentence.
bool is_front_block(const TextBlock& block);

/// It has sentences of its own that could belong to the article.
bool has_sentence(const TextBlock& block);

/// Short lines, such as the tags behind the last sentence.
bool is_tags(const TextBlock& block);

}  // namespace newsgrep
