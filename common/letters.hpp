// SPDX-License-Identifier: GPL-2.0-or-later
// Bytes told apart many at a time.
#pragma once

#include <cstddef>
#include <cstdint>

namespace newsgrep {

/// What the bytes of a block are, a bit each; the first byte is the lowest bit.
struct ByteBlock {
  static constexpr std::size_t size = 64;

  std::uint64_t letters = 0;     ///< ASCII letters and digits
  std::uint64_t long_chars = 0;  ///< from 0x80 on: parts of longer characters

  bool operator==(const ByteBlock&) const = default;
};

/// ByteBlock::size bytes from `bytes` on must be readable.
ByteBlock classify(const char* bytes);

/// The same byte by byte: what classify() is compared with, and what it is on machines without SSE2.
ByteBlock classify_each(const char* bytes);

/// Lower-cases the ASCII letters in place.
void lower_ascii(char* bytes, std::size_t size);

/// The same byte by byte: what lower_ascii() is compared with.
void lower_ascii_each(char* bytes, std::size_t size);

constexpr bool is_ascii_letter_or_digit(char32_t c) { return (c | 0x20) - U'a' < 26 || c - U'0' < 10; }

}  // namespace newsgrep
