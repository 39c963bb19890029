// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/spans/code_search.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <algorithm>
#include <bit>
#include <cstring>

namespace newsgrep {
namespace {

bool ends_code(char byte) { return static_cast<unsigned char>(byte) >= 0x80; }

bool begins_halves(char byte) { return byte == static_cast<char>(Escape::word_halves); }

}  // namespace

void CodeSearch::add(const Code& code) {
  std::size_t bytes_before = 0;
  for (std::size_t size = 1; size <= code.size; ++size) bytes_before += size * (ends_[size - 1] - (size == 1 ? 0 : ends_[size - 2]));
  Wide wide[sizeof code.bytes];
  for (std::size_t i = 0; i < code.size; ++i) std::memset(wide[i].bytes, code.bytes[i], sizeof(Wide));
  codes_.insert(codes_.begin() + static_cast<std::ptrdiff_t>(ends_[code.size - 1u]), code);
  wide_.insert(wide_.begin() + static_cast<std::ptrdiff_t>(bytes_before), wide, wide + code.size);
  for (std::size_t size = code.size; size <= ends_.size(); ++size) ++ends_[size - 1];
}

void CodeSearch::add_spelled_out(char first) {
  const auto lower = static_cast<char>(first | 0x20);
  add({{static_cast<char>(Escape::word), first}, 2});
  if (lower >= 'a' && lower <= 'z') add({{static_cast<char>(Escape::word), static_cast<char>(first ^ 0x20)}, 2});
}

std::size_t CodeSearch::find_each(std::string_view codes, std::size_t from) const {
  for (std::size_t at = from; at < codes.size(); ++at) {
    if (at > from && !ends_code(codes[at - 1])) continue;
    if (begins_halves(codes[at])) return at;
    for (const Code& code : codes_)
      if (codes.substr(at).starts_with(std::string_view(code.bytes, code.size))) return at;
  }
  return npos;
}

#ifdef __SSE2__

namespace {

constexpr std::size_t width = 16, longest_code = 3, read_at_once = width + longest_code - 1;

__m128i load(const char* bytes) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes)); }
__m128i equal(__m128i bytes, Escape escape) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(static_cast<char>(escape))); }
unsigned bits(__m128i bytes) { return static_cast<unsigned>(_mm_movemask_epi8(bytes)); }

// The places among the sixteen from `bytes` on at which one of the codes could begin, if a code begins there.
template <class Wide>
unsigned candidates(const char* bytes, const Wide* wide, const std::array<std::size_t, 3>& ends) {
  const __m128i first = load(bytes), second = load(bytes + 1), third = load(bytes + 2);
  const auto equals_next = [&](__m128i some) { return _mm_cmpeq_epi8(some, load((wide++)->bytes)); };
  __m128i found = equal(first, Escape::word_halves);
  std::size_t i = 0;
  for (; i < ends[0]; ++i) found = _mm_or_si128(found, equals_next(first));
  for (; i < ends[1]; ++i) {
    const __m128i begins = equals_next(first);
    found = _mm_or_si128(found, _mm_and_si128(begins, equals_next(second)));
  }
  for (; i < ends[2]; ++i) {
    const __m128i begins = equals_next(first), goes_on = equals_next(second);
    found = _mm_or_si128(found, _mm_and_si128(_mm_and_si128(begins, goes_on), equals_next(third)));
  }
  return bits(found);
}

}  // namespace

std::size_t CodeSearch::find(std::string_view codes, std::size_t from) const {
  if (from >= codes.size()) return npos;
  unsigned begins = 1;  // whether a code begins at the first of the next sixteen bytes
  const auto look = [&](const char* bytes) {
    const unsigned code_ends = bits(load(bytes));
    const unsigned found = candidates(bytes, wide_.data(), ends_) & (code_ends << 1 | begins);
    begins = code_ends >> (width - 1);
    return found;
  };
  std::size_t at = from;
  for (; codes.size() - at >= read_at_once; at += width)
    if (const unsigned found = look(codes.data() + at)) return at + static_cast<std::size_t>(std::countr_zero(found));
  char rest[2 * width + longest_code] = {};  // nothing that is looked for ends with 0
  std::memcpy(rest, codes.data() + at, codes.size() - at);
  for (std::size_t i = 0; at + i < codes.size(); i += width)
    if (const unsigned found = look(rest + i)) return at + i + static_cast<std::size_t>(std::countr_zero(found));
  return npos;
}

#else

std::size_t CodeSearch::find(std::string_view codes, std::size_t from) const { return find_each(codes, from); }

#endif

}  // namespace newsgrep
