// SPDX-License-Identifier: GPL-2.0-or-later
// Days counted from other days: by calendar units, and as Elasticsearch and Solr write it.
#pragma once

#include "common/date.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

enum class DateUnit { day, week, month, year };

/// "d", "day", "days" and so on, in small letters.
std::optional<DateUnit> date_unit(std::string_view name);

/// So many units later, earlier if negative; to the last day of a shorter month. Nothing outside the years 1 to 9999.
std::optional<Day> shifted(Day day, int count, DateUnit unit);

/// The week, month or year that has the day.
Period whole_unit(Day day, DateUnit unit, std::chrono::weekday week_start);

/// "now-7d/d", "2024-01-31||-1M/M": what is added to a date and subtracted from it, and the unit it is widened to, from left to right.
struct DateMaths {
  struct Step {
    DateUnit unit = DateUnit::day;
    std::optional<int> count;  // to be added; without one the unit is taken whole
  };
  std::string anchor;  ///< in front of "||"; empty for today
  std::vector<Step> steps;
  std::string trouble, hint;  ///< of what cannot be meant so
  bool rounds_number = false; ///< the trouble is a "/7d", which is not read as two dates with a slash between them either

  /// Nothing if the text is no such expression.
  static std::optional<DateMaths> read(std::string_view text);

  /// Nothing outside the years 1 to 9999.
  std::optional<Period> from(Period start, std::chrono::weekday week_start) const;
};

}  // namespace newsgrep
