// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/utf8.hpp"
#include "searcher/query/date_maths.hpp"
#include "searcher/query/parse.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace newsgrep {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 7> weekdays{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
constexpr std::array<std::string_view, 20> phrases{"today", "yesterday", "this week", "last week", "past week", "this month", "last month",
                                                   "past month", "this year", "last year", "past year", "last 7 days", "none", "monday",
                                                   "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && !text.empty() && text[0] != '-' ? std::optional(value) : std::nullopt;
}

// Of what lies before all years, the first day.
std::optional<Day> back(Day today, int count, std::string_view name) {
  constexpr int most = 100'000;
  const auto unit = date_unit(name);
  if (count < 0 || count > most || !unit) return std::nullopt;
  return shifted(today, -count, *unit).value_or(sys_days(year{1} / 1 / 1));
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : std::string(text) + " ") {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

class PeriodReader {
 public:
  explicit PeriodReader(const ParseOptions& options)
      : options_(options), today_(floor<days>(options.now + options.zone)) {}

  std::optional<Period> read(std::string_view text) const {
    if (const auto maths = DateMaths::read(trim(text))) return counted(*maths);
    const std::string lower = ascii_lower(trim(text));
    for (const auto form : {&PeriodReader::relative, &PeriodReader::rolling, &PeriodReader::calendar_code, &PeriodReader::slashes, &PeriodReader::written})
      if (const auto period = (this->*form)(lower)) return period;
    return std::nullopt;
  }

  /// 3/4/2024, when nothing says which is the day.
  static bool ambiguous(std::string_view text) {
    int day = 0, month = 0;
    return split_slashes(ascii_lower(trim(text)), day, month).has_value() && day <= 12 && month <= 12 && day != month;
  }

  /// The date of 2024-03-01T12:00; nothing where no time of day is named.
  static std::optional<Date> with_time(std::string_view text) {
    auto date = parse_date(with_spaces_between_words(ascii_lower(trim(text))));
    if (date && date->precision < Precision::minute) date.reset();
    return date;
  }

  /// 2024-03-01/P1Y2M, P10D/2024-03-01, P10D/: so much time from a day on, or up to it, the day included; without one before today.
  std::optional<Period> of_duration(std::string_view text) const {
    const auto at = text.find('/');
    if (at == std::string_view::npos) return std::nullopt;
    const auto left = trim(text.substr(0, at)), right = trim(text.substr(at + 1));
    if (const auto duration = duration_of(right))
      if (const auto from = read(left)) {
        const auto behind = moved(*from->first, *duration, 1);
        return behind ? std::optional(Period{from->first, *behind - days{1}}) : std::nullopt;
      }
    const auto duration = duration_of(left);
    if (!duration) return std::nullopt;
    const auto to = right.empty() ? std::optional(one(today_)) : read(right);
    const auto before = to ? moved(*to->last, *duration, -1) : std::nullopt;
    if (!before) return std::nullopt;
    return right.empty() ? Period{before, std::nullopt} : Period{*before + days{1}, to->last};
  }

  /// 2024-01/2024-03, with an end that may be left out.
  bool slash_between(std::string_view text) const {
    const auto at = text.find('/');
    if (at == std::string_view::npos || text.find('/', at + 1) != std::string_view::npos || text.size() == 1)
      return false;
    if (const auto maths = DateMaths::read(text); maths && maths->rounds_number) return false;
    const auto first = text.substr(0, at), second = text.substr(at + 1);
    return (first.empty() || read(first)) && (second.empty() || read(second)) && !read(text);
  }

 private:
  struct Duration {
    int months = 0, days = 0;
  };

  // P1Y2M, P3W, P10D
  static std::optional<Duration> duration_of(std::string_view text) {
    constexpr std::size_t most_digits = 5;
    Duration duration;
    constexpr std::size_t longest = 24;
    if (text.size() < 3 || text.size() > longest || (text[0] != 'P' && text[0] != 'p')) return std::nullopt;
    for (text.remove_prefix(1); !text.empty();) {
      const auto digits = text.find_first_not_of("0123456789");
      const auto count = digits == std::string_view::npos || digits > most_digits ? std::nullopt : number(text.substr(0, digits));
      if (!count) return std::nullopt;
      const char unit = static_cast<char>(text[digits] | 0x20);
      if (unit == 'y' || unit == 'm') duration.months += std::min(*count, 2000) * (unit == 'y' ? 12 : 1);
      else if (unit == 'w' || unit == 'd') duration.days += *count * (unit == 'w' ? 7 : 1);
      else return std::nullopt;
      text.remove_prefix(digits + 1);
    }
    return duration.months == 0 && duration.days == 0 ? std::nullopt : std::optional(duration);
  }

  static std::optional<Day> moved(Day day, const Duration& duration, int sign) {
    const auto by_months = shifted(day, sign * duration.months, DateUnit::month);
    return by_months ? shifted(*by_months, sign * duration.days, DateUnit::day) : std::nullopt;
  }

  std::optional<Period> counted(const DateMaths& maths) const {
    if (!maths.trouble.empty()) return std::nullopt;
    const auto start = maths.anchor.empty() ? std::optional(one(today_)) : read(maths.anchor);
    return start ? maths.from(*start, options_.week_start) : std::nullopt;
  }

  // today, yesterday, monday, this week, last month, -7 (days ago)
  std::optional<Period> relative(const std::string& text) const {
    if (text.starts_with('-'))
      if (const auto count = number(std::string_view(text).substr(1)))
        if (const auto day = back(today_, *count, "d")) return one(*day);
    if (text == "today") return one(today_);
    if (text == "yesterday") return one(today_ - days{1});
    for (unsigned i = 0; i < weekdays.size(); ++i)
      if (text == weekdays[i] || (text.size() == 3 && weekdays[i].starts_with(text))) return one(today_ - (weekday{today_} - weekday{i}));
    auto words = words_of(with_spaces(text));
    if (words.size() != 2) return std::nullopt;
    if (words[0] == "this") return calendar_unit(words[1], 0);
    if (words[0] == "last") return calendar_unit(words[1], 1);
    if (words[0] == "past") return from(back(today_, 1, words[1]));
    return std::nullopt;
  }

  // 7d, last 7 days, past 3 months
  std::optional<Period> rolling(const std::string& text) const {
    const auto words = words_of(with_spaces(text));
    if (words.size() == 3 && (words[0] == "last" || words[0] == "past"))
      if (const auto count = number(words[1])) return from(back(today_, *count, words[2]));
    const auto digits = text.find_first_not_of("0123456789");
    if (digits == 0 || digits == std::string::npos || digits + 1 != text.size() || text.size() > 6) return std::nullopt;
    if (const auto count = number(std::string_view(text).substr(0, digits))) return from(back(today_, *count, std::string_view(text).substr(digits)));
    return std::nullopt;
  }

  // 2024-q1, q1 2024, 2024-w09, 2010s
  std::optional<Period> calendar_code(const std::string& text) const {
    std::string code = text;
    if (const auto words = words_of(text); words.size() == 2 && words[0].size() == 2) code = words[1] + words[0];
    const auto year_number = number(std::string_view(code).substr(0, 4));
    if (!year_number || code.size() < 5) return std::nullopt;
    auto rest = std::string_view(code).substr(4);
    if (rest == "s" && *year_number % 10 == 0) return Period{sys_days(year{*year_number} / 1 / 1), sys_days(year{*year_number + 9} / 12 / 31)};
    if (rest.starts_with('-')) rest.remove_prefix(1);
    const auto part = rest.size() >= 2 ? number(rest.substr(1)) : std::nullopt;
    if (!part) return std::nullopt;
    if (rest[0] == 'q' && *part >= 1 && *part <= 4) {
      const month first{static_cast<unsigned>(*part * 3 - 2)};
      return Period{sys_days(year{*year_number} / first / 1), sys_days(year{*year_number} / (first + months{2}) / last)};
    }
    if (rest[0] == 'w' && *part >= 1 && *part <= 53) return iso_week(year{*year_number}, *part);
    return std::nullopt;
  }

  static std::optional<Period> iso_week(year y, int week) {
    const Day fourth = sys_days(y / January / 4);
    const Day monday = fourth - (weekday{fourth} - Monday) + days{7 * (week - 1)};
    if (year_month_day{monday + days{3}}.year() != y) return std::nullopt;
    return Period{monday, monday + days{6}};
  }

  static std::optional<int> split_slashes(const std::string& text, int& first, int& second) {
    const auto one_at = text.find('/'), two_at = one_at == std::string::npos ? one_at : text.find('/', one_at + 1);
    if (two_at == std::string::npos) return std::nullopt;
    const auto a = number(std::string_view(text).substr(0, one_at)), b = number(std::string_view(text).substr(one_at + 1, two_at - one_at - 1)),
               c = number(std::string_view(text).substr(two_at + 1));
    if (!a || !b || !c || text.size() - two_at != 5) return std::nullopt;
    first = *a;
    second = *b;
    return c;
  }

  std::optional<Period> slashes(const std::string& text) const {
    int a = 0, b = 0;
    const auto y = split_slashes(text, a, b);
    if (!y || (ambiguous(text) && options_.date_order == ParseOptions::DateOrder::none)) return std::nullopt;
    const bool month_first = b > 12 || (a <= 12 && options_.date_order == ParseOptions::DateOrder::month_day);
    const auto date = year{*y} / month{static_cast<unsigned>(month_first ? a : b)} / day{static_cast<unsigned>(month_first ? b : a)};
    return date.ok() ? std::optional(one(sys_days(date))) : std::nullopt;
  }

  std::optional<Period> written(const std::string& text) const {
    // "Since the beginning"; in an article these mean that there is no date, so the date reader refuses them.
    if (text.starts_with("0001") && (text.size() == 4 || text[4] == '-')) {
      auto date = parse_date("0005" + text.substr(4));
      if (!date) return std::nullopt;
      date->year = 1;
      return period_of(*date);
    }
    if (text.size() == 10 && text.find_first_not_of("0123456789") == std::string::npos) return std::nullopt;
    const auto date = parse_date(with_spaces_between_words(text));
    return date ? std::optional(period_of(*date)) : std::nullopt;
  }

  std::optional<Period> calendar_unit(const std::string& name, int ago) const {
    const auto unit = date_unit(name);
    const auto day = unit && name.size() > 1 && !name.ends_with('s') ? shifted(today_, -ago, *unit) : std::nullopt;
    return day ? std::optional(whole_unit(*day, *unit, options_.week_start)) : std::nullopt;
  }

  static Period one(Day day) { return {day, day}; }
  std::optional<Period> from(std::optional<Day> first) const { return first ? std::optional(Period{first, today_}) : std::nullopt; }

  static std::string with_spaces(std::string text) {
    std::replace(text.begin(), text.end(), '-', ' ');
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
  }

  // "9-april-2026" is left to the date reader; "april-2026" is "april 2026".
  static std::string with_spaces_between_words(std::string text) {
    for (std::size_t i = 1; i + 1 < text.size(); ++i)
      if (text[i] == '-' && (std::isalpha(static_cast<unsigned char>(text[i - 1])) || std::isalpha(static_cast<unsigned char>(text[i + 1])))) text[i] = ' ';
    return text;
  }

  const ParseOptions& options_;
  Day today_;
};

Diagnostic bad_date(std::string_view text) {
  Diagnostic diagnostic;
  diagnostic.severity = Severity::error;
  diagnostic.kind = "bad_date";
  diagnostic.message = "\"" + std::string(text.substr(0, 60)) + "\" is no date";
  diagnostic.hint = "write it like 2024, 2024-03, 2024-03-05, 2024-01..2024-03, 2024-Q1, \"last week\" or 7d";
  const auto lower = ascii_lower(trim(text.substr(0, 60)));
  std::size_t least = lower.size() > 3 ? 3 : 0;
  for (const auto phrase : phrases)
    if (const auto distance = edit_distance(lower, phrase); distance < least) {
      least = distance;
      diagnostic.hint = "did you mean \"" + std::string(phrase) + "\"?";
    }
  if (lower == "last" || lower == "past" || lower == "this") diagnostic.hint = "words with a space between them stand in quotes: \"" + lower + " week\"";
  if (lower.size() == 9 && lower[4] == '-' && lower.find_first_not_of("0123456789-") == std::string::npos && lower.find('-', 5) == std::string::npos)
    diagnostic.hint = "did you mean " + lower.substr(0, 4) + ".." + lower.substr(5) + "?";
  if (const auto maths = DateMaths::read(trim(text)); maths && !maths->trouble.empty()) {
    diagnostic.message = "\"" + std::string(text.substr(0, 60)) + "\" " + maths->trouble;
    diagnostic.hint = maths->hint;
  }
  if (PeriodReader::ambiguous(text)) {
    diagnostic.kind = "ambiguous_date";
    diagnostic.message = "\"" + std::string(text) + "\" may be day/month or month/day";
    diagnostic.hint = "write it as year-month-day, or give --date-order=dmy or mdy";
  }
  return diagnostic;
}

}  // namespace

std::optional<weekday> weekday_named(std::string_view name) {
  const auto known = std::find(weekdays.begin(), weekdays.end(), ascii_lower(name));
  return known == weekdays.end() ? std::nullopt
                                 : std::optional(weekday{static_cast<unsigned>(known - weekdays.begin())});
}

namespace {

// Leaves a time of day out, if one is named. Programs write whole days as from midnight to midnight, or to the last second.
void leave_time_out(std::string_view text, const ParseOptions& options, ParsedPeriod& parsed) {
  const auto date = PeriodReader::with_time(text);
  if (!date) return;
  const bool again = parsed.diagnostic.kind == "time_of_day";
  parsed.to_within = date->hour != 0 || date->minute != 0 || date->second != 0;
  parsed.from_within = date->hour != 23 || date->minute != 59;
  parsed.failed = options.strict;
  parsed.diagnostic.severity = options.strict ? Severity::error : Severity::warning;
  parsed.diagnostic.kind = "time_of_day";
  parsed.diagnostic.hint = options.strict ? "name the day alone" : "";
  parsed.diagnostic.message = "dates are compared by the day" + std::string(options.strict ? "" : again ? "; the times are left out" : "; the time in \"" + std::string(text.substr(0, valid_prefix(text.substr(0, 60)))) + "\" is left out");
}

}  // namespace

ParsedPeriod parse_period(std::string_view text, const ParseOptions& options) {
  const PeriodReader reader(options);
  ParsedPeriod parsed;
  text = trim(text);
  const auto fail = [&](std::string_view what) {
    parsed.failed = true;
    parsed.diagnostic = bad_date(what);
    return parsed;
  };
  if (ascii_lower(text) == "none") {
    parsed.undated = true;
    return parsed;
  }
  if (const auto period = reader.of_duration(text)) {
    parsed.period = *period;
    for (const auto end : {text.substr(0, text.find('/')), text.substr(text.find('/') + 1)}) leave_time_out(end, options, parsed);
    return parsed;
  }
  const bool bracket = !text.empty() && (text.front() == '[' || text.front() == '{');
  auto between = bracket ? ascii_lower(text).find(" to ") : text.find("..");
  const bool slash = between == std::string_view::npos && !bracket && reader.slash_between(text);
  if (slash) between = text.find('/');
  if (between == std::string_view::npos) {
    const auto period = reader.read(text);
    if (!period) return fail(text);
    parsed.period = *period;
    leave_time_out(text, options, parsed);
    return parsed;
  }
  auto from = trim(text.substr(bracket ? 1 : 0, between - (bracket ? 1 : 0))),
       to = trim(text.substr(between + (bracket ? 4
                                        : slash ? 1
                                                : 2)));
  const bool open_first = bracket && text.front() == '{', open_last = bracket && !to.empty() && to.back() == '}';
  if (bracket && !to.empty()) to = trim(to.substr(0, to.size() - 1));
  for (const bool upper : {false, true}) {
    const auto end = upper ? to : from;
    if (end.empty() || end == "*") continue;
    const auto period = reader.read(end);
    if (!period) return fail(end);
    parsed.from_within = parsed.to_within = false;
    leave_time_out(end, options, parsed);
    if (upper) parsed.period.last = open_last && !parsed.to_within ? *period->first - days{1} : *period->last;
    else parsed.period.first = open_first && !parsed.from_within ? *period->last + days{1} : *period->first;
  }
  if (from.empty() && to.empty()) return fail(text);
  if (parsed.period.first && parsed.period.last && *parsed.period.first > *parsed.period.last && !open_first && !open_last) {
    const auto first = reader.read(to), last = reader.read(from);
    parsed.period = {first->first, last->last};
    parsed.diagnostic.severity = options.strict ? Severity::error : Severity::warning;
    parsed.diagnostic.kind = "swapped_dates";
    parsed.diagnostic.message = "the range ends before it begins";
    if (!options.strict) parsed.diagnostic.message += "; read as " + std::string(to) + ".." + std::string(from);
    parsed.failed = options.strict;
  }
  return parsed;
}

}  // namespace newsgrep
