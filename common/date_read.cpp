// SPDX-License-Identifier: GPL-2.0-or-later
// The forms of dates, each a function that reads one from a scanner or leaves nothing.
#include "common/date_names.hpp"
#include "common/date_scan.hpp"
#include "common/utf8.hpp"

#include <algorithm>
#include <array>

namespace newsgrep {
namespace {

// How a date is looked for: `alone` as all of a text, or within one, where years may be glued to what follows.
struct Manner {
  bool alone = true;
  DayOrder order = DayOrder::unknown;
};

// "2026年4月9日", "2026년 4월 9일": behind the year.
std::optional<Date> scan_east_asian(DateScanner& in, int year) {
  Date date;
  if (!in.take("\xE5\xB9\xB4") && !in.take("\xEB\x85\x84")) return std::nullopt;
  in.spaces();
  const auto month = in.number(1, 2);
  if (!month || (!in.take("\xE6\x9C\x88") && !in.take("\xEC\x9B\x94"))) return std::nullopt;
  in.spaces();
  const std::size_t after_month = in.at();
  const auto day = in.number(1, 2);
  if (!day || (!in.take("\xE6\x97\xA5") && !in.take("\xEC\x9D\xBC"))) {
    in.move(after_month);
    if (*month < 1 || *month > 12) return std::nullopt;
    date.year = static_cast<std::int16_t>(year);
    date.month = small(*month);
    date.precision = Precision::month;
    return date;
  }
  if (!set_day(date, year, static_cast<unsigned>(*month), static_cast<unsigned>(*day))) return std::nullopt;
  scan_time_after(in, date);
  return date;
}

// 20260409, 20260409T150101Z, 202604091501, 20260409150101: behind the year.
std::optional<Date> scan_compact(DateScanner& in, int year) {
  Date date;
  const auto month = in.fixed(2), day = in.fixed(2);
  if (!day || !set_day(date, year, static_cast<unsigned>(*month), static_cast<unsigned>(*day))) return std::nullopt;
  const bool glued = is_digit(in.peek());
  if (!glued && !((in.peek() == 'T' || in.peek() == 't') && is_digit(in.peek(1)) && is_digit(in.peek(3)))) {
    scan_time_after(in, date);
    return date;
  }
  if (!glued) in.move(in.at() + 1);
  const auto hour = in.fixed(2), minute = in.fixed(2), second = in.fixed(2);
  if (!minute || *hour > 23 || *minute > 59 || is_digit(in.peek())) return std::nullopt;
  date.hour = small(*hour);
  date.minute = small(*minute);
  date.second = small(std::min(second.value_or(0), 59));
  date.precision = second ? Precision::second : Precision::minute;
  scan_zone(in, date);
  return date;
}

// A month by name behind the year: "2026 April 9", "2026-Apr-09", "2026. április 9."
std::optional<Date> scan_named_month_day(DateScanner& in, int year) {
  Date date;
  const unsigned month = month_number(in.word());
  if (month == 0) return std::nullopt;
  in.take_any(".,-");
  in.spaces();
  const auto day = in.number(1, 2);
  if (!day || !set_day(date, year, month, static_cast<unsigned>(*day))) return std::nullopt;
  scan_time_after(in, date);
  return date;
}

// -04-09, /4/9, . 4. 9., -04: behind the year.
std::optional<Date> scan_numeric_month_day(DateScanner& in, int year) {
  Date date;
  const char separator = in.peek();
  in.take(separator);
  const std::size_t after_separator = in.at();
  if (separator == '.') in.spaces();
  const bool spaced = in.at() > after_separator;
  const auto month = in.number(1, 2);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  date.year = static_cast<std::int16_t>(year);
  date.month = small(*month);
  date.precision = Precision::month;
  const std::size_t after_month = in.at();
  if (in.take(separator) && spaced) in.spaces();
  if (in.at() == after_month || !is_digit(in.peek())) {
    in.move(after_month);
    return date;
  }
  const auto day = in.number(1, 2);
  if (!day || !set_day(date, year, static_cast<unsigned>(*month), static_cast<unsigned>(*day))) return std::nullopt;
  if (separator == '.') in.take('.');
  scan_time_after(in, date);
  return date;
}

// 2026-04-09, 2026. 4. 9., 2026 April 9, 2026年4月9日, 20260409, 2026
std::optional<Date> scan_year_first(DateScanner& in, const Manner& manner) {
  const auto year = in.fixed(4);
  if (!year) return std::nullopt;
  const std::size_t after_year = in.at();
  if (const auto date = is_news_year(*year) ? scan_east_asian(in, *year) : std::nullopt) return date;
  in.move(after_year);
  if (is_digit(in.peek())) return manner.alone && is_news_year(*year) ? scan_compact(in, *year) : std::nullopt;
  in.take_any("-/.,");
  in.spaces();
  if (in.at() > after_year && !is_digit(in.peek()))
    if (const auto named = scan_named_month_day(in, *year)) return named;
  in.move(after_year);
  const char separator = in.peek();
  const bool spaced = separator == '.' && in.peek(1) == ' ' && is_digit(in.peek(2));
  if (spaced || ((separator == '-' || separator == '/' || separator == '.') && is_digit(in.peek(1))))
    return scan_numeric_month_day(in, *year);
  Date date;
  date.year = static_cast<std::int16_t>(*year);
  date.precision = Precision::year;
  return *year > 0 ? std::optional(date) : std::nullopt;
}

// "1st", "9th", "1er", "9º": behind the number.
void skip_ordinal(DateScanner& in) {
  for (const std::string_view ordinal : {"st", "nd", "rd", "th", "er", "\xC2\xBA", "\xC2\xB0", "\xC2\xAA"})
    if (in.rest().starts_with(ordinal) && !is_ascii_letter(in.peek(2))) return in.move(in.at() + ordinal.size());
}

// Four digits, or two where the date is all there is.
std::optional<int> scan_year(DateScanner& in, const Manner& manner, bool may_be_short) {
  constexpr int first_short = 70;
  const std::size_t start = in.at();
  if (const auto year = manner.alone ? in.number(4, 4) : in.fixed(4); year && is_news_year(*year)) return year;
  in.move(start);
  if (!may_be_short) return std::nullopt;
  const auto year = in.number(2, 2);
  if (!year) return std::nullopt;
  return *year < first_short ? 2000 + *year : 1900 + *year;
}

// 13/04/2024, 09.04.2026, 9. 4. 2026: behind the first number.
std::optional<Date> scan_numeric(DateScanner& in, const Manner& manner, int first) {
  Date date;
  const char separator = in.peek();
  in.take(separator);
  if (separator == '.') in.spaces();
  const auto second = in.number(1, 2);
  if (!second || !in.take(separator)) return std::nullopt;
  if (separator == '.') in.spaces();
  const auto year = scan_year(in, {true, manner.order}, manner.alone);  // nothing is glued to numbers
  if (!year) return std::nullopt;
  const bool either = separator != '.' && first <= 12 && *second <= 12 && first != *second;
  if (either && manner.order == DayOrder::unknown) return std::nullopt;
  const bool told = separator != '.' && manner.order != DayOrder::unknown;
  const bool month_first = told ? manner.order == DayOrder::month_first : separator != '.' && *second > 12;
  const int day = month_first ? *second : first, month = month_first ? first : *second;
  if (!set_day(date, *year, static_cast<unsigned>(month), static_cast<unsigned>(day))) return std::nullopt;
  scan_time_after(in, date);
  return date;
}

// 26-FEB-1987, 9 April 2026, 9. April 2026, 9th of April, 2026, 9 de abril de 2026, 5 May 93
std::optional<Date> scan_day_first(DateScanner& in, const Manner& manner) {
  Date date;
  const auto day = in.number(1, 2);
  if (!day) return std::nullopt;
  skip_ordinal(in);
  const char separator = in.peek();
  const char next = separator == '.' && in.peek(1) == ' ' ? in.peek(2) : in.peek(1);
  if ((separator == '/' || separator == '.' || separator == '-') && is_digit(next))
    return scan_numeric(in, manner, *day);
  in.take_any(".-/");
  in.spaces();
  if (in.take_word("of de d di")) in.take("'"), in.take("\xE2\x80\x99"), in.spaces();
  const unsigned month = month_number(in.word());
  if (month == 0) return std::nullopt;
  in.take_any(".,-/");
  in.take_any(",");
  in.spaces();
  in.take_word("de del");
  in.spaces();
  const auto year = scan_year(in, manner, manner.alone || separator == '-');
  if (!year || !set_day(date, *year, month, static_cast<unsigned>(*day))) return std::nullopt;
  scan_time_after(in, date);
  return date;
}

// April 9, 2026; Apr 9 15:01:01 EDT 2026; April 2026.
std::optional<Date> scan_month_first(DateScanner& in, const Manner& manner) {
  Date date;
  const unsigned month = month_number(in.word());
  if (month == 0) return std::nullopt;
  in.take_any(".-");
  in.spaces();
  in.take(',');
  in.spaces();
  const std::size_t start = in.at();
  if (const auto year = in.number(4, 4); year && is_news_year(*year)) {
    date.year = static_cast<std::int16_t>(*year);
    date.month = static_cast<std::uint8_t>(month);
    date.precision = Precision::month;
    return date;
  }
  in.move(start);
  const auto day = in.number(1, 2);
  if (!day) return std::nullopt;
  skip_ordinal(in);
  in.spaces();
  in.take_any(",.-");
  in.spaces();
  const auto time = scan_time(in);
  in.spaces();
  in.take(',');
  in.spaces();
  const auto year = scan_year(in, manner, false);
  if (!year || !set_day(date, *year, month, static_cast<unsigned>(*day))) return std::nullopt;
  if (time)
    set_time(date, *time);
  else
    scan_time_after(in, date);
  return date;
}

void skip_weekday(DateScanner& in) {
  const std::size_t start = in.at();
  if (!is_weekday(in.word())) return in.move(start);
  if (in.peek() == '-') {
    in.take('-');
    in.word();
  }
  in.take_any(".,");
  in.take_any(",");
  in.spaces();
}

using Scan = std::optional<Date> (*)(DateScanner&, const Manner&);
constexpr std::array<Scan, 3> forms{scan_year_first, scan_day_first, scan_month_first};

// 07:04 EST, 5 May 2013
std::optional<Date> scan_time_first(DateScanner& in, const Manner& manner) {
  const auto time = scan_time(in);
  if (!time) return std::nullopt;
  skip_to_time(in);
  skip_weekday(in);
  const std::size_t start = in.at();
  for (const Scan form : forms) {
    in.move(start);
    auto date = form(in, manner);
    if (!date || date->precision != Precision::day) continue;
    set_time(*date, *time);
    return date;
  }
  return std::nullopt;
}

// Seconds, milliseconds or microseconds since 1970; fractions of a second do not matter.
std::optional<Date> scan_epoch(std::string_view text) {
  if (const auto point = text.find('.');
      point == 10 && point + 1 < text.size() && std::all_of(text.begin() + 11, text.end(), is_digit))
    text = text.substr(0, point);
  const bool sized = text.size() == 10 || text.size() == 13 || text.size() == 16;
  if (!sized || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text.substr(0, 10)) value = value * 10 + (c - '0');
  const std::chrono::sys_seconds instant{std::chrono::seconds{value}};
  const Day day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::hh_mm_ss time{instant - day};
  Date date;
  const auto ymd = civil(day);
  if (!is_news_year(int(ymd.year()))) return std::nullopt;
  set_day(date, int(ymd.year()), unsigned(ymd.month()), unsigned(ymd.day()));
  date.hour = small(static_cast<int>(time.hours().count()));
  date.minute = small(static_cast<int>(time.minutes().count()));
  date.second = small(static_cast<int>(time.seconds().count()));
  date.precision = Precision::second;
  date.zone = std::int16_t{0};
  return date;
}

// What may follow a date: nothing, a comment, a weekday, or the marks that agencies leave.
bool is_harmless_rest(DateScanner in, const Date& date) {
  constexpr std::size_t longest_mark = 4;
  const std::size_t at = in.at();
  in.spaces();
  in.take_any(".,");
  in.spaces();
  if (in.done() || in.peek() == '#' || in.peek() == '(' || in.take("\xEF\xBC\x88")) return true;
  if (date.precision < Precision::day || in.at() == at) return false;
  if (is_digit(in.peek())) return true;  // a time that makes no sense
  while (!in.done()) {
    const auto word = in.word();
    std::size_t letters = 0;
    for (std::size_t i = 0; i < word.size(); ++letters) next_char(word, i);
    if (letters > longest_mark && !is_weekday(word)) return false;
    in.take_any(".,)");
    in.spaces();
    if (word.empty() && !in.done()) return false;
  }
  return true;
}

// The zeros of programs: no news is of the year 1, nor of the first second of the epoch.
bool is_zero(const Date& date) {
  if (date.year <= 1) return true;
  return date.year == 1970 && date.precision >= Precision::minute && date.instant() == 0;
}

std::optional<Date> read_alone(std::string_view text, const Manner& manner, bool weekday) {
  DateScanner in(text);
  if (weekday) skip_weekday(in);
  const std::size_t start = in.at();
  for (const Scan form : {scan_year_first, scan_day_first, scan_month_first, scan_time_first}) {
    in.move(start);
    const auto date = form(in, manner);
    if (date && is_harmless_rest(in, *date)) return is_zero(*date) ? std::nullopt : date;
  }
  return std::nullopt;
}

bool is_within_number(std::string_view text, std::size_t at) { return at > 0 && is_digit(text[at - 1]); }

std::optional<Date> find_at(std::string_view text, DateScanner& in) {
  const Manner manner{false, DayOrder::unknown};
  const std::size_t at = in.at();
  const auto try_form = [&](Scan form) {
    in.move(at);
    const auto date = form(in, manner);
    return date && date->precision >= Precision::day && is_news_year(date->year) && !is_zero(*date) ? date
                                                                                                    : std::nullopt;
  };
  if (is_digit(text[at])) {
    if (is_within_number(text, at)) return std::nullopt;
    for (const Scan form : {scan_time_first, scan_year_first, scan_day_first})
      if (const auto date = try_form(form)) return date;
    return std::nullopt;
  }
  // A month glued to a word before it begins with a capital: "TeamApril 9".
  const bool capital = text[at] >= 'A' && text[at] <= 'Z';
  const bool begins_word =
      at == 0 || !(is_ascii_letter(text[at - 1]) || static_cast<unsigned char>(text[at - 1]) >= 0x80);
  const bool month = (capital || begins_word) && may_be_month(text.substr(at));
  return month ? try_form(scan_month_first) : std::nullopt;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text, DayOrder order) {
  constexpr std::size_t longest = 200;
  text = trim(text);
  if (text.empty() || text.size() > longest) return std::nullopt;
  if (const auto epoch = scan_epoch(text)) return epoch;
  const Manner manner{true, order};
  const auto date = read_alone(text, manner, false);
  return date ? date : read_alone(text, manner, true);
}

DayOrder day_order(std::string_view text) {
  const auto day_first = parse_date(text, DayOrder::day_first), month_first = parse_date(text, DayOrder::month_first);
  if (day_first.has_value() == month_first.has_value()) return DayOrder::unknown;
  return day_first ? DayOrder::day_first : DayOrder::month_first;
}

bool needs_day_order(std::string_view text) {
  return !parse_date(text) && parse_date(text, DayOrder::day_first) && parse_date(text, DayOrder::month_first);
}

std::optional<FoundDate> find_date(std::string_view text, std::size_t from) {
  // Every date has a digit of its day or year behind its first byte.
  std::size_t end = text.size();
  while (end > from && !is_digit(text[end - 1])) --end;
  for (std::size_t at = from; at < end; ++at) {
    const bool letter = is_ascii_letter(text[at]) || static_cast<unsigned char>(text[at]) >= 0xC0;
    if (!is_digit(text[at]) && !letter) continue;
    DateScanner in(text, at);
    if (const auto date = find_at(text, in)) return FoundDate{*date, at, in.at()};
  }
  return std::nullopt;
}

}  // namespace newsgrep
