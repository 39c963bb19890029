// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/date_names.hpp"
#include "common/date_scan.hpp"

#include <cctype>

namespace newsgrep {
namespace {

// What is found at one place of a path, and how much it counts: a month least, folders for year, month and day most.
struct Place {
  Date date;
  int rank = 0;
  std::size_t end = 0;
};

constexpr int month_rank = 1, name_rank = 2, folder_rank = 3;

// 18-06-2007, where it cannot be the 6th of the 18th month.
std::optional<Place> day_first_at(std::string_view path, std::size_t at) {
  DateScanner in(path, at);
  const auto day = in.number(2, 2);
  const char separator = in.peek();
  if (!day || *day <= 12 || !in.take_any("-_.")) return std::nullopt;
  const auto month = in.number(2, 2);
  const auto year = month && in.take(separator) ? in.number(4, 4) : std::nullopt;
  Place place;
  if (!year || !is_news_year(*year)) return std::nullopt;
  if (!set_day(place.date, *year, static_cast<unsigned>(*month), static_cast<unsigned>(*day))) return std::nullopt;
  place.rank = name_rank;
  place.end = in.at();
  return place;
}

// 20070618: a folder of that name, or a part of a name; longer ago the latter is more likely a number.
std::optional<Place> digits_at(std::string_view path, std::size_t at) {
  constexpr int first_of_names = 1990;
  DateScanner in(path, at);
  const auto year = in.fixed(4), month = in.fixed(2), day = in.fixed(2);
  const bool folder = (at == 0 || path[at - 1] == '/') && in.peek() == '/';
  if (!day || is_digit(in.peek()) || !is_news_year(*year) || (*year < first_of_names && !folder)) return std::nullopt;
  Place place;
  if (!set_day(place.date, *year, static_cast<unsigned>(*month), static_cast<unsigned>(*day))) return std::nullopt;
  place.rank = name_rank;
  place.end = in.at();
  return place;
}

// 2007/06/18/, 2007/jun/18, 2007-06-18-name, 2007/06/.
std::optional<Place> year_first_at(std::string_view path, std::size_t at) {
  DateScanner in(path, at);
  const auto year = in.fixed(4);
  const char separator = in.peek();
  if (!year || !is_news_year(*year) || !in.take_any("/-_.")) return std::nullopt;
  const std::size_t month_at = in.at();
  const auto number = in.number(1, 2);
  const auto month = number ? static_cast<unsigned>(*number) : month_number(in.word());
  if (month < 1 || month > 12) return std::nullopt;
  const bool folder = (at == 0 || path[at - 1] == '/') && separator == '/' && in.peek() == '/';
  const bool two_digits = in.at() == month_at + 2;
  Place place;
  const auto day = in.take(separator) ? in.number(1, 2) : std::nullopt;
  if (day && set_day(place.date, *year, month, static_cast<unsigned>(*day))) {
    place.rank = folder ? folder_rank : name_rank;
    place.end = in.at();
    return place;
  }
  if (!folder || !two_digits) return std::nullopt;
  place.date.year = static_cast<std::int16_t>(*year);
  place.date.month = static_cast<std::uint8_t>(month);
  place.date.precision = Precision::month;
  place.rank = month_rank;
  place.end = month_at;
  return place;
}

bool may_begin(std::string_view path, std::size_t at) {
  return is_digit(path[at]) && (at == 0 || std::isalnum(static_cast<unsigned char>(path[at - 1])) == 0);
}

}  // namespace

std::optional<Date> date_in_path(std::string_view path) {
  Place best;
  for (std::size_t at = 0; at < path.size(); ++at) {
    if (!may_begin(path, at)) continue;
    auto place = year_first_at(path, at);
    if (!place) place = digits_at(path, at);
    if (!place) place = day_first_at(path, at);
    if (!place) continue;
    if (place->rank >= best.rank) best = *place;
    at = place->end - 1;
  }
  return best.date.known() ? std::optional(best.date) : std::nullopt;
}

}  // namespace newsgrep
