// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace newsgrep {

/// Decodes the character at text[at] and moves `at` past it. Invalid bytes yield U+FFFD, one at a time. `at` must be in range.
char32_t next_char(std::string_view text, std::size_t& at);

void append_char(std::string& out, char32_t c);

/// How many bytes of the front are valid UTF-8 (surrogates and overlong forms are not).
std::size_t valid_prefix(std::string_view text);

/// Replaces every invalid sequence by U+FFFD and removes NULs; returns how many repairs that took. Valid text is not touched.
std::size_t repair_utf8(std::string& text);

/// Spaces of every script, not only ASCII: NBSP, ideographic space, zero-width marks.
bool is_space(char32_t c);

std::string_view trim(std::string_view text);

/// Runs of white space become one space; ends are trimmed.
std::string collapse(std::string_view text);

/// Lower-cases ASCII letters only.
std::string ascii_lower(std::string_view text);

/// ASCII case-insensitive comparison.
bool iequals(std::string_view a, std::string_view b);

/// How many letters must change to make one of the other; for short names.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// Makes text safe for a terminal: C0 and C1 controls (but newline and tab), escapes and bidirectional overrides are removed.
std::string printable(std::string_view text);

}  // namespace newsgrep
