// SPDX-License-Identifier: GPL-2.0-or-later
// Cuts a stream of JSON into the values that may be articles, without parsing them.
#pragma once

#include "indexer/readers/reader.hpp"

#include <cstdint>
#include <functional>
#include <string_view>

namespace newsgrep {

struct JsonPiece {
  std::string_view bytes;   ///< good during the call
  std::uint64_t line = 1;   ///< where it starts, 1-based
  bool too_large = false;   ///< its bytes were thrown away
  bool unfinished = false;  ///< the input ended within it
  bool emptied = false;     ///< an object whose collection of articles was handed over before, element by element
};

/// Returns false to stop.
using EachJson = std::function<bool(const JsonPiece&)>;

inline constexpr std::size_t most_json = 16u << 20;  ///< bytes of one value

/// One piece for each line that is not blank. A bad line cannot spoil its neighbours.
void split_lines(Entry& entry, const EachJson& each);

/// One piece for each element of a top-level array, for each top-level object, and for each element of an array that a
/// top-level object holds under a name for collections ("articles", "items", "results" ...), directly or one object
/// deeper.
void split_values(Entry& entry, const EachJson& each);

}  // namespace newsgrep
