// SPDX-License-Identifier: GPL-2.0-or-later
// What a part of a byline is, looked at by itself: a name, or what stands beside one. Parts are trimmed and not empty.
#pragma once

#include <cstddef>
#include <string_view>

namespace newsgrep {

/// Where the script has no capitals every letter counts as one.
bool begins_with_capital(std::string_view text);

std::size_t count_words(std::string_view text);

/// Every word begins with a capital letter but for those that names have in small ones.
bool is_capitalized(std::string_view text);

/// "Jane Doe", "Jane van der Doe": two to five words.
bool is_full_name(std::string_view text);

/// Agencies and authors that write themselves in small letters: "dpa", "red".
bool is_sign(std::string_view part);

bool has_letter(std::string_view part);

/// Words for those who write for newspapers.
bool is_writer(std::string_view part);

/// Buttons and labels that stand beside names.
bool is_label(std::string_view part);

/// Of the web or of mail.
bool is_address(std::string_view part);

/// "Monday", "Aug.", "3 May"'s month with no more than a word behind it.
bool is_month_or_weekday(std::string_view part);

/// A month or a day alone is what is left of a date.
bool is_day_word(std::string_view part);

/// "15:56 BST", "9:39AM", "27 April"
bool is_time(std::string_view part);

/// What stands beside a name: a role, a day, a remark.
bool is_note(std::string_view part);

}  // namespace newsgrep
