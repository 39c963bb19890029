// SPDX-License-Identifier: GPL-2.0-or-later
// The posting lists of a segment: which documents have a term, and how often. They are read where they lie in Xapian's table, mapped into memory:
// Xapian copies each block, and asks through two calls for each number.
#pragma once

#include "common/mapped_file.hpp"
#include "common/xapian.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// The posting list table of a segment. What lies in it is believed where keys are in order, blocks lie where their keys are
/// looked for, and no list has more documents than there are. Const methods may be called from several threads; all of them throw Error(corrupt)
/// for what cannot be.
class PostingTable {
 public:
  /// Nothing for a table that was written in several revisions, as other programs do that add to a segment: its blocks may be in any order, which
  /// only Xapian knows. `last_document` is the greatest number in the segment. Throws Error(corrupt) when there is no table, Error(io) when the system
  /// refuses it.
  static std::unique_ptr<const PostingTable> open(const std::filesystem::path& segment, std::uint32_t last_document);

  /// Throws Error(corrupt) when somebody has cut the file, or its disk has failed: to be asked before an answer is given.
  void require_whole() const;

  /// How many documents have the term, which is not empty.
  std::uint32_t frequency(std::string_view term) const;

 private:
  friend class PostingList;
  friend class TermList;
  struct Root {
    std::uint32_t block = 0, level = 0, block_size = 0;
  };
  struct Block;
  struct Item;   // of a leaf
  struct Child;  // of any other block
  // A place in the leaves.
  struct Cursor {
    std::uint32_t block = 0, entry = 0;
  };

  PostingTable(const std::filesystem::path& segment, const Root& root, std::uint32_t last_document);
  [[noreturn]] void damaged(const char* what) const;

  std::size_t blocks() const { return file_.bytes().size() / root_.block_size; }
  Block block(std::uint32_t number) const;
  Item item(const Cursor& cursor) const;
  std::string_view key(const Cursor& cursor) const;
  Child child(const Block& branch, std::uint32_t entry) const;
  std::uint32_t leaf_of(std::string_view key, std::uint32_t part) const;
  Cursor find(std::string_view key) const;
  std::optional<Cursor> find_first_part(std::string_view key) const;
  void step(Cursor& cursor) const;
  std::string_view tag(Cursor& cursor, std::vector<char>& joined) const;

  std::filesystem::path segment_;
  MappedFile file_;
  Root root_;
  std::uint32_t last_document_;
};

/// The documents of a term in the order of their numbers. Refers to what it is made with.
class PostingList {
 public:
  /// Stands at the first one.
  PostingList(const PostingTable& table, std::string_view term);
  PostingList(const Xapian::Database& segment, const std::string& term);
  PostingList(PostingList&&) = default;
  PostingList& operator=(PostingList&&) = default;

  bool at_end() const { return document_ == none; }
  /// Greater than every document's at the end.
  std::uint32_t document() const { return document_; }
  /// That the document has the term.
  std::uint32_t times() const { return stock_ ? stock_->at.get_wdf() : times_; }

  /// Not at the end.
  void next() {
    if (at_ != end_)
      take();
    else
      next_chunk();
  }
  /// Goes on to the first one from there on; stays at one behind.
  void skip_to(std::uint32_t document);

  static constexpr std::uint32_t none = UINT32_MAX;

 private:
  friend class PostingTable;
  struct Stock {
    Xapian::PostingIterator at, end;
  };

  void take() {
    const auto gap = number();
    times_ = static_cast<std::uint32_t>(number());
    if (gap >= last_ - document_) damaged();
    document_ += static_cast<std::uint32_t>(gap) + 1;
    if (at_ == end_ && document_ != last_) damaged();
  }
  std::uint64_t number() {
    if (at_ != end_ && *at_ < 0x80) return *at_++;
    return long_number();
  }
  std::uint64_t long_number();
  void next_chunk();
  void begin_chunk(std::string_view chunk, std::optional<std::uint32_t> first);
  bool jump_to_chunk(std::uint32_t document);
  bool is_further_chunk(std::string_view key) const;
  std::uint32_t first_document(std::string_view key) const;
  void stand_where_stock_does();
  [[noreturn]] void damaged() const;

  const PostingTable* table_ = nullptr;
  std::optional<Stock> stock_;
  std::string key_;     // of the term, as keys of all chunks but the first begin
  std::vector<char> joined_;  // a chunk that lies in several pieces
  PostingTable::Cursor cursor_;  // of the next chunk
  const unsigned char *at_ = nullptr, *end_ = nullptr;  // what is left of the chunk
  bool last_chunk_ = true;
  std::uint32_t document_ = none, times_ = 0;
  std::uint32_t last_ = 0;       // of the chunk
  std::uint32_t frequency_ = 0;  // as the table says: how many documents there are
};

/// The lists of one segment, by its table or, where that is null, by Xapian. Refers to the table.
class PostingLists {
  friend class TermList;

 public:
  PostingLists(const Xapian::Database& segment, const PostingTable* table) : segment_(segment), table_(table) {}

  PostingList of(const std::string& term) const { return reads_itself(term) ? PostingList(*table_, term) : PostingList(segment_, term); }
  /// How many documents have the term.
  std::uint32_t frequency(const std::string& term) const { return reads_itself(term) ? table_->frequency(term) : segment_.get_termfreq(term); }
  std::uint32_t last_document() const { return segment_.get_lastdocid(); }

 private:
  bool reads_itself(const std::string& term) const { return table_ && !term.empty(); }  // every document has the empty one

  Xapian::Database segment_;
  const PostingTable* table_;
};

}  // namespace newsgrep
