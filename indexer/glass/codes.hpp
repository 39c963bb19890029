// SPDX-License-Identifier: GPL-2.0-or-later
// How numbers, strings and terms are coded in the keys and tags of Xapian's glass tables. All functions append.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace newsgrep::glass {

inline constexpr std::size_t uint_bytes = 10;     ///< the longest code of a 64-bit uint
inline constexpr std::size_t sortable_bytes = 5;  ///< the longest code of a 32-bit sortable
inline constexpr std::size_t max_key = 255;       ///< bytes of a key
inline constexpr std::size_t max_term = 245;      ///< bytes of a term once its NULs are escaped

/// Seven bits a byte, the lowest first; the high bit says that more follow. Returns the end.
inline char* put_uint(char* to, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) *to++ = static_cast<char>(value | 0x80);
  *to++ = static_cast<char>(value);
  return to;
}

inline void put_uint(std::string& out, std::uint64_t value) {
  char code[uint_bytes];
  out.append(code, put_uint(code, value));
}

/// Its length as uint, then its bytes.
inline void put_string(std::string& out, std::string_view text) {
  put_uint(out, text.size());
  out.append(text);
}

inline char bool_code(bool value) { return value ? '1' : '0'; }

/// Little endian without leading zeros, so nothing at all for 0: only for the end of a key or tag.
void put_uint_last(std::string& out, std::uint64_t value);

/// Codes that sort as the numbers do. Their first byte is never 0xFF.
void put_sortable(std::string& out, std::uint32_t value);

/// A term with its NULs escaped, so that keys sort as terms do and no term begins another's keys.
/// Throws Error(internal) for an empty term and one whose code is longer than max_term, which Xapian refuses too.
void put_term(std::string& out, std::string_view term);

/// What separates a term from what follows it in a key.
inline void put_term_end(std::string& out) { out += '\0'; }

/// The key of a document in the term list and document data tables.
std::string document_key(std::uint32_t document);

}  // namespace newsgrep::glass
