// SPDX-License-Identifier: GPL-2.0-or-later
// postlist.glass: user metadata, values, document lengths and the posting list of each term.
#pragma once

#include "indexer/glass/table.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// What a database says of its documents as a whole.
struct GlassStatistics {
  std::uint32_t documents = 0;
  std::uint32_t last_document = 0;
  std::uint32_t shortest = 0;  ///< least document length above 0
  std::uint32_t longest = 0;   ///< greatest document length
  std::uint32_t largest_wdf = 0;
  std::uint64_t total_length = 0;
};

/// The bytes at which a chunk of a list is full. Whoever looks for one document decodes its chunk from the front, so that
/// short chunks are quicker to search, and long ones to read through.
struct ChunkSizes {
  std::size_t postings = 2000, lengths = 2000, values = 2000;  // Xapian's own
};

/// To be called in the order of the methods below; what does not occur is left out. Names, terms and documents ascend,
/// and slots ascend by the bytes of their codes: below 128 that is by number. Throws Error(internal) otherwise,
/// Error(io) for the disk.
class PostlistTable {
 public:
  explicit PostlistTable(const std::filesystem::path& file, const ChunkSizes& sizes = {}, std::uint32_t block_size = 8192);

  /// `value` is not empty.
  void metadata(std::string_view name, std::string_view value);

  /// `frequency` documents have a value in the slot; `lowest` and `highest` bound them.
  void value_statistics(std::uint32_t slot, std::uint32_t frequency, std::string_view lowest, std::string_view highest);

  /// The values of one slot follow, not empty.
  void begin_values(std::uint32_t slot);
  void value(std::uint32_t document, std::string_view bytes);

  /// For every document, also those of length 0. The length is the sum of the document's wdf.
  void length(std::uint32_t document, std::uint32_t length);

  /// `term_frequency` postings follow, not 0, whose wdf add up to `collection_frequency`.
  void begin_term(std::string_view term, std::uint32_t term_frequency, std::uint32_t collection_frequency);

  void posting(std::uint32_t document, std::uint32_t wdf) {
    put(document, wdf);
    statistics_.largest_wdf = std::max(statistics_.largest_wdf, wdf);
  }

  void end_term();

  /// Writes the rest; nothing may be added afterwards. The file is there even if it is empty: Xapian wants it.
  GlassRoot finish();

  /// Complete after finish().
  const GlassStatistics& statistics() const { return statistics_; }

 private:
  enum class Open { nothing, values, lengths, term };

  // A chunk: heads, then the body of postings. The body ends with the posting that takes it to its size.
  static constexpr std::size_t posting_bytes = 2 * glass::uint_bytes;
  static constexpr std::size_t head_bytes = 4 * glass::uint_bytes + 1;

  void put(std::uint32_t document, std::uint32_t number) {
    if (end_ >= full_)
      next_chunk(document);
    else
      end_ = glass::put_uint(end_, gap_to(document));
    end_ = glass::put_uint(end_, number);
    last_ = document;
    ++postings_;
    occurrences_ += number;
  }

  // Documents between the last one and `document`.
  std::uint32_t gap_to(std::uint32_t document) const {
    if (document <= last_) documents_descend();
    return document - last_ - 1;
  }

  [[noreturn]] static void documents_descend();
  void close();
  void begin_list(Open what, std::size_t chunk_size, std::uint32_t term_frequency, std::uint32_t collection_frequency);
  void next_chunk(std::uint32_t document);
  void write_chunk(bool last);
  void write_values();
  void count_length(std::uint32_t document, std::uint32_t length);
  char* body() { return chunk_.data() + head_bytes; }

  std::filesystem::path path_;
  ChunkSizes sizes_;
  GlassTable table_;
  GlassStatistics statistics_;
  Open open_ = Open::nothing;
  std::string key_;            // of the list that is open, without a document
  std::size_t key_bytes_ = 0;  // of key_ without what separates a document from it
  std::vector<char> chunk_;
  char* full_;  // where the body of the list's chunks is full
  char* end_;   // of the body; at full_ too where a list has no chunk yet
  bool first_chunk_ = true;
  bool chunk_begun_ = false;
  std::uint32_t first_ = 0, last_ = 0;  // documents of the chunk
  std::uint32_t postings_ = 0, term_frequency_ = 0, collection_frequency_ = 0;
  std::uint64_t occurrences_ = 0;
  std::string values_;  // the chunk of values
};

}  // namespace newsgrep
