// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/date.hpp"

#include <cstdio>
#include <cstdlib>

namespace newsgrep {

using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;

std::string Date::iso() const {
  if (!known()) return {};
  char out[48];
  std::size_t used = static_cast<std::size_t>(std::snprintf(out, sizeof out, "%04d", year));
  const auto add = [&](const char* format, int value) {
    used += static_cast<std::size_t>(std::snprintf(out + used, sizeof out - used, format, value));
  };
  if (precision >= Precision::month) add("-%02d", month);
  if (precision >= Precision::day) add("-%02d", day);
  if (precision >= Precision::minute) add("T%02d", hour), add(":%02d", minute);
  if (precision >= Precision::second) add(":%02d", second);
  if (precision < Precision::minute || !zone) return {out, used};
  if (*zone == 0) return std::string(out, used) + "Z";
  add(*zone < 0 ? "-%02d" : "+%02d", std::abs(*zone) / 60);
  add(":%02d", std::abs(*zone) % 60);
  return {out, used};
}

std::int64_t Date::instant() const {
  if (!known()) return 0;
  const Day first = *period_of(*this).first;
  return std::int64_t{first.time_since_epoch().count()} * 86400 + hour * 3600 + minute * 60 + second -
         zone.value_or(0) * 60;
}

Period period_of(const Date& date) {
  const year y{date.year};
  if (date.precision == Precision::year) return {sys_days(y / 1 / 1), sys_days(y / 12 / 31)};
  const month m{date.month};
  if (date.precision == Precision::month) return {sys_days(y / m / 1), sys_days(y / m / std::chrono::last)};
  const Day day = sys_days(y / m / std::chrono::day{date.day});
  return {day, day};
}

std::string iso(Day day) {
  const auto ymd = civil(day);
  char out[16];
  std::snprintf(out, sizeof out, "%04d-%02u-%02u", int(ymd.year()), unsigned(ymd.month()), unsigned(ymd.day()));
  return out;
}

}  // namespace newsgrep
