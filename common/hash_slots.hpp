// SPDX-License-Identifier: GPL-2.0-or-later
// Numbers found by the text that they number. The texts themselves lie elsewhere.
#pragma once

#include "common/large_pages.hpp"

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace newsgrep {

static_assert(std::endian::native == std::endian::little, "few_bytes() lays two halves over each other");

/// Up to eight bytes as one number, the first one the lowest.
inline std::uint64_t few_bytes(const char* bytes, std::size_t size) {
  if (size >= 4) {  // two halves, which may overlap: there they are alike
    std::uint32_t first, last;
    std::memcpy(&first, bytes, 4);
    std::memcpy(&last, bytes + size - 4, 4);
    return first | std::uint64_t{last} << 8 * (size - 4);
  }
  if (size == 0) return 0;
  const auto byte = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(bytes[i])} << 8 * i; };
  return byte(0) | byte(size / 2) | byte(size - 1);
}

/// Of a short text; the same in every run on every machine of the same byte order.
inline std::uint64_t short_hash(std::string_view text) {
  constexpr std::uint64_t factor = 0x9E3779B97F4A7C15u;
  std::uint64_t hash = text.size() * factor;
  const auto add = [&](std::uint64_t word) {
    hash = (hash ^ word) * factor;
    hash ^= hash >> 32;
  };
  const char* at = text.data();
  std::size_t left = text.size();
  for (; left > 8; left -= 8, at += 8) {
    std::uint64_t word;
    std::memcpy(&word, at, 8);
    add(word);
  }
  add(few_bytes(at, left));
  return hash * factor;
}

/// An open-addressing table of numbers below 2^32 - 1.
class HashSlots {
 public:
  static constexpr std::uint32_t none = UINT32_MAX;

  /// The number of a text, or none. `text_of(number)` is the text it was put in with; only long ones are compared.
  template <class TextOf>
  std::uint32_t find(std::string_view text, TextOf&& text_of) const {
    return find(text, short_hash(text), text_of);
  }

  /// The same for who has the text's hash.
  template <class TextOf>
  std::uint32_t find(std::string_view text, std::uint64_t hash, TextOf&& text_of) const {
    if (slots_.empty()) return none;
    for (std::size_t at = hash >> shift_;; at = (at + 1) & (slots_.size() - 1)) {
      const Slot& slot = slots_[at];
      if (slot.number == none) return none;
      if (slot.hash == hash && slot.size == text.size() && (text.size() <= told_by_hash || text_of(slot.number) == text)) return slot.number;
    }
  }

  /// Has the processor fetch what find() will look at first.
  void prefetch(std::uint64_t hash) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[hash >> shift_]);
  }

  /// Adds a text of less than 4 GiB that find() does not find.
  void put(std::string_view text, std::uint32_t number) { put(text, short_hash(text), number); }
  void put(std::string_view text, std::uint64_t hash, std::uint32_t number) {
    if ((used_ + 1) * 2 > slots_.size()) grow(slots_.empty() ? first_size : slots_.size() * 2);
    place({hash, number, static_cast<std::uint32_t>(text.size())});
    ++used_;
  }

  /// Bytes held.
  std::size_t memory() const { return slots_.size() * sizeof(Slot); }

  /// Makes room for so many in advance.
  void reserve(std::size_t count) {
    std::size_t size = first_size;
    while (size < count * 2 + 2) size *= 2;
    if (size > slots_.size()) grow(size);
  }

 private:
  static constexpr std::size_t first_size = 16;

  // Texts of one size up to this have each a hash of their own: all that short_hash() does with one word can be undone.
  static constexpr std::size_t told_by_hash = 8;

  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t number = none, size = 0;  // of the text in bytes
  };

  using Slots = std::vector<Slot, LargePages<Slot>>;

  void place(const Slot& slot) {
    std::size_t at = slot.hash >> shift_;
    while (slots_[at].number != none) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }

  void grow(std::size_t size) {
    Slots old(size);
    old.swap(slots_);
    shift_ = 64;
    for (std::size_t rest = size; rest > 1; rest /= 2) --shift_;
    for (const Slot& slot : old)
      if (slot.number != none) place(slot);
  }

  Slots slots_;
  std::size_t used_ = 0;
  unsigned shift_ = 64;
};

}  // namespace newsgrep
