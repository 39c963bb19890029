// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/spans/code_search.hpp"

#ifdef __SSE2__
#include <immintrin.h>
#endif

#include <algorithm>
#include <bit>
#include <cstring>

namespace newsgrep {
namespace {

constexpr std::size_t group_count = 8;

bool ends_code(char byte) { return static_cast<unsigned char>(byte) >= 0x80; }

bool begins_halves(char byte) { return byte == static_cast<char>(Escape::word_halves); }

}  // namespace

CodeSearch::CodeSearch() { add_to_group({{static_cast<char>(Escape::word_halves)}, 1}, group_count - 1); }

void CodeSearch::add(const Code& code) {
  std::size_t bytes_before = 0;
  for (std::size_t size = 1; size <= code.size; ++size) bytes_before += size * (ends_[size - 1] - (size == 1 ? 0 : ends_[size - 2]));
  Wide wide[sizeof code.bytes];
  for (std::size_t i = 0; i < code.size; ++i) std::memset(wide[i].bytes, code.bytes[i], sizeof(Wide));
  add_to_group(code, codes_.size());
  codes_.insert(codes_.begin() + static_cast<std::ptrdiff_t>(ends_[code.size - 1u]), code);
  wide_.insert(wide_.begin() + static_cast<std::ptrdiff_t>(bytes_before), wide, wide + code.size);
  for (std::size_t size = code.size; size <= ends_.size(); ++size) ++ends_[size - 1];
}

void CodeSearch::Halves::add(unsigned char byte, unsigned char group) {
  low[byte & 15] |= group;
  high[byte >> 4] |= group;
}

void CodeSearch::Halves::add_any(unsigned char group) {
  for (auto* half : {&low, &high})
    for (auto& groups : *half) groups |= group;
}

void CodeSearch::add_to_group(const Code& code, std::size_t group) {
  const auto bit = static_cast<unsigned char>(1u << group % group_count);
  first_.add(static_cast<unsigned char>(code.bytes[0]), bit);
  if (code.size == 1) second_.add_any(bit);
  else second_.add(static_cast<unsigned char>(code.bytes[1]), bit);
}

void CodeSearch::add_spelled_out(char first) {
  const auto lower = static_cast<char>(first | 0x20);
  add({{static_cast<char>(Escape::word), first}, 2});
  if (lower >= 'a' && lower <= 'z') add({{static_cast<char>(Escape::word), static_cast<char>(first ^ 0x20)}, 2});
}

// Whether one of them begins there, if a code does.
bool CodeSearch::begins_at(std::string_view codes, std::size_t at) const {
  const char* const bytes = codes.data() + at;
  const std::size_t size = codes.size() - at;
  return begins_halves(*bytes) || std::any_of(codes_.begin(), codes_.end(), [&](const Code& code) {
           return code.size <= size && code.bytes[0] == bytes[0] && (code.size < 2 || code.bytes[1] == bytes[1]) && (code.size < 3 || code.bytes[2] == bytes[2]);
         });
}

std::size_t CodeSearch::find_each(std::string_view codes, std::size_t from) const {
  for (std::size_t at = from; at < codes.size(); ++at)
    if ((at == from || ends_code(codes[at - 1])) && begins_at(codes, at)) return at;
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

std::size_t CodeSearch::find_narrow(std::string_view codes, std::size_t from) const {
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

// Looks up which groups of codes each half of a byte may belong to, of it and of the next one: what all four have in common may begin there,
// however many codes are looked for.
#define NEWSGREP_AVX2 __attribute__((target("avx2")))

namespace {

NEWSGREP_AVX2 __m256i both(const std::array<unsigned char, 16>& table) { return _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(table.data()))); }

template <class Halves>
struct Groups {
  __m256i low, high;

  NEWSGREP_AVX2 explicit Groups(const Halves& halves) : low(both(halves.low)), high(both(halves.high)) {}

  NEWSGREP_AVX2 __m256i of(const char* bytes) const {
    const __m256i half = _mm256_set1_epi8(15), all = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
    return _mm256_and_si256(_mm256_shuffle_epi8(low, _mm256_and_si256(all, half)), _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(all, 4), half)));
  }
};

}  // namespace

NEWSGREP_AVX2 std::size_t CodeSearch::find_avx2(std::string_view codes, std::size_t from) const {
  constexpr std::size_t at_once = 32;
  const Groups first(first_), second(second_);
  const auto look = [&](const char* bytes) NEWSGREP_AVX2 {
    const __m256i groups = _mm256_and_si256(first.of(bytes), second.of(bytes + 1));
    return ~static_cast<unsigned>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(groups, _mm256_setzero_si256())));
  };
  const auto found_among = [&](unsigned places, std::size_t begin) {
    for (; places != 0; places &= places - 1) {
      const std::size_t at = begin + static_cast<std::size_t>(std::countr_zero(places));
      if (at >= codes.size()) break;
      if ((at == from || ends_code(codes[at - 1])) && begins_at(codes, at)) return at;
    }
    return npos;
  };
  std::size_t begin = from;
  for (; codes.size() - begin > at_once; begin += at_once)
    if (const unsigned places = look(codes.data() + begin); places != 0)
      if (const auto at = found_among(places, begin); at != npos) return at;
  char rest[at_once + 1] = {};
  std::memcpy(rest, codes.data() + begin, codes.size() - begin);
  return found_among(look(rest), begin);
}

#undef NEWSGREP_AVX2

std::size_t CodeSearch::find(std::string_view codes, std::size_t from) const {
  static const bool wide = __builtin_cpu_supports("avx2");
  if (from >= codes.size()) return npos;
  return wide ? find_avx2(codes, from) : find_narrow(codes, from);
}

#else

std::size_t CodeSearch::find_narrow(std::string_view codes, std::size_t from) const { return find_each(codes, from); }

std::size_t CodeSearch::find(std::string_view codes, std::size_t from) const { return find_each(codes, from); }

#endif

}  // namespace newsgrep
