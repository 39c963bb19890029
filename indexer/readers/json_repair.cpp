// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/json_repair.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace newsgrep {
namespace {

// The value of \uXXXX at `at`, or nothing.
bool read_escape(std::string_view text, std::size_t at, unsigned& value) {
  constexpr std::size_t size = 6;
  if (at + size > text.size() || text[at] != '\\' || text[at + 1] != 'u') return false;
  value = 0;
  for (const char c : text.substr(at + 2, size - 2)) {
    const char lower = static_cast<char>(c | 0x20);
    const bool digit = c >= '0' && c <= '9', letter = lower >= 'a' && lower <= 'f';
    if (!digit && !letter) return false;
    value = value * 16 + static_cast<unsigned>(digit ? c - '0' : lower - 'a' + 10);
  }
  return true;
}

bool is_high(unsigned c) { return c >= 0xD800 && c < 0xDC00; }
bool is_low(unsigned c) { return c >= 0xDC00 && c < 0xE000; }

class Mender {
 public:
  explicit Mender(std::string_view in) : in_(in) { out_.reserve(in.size()); }

  std::uint32_t run() {
    while (at_ < in_.size()) in_string_ ? string_part() : value_part();
    return repairs_;
  }

  std::string take() { return std::move(out_); }

 private:
  static constexpr std::size_t most_digits = 19;

  void keep(std::size_t size) {
    out_.append(in_.substr(at_, size));
    at_ += size;
  }

  void replace(std::size_t size, std::string_view by) {
    out_.append(by);
    at_ += size;
    ++repairs_;
  }

  void string_part() {
    const char c = in_[at_];
    if (c == '\\') return escape();
    if (c == '"') in_string_ = false;
    if (static_cast<unsigned char>(c) >= 0x20) return keep(1);
    replace(1, c == '\n' ? "\\n" : " ");
  }

  void escape() {
    constexpr std::size_t escape_size = 6;
    unsigned value = 0, low = 0;
    if (read_escape(in_, at_, value)) {
      if (!is_high(value) && !is_low(value)) return keep(escape_size);
      if (is_high(value) && read_escape(in_, at_ + escape_size, low) && is_low(low)) return keep(2 * escape_size);
      return replace(escape_size, "\\uFFFD");
    }
    const char next = at_ + 1 < in_.size() ? in_[at_ + 1] : ' ';
    if (std::string_view("\"\\/bfnrt").find(next) != std::string_view::npos) return keep(2);
    replace(1, "");
  }

  void value_part() {
    constexpr std::array<std::string_view, 4> no_values{"NaN", "-Infinity", "Infinity", "undefined"};
    const auto rest = in_.substr(at_);
    for (const auto word : no_values)
      if (rest.starts_with(word)) return replace(word.size(), "null");
    if (rest.front() == ',' && closes_behind()) return replace(1, "");
    if (const std::size_t digits = integer_size(); digits > most_digits)
      return quote(digits);
    else if (digits > 0)
      return keep(digits);
    in_string_ = rest.front() == '"';
    keep(1);
  }

  // A comma with nothing behind it.
  bool closes_behind() const {
    const auto next = in_.find_first_not_of(" \t\r\n", at_ + 1);
    return next != std::string_view::npos && (in_[next] == '}' || in_[next] == ']');
  }

  // Digits of a whole number here; 0 when there is none.
  std::size_t integer_size() const {
    std::size_t end = at_;
    while (end < in_.size() && in_[end] >= '0' && in_[end] <= '9') ++end;
    const bool whole = end == in_.size() || std::string_view(".eE").find(in_[end]) == std::string_view::npos;
    return whole ? end - at_ : 0;
  }

  // A number that no machine word holds is an id.
  void quote(std::size_t size) {
    out_ += '"';
    keep(size);
    out_ += '"';
    ++repairs_;
  }

  std::string_view in_;
  std::size_t at_ = 0;
  std::string out_;
  bool in_string_ = false;
  std::uint32_t repairs_ = 0;
};

}  // namespace

std::uint32_t repair_json(std::string& json) {
  Mender mender(json);
  const std::uint32_t repairs = mender.run();
  json = mender.take();
  return repairs;
}

}  // namespace newsgrep
