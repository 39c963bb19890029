// SPDX-License-Identifier: GPL-2.0-or-later
// An article as stored bytes: versioned, coded or compressed, checksummed; it comes back byte for byte.
//
//   03 00 number texts dates checksum   coded with that table of symbols; each text is its length in bytes and its codes
//   The dates are those of publication and of the last change, and that of the capture if it is known.
//   03 01 number frame checksum         compressed by zstd with that dictionary, if it is not 0; what codes badly
// Numbers are those of common/bytes.hpp; the checksum is the low half of XXH3 of what is in front of it, little endian.
#pragma once

#include "common/record_tables.hpp"
#include "common/stored_text.hpp"
#include "common/symbols.hpp"

#include <newsgrep/article.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// The texts of an article in the order in which they are stored.
inline constexpr std::array<StoredText, 14> stored_texts{
    &Article::title,  &Article::text,   &Article::path,    &Article::entry,    &Article::native_id, &Article::url,  &Article::byline,
    &Article::source, &Article::section, &Article::language, &Article::date_from, &Article::tags, &Article::dateline, &Article::captions,
};

/// The codes of an article's texts, in that order.
using CodedTexts = std::array<std::string, stored_texts.size()>;

/// Writes records. One per thread.
class RecordWriter {
 public:
  /// `symbols` must outlive it. Dictionary 0 and empty bytes: none.
  RecordWriter(const Symbols& symbols, std::uint32_t symbols_number, std::uint32_t dictionary_number, std::string_view dictionary);
  ~RecordWriter();
  RecordWriter(RecordWriter&&) noexcept;

  /// The record; the view is good until the next call.
  std::string_view write(const Article& article);

  /// The same, for who has coded the article's texts with these symbols already.
  std::string_view write_coded(const CodedTexts& codes, const Article& article);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Whether so many bytes of codes for a text of so many are worth a look at what compressing would make of it.
inline bool codes_badly(std::size_t codes, std::size_t plain) { return codes > plain / 2; }

/// A record's texts as they are stored.
struct CodedRecord {
  const Symbols* symbols = nullptr;
  const SymbolWords* words = nullptr;  ///< of the same table
  std::array<std::string_view, stored_texts.size()> texts;
  Date published, updated, captured;
  std::uint64_t id = 0;                ///< of the article; not stored in the record

  std::string_view codes(StoredText wanted) const;  ///< of one of stored_texts
};

/// Reads records. One per thread.
class RecordReader {
 public:
  explicit RecordReader(std::shared_ptr<const RecordTables> tables);
  ~RecordReader();
  RecordReader(RecordReader&&) noexcept;

  /// How much of an article is wanted: without its text it costs a fraction.
  enum class Part { whole, without_text };

  /// Fills an article, `id` excepted; its strings' memory is reused. Throws Error(corrupt) for damaged bytes, (version) for a newer form.
  void read(std::string_view record, Article& article, Part part = Part::whole);

  /// The record without decoding it; nothing when it is not coded. Views are good as long as the record. Throws likewise.
  std::optional<CodedRecord> codes(std::string_view record) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// An article's fields one after another, the date of capture last, uncompressed: what a record compresses, and what a dictionary is trained on.
void serialise(const Article& article, std::string& out);
void deserialise(std::string_view bytes, Article& article);

/// What serialise() made of the article but for its date of capture: when it was fetched is no part of what it says. The same bytes as of an
/// article that was never fetched.
std::string_view without_capture(std::string_view serialised, const Article& article);

/// A dictionary for records like the samples; empty when there is too little to learn from.
std::string train_dictionary(const std::vector<std::string>& samples);

}  // namespace newsgrep
