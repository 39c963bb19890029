// SPDX-License-Identifier: GPL-2.0-or-later
// A block of a glass table while it is filled: a directory that grows upwards, items laid downwards from the end.
#pragma once

#include "common/glass.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace newsgrep::glass {

class Block {
 public:
  /// `level` 0 is a leaf.
  Block(std::size_t bytes, unsigned level) : bytes_(bytes), level_(level), low_(bytes) {}

  bool empty() const { return directory_end_ == directory_at; }

  /// Bytes between the directory and the items.
  std::size_t room() const { return low_ - directory_end_; }

  bool fits(std::size_t item) const { return item + entry_bytes <= room(); }

  /// Room for the next item in key order, which must fit.
  char* add(std::size_t item) {
    low_ -= item;
    put_big16(bytes_.data() + directory_end_, low_);
    directory_end_ += entry_bytes;
    return bytes_.data() + low_;
  }

  /// The whole block as it lies in the file; good until the next call.
  std::string_view sealed();

  /// Empty again.
  void clear();

 private:
  std::vector<char> bytes_;
  unsigned level_;
  std::size_t low_;
  std::size_t directory_end_ = directory_at;
};

}  // namespace newsgrep::glass
