// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/date_names.hpp"
#include "common/date_scan.hpp"

#include <algorithm>

namespace newsgrep {
namespace {

// "+02:00", "-0500", "+2"
std::optional<int> scan_offset(DateScanner& in) {
  const char sign = in.peek();
  if (!in.take_any("+-")) return std::nullopt;
  auto hours = in.fixed(2);
  if (!hours) hours = in.number(1, 1);
  if (!hours || *hours > 14) return std::nullopt;
  in.take(':');
  const int minutes = in.fixed(2).value_or(0);
  if (minutes > 59) return std::nullopt;
  return (sign == '-' ? -1 : 1) * (*hours * 60 + minutes);
}

// "a.m.", "PM": the hour of the day; nothing when there is no such mark.
std::optional<int> scan_half(DateScanner& in, int hour) {
  const std::size_t start = in.at();
  in.spaces();
  const char half = static_cast<char>(in.peek() | 0x20);
  if ((half == 'a' || half == 'p') && hour >= 1 && hour <= 12) {
    in.move(in.at() + 1);
    in.take('.');
    if (in.take_any("mM") && !is_ascii_letter(in.peek())) {
      in.take('.');
      return hour % 12 + (half == 'p' ? 12 : 0);
    }
  }
  in.move(start);
  return std::nullopt;
}

// Seconds and their fraction; false when they make no sense.
bool scan_seconds(DateScanner& in, Date& time) {
  if (in.peek() != ':' || !is_digit(in.peek(1))) return true;
  in.take(':');
  const auto second = in.fixed(2);
  if (!second || *second > 60) return false;
  time.second = small(std::min(*second, 59));
  time.precision = Precision::second;
  if ((in.peek() == '.' || in.peek() == ',') && is_digit(in.peek(1)))
    for (in.move(in.at() + 1); is_digit(in.peek());) in.move(in.at() + 1);
  return true;
}

struct ClockFace {
  int hour = 0;
  std::optional<int> minute;
  bool marked = false;  // as a time, by its sign
};

// "15:04", "15.04", "15h04", "15h", "15時04分", "15"
std::optional<ClockFace> scan_clock(DateScanner& in) {
  ClockFace face;
  const auto hour = in.number(1, 2);
  if (!hour || *hour > 23) return std::nullopt;
  face.hour = *hour;
  if (in.peek() == ':' || (in.peek() == '.' && is_digit(in.peek(1)))) {
    face.marked = in.peek() == ':';
    in.move(in.at() + 1);
    face.minute = in.fixed(2);
    if (!face.minute) return std::nullopt;
  } else if (in.take("\xE6\x99\x82") || in.take("\xE6\x97\xB6") || in.take("\xEC\x8B\x9C")) {  // 時 时 시
    face.marked = true;
    in.spaces();
    face.minute = in.number(1, 2);
    if (face.minute && !in.take("\xE5\x88\x86")) in.take("\xEB\xB6\x84");  // 分 분
  } else if ((in.peek() == 'h' || in.peek() == 'H') && !is_ascii_letter(in.peek(1))) {
    in.move(in.at() + 1);
    face.marked = true;
    face.minute = in.fixed(2);
  }
  if (face.minute.value_or(0) > 59) return std::nullopt;
  return face;
}

}  // namespace

void scan_zone(DateScanner& in, Date& date) {
  const std::size_t start = in.at();
  in.spaces();
  in.take('(');
  if (const auto offset = scan_offset(in)) {
    date.zone = static_cast<std::int16_t>(*offset);
    return;
  }
  const auto name = in.word();
  if (const auto minutes = zone_minutes(name)) {
    const std::size_t after_name = in.at();
    in.spaces();
    const auto offset = *minutes == 0 ? scan_offset(in) : std::nullopt;
    if (!offset) in.move(after_name);
    date.zone = static_cast<std::int16_t>(offset.value_or(*minutes));
  } else if (!is_vague_zone(name)) {
    in.move(start);
  }
}

std::optional<Date> scan_time(DateScanner& in) {
  const std::size_t start = in.at();
  const auto face = scan_clock(in);
  Date time;
  time.precision = Precision::minute;
  if (face && scan_seconds(in, time)) {
    const auto half = scan_half(in, face->hour);
    const std::size_t after = in.at();
    in.spaces();
    const bool told = !half && in.take_word("uhr hrs hours h uur");
    if (!told) in.move(after);
    scan_zone(in, time);
    if (face->marked || half || told || (face->minute && time.zone)) {
      time.hour = small(half.value_or(face->hour));
      time.minute = small(face->minute.value_or(0));
      return time;
    }
  }
  in.move(start);
  return std::nullopt;
}

void set_time(Date& date, const Date& time) {
  date.hour = time.hour;
  date.minute = time.minute;
  date.second = time.second;
  date.precision = time.precision;
  date.zone = time.zone;
}

void skip_to_time(DateScanner& in) {
  constexpr std::string_view links =
      "at um \xC3\xA0 a las los \xC3\xA0s alle ore kl klo kello om o ob \xD0\xB2 saat de";
  if ((in.peek() == 'T' || in.peek() == 't') && is_digit(in.peek(1))) return in.move(in.at() + 1);
  for (std::size_t before = in.at() + 1; before != in.at();) {
    before = in.at();
    in.spaces();
    in.take_any(",|-/.:");
    for (const std::string_view mark : {"\xE2\x80\x93", "\xE2\x80\x94", "\xC2\xB7", "\xE2\x80\xA2"}) in.take(mark);
    in.take_word(links);
  }
}

void scan_time_after(DateScanner& in, Date& date) {
  const std::size_t start = in.at();
  skip_to_time(in);
  if (const auto time = scan_time(in))
    set_time(date, *time);
  else
    in.move(start);
}

}  // namespace newsgrep
