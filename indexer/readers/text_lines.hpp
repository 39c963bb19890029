// SPDX-License-Identifier: GPL-2.0-or-later
// What a line or block of plain text is: a header, a headline, a byline, prose, furniture.
#pragma once

#include "indexer/readers/collector.hpp"

#include <newsgrep/date.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// Lines between empty ones.
struct TextBlock {
  std::vector<std::string_view> lines;
};

std::vector<std::string_view> split_lines_of(std::string_view text);

/// Blocks by empty lines; a text without any becomes a headline, where its first line is one, and the rest.
std::vector<TextBlock> make_blocks(const std::vector<std::string_view>& lines);

/// "Headline: ...", "Date: ...", "By: ..."; role none for everything else.
struct HeaderLine {
  Role role = Role::none;
  std::string_view value;
};
HeaderLine header_line(std::string_view line);

/// "From: ...", "Message-ID: ...": lines of mail that say nothing of the article.
bool is_mail_line(std::string_view line);

bool is_url(std::string_view line);

/// "B y  J A N E  D O E" -> "Jane Doe"; "By Jane Doe" -> "Jane Doe"; empty when it is no byline.
std::string byline_of(std::string_view line);

/// A line between headline and body.
struct FrontLine {
  bool understood = false;     ///< it tells one of the following and is no text
  std::optional<Date> date;
  bool updated = false;        ///< the date is that of a change
  std::string byline, url;
};
FrontLine front_line(std::string_view line);

/// Sentences of some length.
bool is_prose(const TextBlock& block);

/// 0: no headline; more words are better, up to a point.
std::size_t headline_score(std::string_view line);

/// Share lines, related stories, newsletters, comments, legal notes: not what an article says.
bool is_furniture(std::string_view line);

}  // namespace newsgrep
