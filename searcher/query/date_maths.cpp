// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/date_maths.hpp"

#include "common/ascii.hpp"
#include "common/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

namespace newsgrep {
namespace {

using namespace std::chrono;

Day months_later(Day day, int count) {
  auto ymd = year_month_day{day} + months{count};
  if (!ymd.ok()) ymd = ymd.year() / ymd.month() / last;
  return sys_days(ymd);
}

std::string_view name_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_ascii_letter(text[end])) ++end;
  return text.substr(at, end - at);
}

// Of what is shorter than a day: hours, 24 to a day, or anything shorter; 0 for no such unit. A single m is for minutes, M for months.
int units_to_a_day(std::string_view name) {
  const auto lower = ascii_lower(name);
  if (lower == "h" || lower == "hour" || lower == "hours") return 24;
  constexpr std::array<std::string_view, 6> shorter{"s", "second", "seconds", "minute", "minutes", "ms"};
  return name == "m" || std::find(shorter.begin(), shorter.end(), lower) != shorter.end() ? 24 * 60 : 0;
}

class MathsReader {
 public:
  explicit MathsReader(std::string_view text) : text_(text) {}

  DateMaths read(std::size_t at) {
    nearest_ = text_.substr(0, at);
    while (at < text_.size() && maths_.trouble.empty()) step(at);
    if (maths_.trouble.empty() && too_fine_) {
      maths_.trouble = "is finer than a day";
      maths_.hint = minutes_ ? "months are written M, as in \"now-1M\"; m is for minutes" : "did you mean \"" + nearest_ + "\"?";
    }
    return std::move(maths_);
  }

 private:
  // "-7d", "/M"
  void step(std::size_t& at) {
    const std::size_t begin = at++;
    const char sign = text_[begin];
    std::size_t digits = at;
    while (sign != '/' && digits < text_.size() && is_digit(text_[digits])) ++digits;
    const auto name = name_at(text_, digits);
    const bool known_sign = sign == '/' || sign == '+' || sign == '-';
    constexpr std::size_t most_digits = 5;
    if (sign == '/' && name.empty() && rounds_number(begin)) return;
    if (!known_sign || name.empty() || digits - at > most_digits) return fail();
    const int number = digits == at ? 1 : std::atoi(std::string(text_.substr(at, digits - at)).c_str());
    at = digits + name.size();
    if (const int each = units_to_a_day(name)) {
      too_fine_ = true;
      minutes_ = minutes_ || name == "m";
      const int whole = (number + each / 2) / each;
      if (sign != '/' && whole > 0) nearest_ += sign + std::to_string(whole) + "d";
      return;
    }
    const auto unit = date_unit(ascii_lower(name));
    if (!unit) return fail();
    nearest_ += text_.substr(begin, at - begin);
    maths_.steps.push_back({*unit, sign == '/' ? std::nullopt : std::optional(sign == '-' ? -number : number)});
  }

  // "/7d", which nobody rounds to: it is minus that is meant, or a day.
  bool rounds_number(std::size_t slash) {
    const auto digits = std::find_if_not(text_.begin() + static_cast<std::ptrdiff_t>(slash) + 1, text_.end(), is_digit);
    const auto typed = name_at(text_, static_cast<std::size_t>(digits - text_.begin()));
    if (!date_unit(ascii_lower(typed))) return false;
    const std::string number(text_.begin() + static_cast<std::ptrdiff_t>(slash) + 1, digits), name(typed == "m" ? "M" : typed);
    maths_.rounds_number = true;
    maths_.trouble = "is no date: / takes a whole unit, without a number";
    maths_.hint = "did you mean \"" + nearest_ + "-" + number + name + "\", so much earlier, or \"" + nearest_ + "/" + name + "\"?";
    return true;
  }

  void fail() {
    maths_.trouble = "is no date";
    maths_.hint = "write it like now-7d, now/w or now-1M/M, with d, w, M or y";
  }

  std::string_view text_;
  DateMaths maths_;
  std::string nearest_;  // what was read so far, without what is finer than a day
  bool too_fine_ = false, minutes_ = false;
};

}  // namespace

std::optional<DateUnit> date_unit(std::string_view name) {
  if (name == "d" || name == "day" || name == "days") return DateUnit::day;
  if (name == "w" || name == "week" || name == "weeks") return DateUnit::week;
  if (name == "m" || name == "month" || name == "months") return DateUnit::month;
  if (name == "y" || name == "year" || name == "years") return DateUnit::year;
  return std::nullopt;
}

std::optional<Day> shifted(Day day, int count, DateUnit unit) {
  constexpr std::int64_t most_days = 4'000'000, most_months = 120'000;  // of 10,000 years
  const bool by_days = unit == DateUnit::day || unit == DateUnit::week;
  const std::int64_t many = std::int64_t{count} * (unit == DateUnit::week ? 7 : unit == DateUnit::year ? 12 : 1);
  if (std::abs(many) > (by_days ? most_days : most_months)) return std::nullopt;
  const Day there = by_days ? day + days{static_cast<int>(many)} : months_later(day, static_cast<int>(many));
  const int reached = static_cast<int>(year_month_day{there}.year());
  return reached >= 1 && reached <= 9999 ? std::optional(there) : std::nullopt;
}

Period whole_unit(Day day, DateUnit unit, weekday week_start) {
  const auto ymd = year_month_day{day};
  switch (unit) {
    case DateUnit::day: break;
    case DateUnit::week: {
      const Day start = day - (weekday{day} - week_start);
      return {start, start + days{6}};
    }
    case DateUnit::month: return {sys_days(ymd.year() / ymd.month() / 1), sys_days(ymd.year() / ymd.month() / last)};
    case DateUnit::year: return {sys_days(ymd.year() / January / 1), sys_days(ymd.year() / December / 31)};
  }
  return {day, day};
}

namespace {

bool is_first_of_month(Day day) { return year_month_day{day}.day() == std::chrono::day{1}; }

// Whole months stay whole: January a month later ends on February's last day, and February a month later on March's.
Period moved(const Period& period, int count, DateUnit unit) {
  const bool by_months = unit == DateUnit::month || unit == DateUnit::year;
  const Day behind = *period.last + days{1};
  const bool whole = by_months && is_first_of_month(*period.first) && is_first_of_month(behind);
  auto last = shifted(whole ? behind : *period.last, count, unit);
  if (last && whole) *last -= days{1};
  return {shifted(*period.first, count, unit), last};
}

}  // namespace

std::optional<DateMaths> DateMaths::read(std::string_view text) {
  const auto bars = text.find("||");
  if (bars != std::string_view::npos) {
    auto maths = MathsReader(text).read(bars + 2);
    maths.anchor = trim(text.substr(0, bars));
    return maths;
  }
  constexpr std::string_view now = "now";
  const bool counts = iequals(text.substr(0, now.size()), now) && (text.size() == now.size() || std::string_view("+-/").find(text[now.size()]) != std::string_view::npos);
  return counts ? std::optional(MathsReader(text).read(now.size())) : std::nullopt;
}

std::optional<Period> DateMaths::from(Period period, weekday week_start) const {
  for (const auto& step : steps) {
    if (step.count) {
      period = moved(period, *step.count, step.unit);
      if (!period.first || !period.last) return std::nullopt;
    } else {
      period = {whole_unit(*period.first, step.unit, week_start).first, whole_unit(*period.last, step.unit, week_start).last};
    }
  }
  return period;
}

}  // namespace newsgrep
