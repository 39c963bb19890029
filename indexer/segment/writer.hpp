// SPDX-License-Identifier: GPL-2.0-or-later
// Making one segment: the interface every way of writing one has.
#pragma once

#include "common/catalog.hpp"
#include "common/record.hpp"
#include "common/symbols.hpp"
#include "common/term_policy.hpp"

#include <newsgrep/article.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

namespace newsgrep {

/// What the records and terms of a segment depend on. Everything must outlive the writer.
struct SegmentTables {
  const Symbols& symbols;
  std::uint32_t symbols_number = 0;
  std::uint32_t dictionary_number = 0;  ///< 0: none
  std::string_view dictionary;
  const TermPolicy& policy;

  RecordWriter record_writer() const { return RecordWriter(symbols, symbols_number, dictionary_number, dictionary); }
};

/// Makes one segment out of parts that are written side by side. The documents of part 0 come first, then those of part 1, ...
class SegmentWriter {
 public:
  virtual ~SegmentWriter() = default;

  /// Takes the next article of a part; articles come newest first, over all parts. Each part is written by one thread at a time.
  /// `id` is the article's id as a number.
  virtual void add(std::size_t part, const Article& article, std::uint64_t id) = 0;

  /// No more articles come for a part; called by whoever wrote it, so that parts are closed side by side.
  virtual void close(std::size_t part) = 0;

  /// Completes the segment in its folder, synced, with its manifest, when all parts are closed; verifies that it holds what was added.
  virtual SegmentEntry finish() = 0;
};

/// Where a segment is made: `target` must not exist, `scratch` is an existing folder for the writer alone. `memory` is about how many
/// bytes all parts together may hold back before they go to disk.
struct SegmentPlace {
  std::filesystem::path target, scratch;
  std::size_t parts = 1;
  std::uint64_t memory = 0;
};

/// Writes Xapian's tables itself. No positions, and of term lists only which values a document has.
std::unique_ptr<SegmentWriter> direct_writer(const SegmentPlace& place, const SegmentTables& tables);

/// The same documents and terms through Xapian's public API, with positions.
std::unique_ptr<SegmentWriter> portable_writer(const SegmentPlace& place, const SegmentTables& tables);

/// Opens a new segment through Xapian and compares its counts; throws Error(internal) when something is missing.
void verify_segment(const std::filesystem::path& segment, std::uint64_t articles);

/// Counts an article into the entry of its segment.
void count_article(SegmentEntry& entry, const Article& article);

}  // namespace newsgrep
