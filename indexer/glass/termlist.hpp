// SPDX-License-Identifier: GPL-2.0-or-later
// termlist.glass: the terms of each document, and which value slots it uses.
#pragma once

#include "indexer/glass/huffman.hpp"
#include "indexer/glass/table.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// A term of a document.
struct GlassTerm {
  std::string_view term;
  std::uint32_t wdf = 0;
};

/// Appends the tag of an entry: the terms of a document in byte order; `length` is the sum of their wdf. Without terms
/// it is empty. Throws Error(internal) when they are out of order.
void put_termlist(std::string& tag, std::uint32_t length, std::span<const GlassTerm> terms);

class TermlistTable {
 public:
  /// Xapian deflates term lists with zlib, which is dear. One Huffman code for all of them is nearly as small.
  enum class Packing { plain, huffman };

  explicit TermlistTable(const std::filesystem::path& file, Packing packing = Packing::huffman,
                         std::uint32_t block_size = 8192);

  /// Documents ascend; `tag` is what put_termlist() made. Throws Error(internal) otherwise, Error(io) for the disk.
  /// Without term lists Xapian can neither change nor delete a document.
  void document(std::uint32_t document, std::string_view tag);

  /// After its terms, if they are written: the slots in which a document has values, ascending. Without any there is no
  /// entry.
  void slots(std::uint32_t document, std::span<const std::uint32_t> slots);

  /// Writes the rest; nothing may be added afterwards.
  GlassRoot finish();

 private:
  // An entry that waits for the code.
  struct Waiting {
    std::string key, tag;
    bool termlist;
  };

  void add(std::string_view key, std::string_view tag, bool termlist);
  void write(std::string_view key, std::string_view tag, bool termlist);
  void make_code();

  GlassTable table_;
  bool packed_;
  bool code_made_ = false;
  glass::SharedHuffman code_;
  std::vector<Waiting> waiting_;
  std::size_t waiting_bytes_ = 0;
  std::string key_, tag_, deflated_;
};

}  // namespace newsgrep
