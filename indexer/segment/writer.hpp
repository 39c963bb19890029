// SPDX-License-Identifier: GPL-2.0-or-later
// Making one segment: the interface every way of writing one has.
#pragma once

#include "common/catalog.hpp"

#include <newsgrep/article.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

namespace newsgrep {

/// Makes one segment out of parts that are written side by side. The documents of part 0 come first, then those of part 1, ...
class SegmentWriter {
 public:
  virtual ~SegmentWriter() = default;

  /// Takes the next article of a part; articles come newest first, over all parts. Each part is written by one thread at a time.
  /// `record` is what the index stores of the article, `id` its id as a number.
  virtual void add(std::size_t part, const Article& article, std::uint64_t id, std::string_view record) = 0;

  /// Completes the segment in its folder, synced, with its manifest; verifies that it holds what was added.
  virtual SegmentEntry finish() = 0;
};

/// Through Xapian's public API: positions, no term lists. `target` must not exist; `scratch` is an existing folder for itself alone.
/// `memory` is about how many bytes all parts together may hold back before they go to disk.
std::unique_ptr<SegmentWriter> portable_writer(const std::filesystem::path& target, const std::filesystem::path& scratch, std::size_t parts,
                                               std::uint64_t memory);

}  // namespace newsgrep
