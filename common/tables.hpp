// SPDX-License-Identifier: GPL-2.0-or-later
// What records and terms of an archive depend on, kept apart from its segments: in two copies, checksummed, named by the catalog.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

enum class TableKind {
  symbols,     ///< what records are coded with
  dictionary,  ///< what those are compressed with that code badly
  terms,       ///< the TermPolicy
};

/// As it is in file names and in the catalog.
std::string_view to_string(TableKind kind);
/// Throws Error(corrupt) for another name.
TableKind table_kind(std::string_view name);

struct TableEntry {
  TableKind kind = TableKind::symbols;
  std::uint32_t number = 0;    ///< never 0 in a catalog; later ones of a kind are larger
  std::uint64_t checksum = 0;  ///< of the table's bytes
  bool operator==(const TableEntry&) const = default;
};

/// `copy` is 'a' or 'b'.
std::filesystem::path table_path(const std::filesystem::path& folder, const TableEntry& table, char copy);

/// What a file of that name in `tables` would be a copy of, checksum excepted; nothing when it is none of ours.
std::optional<TableEntry> table_of_name(std::string_view name);

/// Every table of which one copy is whole, whatever catalogs say, smallest number first.
std::vector<TableEntry> tables_on_disk(const std::filesystem::path& folder);

/// Writes both copies, synced.
TableEntry write_table(const std::filesystem::path& folder, TableKind kind, std::uint32_t number, std::string_view bytes);

/// The bytes of one copy. Throws Error(corrupt) when it is damaged or not the one that is named.
std::string read_table_copy(const std::filesystem::path& folder, const TableEntry& table, char copy);

/// The bytes of whichever copy is whole. Throws Error(corrupt) when neither is.
std::string read_table(const std::filesystem::path& folder, const TableEntry& table);

/// The last of a kind, or null.
const TableEntry* newest_table(const std::vector<TableEntry>& tables, TableKind kind);

/// The one of that kind and number, or null.
const TableEntry* find_table(const std::vector<TableEntry>& tables, TableKind kind, std::uint32_t number);

}  // namespace newsgrep
