// SPDX-License-Identifier: GPL-2.0-or-later
// Making one segment: the interface every way of writing one has.
#pragma once

#include "common/catalog.hpp"
#include "common/record.hpp"
#include "common/symbols.hpp"
#include "common/term_policy.hpp"

#include <newsgrep/article.hpp>
#include <newsgrep/layout.hpp>

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

/// Where and how a segment is made: `target` must not exist, `scratch` is an existing folder for the writer alone.
/// `memory` is about how many bytes all parts together may hold back before they go to disk; of `parts`, `threads` are written at a time.
struct SegmentPlace {
  std::filesystem::path target, scratch;
  std::size_t parts = 1, threads = 1;
  std::uint64_t memory = 0;
  Layout layout = Layout::lean;
};

/// Writes Xapian's tables itself. In the lean layout without positions, and of term lists only which values a document
/// has. The same articles give the same bytes, whatever the parts and the memory.
std::unique_ptr<SegmentWriter> direct_writer(const SegmentPlace& place, const SegmentTables& tables);

/// The same documents and terms through Xapian's public API, in the stock layout whatever `place` says; every time with
/// another UUID.
std::unique_ptr<SegmentWriter> portable_writer(const SegmentPlace& place, const SegmentTables& tables);

}  // namespace newsgrep
