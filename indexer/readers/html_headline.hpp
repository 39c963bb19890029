// SPDX-License-Identifier: GPL-2.0-or-later
// Where on a page its headline stands, and what stands right beneath it.
#pragma once

#include "indexer/readers/html_page.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

class Headline {
 public:
  /// `title` is the headline as far as it is known.
  Headline(const Page& page, std::string_view title);

  /// Whether a text says the same.
  bool is(std::string_view text) const;

  /// Its block; the number of all blocks when it is not shown.
  std::size_t block() const { return block_; }

  /// The sentences beneath it in the smallest element that has some: all there is of a short piece of news.
  const std::vector<std::size_t>& beneath() const { return beneath_; }

 private:
  void find_block(const Page& page);
  void find_beneath(const Page& page);

  std::string letters_;
  std::size_t block_;
  std::vector<std::size_t> beneath_;
};

}  // namespace newsgrep
