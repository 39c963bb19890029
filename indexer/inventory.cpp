// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/inventory.hpp"

#include "common/bytes.hpp"
#include "common/files.hpp"
#include "common/hints.hpp"

#include <newsgrep/error.hpp>

#include <zstd.h>

#include <algorithm>
#include <memory>
#include <new>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

// Each is sealed with its name, so that one cannot stand for another.
std::string kind_of(std::string_view name) { return "inventory " + std::string(name); }

[[noreturn]] void damaged() {
  throw Error(ErrorCode::corrupt, "the list of what was indexed is damaged", check_hint);
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
  article.text_bytes = static_cast<std::uint32_t>(in.number());
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

// Compresses what is put into it, because addresses and dates of articles are much alike; a piece at a time, because there are many.
class Packer {
 public:
  explicit Packer(const fs::path& path) : file_(path, kind_of(path.filename().string())) {
    if (!context_) throw std::bad_alloc();
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, 1);
  }

  std::string& plain() { return plain_; }

  void pack(ZSTD_EndDirective directive = ZSTD_e_continue) {
    constexpr std::size_t piece = 1 << 20;
    if (directive == ZSTD_e_continue && plain_.size() < piece) return;
    ZSTD_inBuffer in{plain_.data(), plain_.size(), 0};
    for (std::size_t left = 1; in.pos < in.size || (directive == ZSTD_e_end && left > 0);) {
      char buffer[1 << 14];
      ZSTD_outBuffer out{buffer, sizeof buffer, 0};
      left = ZSTD_compressStream2(context_.get(), &out, &in, directive);
      if (ZSTD_isError(left)) throw Error(ErrorCode::internal, std::string("compressing the inventory: ") + ZSTD_getErrorName(left));
      file_.write({buffer, out.pos});
    }
    plain_.clear();
  }

  void finish() {
    pack(ZSTD_e_end);
    file_.finish();
  }

 private:
  struct Free {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  };

  std::unique_ptr<ZSTD_CCtx, Free> context_{ZSTD_createCCtx()};
  std::string plain_;
  SealedWriter file_;
};

void put_file(Packer& packer, const std::string& path, const KnownFile& file) {
  std::string& out = packer.plain();
  put_text(out, path);
  put_number(out, file.size);
  put_signed(out, file.mtime_ns);
  put_number(out, file.hash);
  put_number(out, (file.racy ? 1u : 0u) | (file.failed ? 2u : 0u));
  put_text(out, file.format);
  put_number(out, file.articles.size());
  for (const auto& article : file.articles) {
    put_article(out, article);
    packer.pack();
  }
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

void write_change(const fs::path& path, const InventoryChange& change) {
  Packer packer(path);
  put_number(packer.plain(), change.gone.size());
  for (const auto& gone : change.gone) put_text(packer.plain(), gone);
  for (const auto& [name, file] : change.changed) {
    put_file(packer, name, file);
    packer.pack();
  }
  packer.finish();
}

std::string unpacked(const std::string& bytes) {
  const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(), ZSTD_freeDCtx);
  if (!context) throw std::bad_alloc();
  std::string plain;
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  for (std::size_t left = 1; left > 0;) {
    char buffer[1 << 16];
    ZSTD_outBuffer out{buffer, sizeof buffer, 0};
    const std::size_t before = in.pos;
    left = ZSTD_decompressStream(context.get(), &out, &in);
    if (ZSTD_isError(left) || (left > 0 && in.pos == before && out.pos == 0)) damaged();
    plain.append(buffer, out.pos);
  }
  return plain;
}

InventoryChange read_change(const fs::path& folder, const std::string& name) {
  const std::string bytes = unpacked(read_sealed(inventory_path(folder, name), kind_of(name)));
  InventoryChange change;
  ByteReader in(bytes);
  for (auto left = in.number(); left > 0; --left) change.gone.emplace_back(in.text());
  while (!in.done()) {
    std::string path(in.text());
    change.changed.insert_or_assign(std::move(path), take_file(in));
  }
  return change;
}

void apply(Inventory& inventory, InventoryChange&& change) {
  for (const auto& path : change.gone) inventory.erase(path);
  if (inventory.empty()) inventory.swap(change.changed);
  for (auto& [path, file] : change.changed) inventory.insert_or_assign(path, std::move(file));
}

// One after the other.
InventoryChange joined(InventoryChange first, const InventoryChange& second) {
  for (const auto& path : second.gone) first.changed.erase(path);
  for (const auto& [path, file] : second.changed) first.changed.insert_or_assign(path, file);
  first.gone.insert(first.gone.end(), second.gone.begin(), second.gone.end());
  std::sort(first.gone.begin(), first.gone.end());
  first.gone.erase(std::unique(first.gone.begin(), first.gone.end()), first.gone.end());
  return first;
}

// How many of the last files, the new one among them, become one: each that is at most twice as large as those after it.
std::size_t files_to_join(const fs::path& folder, const std::vector<std::string>& names) {
  std::uint64_t gathered = 0;
  std::size_t count = 0;
  for (auto name = names.rbegin(); name != names.rend(); ++name, ++count) {
    const std::uint64_t size = fs::file_size(inventory_path(folder, *name));
    if (count > 1 && size > 2 * gathered) break;
    gathered += size;
  }
  return count;
}

}  // namespace

bool has_relative_paths(const Inventory& inventory) {
  return std::any_of(inventory.begin(), inventory.end(), [](const auto& file) { return !file.first.starts_with('/') && file.first != "-"; });
}

Inventory read_inventory(const fs::path& folder, const Catalog& catalog) {
  Inventory inventory;
  for (const auto& name : catalog.inventories) apply(inventory, read_change(folder, name));
  return inventory;
}

void add_inventory(const fs::path& folder, Catalog& catalog, const InventoryChange& change) {
  constexpr std::size_t most_files = 8;
  const std::string name = std::to_string(catalog.generation);
  make_folder(folder / "inventory");
  write_change(inventory_path(folder, name), change);
  catalog.inventories.push_back(name);
  if (catalog.inventories.size() > most_files) {
    const auto first = catalog.inventories.size() - files_to_join(folder, catalog.inventories);
    InventoryChange all;
    for (auto number = first; number + 1 < catalog.inventories.size(); ++number) all = joined(std::move(all), read_change(folder, catalog.inventories[number]));
    all = joined(std::move(all), change);
    if (first == 0) all.gone.clear();
    write_change(inventory_path(folder, name), all);
    catalog.inventories.resize(first);
    catalog.inventories.push_back(name);
  }
  sync_path(folder / "inventory");
}

}  // namespace newsgrep
