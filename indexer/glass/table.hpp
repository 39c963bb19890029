// SPDX-License-Identifier: GPL-2.0-or-later
// A table of a Xapian 1.4 "glass" database, written in key order with every block full and appended once.
#pragma once

#include "common/files.hpp"
#include "indexer/glass/block.hpp"
#include "common/glass.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

namespace newsgrep {

/// What the database's version file says of a table. One of no blocks has no file.
struct GlassRoot {
  std::uint32_t block = 0;  ///< number of the root block
  std::uint32_t level = 0;  ///< of the root block; leaves are level 0
  std::uint64_t entries = 0;
  std::uint32_t blocks = 0;  ///< in the file
  std::uint32_t block_size = 8192;
};

class GlassTable {
 public:
  /// `file` is made when the first entry comes. `block_size` is a power of two from 2048 to 65536, the same for all
  /// tables.
  explicit GlassTable(const std::filesystem::path& file, std::uint32_t block_size = 8192);
  ~GlassTable();
  GlassTable(GlassTable&&) noexcept;

  /// Keys come strictly ascending, 1 to 255 bytes long. `deflated`: the tag is a raw DEFLATE stream of what readers
  /// shall get. Throws Error(internal) for a wrong key or a tag of more than 65,535 components (about 127 MB),
  /// Error(io) for the disk.
  void add(std::string_view key, std::string_view tag, bool deflated = false);

  /// Writes the rest; nothing may be added afterwards. The file is not synced.
  GlassRoot finish();

 private:
  // The least key of a block, as far as its parent needs it to tell it from the block before.
  struct Divider {
    std::array<char, glass::max_key> bytes;
    std::uint8_t size = 0;
    std::uint16_t component = 0;
    std::string_view key() const { return {bytes.data(), size}; }
  };
  struct Node {
    glass::Block block;
    Divider divider{};
  };

  void open();
  void check_key(std::string_view key) const;
  std::size_t first_part(std::size_t key, std::size_t tag) const;
  void put_component(std::string_view key, std::string_view part, unsigned component, unsigned flags);
  void begin_leaf(std::string_view key, unsigned component);
  std::uint32_t append(glass::Block& block);
  void put_child(std::size_t level, const Divider& divider, std::uint32_t child);
  std::string_view last_key() const { return {last_key_.data(), last_key_size_}; }

  std::filesystem::path path_;
  std::size_t max_item_;
  std::unique_ptr<FileWriter> file_;
  std::vector<Node> levels_;
  std::array<char, glass::max_key> last_key_;
  std::size_t last_key_size_ = 0;
  GlassRoot root_;
};

}  // namespace newsgrep
