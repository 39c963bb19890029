// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <memory>

namespace newsgrep {

/// Bytes that come in any portions; 0 is the end.
class Source {
 public:
  virtual ~Source() = default;
  virtual std::size_t read(char* to, std::size_t size) = 0;
};

/// UTF-16, told by a byte order mark or by the zeros of plain letters, becomes UTF-8; other bytes pass as they are.
/// Halves of pairs without the other half become U+FFFD.
std::unique_ptr<Source> as_utf8(std::unique_ptr<Source> source);

}  // namespace newsgrep
