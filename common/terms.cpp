// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/terms.hpp"

#include "common/analysis.hpp"
#include "common/files.hpp"
#include "common/utf8.hpp"

#include <algorithm>
#include <cstdio>

namespace newsgrep {
namespace {

std::string join(std::string_view a, std::string_view b, std::string_view c = {}) {
  std::string out;
  out.reserve(a.size() + b.size() + c.size());
  return out.append(a).append(b).append(c);
}

std::string numbers(char letter, const char* format, int a, unsigned b = 0, unsigned c = 0) {
  char out[32] = {letter};
  std::snprintf(out + 1, sizeof out - 1, format, a, b, c);
  return out;
}

std::string year_term(std::chrono::year_month_day day) { return numbers('Y', "%04d", int(day.year())); }
std::string month_term(std::chrono::year_month_day day) {
  return numbers('M', "%04d%02u", int(day.year()), unsigned(day.month()));
}
std::string day_term(std::chrono::year_month_day day) {
  return numbers('D', "%04d%02u%02u", int(day.year()), unsigned(day.month()), unsigned(day.day()));
}


// Days 1-10, 11-20 and 21 to the end of a month.
unsigned third_of(unsigned day) { return std::min((day - 1) / 10, 2u); }
std::string third_term(std::chrono::year_month_day day) {
  return numbers('T', "%04d%02u%u", int(day.year()), unsigned(day.month()), third_of(unsigned(day.day())));
}
Day third_end(std::chrono::year_month_day day) {
  const unsigned third = third_of(unsigned(day.day()));
  if (third == 2) return std::chrono::sys_days(day.year() / day.month() / std::chrono::last);
  return std::chrono::sys_days(day.year() / day.month() / std::chrono::day{third * 10 + 10});
}

constexpr int moment_bytes = 5;

std::uint64_t take_big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

void append_big_endian(std::string& out, std::uint64_t value, int bytes) {
  for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift);
}

}  // namespace

std::string word_term(const Field& field, std::string_view folded) { return join(field.prefix, folded); }

std::string stem_term(const Field& field, std::string_view stemmer, std::string_view stem) {
  std::string out = join("Z", field.prefix);
  if (stemmer != "english") out.append(stemmer).append(":");
  return out.append(stem);
}

std::string pair_term(const Field& field, std::string_view left, std::string_view right) {
  return join("B", field.prefix, left).append(" ").append(right);
}

std::string id_term(std::string_view id) { return join("Q", id.substr(0, id_kept)); }

std::string exact_term(const Field& field, std::string_view value) {
  const std::string lower = ascii_lower(value);
  if (field.value == &Article::id) return id_term(lower);
  if (field.kind == FieldKind::unique) return join(field.prefix, id_text(checksum(lower)).substr(0, id_kept));
  constexpr std::size_t longest = exact_kept + 16;
  if (lower.size() <= longest) return join(field.prefix, lower);
  return join(field.prefix, std::string_view(lower).substr(0, exact_kept), id_text(checksum(lower)));
}

std::optional<std::string> exact_beginning(const Field& field, std::string_view beginning) {
  if (field.value == &Article::id) return id_term(ascii_lower(beginning));
  if (field.kind == FieldKind::unique) return std::nullopt;
  return join(field.prefix, ascii_lower(beginning.substr(0, exact_kept)));
}

bool tells_beginning(const Field& field, std::string_view beginning) {
  return beginning.size() <= (field.value == &Article::id ? id_kept : exact_kept) && exact_beginning(field, beginning);
}

std::vector<std::string> date_terms(const Date& date) {
  if (!date.known()) return {std::string(undated_term)};
  const auto day = civil(*period_of(date).first);
  std::vector<std::string> terms{year_term(day)};
  if (date.precision >= Precision::month) terms.push_back(month_term(day));
  if (date.precision >= Precision::day) terms.insert(terms.end(), {third_term(day), day_term(day)});
  return terms;
}

std::vector<std::string> cover(Day first, Day last) {
  using namespace std::chrono;
  std::vector<std::string> terms;
  for (Day at = first; at <= last;) {
    const auto day = civil(at);
    const Day year_end = sys_days(day.year() / December / 31);
    const Day month_end = sys_days(day.year() / day.month() / std::chrono::last);
    if (day.month() == January && day.day() == std::chrono::day{1} && year_end <= last) {
      terms.push_back(year_term(day));
      at = year_end;
    } else if (day.day() == std::chrono::day{1} && month_end <= last) {
      terms.push_back(month_term(day));
      at = month_end;
    } else if (unsigned(day.day()) % 10 == 1 && unsigned(day.day()) < 30 && third_end(day) <= last) {
      terms.push_back(third_term(day));
      at = third_end(day);
    } else {
      terms.push_back(day_term(day));
    }
    at += days{1};
  }
  return terms;
}

std::uint64_t moment_of(const Date& published) {
  constexpr std::int64_t epoch_offset = std::int64_t{1} << 38;  // every civil year of four digits becomes positive
  return published.known() ? static_cast<std::uint64_t>(published.instant() + epoch_offset) : 0;
}

std::string order_value(const Date& published, std::uint64_t id) {
  std::string out;
  append_big_endian(out, moment_of(published), moment_bytes);
  append_big_endian(out, ~id, 8);
  return out;
}

std::uint64_t moment_of_order(std::string_view order) { return take_big_endian(order.substr(0, moment_bytes)); }
std::uint64_t id_of_order(std::string_view order) { return ~take_big_endian(order.substr(moment_bytes)); }

std::string id_text(std::uint64_t id) {
  char out[17];
  std::snprintf(out, sizeof out, "%016llx", static_cast<unsigned long long>(id));
  return out;
}

}  // namespace newsgrep
