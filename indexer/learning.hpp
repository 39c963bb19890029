// SPDX-License-Identifier: GPL-2.0-or-later
// The tables that a segment is written with: those of the index, or new ones learnt from what is to be written.
#pragma once

#include "common/catalog.hpp"
#include "common/symbols.hpp"
#include "common/term_policy.hpp"
#include "indexer/reading.hpp"
#include "indexer/sample.hpp"
#include "indexer/segment/writer.hpp"
#include "indexer/spool.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace newsgrep {

/// Ready for use.
struct LearntTables {
  Symbols symbols;
  std::uint32_t symbols_number = 0, dictionary_number = 0;
  std::string dictionary;
  TermPolicy policy;
  std::uint64_t terms = 0;  ///< checksum of the policy's bytes

  SegmentTables view() const { return {symbols, symbols_number, dictionary_number, dictionary, policy}; }
};

/// The tables for a segment of these articles, which are not none: the newest of the index. An index without tables gets its first ones,
/// learnt from the first articles; they are on disk then and named in the catalog. Throws Error(io | corrupt | version).
LearntTables tables_for(const std::filesystem::path& folder, Catalog& catalog, const std::vector<const ReadArticle*>& articles, Spool& spool);

}  // namespace newsgrep
