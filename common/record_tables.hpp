// SPDX-License-Identifier: GPL-2.0-or-later
// The tables that an index's records need, ready for use.
#pragma once

#include "common/symbol_words.hpp"
#include "common/symbols.hpp"
#include "common/tables.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <string_view>
#include <vector>

struct ZSTD_DDict_s;

namespace newsgrep {

/// By their numbers; shared by the readers of all threads. Number 0 of the dictionaries is "none".
class RecordTables {
 public:
  RecordTables();
  ~RecordTables();
  RecordTables(RecordTables&&) noexcept;

  void add_symbols(std::uint32_t number, Symbols symbols);
  void add_dictionary(std::uint32_t number, std::string_view bytes);

  /// Throws Error(corrupt) when there is none of that number.
  const Symbols& symbols(std::uint64_t number) const;
  /// Of the same table; made when it is first asked for.
  const SymbolWords& symbol_words(std::uint64_t number) const;
  /// Null for number 0; throws likewise.
  const ZSTD_DDict_s* dictionary(std::uint64_t number) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Those that a catalog names. Throws Error(corrupt | version).
std::shared_ptr<const RecordTables> read_record_tables(const std::filesystem::path& folder, const std::vector<TableEntry>& tables);

}  // namespace newsgrep
