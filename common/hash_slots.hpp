// SPDX-License-Identifier: GPL-2.0-or-later
// Numbers found by the hash of what they number. The things themselves lie elsewhere: whoever asks compares.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace newsgrep {

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

  /// The number with that hash for which `same(number)` holds, or none.
  template <class Same>
  std::uint32_t find(std::uint64_t hash, Same&& same) const {
    if (slots_.empty()) return none;
    for (std::size_t at = hash >> shift_;; at = (at + 1) & (slots_.size() - 1)) {
      const Slot& slot = slots_[at];
      if (slot.number == none) return none;
      if (slot.check == static_cast<std::uint32_t>(hash) && same(slot.number)) return slot.number;
    }
  }

  /// Adds a number that find() does not find.
  void put(std::uint64_t hash, std::uint32_t number) {
    if ((used_ + 1) * 2 > slots_.size()) grow(slots_.empty() ? first_size : slots_.size() * 2);
    place({static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(hash >> 32), number});
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

  struct Slot {
    std::uint32_t check = 0, high = 0, number = none;  // the low and high half of the hash
  };

  void place(const Slot& slot) {
    std::size_t at = ((static_cast<std::uint64_t>(slot.high) << 32) | slot.check) >> shift_;
    while (slots_[at].number != none) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }

  void grow(std::size_t size) {
    std::vector<Slot> old(size);
    old.swap(slots_);
    shift_ = 64;
    for (std::size_t rest = size; rest > 1; rest /= 2) --shift_;
    for (const Slot& slot : old)
      if (slot.number != none) place(slot);
  }

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
  unsigned shift_ = 64;
};

}  // namespace newsgrep
