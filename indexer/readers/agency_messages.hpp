// SPDX-License-Identifier: GPL-2.0-or-later
// What the wires of agencies have in common: messages between control characters, lines, and dates in their ends.
#pragma once

#include "indexer/readers/reader.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace newsgrep {

/// The control characters that frame a message and its text.
inline constexpr char start_of_header = 1, start_of_text = 2, end_of_text = 3, unit_separator = 0x1F;

/// Without the white space and the fillers that a wire sends first.
std::string_view behind_padding(std::string_view head);

/// Line ends of all kinds as line feeds: a carriage return alone is one; several in front of a line feed, or one behind it, are of its line end.
std::string with_line_feeds(std::string_view text);

/// Line feeds and tabs stay.
std::string without_controls(std::string_view text);

/// `message` is one, behind the sign that starts its header, and keeps its control characters.
using MakeDraft = Draft (*)(std::string_view message, bool explain);

/// Reads all messages of a file, each from one start of a header to the next.
void read_messages(Entry& entry, ArticleSink& sink, MakeDraft make);

/// Gives an article the date that `printed` shows, if there is one.
void set_printed_date(Draft& draft, const std::optional<Date>& date, const char* from, std::string_view printed, bool explain);

}  // namespace newsgrep
