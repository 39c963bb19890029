// SPDX-License-Identifier: GPL-2.0-or-later
// The tables that a segment is written with: those of the index, or new ones learnt from what is to be written.
#pragma once

#include "common/catalog.hpp"
#include "common/symbols.hpp"
#include "common/term_policy.hpp"
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
  std::uint32_t symbols_number = 0;
  std::string dictionary;  ///< learnt with the symbols, and of the same number; empty: none
  TermPolicy policy;
  std::uint64_t terms = 0;  ///< checksum of the policy's bytes

  SegmentTables view() const { return {symbols, symbols_number, dictionary.empty() ? 0 : symbols_number, dictionary, policy}; }
};

/// The tables for a segment of these articles, which are not none: the newest of the index as a rule. An index without tables gets its
/// first ones, learnt from the first articles; one whose symbols the articles have drifted away from gets symbols learnt from them. New
/// ones are on disk and named in the catalog, the same however many threads learn. The policy is made once, with the first symbols. Throws Error(io |
/// corrupt | version).
LearntTables tables_for(const std::filesystem::path& folder, Catalog& catalog, const std::vector<SpooledArticle>& articles, Spool& spool, unsigned threads);

/// The tables that a segment is written with. Throws Error(corrupt | version).
LearntTables tables_of(const std::filesystem::path& folder, const Catalog& catalog, const SegmentEntry& segment);

/// How articles fit the present tables.
struct Fit {
  std::uint64_t plain = 0;                ///< bytes of some of them
  std::uint64_t present = 0, learnt = 0;  ///< bytes of the records of these, with the present tables and with symbols learnt from the others
  std::uint64_t table = 0;                ///< bytes of the table that was learnt; its two copies on disk take about as many
};

/// Looks at a sample only.
Fit measure_fit(const SegmentTables& present, const std::vector<SpooledArticle>& articles, Spool& spool, unsigned threads);

/// Fewer articles are never looked at; in bytes of what is spooled, as all here.
inline constexpr std::uint64_t least_drift = 2u << 20;

/// Whether articles of so many bytes that fit like that are worth a table of their own: their records are a twentieth longer than need be,
/// and what is saved in their segment is more than the table takes. What is measured is cautious: a table learnt from all of them serves
/// better than one learnt from a sample.
bool has_drifted(const Fit& fit, std::uint64_t bytes);

}  // namespace newsgrep
