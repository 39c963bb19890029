// SPDX-License-Identifier: GPL-2.0-or-later
// Names that dates are written with, in the languages news comes in.
#pragma once

#include <optional>
#include <string_view>

namespace newsgrep {

/// 1 to 12 for a month's name or the first letters of one ("Sept", "févr", "апреля"); 0 for every other word.
unsigned month_number(std::string_view word);

/// False only where no word that begins with these bytes is a month's name: tells it from the first three letters of a
/// word in ASCII, and of Chinese and Japanese ones from the first sign.
bool may_be_month(std::string_view text);

/// "Thursday", "Do", "четверг", "quinta", "木曜日".
bool is_weekday(std::string_view word);

/// Minutes east of UTC of "UTC", "EDT", "MESZ"; nothing for names that stand for several zones.
std::optional<int> zone_minutes(std::string_view name);

/// Names of zones whose offset a date alone does not tell: "ET", "IST".
bool is_vague_zone(std::string_view name);

}  // namespace newsgrep
