// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// What next_char() does for the bytes from 0x80 on.
char32_t next_long_char(std::string_view text, std::size_t& at);

/// Decodes the character at text[at] and moves `at` past it. Invalid bytes yield U+FFFD, one at a time. `at` must be in
/// range.
inline char32_t next_char(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead >= 0x80) return next_long_char(text, at);
  ++at;
  return lead;
}

void append_char(std::string& out, char32_t c);

/// How many bytes of the front are valid UTF-8 (surrogates and overlong forms are not).
std::size_t valid_prefix(std::string_view text);

/// Replaces every invalid sequence by U+FFFD and removes NULs; returns how many repairs that took. Valid text is not
/// touched.
std::size_t repair_utf8(std::string& text);

/// White space from U+0080 on.
bool is_wide_space(char32_t c);

/// Spaces of every script, not only ASCII: NBSP, ideographic space, zero-width marks.
inline bool is_space(char32_t c) { return c < 0x80 ? c == ' ' || (c >= 9 && c <= 13) : is_wide_space(c); }

std::string_view trim(std::string_view text);

/// Bytes of the front that collapse() would leave as they are: words with single ASCII spaces between them. Ends before
/// white space; before a single space too, when what follows needs a closer look.
std::size_t clean_run(std::string_view text);

/// How many bytes of the front are white space.
std::size_t space_run(std::string_view text);

/// Runs of white space become one space; ends are trimmed.
std::string collapse(std::string_view text);

/// Lower-cases ASCII letters only.
std::string ascii_lower(std::string_view text);

/// ASCII case-insensitive comparison.
bool iequals(std::string_view a, std::string_view b);

std::vector<char32_t> chars_of(std::string_view text);

/// How many characters, by their first bytes.
std::size_t count_chars(std::string_view text);

/// How many letters must change to make one of the other; for short names.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// Makes text safe for a terminal: C0 and C1 controls (but newline and tab), escapes and bidirectional overrides are
/// removed.
std::string printable(std::string_view text);

/// The same on one line: newlines and tabs become spaces.
std::string one_line(std::string_view text);

}  // namespace newsgrep
