// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/records.hpp"

#include "common/files.hpp"
#include "common/hints.hpp"
#include "common/mapped_file.hpp"
#include "common/terms.hpp"

#include <newsgrep/error.hpp>

#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

// A row: where the record ends, the document's length, the order value, and a check on them and on the number of the document, so that a
// row holds good in its own place only. The record begins where the row before it ends.
constexpr std::size_t end_bytes = 5, length_bytes = 3, order_at = end_bytes + length_bytes, check_at = order_at + order_bytes, check_bytes = 4,
                      row_bytes = check_at + check_bytes;

void put_little(char* to, std::uint64_t value, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i, value >>= 8) to[i] = static_cast<char>(value);
}

std::uint64_t take_little(const char* from, std::size_t bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = bytes; i-- > 0;) value = value << 8 | static_cast<unsigned char>(from[i]);
  return value;
}

std::uint64_t check_of(const char* row, std::uint64_t document) {
  return XXH3_64bits_withSeed(row, check_at, document) & 0xFFFFFFFFu;
}

}  // namespace

struct RecordsWriter::Impl {
  FileWriter records, rows;
  std::uint64_t end = 0, document = 0;

  explicit Impl(const fs::path& folder) : records(folder / "records"), rows(folder / "rows") {}
};

RecordsWriter::RecordsWriter(const fs::path& folder) : impl_(std::make_unique<Impl>(folder)) {}

RecordsWriter::~RecordsWriter() = default;

void RecordsWriter::add(std::string_view record, std::string_view order, std::uint32_t length) {
  if (order.size() != order_bytes) throw Error(ErrorCode::internal, "an order value of the wrong size");
  impl_->end += record.size();
  if (impl_->end >> (8 * end_bytes) != 0) throw Error(ErrorCode::io, "the texts of one segment are more than " + std::to_string((1ull << (8 * end_bytes)) >> 30) + " GB", "index the archive in several parts, each with a --db of its own");
  impl_->records.write(record);
  char row[row_bytes];
  put_little(row, impl_->end, end_bytes);
  put_little(row + end_bytes, std::min(length, Records::most_length), length_bytes);
  std::memcpy(row + order_at, order.data(), order_bytes);
  put_little(row + check_at, check_of(row, ++impl_->document), check_bytes);
  impl_->rows.write({row, row_bytes});
}

void RecordsWriter::append(const fs::path& folder) {
  const Records others(folder);
  for (std::uint64_t document = 1; document <= others.size(); ++document) add(others.record(document), others.order(document), others.length(document));
  others.require_whole();
}

void RecordsWriter::finish() {
  impl_->records.finish();
  impl_->rows.finish();
}

std::uint64_t documents_by_size(const fs::path& folder) {
  std::error_code error;
  const auto size = fs::file_size(folder / "rows", error);
  return error ? 0 : size / row_bytes;
}

struct Records::Impl {
  fs::path folder;
  MappedFile records, rows;

  explicit Impl(const fs::path& path) : folder(path), records(path / "records"), rows(path / "rows") {
    if (rows.bytes().size() % row_bytes != 0) damaged("rows", "it ends within a row");
    if (size() > 0 && end_of(size()) != records.bytes().size()) damaged("records", "it is not as long as its rows say");
  }

  [[noreturn]] void damaged(const char* file, const std::string& what) const {
    throw Error(ErrorCode::corrupt, (folder / file).string() + " is damaged: " + what, check_hint_for(folder));
  }

  [[noreturn]] void damaged_row(std::uint64_t document) const { damaged("rows", "what it says of document " + std::to_string(document) + " does not hold"); }

  std::uint64_t size() const { return rows.bytes().size() / row_bytes; }

  const char* row(std::uint64_t document) const {
    if (document == 0 || document > size()) damaged("rows", "it has nothing of document " + std::to_string(document));
    const char* at = rows.bytes().data() + (document - 1) * row_bytes;
    if (take_little(at + check_at, check_bytes) != check_of(at, document)) damaged_row(document);
    return at;
  }

  std::uint64_t end_of(std::uint64_t document) const { return document == 0 ? 0 : take_little(row(document), end_bytes); }
};

Records::Records(const fs::path& folder) : impl_(std::make_unique<Impl>(folder)) {}
Records::~Records() = default;
Records::Records(Records&&) noexcept = default;

void Records::require_whole() const {
  for (const auto& [file, name] : {std::pair(&impl_->records, "records"), std::pair(&impl_->rows, "rows")})
    if (!file->whole()) impl_->damaged(name, "not all of it can be read");
}

std::uint64_t Records::size() const { return impl_->size(); }

std::string_view Records::record(std::uint64_t document) const {
  const std::uint64_t end = impl_->end_of(document), begin = impl_->end_of(document - 1);
  if (begin > end || end > impl_->records.bytes().size()) impl_->damaged_row(document);
  return impl_->records.bytes().substr(begin, end - begin);
}

std::string_view Records::order(std::uint64_t document) const { return {impl_->row(document) + order_at, order_bytes}; }

std::uint64_t Records::id(std::uint64_t document) const { return id_of_order(order(document)); }

std::uint32_t Records::length(std::uint64_t document) const {
  return static_cast<std::uint32_t>(take_little(impl_->row(document) + end_bytes, length_bytes));
}

}  // namespace newsgrep
