// SPDX-License-Identifier: GPL-2.0-or-later
// Xapian's glass tables: how blocks are laid out, and how numbers, strings and terms are coded in keys and tags. All put_ functions append.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace newsgrep::glass {

inline constexpr std::size_t uint_bytes = 10;     ///< the longest code of a 64-bit uint
inline constexpr std::size_t sortable_bytes = 5;  ///< the longest code of a 32-bit sortable
inline constexpr std::size_t max_key = 255;       ///< bytes of a key
inline constexpr std::size_t max_term = 245;      ///< bytes of a term once its NULs are escaped

/// What the version file begins with, in the format of 2016-03-14; a UUID follows.
std::string_view stamp();

inline constexpr std::size_t uuid_bytes = 16;
inline constexpr std::uint32_t first_revision = 1;  ///< of a database, and of every block, that was written in one go
inline constexpr unsigned sequential_flag = 2;      ///< of a table whose leaves are in the order of their keys; with
inline constexpr unsigned no_file_flag = 1;         ///< if it has no file
inline constexpr unsigned table_flag_bits = 2;      ///< below the level of its root
inline constexpr unsigned max_levels = 10;          ///< of Xapian's cursors

// A block: its revision, its level, what is free twice, where the directory ends; the directory, which says where the items are, in the order of
// their keys; the items. Numbers of fixed width are big endian.
inline constexpr std::size_t level_at = 4, free_at = 5, all_free_at = 7, directory_end_at = 9, directory_at = 11;
inline constexpr std::size_t entry_bytes = 2;  ///< an item's place in the directory

// An item of a leaf: size and flags, the key's size, the key, the component's number in all but the first component, a part of the tag.
inline constexpr std::size_t size_bytes = 2, key_size_bytes = 1, component_bytes = 2;
inline constexpr std::size_t leaf_head = size_bytes + key_size_bytes;  ///< which the size does not count
inline constexpr unsigned item_size_mask = 0x1FFF;
inline constexpr unsigned deflated_flag = 0x8000, last_flag = 0x4000, first_flag = 0x2000;

// An item of another block: the child's number, the key's size, the key, the component's number.
inline constexpr std::size_t child_bytes = 4, branch_head = child_bytes + key_size_bytes;

inline void put_big16(char* to, std::size_t value) {
  to[0] = static_cast<char>(value >> 8);
  to[1] = static_cast<char>(value);
}

inline void put_big32(char* to, std::uint32_t value) {
  put_big16(to, value >> 16);
  put_big16(to + 2, value & 0xFFFF);
}

inline std::uint32_t take_big16(const char* from) {
  return static_cast<std::uint32_t>(static_cast<unsigned char>(from[0])) << 8 | static_cast<unsigned char>(from[1]);
}

inline std::uint32_t take_big32(const char* from) { return take_big16(from) << 16 | take_big16(from + 2); }

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
/// Nothing if the bytes are not one such code.
std::optional<std::uint32_t> take_sortable(std::string_view code);

/// A term with its NULs escaped, so that keys sort as terms do and no term begins another's keys.
/// Throws Error(internal) for an empty term and one whose code is longer than max_term, which Xapian refuses too.
void put_term(std::string& out, std::string_view term);

/// The same of any bytes, for who looks them up.
void put_escaped(std::string& out, std::string_view term);

/// The key of a term's list, or of what may be none.
inline std::string term_key(std::string_view term) {
  std::string key;
  put_escaped(key, term);
  return key;
}

/// What separates a term from what follows it in a key.
inline void put_term_end(std::string& out) { out += '\0'; }

/// The key of a document in the term list and document data tables.
std::string document_key(std::uint32_t document);

}  // namespace newsgrep::glass
