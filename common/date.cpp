// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/date.hpp"

#include "common/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace newsgrep {
namespace {

using std::chrono::days;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr int oldest_guess = 1600, newest_guess = 2100;

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

struct MonthName {
  std::string_view name;
  unsigned number;
};

// English, then the names of other languages that no English one contradicts. Abbreviations are the first letters.
constexpr std::array<MonthName, 62> month_names{{
    {"january", 1}, {"february", 2}, {"march", 3}, {"april", 4}, {"may", 5}, {"june", 6}, {"july", 7}, {"august", 8},
    {"september", 9}, {"sept", 9}, {"october", 10}, {"november", 11}, {"december", 12},
    {"januar", 1}, {"jänner", 1}, {"februar", 2}, {"märz", 3}, {"mai", 5}, {"juni", 6}, {"juli", 7}, {"oktober", 10}, {"dezember", 12},
    {"janvier", 1}, {"février", 2}, {"mars", 3}, {"avril", 4}, {"juin", 6}, {"juillet", 7}, {"août", 8}, {"septembre", 9},
    {"octobre", 10}, {"novembre", 11}, {"décembre", 12},
    {"enero", 1}, {"febrero", 2}, {"marzo", 3}, {"abril", 4}, {"mayo", 5}, {"junio", 6}, {"julio", 7}, {"agosto", 8},
    {"septiembre", 9}, {"octubre", 10}, {"noviembre", 11}, {"diciembre", 12},
    {"gennaio", 1}, {"febbraio", 2}, {"aprile", 4}, {"maggio", 5}, {"giugno", 6}, {"luglio", 7}, {"settembre", 9}, {"ottobre", 10},
    {"dicembre", 12}, {"janeiro", 1}, {"fevereiro", 2}, {"março", 3}, {"maio", 5}, {"junho", 6}, {"julho", 7}, {"setembro", 9},
    {"outubro", 10},
}};

unsigned month_number(std::string_view word) {
  const auto lower = ascii_lower(word);
  for (const auto& row : month_names)
    if (row.name == lower) return row.number;
  if (lower.size() == 3)
    for (std::size_t i = 0; i < 13; ++i)
      if (month_names[i].name.starts_with(lower)) return month_names[i].number;
  return 0;
}

bool weekday_name(std::string_view word) {
  constexpr std::array<std::string_view, 7> names{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  const auto lower = ascii_lower(word);
  return lower.size() >= 3 && std::any_of(names.begin(), names.end(), [&](std::string_view name) { return name.starts_with(lower); });
}

struct ZoneName {
  std::string_view name;
  int minutes;
};

constexpr std::array<ZoneName, 15> zone_names{{{"Z", 0}, {"UTC", 0}, {"GMT", 0}, {"UT", 0}, {"EST", -300}, {"EDT", -240}, {"CST", -360},
                                               {"CDT", -300}, {"MST", -420}, {"MDT", -360}, {"PST", -480}, {"PDT", -420}, {"BST", 60},
                                               {"CET", 60}, {"CEST", 120}}};

bool set_day(Date& date, int y, unsigned m, unsigned d) {
  if (y < 0 || y > 9999 || !(year{y} / month{m} / std::chrono::day{d}).ok()) return false;
  date.year = static_cast<std::int16_t>(y);
  date.month = static_cast<std::uint8_t>(m);
  date.day = static_cast<std::uint8_t>(d);
  date.precision = Precision::day;
  return true;
}

bool plausible(int y) { return y >= oldest_guess && y <= newest_guess; }

// A cursor over a date's text.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::size_t at() const { return at_; }
  void move(std::size_t at) { at_ = at; }
  bool done() const { return at_ >= text_.size(); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  bool take_any(std::string_view chars) {
    if (done() || chars.find(peek()) == std::string_view::npos) return false;
    ++at_;
    return true;
  }
  void spaces() {
    while (!done()) {
      std::size_t next = at_;
      if (!is_space(next_char(text_, next))) return;
      at_ = next;
    }
  }

  // Between `least` and `most` digits, not followed by another one.
  std::optional<int> number(std::size_t least, std::size_t most) {
    std::size_t end = at_;
    while (end < text_.size() && digit(text_[end]) && end - at_ <= most) ++end;
    const std::size_t length = end - at_;
    if (length < least || length > most) return std::nullopt;
    int value = 0;
    for (; at_ < end; ++at_) value = value * 10 + (text_[at_] - '0');
    return value;
  }

  // Just `count` digits, whatever follows.
  std::optional<int> fixed(std::size_t count) {
    if (at_ + count > text_.size() || !std::all_of(text_.begin() + static_cast<long>(at_), text_.begin() + static_cast<long>(at_ + count), digit))
      return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i, ++at_) value = value * 10 + (text_[at_] - '0');
    return value;
  }

  std::string_view word() {
    const std::size_t begin = at_;
    while (!done() && (letter(peek()) || static_cast<unsigned char>(peek()) >= 0x80)) {
      std::size_t next = at_;
      if (is_space(next_char(text_, next))) break;
      at_ = next;
    }
    return text_.substr(begin, at_ - begin);
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

void scan_zone(Scanner& in, Date& date) {
  const std::size_t start = in.at();
  in.spaces();
  const char sign = in.peek();
  if (sign == '+' || sign == '-') {
    in.move(in.at() + 1);
    const auto hours = in.fixed(2);
    if (hours) in.take(':');
    const auto minutes = hours ? in.fixed(2) : std::nullopt;
    if (hours && *hours <= 14 && minutes.value_or(0) < 60) {
      const int offset = *hours * 60 + minutes.value_or(0);
      date.zone = static_cast<std::int16_t>(sign == '-' ? -offset : offset);
      return;
    }
  } else if (const auto name = in.word(); !name.empty()) {
    for (const auto& zone : zone_names)
      if (zone.name == name || (name.size() == 1 && iequals(zone.name, name))) {
        date.zone = static_cast<std::int16_t>(zone.minutes);
        return;
      }
  }
  in.move(start);
}

// "15:01", "15:01:01.79", "3:05 p.m."; leaves the date as it is when there is no sensible time.
void scan_time(Scanner& in, Date& date) {
  const std::size_t start = in.at();
  const auto hour = in.number(1, 2);
  const auto minute = hour && in.take(':') ? in.fixed(2) : std::nullopt;
  if (!minute || *hour > 24 || *minute > 59 || (*hour == 24 && *minute > 0)) return in.move(start);
  std::optional<int> second;
  if (in.peek() == ':' && digit(in.peek(1))) {
    in.take(':');
    second = in.fixed(2);
    if (!second || *second > 60) return in.move(start);
    if (in.peek() == '.' || in.peek() == ',')
      if (digit(in.peek(1)))
        for (in.move(in.at() + 1); digit(in.peek());) in.move(in.at() + 1);
  }
  int hours = *hour % 24;
  const std::size_t before_half = in.at();
  in.spaces();
  const char half = in.peek();
  const bool twelve = (half == 'a' || half == 'A' || half == 'p' || half == 'P') && (in.peek(1) == 'm' || in.peek(1) == 'M' || in.peek(1) == '.');
  if (twelve && *hour >= 1 && *hour <= 12) {
    hours = *hour % 12 + (half == 'p' || half == 'P' ? 12 : 0);
    in.move(in.at() + 1);
    in.take('.');
    in.take_any("mM");
    in.take('.');
  } else {
    in.move(before_half);
  }
  date.hour = static_cast<std::uint8_t>(hours);
  date.minute = static_cast<std::uint8_t>(*minute);
  date.second = static_cast<std::uint8_t>(std::min(second.value_or(0), 59));
  date.precision = second ? Precision::second : Precision::minute;
  scan_zone(in, date);
}

void scan_time_after(Scanner& in, Date& date) {
  const std::size_t start = in.at();
  if (!in.take('T') && !in.take('t')) {
    in.spaces();
    in.take_any(",|-");
    in.spaces();
    const std::size_t word_at = in.at();
    if (!iequals(in.word(), "at")) in.move(word_at);
    in.spaces();
  }
  if (digit(in.peek())) scan_time(in, date);
  if (date.precision < Precision::minute) in.move(start);
}

// 2026-04-09, 2026/4/9, 2026.04.09, 2026-04, 20260409, 20260409T150101
std::optional<Date> scan_year_first(Scanner& in) {
  Date date;
  const auto y = in.fixed(4);
  if (!y) return std::nullopt;
  if (digit(in.peek())) {
    const auto m = in.fixed(2), d = in.fixed(2);
    if (!m || !d || !plausible(*y) || !set_day(date, *y, static_cast<unsigned>(*m), static_cast<unsigned>(*d))) return std::nullopt;
    if (in.peek() == 'T' && digit(in.peek(1)) && digit(in.peek(4))) {
      in.take('T');
      const auto hour = in.fixed(2), minute = in.fixed(2), second = in.fixed(2);
      if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
      date.hour = static_cast<std::uint8_t>(*hour);
      date.minute = static_cast<std::uint8_t>(*minute);
      date.second = static_cast<std::uint8_t>(std::min(second.value_or(0), 59));
      date.precision = second ? Precision::second : Precision::minute;
      scan_zone(in, date);
      return date;
    }
    if (digit(in.peek())) return std::nullopt;
    scan_time_after(in, date);
    return date;
  }
  date.year = static_cast<std::int16_t>(*y);
  date.precision = Precision::year;
  const char separator = in.peek();
  if (separator != '-' && separator != '/' && separator != '.') return *y > 0 ? std::optional(date) : std::nullopt;
  in.take(separator);
  const auto m = in.number(1, 2);
  if (!m || *m < 1 || *m > 12) return std::nullopt;
  date.month = static_cast<std::uint8_t>(*m);
  date.precision = Precision::month;
  if (in.peek() != separator || !digit(in.peek(1))) return date;
  in.take(separator);
  const auto d = in.number(1, 2);
  if (!d || !set_day(date, *y, static_cast<unsigned>(*m), static_cast<unsigned>(*d))) return std::nullopt;
  scan_time_after(in, date);
  return date;
}

int full_year(int y, std::size_t digits) { return digits <= 2 ? (y < 70 ? 2000 + y : 1900 + y) : y; }

// 26-FEB-1987, 9 April 2026, 9. April 2026, 9th of April, 2026, 13/04/2024, 09.04.2026
std::optional<Date> scan_day_first(Scanner& in) {
  Date date;
  const auto d = in.number(1, 2);
  if (!d) return std::nullopt;
  for (const std::string_view ordinal : {"st", "nd", "rd", "th"})
    if (in.peek() == ordinal[0] && in.peek(1) == ordinal[1] && !letter(in.peek(2))) in.move(in.at() + 2);
  const char separator = in.peek();
  if ((separator == '/' || separator == '.' || separator == '-') && digit(in.peek(1))) {
    in.take(separator);
    const auto m = in.number(1, 2);
    if (!m || !in.take(separator)) return std::nullopt;
    const auto y = in.number(4, 4);
    if (!y || !plausible(*y)) return std::nullopt;
    const bool day_first = separator == '.' || *d > 12, month_first = separator != '.' && *m > 12;
    if (!day_first && !month_first && *d != *m) return std::nullopt;
    const auto day_number = static_cast<unsigned>(month_first ? *m : *d), month_value = static_cast<unsigned>(month_first ? *d : *m);
    if (!set_day(date, *y, month_value, day_number)) return std::nullopt;
  } else {
    in.take_any(".-");
    in.spaces();
    std::string_view name = in.word();
    if (iequals(name, "of") || iequals(name, "de")) {
      in.spaces();
      name = in.word();
    }
    const unsigned m = month_number(name);
    if (m == 0) return std::nullopt;
    in.take_any(".,-/");
    in.spaces();
    const std::size_t before = in.at();
    if (const auto filler = in.word(); !iequals(filler, "de") && !iequals(filler, "del")) in.move(before);
    in.spaces();
    const std::size_t start = in.at();
    const auto y = separator == '-' ? in.number(2, 4) : in.number(4, 4);
    if (!y) return std::nullopt;
    const int whole = full_year(*y, in.at() - start);
    if (!plausible(whole) || !set_day(date, whole, m, static_cast<unsigned>(*d))) return std::nullopt;
  }
  scan_time_after(in, date);
  return date;
}

// April 9, 2026; Apr 9 15:01:01 2026; April 2026. With `glued`, digits may follow the year at once.
std::optional<Date> scan_month_first(Scanner& in, bool glued) {
  Date date;
  const unsigned m = month_number(in.word());
  if (m == 0) return std::nullopt;
  in.take('.');
  in.spaces();
  in.take(',');
  in.spaces();
  const std::size_t start = in.at();
  if (const auto y = in.number(4, 4); y && plausible(*y)) {
    date.year = static_cast<std::int16_t>(*y);
    date.month = static_cast<std::uint8_t>(m);
    date.precision = Precision::month;
    return date;
  }
  in.move(start);
  const auto d = in.number(1, 2);
  if (!d) return std::nullopt;
  for (const std::string_view ordinal : {"st", "nd", "rd", "th"})
    if (in.peek() == ordinal[0] && in.peek(1) == ordinal[1]) in.move(in.at() + 2);
  in.spaces();
  in.take_any(",.");
  in.spaces();
  Date time;
  const std::size_t before_time = in.at();
  if (digit(in.peek()) && (in.peek(1) == ':' || in.peek(2) == ':')) {
    scan_time(in, time);
    in.spaces();
  }
  if (time.precision == Precision::none) in.move(before_time);
  const auto y = glued ? in.fixed(4) : in.number(4, 4);
  if (!y || !plausible(*y) || !set_day(date, *y, m, static_cast<unsigned>(*d))) return std::nullopt;
  if (time.precision == Precision::none) {
    if (!digit(in.peek())) scan_time_after(in, date);
    return date;
  }
  date.hour = time.hour;
  date.minute = time.minute;
  date.second = time.second;
  date.precision = time.precision;
  date.zone = time.zone;
  return date;
}

std::optional<Date> scan_epoch(std::string_view text) {
  if ((text.size() != 10 && text.size() != 13) || !std::all_of(text.begin(), text.end(), digit)) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text.substr(0, 10)) value = value * 10 + (c - '0');
  const std::chrono::sys_seconds instant{std::chrono::seconds{value}};
  const Day day = std::chrono::floor<days>(instant);
  const std::chrono::hh_mm_ss time{instant - day};
  Date date;
  const auto ymd = civil(day);
  set_day(date, int(ymd.year()), unsigned(ymd.month()), unsigned(ymd.day()));
  date.hour = static_cast<std::uint8_t>(time.hours().count());
  date.minute = static_cast<std::uint8_t>(time.minutes().count());
  date.second = static_cast<std::uint8_t>(time.seconds().count());
  date.precision = Precision::second;
  date.zone = std::int16_t{0};
  return date;
}

// What may follow a date: nothing, a comment, or the marks that agencies leave.
bool harmless_rest(Scanner in, const Date& date) {
  const std::size_t at = in.at();
  in.spaces();
  if (in.done() || in.peek() == '#' || in.peek() == '(') return true;
  if (date.precision < Precision::day || in.at() == at) return false;
  if (digit(in.peek())) return true;  // a time that makes no sense
  while (!in.done()) {
    const auto word = in.word();
    if (word.size() > 4) return false;
    in.spaces();
    if (word.empty() && !in.done()) return false;
  }
  return true;
}

void skip_weekday(Scanner& in) {
  const std::size_t start = in.at();
  const auto word = in.word();
  if (!weekday_name(word)) return in.move(start);
  in.take_any(".,");
  in.spaces();
}

}  // namespace

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
  return std::int64_t{first.time_since_epoch().count()} * 86400 + hour * 3600 + minute * 60 + second - zone.value_or(0) * 60;
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

std::optional<Date> parse_date(std::string_view text) {
  constexpr std::size_t longest = 200;
  text = trim(text);
  if (text.empty() || text.size() > longest) return std::nullopt;
  if (const auto epoch = scan_epoch(text)) return epoch;
  Scanner in(text);
  skip_weekday(in);
  const std::size_t start = in.at();
  using Scan = std::optional<Date> (*)(Scanner&);
  constexpr Scan forms[] = {scan_year_first, scan_day_first, [](Scanner& scanner) { return scan_month_first(scanner, false); }};
  for (const Scan form : forms) {
    in.move(start);
    if (const auto date = form(in); date && harmless_rest(in, *date)) return date;
  }
  return std::nullopt;
}

std::optional<FoundDate> find_date(std::string_view text) {
  const auto word_inside = [&](std::size_t at) { return at > 0 && letter(text[at - 1]); };
  for (std::size_t at = 0; at < text.size(); ++at) {
    Scanner in(text);
    in.move(at);
    std::optional<Date> date;
    if (digit(text[at]) && (at == 0 || !digit(text[at - 1]))) {
      date = scan_year_first(in);
      const bool separated = at + 4 < text.size() && (text[at + 4] == '-' || text[at + 4] == '/' || text[at + 4] == '.');
      if (!date || date->precision < Precision::day || !separated || !plausible(date->year)) {
        in.move(at);
        date = scan_day_first(in);
      }
    } else if (text[at] >= 'A' && text[at] <= 'Z') {
      // A month glued to a word before it begins with a capital: "TeamApril 9".
      date = scan_month_first(in, true);
    } else if (letter(text[at]) && !word_inside(at)) {
      date = scan_month_first(in, true);
    }
    if (date && date->precision >= Precision::day) return FoundDate{*date, at, in.at()};
  }
  return std::nullopt;
}

std::optional<Date> date_in_path(std::string_view path) {
  const auto news_year = [](int y) { return y >= 1600 && y <= 2100; };
  std::optional<Date> found;
  for (std::size_t at = 0; at + 8 <= path.size(); ++at) {
    if (!digit(path[at]) || (at > 0 && (digit(path[at - 1]) || letter(path[at - 1])))) continue;
    Scanner in(path);
    in.move(at);
    const auto y = in.fixed(4);
    if (!y || !news_year(*y)) continue;
    const char separator = in.peek();
    const bool separated = separator == '/' || separator == '-' || separator == '_' || separator == '.';
    if (!separated && !digit(separator)) continue;
    if (separated) in.take(separator);
    auto m = separated && letter(in.peek()) ? std::optional<int>(static_cast<int>(month_number(in.word())))
             : separated                    ? in.number(1, 2)
                                            : in.fixed(2);
    if (!m || *m == 0) continue;
    if (separated && !in.take(separator)) continue;
    const auto d = separated ? in.number(1, 2) : in.fixed(2);
    Date date;
    if (!d || digit(in.peek()) || !set_day(date, *y, static_cast<unsigned>(*m), static_cast<unsigned>(*d))) continue;
    found = date;
    at = in.at() - 1;
  }
  return found;
}

}  // namespace newsgrep
