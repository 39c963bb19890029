// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/readers/reader.hpp"
#include "indexer/readers/xml_escapes.hpp"

#include <cstdint>
#include <string>

namespace newsgrep {

/// Hands over the bytes of an entry as UTF-8 that XML allows, without its declaration; line ends stay where they are.
class XmlBytes {
 public:
  /// `entry` outlives it.
  explicit XmlBytes(Entry& entry);

  /// Empty at the end.
  std::string next();

  /// Characters and escapes that had to be repaired since the last call.
  std::uint32_t take_repairs();

  /// ", within a comment that begins in line 3" when the text ends so.
  std::string within() const;

 private:
  std::string rewritten(std::string_view text, bool last);
  bool refill();
  std::size_t unfinished_char() const;

  Entry& entry_;
  XmlEscapes escapes_;
  std::string pending_;
  bool whole_ = false, first_ = true;
  std::uint32_t repairs_ = 0;
};

}  // namespace newsgrep
