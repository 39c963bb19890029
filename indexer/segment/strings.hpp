// SPDX-License-Identifier: GPL-2.0-or-later
// Distinct strings, numbered as they come.
#pragma once

#include "common/hash_slots.hpp"

#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace newsgrep {

/// Numbers 0, 1, 2, ... for distinct strings; what operator[] gives stays where it is as long as the object lives.
class Strings {
 public:
  std::uint32_t size() const { return static_cast<std::uint32_t>(texts_.size()); }
  std::string_view operator[](std::uint32_t number) const { return texts_[number]; }

  /// The hash of a string that add() is about to be asked for: meanwhile the processor fetches what that needs.
  std::uint64_t expect(std::string_view text) const {
    const auto hash = short_hash(text);
    slots_.prefetch(hash);
    return hash;
  }

  /// The number of a string; a new one when it has none yet.
  std::uint32_t add(std::string_view text) { return add(text, short_hash(text)); }

  /// The same for who has its hash.
  std::uint32_t add(std::string_view text, std::uint64_t hash) {
    const auto known = slots_.find(text, hash, [&](std::uint32_t number) { return texts_[number]; });
    if (known != HashSlots::none) return known;
    slots_.put(text, hash, size());
    texts_.push_back(keep(text));
    return size() - 1;
  }

  /// Bytes held, about.
  std::size_t memory() const { return blocks_.size() * block_size + large_ + slots_.memory() + texts_.capacity() * sizeof(std::string_view); }

 private:
  static constexpr std::size_t block_size = 1 << 16;

  std::string_view keep(std::string_view text) {
    if (text.size() > block_size / 4) {
      large_ += text.size();
      blocks_.insert(blocks_.begin(), std::make_unique_for_overwrite<char[]>(text.size()));
      std::memcpy(blocks_.front().get(), text.data(), text.size());
      return {blocks_.front().get(), text.size()};
    }
    if (used_ + text.size() > block_size) {
      blocks_.push_back(std::make_unique_for_overwrite<char[]>(block_size));
      used_ = 0;
    }
    char* place = blocks_.back().get() + used_;
    std::memcpy(place, text.data(), text.size());
    used_ += text.size();
    return {place, text.size()};
  }

  HashSlots slots_;
  std::vector<std::string_view> texts_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t used_ = block_size, large_ = 0;  // bytes of the last block; of texts that have a block of their own
};

}  // namespace newsgrep
