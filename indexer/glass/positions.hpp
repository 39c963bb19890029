// SPDX-License-Identifier: GPL-2.0-or-later
// position.glass: where in each document each term stands.
#pragma once

#include "indexer/glass/table.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace newsgrep {

/// Appends the tag of an entry: the positions of a term in a document, one at least, strictly ascending. Throws
/// Error(internal) otherwise.
void put_positions(std::string& tag, std::span<const std::uint32_t> positions);

class PositionTable {
 public:
  explicit PositionTable(const std::filesystem::path& file, std::uint32_t block_size = 8192)
      : table_(file, block_size) {}

  /// Terms ascend, and for each its documents; `tag` is what put_positions() made. Throws Error(internal) otherwise,
  /// Error(io) for the disk.
  void add(std::string_view term, std::uint32_t document, std::string_view tag);

  /// Writes the rest; nothing may be added afterwards.
  GlassRoot finish() { return table_.finish(); }

 private:
  GlassTable table_;
  std::string term_;
  std::string key_;             // of term_ in a document
  std::size_t term_bytes_ = 0;  // of key_ before the document
};

}  // namespace newsgrep
