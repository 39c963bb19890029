// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/letters.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace newsgrep {

ByteBlock classify_each(const char* bytes) {
  ByteBlock block;
  for (std::size_t i = 0; i < ByteBlock::size; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    block.letters |= std::uint64_t{is_ascii_letter_or_digit(byte)} << i;
    block.long_chars |= std::uint64_t{byte >= 0x80} << i;
  }
  return block;
}

void lower_ascii_each(char* bytes, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i)
    if (bytes[i] >= 'A' && bytes[i] <= 'Z') bytes[i] = static_cast<char>(bytes[i] + ('a' - 'A'));
}

#ifdef __SSE2__

namespace {

constexpr std::size_t width = 16;

__m128i load(const char* bytes) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes)); }
std::uint64_t bits(__m128i bytes) { return static_cast<unsigned>(_mm_movemask_epi8(bytes)); }

// Those of the `count` from `first` on, which is ASCII.
__m128i among(__m128i bytes, char first, int count) {
  const __m128i from_lowest = _mm_add_epi8(bytes, _mm_set1_epi8(static_cast<char>(-128 - first)));
  return _mm_cmplt_epi8(from_lowest, _mm_set1_epi8(static_cast<char>(-128 + count)));
}

__m128i letters_of(__m128i bytes) {
  const __m128i lower = _mm_or_si128(bytes, _mm_set1_epi8('a' - 'A'));
  return _mm_or_si128(among(lower, 'a', 26), among(bytes, '0', 10));
}

}  // namespace

ByteBlock classify(const char* bytes) {
  ByteBlock block;
  for (std::size_t i = 0; i < ByteBlock::size; i += width) {
    const __m128i part = load(bytes + i);
    block.letters |= bits(letters_of(part)) << i;
    block.long_chars |= bits(part) << i;
  }
  return block;
}

void lower_ascii(char* bytes, std::size_t size) {
  std::size_t i = 0;
  for (; i + width <= size; i += width) {
    const __m128i part = load(bytes + i), capitals = among(part, 'A', 26);
    const __m128i lower = _mm_or_si128(part, _mm_and_si128(capitals, _mm_set1_epi8('a' - 'A')));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(bytes + i), lower);
  }
  lower_ascii_each(bytes + i, size - i);
}

#else

ByteBlock classify(const char* bytes) { return classify_each(bytes); }
void lower_ascii(char* bytes, std::size_t size) { lower_ascii_each(bytes, size); }

#endif

}  // namespace newsgrep
