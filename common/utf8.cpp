// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/utf8.hpp"

#include "common/letters.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <vector>

namespace newsgrep {
namespace {

constexpr char32_t replacement = 0xFFFD;

bool continues(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

// Length of the well-formed sequence at `at`, or 0.
std::size_t sequence(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return 1;
  const auto second = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0u;
  if (lead >= 0xC2 && lead <= 0xDF) return continues(text, at + 1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const bool overlong = lead == 0xE0 && second < 0xA0, surrogate = lead == 0xED && second > 0x9F;
    return continues(text, at + 1) && continues(text, at + 2) && !overlong && !surrogate ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool outside = (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F);
    return continues(text, at + 1) && continues(text, at + 2) && continues(text, at + 3) && !outside ? 4 : 0;
  }
  return 0;
}

// First bytes of all characters that are white space, and of some that are not.
constexpr std::array<bool, 256> may_be_space = [] {
  std::array<bool, 256> table{};
  for (const unsigned char c : {9, 10, 11, 12, 13, 32, 0xC2, 0xE1, 0xE2, 0xE3, 0xEF}) table[c] = true;
  return table;
}();

bool maybe_space(char c) { return may_be_space[static_cast<unsigned char>(c)]; }

// Eight bytes at once; `lowest` and `highest` have that bit of every byte set.
constexpr std::size_t eight = 8;
constexpr std::uint64_t lowest = 0x0101010101010101, highest = 0x8080808080808080;

std::uint64_t load(std::string_view text, std::size_t at) {
  std::uint64_t bytes;
  std::memcpy(&bytes, text.data() + at, eight);
  return bytes;
}

// The highest bit of every byte that is smaller; none of them may be 0x80 or more.
constexpr std::uint64_t smaller(std::uint64_t ascii, unsigned char than) {
  return ~((ascii | highest) - lowest * than) & highest;
}

// Whether eight bytes are ASCII without control characters and without two spaces side by side.
bool is_clean(std::uint64_t bytes) {
  if ((bytes & highest) != 0 || smaller(bytes, ' ') != 0) return false;
  const std::uint64_t spaces = smaller(bytes, ' ' + 1);
  return (spaces & spaces << 8) == 0;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool is_unsafe(char32_t c) {
  const bool control = c < 0x20 ? c != '\n' && c != '\t' : c >= 0x7F && c < 0xA0;
  const bool direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  return control || direction;
}

}  // namespace

char32_t next_long_char(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = sequence(text, at);
  if (length == 0) {
    ++at;
    return replacement;
  }
  char32_t c = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) c = c << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3Fu);
  at += length;
  return c;
}

void append_char(std::string& out, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = replacement;
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | c >> 18);
    out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::size_t valid_prefix(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    while (at + eight <= text.size() && (load(text, at) & highest) == 0) at += eight;
    if (at == text.size()) break;
    const std::size_t length = sequence(text, at);
    if (length == 0) return at;
    at += length;
  }
  return at;
}

std::size_t repair_utf8(std::string& text) {
  if (valid_prefix(text) == text.size() && text.find('\0') == std::string::npos) return 0;
  std::string out;
  out.reserve(text.size());
  std::size_t repairs = 0;
  const std::string_view in = text;
  for (std::size_t at = 0; at < in.size();) {
    const std::size_t length = sequence(in, at);
    if (length == 0 || in[at] == '\0') {
      ++repairs;
      if (length == 0) append_char(out, replacement);
      ++at;
    } else {
      out.append(in.substr(at, length));
      at += length;
    }
  }
  text = std::move(out);
  return repairs;
}

bool is_wide_space(char32_t c) {
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

std::string_view trim(std::string_view text) {
  text.remove_prefix(space_run(text));
  while (!text.empty()) {
    std::size_t last = text.size() - 1;
    while (last > 0 && text.size() - last < 4 && continues(text, last)) --last;
    std::size_t end = last;
    if (!is_space(next_char(text, end)) || end != text.size()) return text;
    text.remove_suffix(text.size() - last);
  }
  return text;
}

std::size_t clean_run(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    // No space stands before `at`; one at the end of eight bytes is looked at with what follows it.
    while (at + eight <= text.size() && is_clean(load(text, at)) && (at > 0 || text[0] != ' '))
      at += text[at + eight - 1] == ' ' ? eight - 1 : eight;
    for (const std::size_t last = std::min(text.size(), at + eight); at < last;) {
      if (!maybe_space(text[at])) {
        ++at;
      } else if (text[at] == ' ' && at > 0 && at + 1 < text.size() && !maybe_space(text[at + 1])) {
        at += 2;
      } else {
        std::size_t next = at;
        if (is_space(next_char(text, next))) return at;
        at = next;
      }
    }
  }
  return at;
}

std::size_t space_run(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && maybe_space(text[at])) {
    std::size_t next = at;
    if (!is_space(next_char(text, next))) break;
    at = next;
  }
  return at;
}

std::string collapse(std::string_view text) {
  std::string out;
  for (text.remove_prefix(space_run(text)); !text.empty(); text.remove_prefix(space_run(text))) {
    const std::size_t run = clean_run(text);
    if (out.empty())
      out.reserve(text.size());
    else
      out += ' ';
    out.append(text.substr(0, run));
    text.remove_prefix(run);
  }
  return out;
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  lower_ascii(out.data(), out.size());
  return out;
}

bool iequals(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char one, char other) { return lower(one) == lower(other); });
}

std::vector<char32_t> chars_of(std::string_view text) {
  std::vector<char32_t> chars;
  for (std::size_t at = 0; at < text.size();) chars.push_back(next_char(text, at));
  return chars;
}

std::size_t count_chars(std::string_view text) {
  std::size_t at = 0, within = 0;
  for (; at + eight <= text.size(); at += eight) {
    const std::uint64_t bytes = load(text, at);
    within += static_cast<std::size_t>(std::popcount(bytes & ~(bytes << 1) & highest));  // 10xxxxxx
  }
  for (; at < text.size(); ++at) within += continues(text, at);
  return text.size() - within;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
      diagonal = above;
    }
  }
  return row[b.size()];
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = next_char(text, at);
    if (is_unsafe(c)) continue;
    if (c == replacement)
      append_char(out, c);
    else
      out.append(text.substr(start, at - start));
  }
  return out;
}

std::string one_line(std::string_view text) {
  std::string out = printable(text);
  std::replace(out.begin(), out.end(), '\n', ' ');
  std::replace(out.begin(), out.end(), '\t', ' ');
  return out;
}

}  // namespace newsgrep
