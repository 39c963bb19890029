// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/glass/positions.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>
#include <bit>

namespace newsgrep {
namespace {

using Positions = std::span<const std::uint32_t>;

// A stream of bits, the least significant of a byte first.
class BitWriter {
 public:
  explicit BitWriter(char* to) : to_(to) {}

  // `value` out of 0..count-1, count at most 2^32. Where the bits could tell more values, those in the middle take one
  // bit less.
  void put(std::uint64_t value, std::uint64_t count) {
    unsigned bits = static_cast<unsigned>(std::bit_width(count - 1));
    const std::uint64_t spare = (std::uint64_t{1} << bits) - count;
    if (spare > 0) {
      const std::uint64_t short_from = (count - spare) / 2, short_to = short_from + spare;
      if (value >= short_to)
        value = (value - short_to) | std::uint64_t{1} << (bits - 1);
      else if (value >= short_from)
        --bits;
    }
    pending_ |= value << pending_bits_;
    pending_bits_ += bits;
    for (; pending_bits_ >= 8; pending_bits_ -= 8, pending_ >>= 8) *to_++ = static_cast<char>(pending_);
  }

  // The last byte is filled up with zeros. Returns the end.
  char* finish() {
    if (pending_bits_ > 0) *to_++ = static_cast<char>(pending_);
    return to_;
  }

 private:
  char* to_;
  std::uint64_t pending_ = 0;
  unsigned pending_bits_ = 0;  // at most 7 between calls
};

// The positions between those of index `low` and `high`: the middle one, then both halves.
void put_between(BitWriter& out, Positions positions, std::size_t low, std::size_t high) {
  for (; low + 1 < high;) {
    const std::size_t middle = low + (high - low) / 2;
    const std::uint64_t least = positions[low] + (middle - low);
    out.put(positions[middle] - least, positions[high] - positions[low] - (high - low) + 1);
    put_between(out, positions, low, middle);
    low = middle;
  }
}

char* put_all(char* to, Positions positions) {
  to = glass::put_uint(to, positions.back());
  if (positions.size() == 1) return to;
  BitWriter out(to);
  out.put(positions.front(), positions.back());
  out.put(positions.size() - 2, positions.back() - positions.front());
  put_between(out, positions, 0, positions.size() - 1);
  return out.finish();
}

}  // namespace

void put_positions(std::string& tag, Positions positions) {
  if (positions.empty() ||
      std::adjacent_find(positions.begin(), positions.end(), std::greater_equal<>()) != positions.end())
    throw Error(ErrorCode::internal, "positions out of order");
  const std::size_t before = tag.size(),
                    most = glass::uint_bytes + 4 * (positions.size() + 1) + 1;  // 32 bits for each number at most
  tag.resize(before + most);
  const char* const end = put_all(tag.data() + before, positions);
  tag.resize(static_cast<std::size_t>(end - tag.data()));
}

void PositionTable::add(std::string_view term, std::uint32_t document, std::string_view tag) {
  if (term != term_ || term_bytes_ == 0) {
    key_.clear();
    glass::put_term(key_, term);
    glass::put_term_end(key_);
    term_.assign(term);
    term_bytes_ = key_.size();
  }
  key_.resize(term_bytes_);
  glass::put_sortable(key_, document);
  table_.add(key_, tag);
}

}  // namespace newsgrep
