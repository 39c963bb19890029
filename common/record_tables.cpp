// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/record_tables.hpp"

#include "common/hints.hpp"
#include "common/made_once.hpp"

#include <newsgrep/error.hpp>

#include <zstd.h>

#include <string>

namespace newsgrep {
namespace {

struct FreeDictionary {
  void operator()(ZSTD_DDict* dictionary) const { ZSTD_freeDDict(dictionary); }
};

template <class Map>
const auto& find(const Map& map, std::uint64_t number, const char* what) {
  const auto found = number <= UINT32_MAX ? map.find(static_cast<std::uint32_t>(number)) : map.end();
  if (found == map.end())
    throw Error(ErrorCode::corrupt, std::string("an article needs ") + what + " " + std::to_string(number) + ", which the index does not have",
                check_hint);
  return found->second;
}

}  // namespace

struct RecordTables::Impl {
  struct SymbolTable {
    explicit SymbolTable(Symbols table) : symbols(std::move(table)) {}

    Symbols symbols;
    MadeOnce<SymbolWords> words;
  };

  std::map<std::uint32_t, std::unique_ptr<SymbolTable>> symbols;
  std::map<std::uint32_t, std::unique_ptr<ZSTD_DDict, FreeDictionary>> dictionaries;
};

RecordTables::RecordTables() : impl_(std::make_unique<Impl>()) {}
RecordTables::~RecordTables() = default;
RecordTables::RecordTables(RecordTables&&) noexcept = default;

void RecordTables::add_symbols(std::uint32_t number, Symbols symbols) { 
  impl_->symbols.insert_or_assign(number, std::make_unique<Impl::SymbolTable>(std::move(symbols)));
}

void RecordTables::add_dictionary(std::uint32_t number, std::string_view bytes) {
  impl_->dictionaries[number].reset(ZSTD_createDDict(bytes.data(), bytes.size()));
}

const Symbols& RecordTables::symbols(std::uint64_t number) const { return find(impl_->symbols, number, "table of symbols")->symbols; }

const SymbolWords& RecordTables::symbol_words(std::uint64_t number) const {
  const auto& table = *find(impl_->symbols, number, "table of symbols");
  return table.words.get([&] { return SymbolWords(table.symbols); });
}

const ZSTD_DDict* RecordTables::dictionary(std::uint64_t number) const {
  return number == 0 ? nullptr : find(impl_->dictionaries, number, "dictionary").get();
}

std::shared_ptr<const RecordTables> read_record_tables(const std::filesystem::path& folder, const std::vector<TableEntry>& tables) {
  auto ready = std::make_shared<RecordTables>();
  for (const auto& table : tables) {
    if (table.kind == TableKind::symbols) ready->add_symbols(table.number, Symbols::parse(read_table(folder, table)));
    if (table.kind == TableKind::dictionary) ready->add_dictionary(table.number, read_table(folder, table));
  }
  return ready;
}

}  // namespace newsgrep
