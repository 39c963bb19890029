// SPDX-License-Identifier: GPL-2.0-or-later
// A cursor over a date's text, and what dates share with paths.
#pragma once

#include "common/ascii.hpp"
#include "common/date.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace newsgrep {

inline std::uint8_t small(int value) { return static_cast<std::uint8_t>(value); }

/// Sets the day when there is one of these numbers.
bool set_day(Date& date, int year, unsigned month, unsigned day);

/// Whether news may be of that year.
inline bool is_news_year(int year) { return year >= 1600 && year <= 2100; }

class DateScanner {
 public:
  explicit DateScanner(std::string_view text, std::size_t at = 0) : text_(text), at_(at) {}

  std::size_t at() const { return at_; }
  void move(std::size_t at) { at_ = at; }
  bool done() const { return at_ >= text_.size(); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  std::string_view rest() const { return text_.substr(at_); }

  bool take(char c);
  bool take(std::string_view text);
  bool take_any(std::string_view chars);
  void spaces();

  /// Between `least` and `most` digits, not followed by another one.
  std::optional<int> number(std::size_t least, std::size_t most);
  /// Just `count` digits, whatever follows.
  std::optional<int> fixed(std::size_t count);
  /// Letters of any script; empty when none is next.
  std::string_view word();
  /// Takes the word if it is one of these, separated by spaces.
  bool take_word(std::string_view words);

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

/// A time of day with its zone, or nothing: "15:01", "15:01:01.79", "3:05 p.m. EDT", "3 PM", "15.04 Uhr", "18h30".
std::optional<Date> scan_time(DateScanner& in);

/// The zone behind a time: "Z", " EDT", "+02:00", " GMT+0200".
void scan_zone(DateScanner& in, Date& date);

/// Gives a date the time, zone and precision of another one.
void set_time(Date& date, const Date& time);

/// Passes what stands between a date and a time: "T", ", ", " | ", " at ", " um ".
void skip_to_time(DateScanner& in);

/// Takes a time behind a date, if there is one.
void scan_time_after(DateScanner& in, Date& date);

}  // namespace newsgrep
