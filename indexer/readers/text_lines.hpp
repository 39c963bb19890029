// SPDX-License-Identifier: GPL-2.0-or-later
// What a line or block of plain text is: a header, a headline, a byline, prose, furniture.
#pragma once

#include "common/utf8.hpp"
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

/// "Headline: ...", "[Date] ...", "author = ...", "Date<tab>...".
struct HeaderLine {
  bool shaped = false;  ///< a name and a value, if only such a name as nobody knows
  Role role = Role::none;
  std::string_view value;
};
HeaderLine header_line(std::string_view line);

bool is_url(std::string_view line);

inline bool is_blank(std::string_view line) { return trim(line).empty(); }

/// "B y  J A N E  D O E" -> "Jane Doe"; "Von Jana Döhring" -> "Jana Döhring"; empty when it is no byline.
std::string byline_of(std::string_view line);

/// Two to seven words that begin with capitals, or with the small words of names.
bool is_name(std::string_view text);

/// A line between headline and body.
struct FrontLine {
  bool understood = false;  ///< it tells one of the following and is no text; a dateline tells a date and is text
  std::optional<Date> date, updated;
  std::string byline, url;
};
FrontLine front_line(std::string_view line);

/// The day in a dateline: "AUSTIN, Texas, Feb. 1, 2017 /PRNewswire/ -- The company said".
std::optional<Date> dateline_date(std::string_view line);

/// Sentences of some length.
bool is_prose(const TextBlock& block);

/// Lines of one paragraph that an editor broke at a right margin.
bool is_wrapped(const TextBlock& block);

/// The lines as paragraphs: one, but where a line ends long before the margin.
std::vector<std::string> paragraphs_in(const TextBlock& block);

bool ends_sentence(std::string_view line);

/// How many words; signs of scripts without spaces count as half of one.
std::size_t word_count(std::string_view line);

/// Whether it may be a headline: no address, byline, date, furniture or sentence.
bool may_be_headline(std::string_view line);

/// Whether a block of a web page begins as share lines, related stories and notices do.
bool is_furniture(std::string_view line);

/// The line without the marks of Markdown around it.
std::string_view without_marks(std::string_view line);

}  // namespace newsgrep
