// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/inventory.hpp"

#include "common/bytes.hpp"
#include "common/files.hpp"

#include <newsgrep/error.hpp>

#include <zstd.h>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kind = "inventory";

[[noreturn]] void damaged() {
  throw Error(ErrorCode::corrupt, "the list of what was indexed is damaged", "run newsgrep-index --check, then newsgrep-index --rebuild PATH");
}

void put_article(std::string& out, const KnownArticle& article) {
  put_number(out, article.id);
  put_text(out, article.entry);
  put_signed(out, article.newness);
  put_number(out, article.content);
  put_number(out, article.text_bytes);
  put_number(out, article.superseded);
}

KnownArticle take_article(ByteReader& in) {
  KnownArticle article;
  article.id = in.number();
  article.entry = in.text();
  article.newness = in.signed_number();
  article.content = in.number();
  article.text_bytes = in.number();
  article.superseded = in.number() != 0;
  return article;
}

void put_failure(std::string& out, const Diagnostic& failure) {
  put_number(out, static_cast<std::uint64_t>(failure.severity));
  for (const auto* text : {&failure.kind, &failure.message, &failure.hint, &failure.address}) put_text(out, *text);
  put_number(out, failure.line);
}

Diagnostic take_failure(ByteReader& in) {
  Diagnostic failure;
  failure.severity = static_cast<Severity>(std::min<std::uint64_t>(in.number(), 2));
  for (auto* text : {&failure.kind, &failure.message, &failure.hint, &failure.address}) *text = in.text();
  failure.line = in.number();
  return failure;
}

void put_file(std::string& out, const std::string& path, const KnownFile& file) {
  put_text(out, path);
  put_number(out, file.size);
  put_signed(out, file.mtime_ns);
  put_number(out, file.hash);
  put_number(out, (file.racy ? 1u : 0u) | (file.failed ? 2u : 0u));
  put_text(out, file.format);
  put_number(out, file.articles.size());
  for (const auto& article : file.articles) put_article(out, article);
  put_number(out, file.failures.size());
  for (const auto& failure : file.failures) put_failure(out, failure);
}

KnownFile take_file(ByteReader& in) {
  KnownFile file;
  file.size = in.number();
  file.mtime_ns = in.signed_number();
  file.hash = in.number();
  const auto flags = in.number();
  file.racy = flags & 1;
  file.failed = flags & 2;
  file.format = in.text();
  for (auto left = in.number(); left > 0; --left) file.articles.push_back(take_article(in));
  for (auto left = in.number(); left > 0; --left) file.failures.push_back(take_failure(in));
  return file;
}

std::string serialise(const InventoryChange& change) {
  std::string out;
  put_number(out, change.gone.size());
  for (const auto& path : change.gone) put_text(out, path);
  for (const auto& [path, file] : change.changed) put_file(out, path, file);
  return out;
}

void apply_change(Inventory& inventory, std::string_view bytes) {
  ByteReader in(bytes);
  for (auto left = in.number(); left > 0; --left) inventory.erase(std::string(in.text()));
  while (!in.done()) {
    std::string path(in.text());
    inventory.insert_or_assign(std::move(path), take_file(in));
  }
}

// Addresses and dates of articles are much alike.
std::string compressed(const std::string& plain) {
  constexpr int level = 1;
  std::string out(ZSTD_compressBound(plain.size()), '\0');
  const auto size = ZSTD_compress(out.data(), out.size(), plain.data(), plain.size(), level);
  if (ZSTD_isError(size)) throw Error(ErrorCode::internal, std::string("compressing the inventory: ") + ZSTD_getErrorName(size));
  out.resize(size);
  return out;
}

std::string decompressed(const std::string& bytes) {
  const auto size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  constexpr std::uint64_t most_times = 1u << 16;  // more than zstd's format can say
  if (ZSTD_isError(size) || size / most_times > bytes.size()) damaged();
  std::string plain(size, '\0');
  if (ZSTD_decompress(plain.data(), plain.size(), bytes.data(), bytes.size()) != size) damaged();
  return plain;
}

}  // namespace

Inventory read_inventory(const fs::path& folder, const Catalog& catalog) {
  Inventory inventory;
  for (const auto& name : catalog.inventories) apply_change(inventory, decompressed(read_sealed(inventory_path(folder, name), kind)));
  return inventory;
}

void add_inventory(const fs::path& folder, Catalog& catalog, const InventoryChange& change) {
  constexpr std::size_t most_files = 8;
  const std::string name = std::to_string(catalog.generation);
  fs::create_directories(folder / "inventory");
  if (catalog.inventories.size() < most_files) {
    write_sealed(inventory_path(folder, name), kind, compressed(serialise(change)));
    catalog.inventories.push_back(name);
  } else {
    InventoryChange all{read_inventory(folder, catalog), {}};
    apply_change(all.changed, serialise(change));
    write_sealed(inventory_path(folder, name), kind, compressed(serialise(all)));
    catalog.inventories = {name};
  }
  sync_path(folder / "inventory");
}

}  // namespace newsgrep
