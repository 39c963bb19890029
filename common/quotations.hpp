// SPDX-License-Identifier: GPL-2.0-or-later
// Which words stand in quotation marks: the one definition that queries and the tests' oracle share.
#pragma once

#include <cstdint>
#include <string_view>

namespace newsgrep {

/// Goes along a text word by word.
///
/// Double quotation marks of any shape (" “ ” „ « » 「 」 ...) open and close a quotation in turn, anew in each paragraph; one that is
/// never closed reaches to the end of its paragraph. Single ones are apostrophes to it.
class Quotations {
 public:
  /// `before` is what lies between the word before, or the beginning of the text, and the next word; `paragraph`: that begins one.
  /// The number of the quotation that the word is in, from 1; 0: in none.
  std::uint32_t next(std::string_view before, bool paragraph);

 private:
  std::uint32_t opened_ = 0;
  bool inside_ = false;
};

}  // namespace newsgrep
