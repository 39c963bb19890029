// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/tables.hpp"

#include "common/files.hpp"
#include "common/hints.hpp"

#include <newsgrep/error.hpp>

#include <zstd.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

constexpr std::array<std::string_view, 3> names{"symbols", "dictionary", "terms"};

std::string compressed(std::string_view bytes) {
  constexpr int level = 9;
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const auto size = ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), level);
  if (ZSTD_isError(size)) throw Error(ErrorCode::internal, std::string("compressing a table: ") + ZSTD_getErrorName(size));
  out.resize(size);
  return out;
}

std::string decompressed(std::string_view frame) {
  constexpr std::size_t largest = std::size_t{64} << 20;
  const auto size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size > largest) return {};
  std::string out(size, '\0');
  const auto got = ZSTD_decompress(out.data(), out.size(), frame.data(), frame.size());
  if (got != size) out.clear();
  return out;
}

}  // namespace

std::string_view to_string(TableKind kind) { return names[static_cast<std::size_t>(kind)]; }

TableKind table_kind(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<TableKind>(i);
  throw Error(ErrorCode::corrupt, "the catalog names a table of unknown kind " + std::string(name));
}

fs::path table_path(const fs::path& folder, const TableEntry& table, char copy) {
  return folder / "tables" / (std::string(to_string(table.kind)) + "-" + std::to_string(table.number) + "." + copy);
}

std::optional<TableEntry> table_of_name(std::string_view name) {
  const auto dash = name.find('-');
  if (dash == name.npos || !(name.ends_with(".a") || name.ends_with(".b"))) return std::nullopt;
  const auto kind = std::find(names.begin(), names.end(), name.substr(0, dash));
  const auto digits = name.substr(dash + 1, name.size() - dash - 3);
  TableEntry table;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), table.number);
  if (kind == names.end() || error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  table.kind = static_cast<TableKind>(kind - names.begin());
  return table;
}

std::vector<TableEntry> tables_on_disk(const fs::path& folder) {
  std::vector<TableEntry> tables;
  std::error_code error;
  for (fs::directory_iterator at(folder / "tables", error), end; !error && at != end; at.increment(error)) {
    auto table = table_of_name(at->path().filename().string());
    if (!table || find_table(tables, table->kind, table->number)) continue;
    try {
      table->checksum = checksum(decompressed(read_sealed(at->path(), to_string(table->kind))));
      tables.push_back(*table);
    } catch (const Error& unread) {  // the other copy may be whole
      if (unread.code() == ErrorCode::io) throw;
    }
  }
  std::sort(tables.begin(), tables.end(), [](const TableEntry& a, const TableEntry& b) { return a.number < b.number; });
  return tables;
}

TableEntry write_table(const fs::path& folder, TableKind kind, std::uint32_t number, std::string_view bytes) {
  const TableEntry table{kind, number, checksum(bytes)};
  make_folder(folder / "tables");
  const std::string frame = compressed(bytes);
  for (const char copy : {'a', 'b'}) write_sealed(table_path(folder, table, copy), to_string(kind), frame);
  sync_path(folder / "tables");
  return table;
}

std::string read_table_copy(const fs::path& folder, const TableEntry& table, char copy) {
  const auto path = table_path(folder, table, copy);
  std::string bytes = decompressed(read_sealed(path, to_string(table.kind)));
  if (checksum(bytes) != table.checksum) throw Error(ErrorCode::corrupt, path.string() + " is not the one the catalog names", repair_hint(path));
  return bytes;
}

std::string read_table(const fs::path& folder, const TableEntry& table) {
  try {
    return read_table_copy(folder, table, 'a');
  } catch (const Error&) {
    return read_table_copy(folder, table, 'b');
  }
}

const TableEntry* newest_table(const std::vector<TableEntry>& tables, TableKind kind) {
  const TableEntry* newest = nullptr;
  for (const auto& table : tables)
    if (table.kind == kind) newest = &table;
  return newest;
}

const TableEntry* find_table(const std::vector<TableEntry>& tables, TableKind kind, std::uint32_t number) {
  const auto found = std::find_if(tables.begin(), tables.end(), [&](const TableEntry& table) { return table.kind == kind && table.number == number; });
  return found == tables.end() ? nullptr : &*found;
}

}  // namespace newsgrep
