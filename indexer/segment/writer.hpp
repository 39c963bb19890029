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

/// Takes articles newest first and leaves a finished segment folder. Used by one thread.
class SegmentWriter {
 public:
  virtual ~SegmentWriter() = default;

  /// `record` is what the index stores of it; `id` the article's id as a number.
  virtual void add(const Article& article, std::uint64_t id, std::string_view record) = 0;

  /// Completes the segment in its folder, synced, with its manifest; verifies that it holds what was added.
  virtual SegmentEntry finish() = 0;
};

/// Through Xapian's public API: positions, no term lists. `target` must not exist; `scratch` is an existing folder for itself alone.
std::unique_ptr<SegmentWriter> portable_writer(const std::filesystem::path& target, const std::filesystem::path& scratch);

}  // namespace newsgrep
