// SPDX-License-Identifier: GPL-2.0-or-later
// The date forms news uses, read into civil dates. The clock is always an argument.
#pragma once

#include <newsgrep/date.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

namespace newsgrep {

using Day = std::chrono::sys_days;

/// A run of whole civil days, both ends included; a missing end is open.
struct Period {
  std::optional<Day> first, last;
  bool operator==(const Period&) const = default;
};

/// How a date of numbers alone is to be read where it does not show it itself: "03/04/2024".
enum class DayOrder : unsigned char { unknown, day_first, month_first };

/// Reads a string that is a date and nothing else (surrounding space, a weekday and trailing junk of agency stamps
/// aside): ISO 8601, "20260409", RFC 822, "26-FEB-1987 15:01:01.79", "April 9, 2026 at 3:04 p.m. ET", "9 de abril de
/// 2026", "2026年4月9日", "15:04, 9 апреля 2026", epoch seconds, milliseconds and microseconds (10, 13, 16 digits).
/// "13/04/2024" is read, "03/04/2024" only with an order. Never invents what is not there: "April 2026" has month
/// precision. Impossible dates (31 February) and the zeros of programs (year 1, the first second of 1970) are nothing.
std::optional<Date> parse_date(std::string_view text, DayOrder order = DayOrder::unknown);

/// What a date of numbers alone tells of the order that its writer uses: "25/04/2024" day_first; unknown for others.
DayOrder day_order(std::string_view text);

/// Whether only an order would make it a date.
bool needs_day_order(std::string_view text);

struct FoundDate {
  Date date;
  std::size_t begin = 0, end = 0;  ///< bytes of the text that are the date
};

/// The first date written out in running text: "April 9, 2026", "9 April 2026", "2026-04-09", also glued as in
/// "TeamApril 9, 20269 min read". Needs day, month and year; bare numbers like 20260409 do not count here.
std::optional<FoundDate> find_date(std::string_view text, std::size_t from = 0);

/// The date a path or URL path names: "2007/06/18/", "20070618/", "2026-04-09-headline.html", "2007/06/". Folders count
/// more than names, later ones more than earlier ones; nothing finer than a day.
std::optional<Date> date_in_path(std::string_view path);

/// First and last civil day of what the date names, in its own zone. The date must be known.
Period period_of(const Date& date);

/// The one that begins earlier, of those that are known; the first of two that begin together.
inline const Date& earlier(const Date& a, const Date& b) {
  if (!a.known() || !b.known()) return a.known() ? a : b;
  return b.instant() < a.instant() ? b : a;
}

/// The civil day as year, month, day.
inline std::chrono::year_month_day civil(Day day) { return std::chrono::year_month_day{day}; }

/// "2026-04-09"
std::string iso(Day day);

}  // namespace newsgrep
