// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/glass/block.hpp"

#include <algorithm>

namespace newsgrep::glass {

std::string_view Block::sealed() {
  char* const block = bytes_.data();
  put_big32(block, first_revision);
  block[level_at] = static_cast<char>(level_);
  put_big16(block + free_at, room());  // in one piece,
  put_big16(block + all_free_at, room());  // and altogether
  put_big16(block + directory_end_at, directory_end_);
  std::fill(block + directory_end_, block + low_, '\0');
  return {block, bytes_.size()};
}

void Block::clear() {
  low_ = bytes_.size();
  directory_end_ = directory_at;
}

}  // namespace newsgrep::glass
