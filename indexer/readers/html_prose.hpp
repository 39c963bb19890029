// SPDX-License-Identifier: GPL-2.0-or-later
// What the words of a block of a page say about it: prose of an article, a caption, a call to read, write or pay.
#pragma once

#include "indexer/readers/html_page.hpp"

#include <string>
#include <string_view>

namespace newsgrep {

/// Letters and digits only, small: what titles, names and quotations are compared by.
std::string letters(std::string_view text);

/// The share of a block that is linked; 1 for an empty one.
double link_share(const PageBlock& block);

/// Sentences of some length that are not mostly links; in scripts that mark no sentences, length alone.
bool is_prose(const PageBlock& block);

/// "Read also: ...", "Les ogs\u00e5: ...": another article in the middle of this one, in the languages that news is in
/// most.
bool points_elsewhere(const PageBlock& block);

/// A line of the site: a button, a label, a legal note; or a pointer to another article.
bool is_foreign(const PageBlock& block);

/// "Photo: Jane Doe/Agency": ends with whom a picture is from.
bool is_credited(std::string_view text);

/// Asks for a subscription, a gift, a comment, or tells the rules of comments: what stands below articles.
bool asks_reader(std::string_view text);

/// "Reply", "Antworten": stands below what a reader says.
bool asks_for_reply(std::string_view text);

/// "12 Comments", "Kommentare": stands above what readers say.
bool opens_comments(const PageBlock& block);

}  // namespace newsgrep
