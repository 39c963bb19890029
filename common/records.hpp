// SPDX-License-Identifier: GPL-2.0-or-later
// The stored articles of a segment, beside its Xapian tables: records one behind the other, and a row for each document with
// what every answer needs. Reading one costs no search in a tree.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace newsgrep {

/// Writes `records` and `rows` of a segment, document 1 first.
class RecordsWriter {
 public:
  /// Throws Error(io), like the other methods.
  explicit RecordsWriter(const std::filesystem::path& folder);
  ~RecordsWriter();

  /// `order` is order_value() of the article, `length` what Xapian's tables say.
  void add(std::string_view record, std::string_view order, std::uint32_t length);

  /// Adds all documents of another finished writer's folder.
  void append(const std::filesystem::path& folder);

  /// Flushes; nothing may be added afterwards.
  void finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// How many documents a segment has by the size of its `rows`, which may be damaged; 0 when they are gone.
std::uint64_t documents_by_size(const std::filesystem::path& folder);

/// Reads them, mapped into memory. Const methods may be called from several threads.
class Records {
 public:
  /// Throws Error(corrupt) when the files do not fit together.
  explicit Records(const std::filesystem::path& folder);
  ~Records();
  Records(Records&&) noexcept;

  std::uint64_t size() const;  ///< documents

  /// Throws Error(corrupt) when somebody has cut a file that is mapped, or its disk has failed: to be asked before an answer is given.
  /// What was read for it may be zeros, which no row nor record is.
  void require_whole() const;

  /// `document` is 1-based. Throws Error(corrupt) for a document that is not there or whose row is damaged.
  std::string_view record(std::uint64_t document) const;
  std::string_view order(std::uint64_t document) const;
  std::uint64_t id(std::uint64_t document) const;
  std::uint32_t length(std::uint64_t document) const;  ///< in words; of very long ones most_length

  static constexpr std::uint32_t most_length = 16'777'215;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsgrep
