// SPDX-License-Identifier: GPL-2.0-or-later
// Who wrote it: the names in what pages print as a byline.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// Stands between the parts of a byline that a page keeps apart.
inline constexpr char byline_part = '\x1F';

/// The names of a byline in their order, each once: "Von Jane Doe und Ali Baba, Redakteur" -> Jane Doe, Ali Baba.
/// Roles, places of work, dates, addresses and what stands in brackets are left out; agencies are names.
std::vector<std::string> names_of_byline(std::string_view byline);

/// The part of a short line that opens as bylines do and goes on with a full name: "3 May | By Jane Doe" -> "By Jane
/// Doe".
std::string_view byline_within(std::string_view line);

/// Whether what stands where bylines do may be a name: capitals, or the sign of an agency; no sentence.
bool may_be_author(std::string_view name);

/// Full names of people and nothing else: "Jane Doe", "JANE DOE/Ali Baba"; not "World News" or "Cape Town".
bool are_full_names(std::string_view line);

/// "Jane Doe, Staff Writer": a name and what that is, and no more than that before a comma or a bar.
bool names_writer(std::string_view line);

/// "Jane Doe is a reporter of the Lake Gazette": what stands below an article about who wrote it.
bool presents_writer(std::string_view text);

/// Whether it has a word for who writes for newspapers.
bool tells_writer(std::string_view text);

}  // namespace newsgrep
