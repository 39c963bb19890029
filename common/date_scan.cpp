// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/date_scan.hpp"

#include "common/date_names.hpp"
#include "common/utf8.hpp"

#include <unicode/uchar.h>

#include <algorithm>

namespace newsgrep {
namespace {

bool is_letter(char32_t c) {
  if (c < 0x80) return is_ascii_letter(static_cast<char>(c));
  const auto code = static_cast<UChar32>(c);
  return u_isalpha(code) != 0 || (U_GET_GC_MASK(code) & U_GC_M_MASK) != 0;
}

}  // namespace

bool set_day(Date& date, int year, unsigned month, unsigned day) {
  if (year < 0 || year > 9999 || !(std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}).ok())
    return false;
  date.year = static_cast<std::int16_t>(year);
  date.month = static_cast<std::uint8_t>(month);
  date.day = static_cast<std::uint8_t>(day);
  date.precision = Precision::day;
  return true;
}

bool DateScanner::take(char c) {
  if (peek() != c || done()) return false;
  ++at_;
  return true;
}

bool DateScanner::take(std::string_view text) {
  if (!rest().starts_with(text)) return false;
  at_ += text.size();
  return true;
}

bool DateScanner::take_any(std::string_view chars) {
  if (done() || chars.find(peek()) == std::string_view::npos) return false;
  ++at_;
  return true;
}

void DateScanner::spaces() {
  while (!done()) {
    std::size_t next = at_;
    if (!is_space(next_char(text_, next))) return;
    at_ = next;
  }
}

std::optional<int> DateScanner::number(std::size_t least, std::size_t most) {
  std::size_t end = at_;
  while (end < text_.size() && is_digit(text_[end]) && end - at_ <= most) ++end;
  const std::size_t length = end - at_;
  return length < least || length > most ? std::nullopt : fixed(length);
}

std::optional<int> DateScanner::fixed(std::size_t count) {
  const auto digits = rest().substr(0, count);
  if (digits.size() < count || !std::all_of(digits.begin(), digits.end(), is_digit)) return std::nullopt;
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  at_ += count;
  return value;
}

std::string_view DateScanner::word() {
  constexpr std::size_t longest = 64;
  const std::size_t begin = at_;
  while (!done() && at_ - begin < longest) {
    std::size_t next = at_;
    if (!is_letter(next_char(text_, next))) break;
    at_ = next;
  }
  return text_.substr(begin, at_ - begin);
}

bool DateScanner::take_word(std::string_view words) {
  const std::size_t start = at_;
  const auto found = word();
  while (!found.empty() && !words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    if (iequals(words.substr(0, end), found)) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  at_ = start;
  return false;
}

}  // namespace newsgrep
