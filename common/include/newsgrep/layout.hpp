// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <newsgrep/export.hpp>

#include <cstdint>

namespace newsgrep {

/// What the segments of an index hold. Searches by newsgrep answer the same on both.
enum class Layout : std::uint8_t {
  lean,   ///< "default": what newsgrep needs; Xapian's own tools can read it, but neither change it nor search it for
          ///< phrases
  stock,  ///< positions and term lists too, as Xapian itself writes them: its tools can change, copy and serve every
          ///< segment
};

/// "default", "stock"
NEWSGREP_EXPORT const char* to_string(Layout layout);

}  // namespace newsgrep
