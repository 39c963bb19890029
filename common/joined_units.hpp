// SPDX-License-Identifier: GPL-2.0-or-later
// Which joined units ("e-mail" as "email") the texts of a segment have. A word of a query that is none of them can only
// stand there as a word, and that is told much faster.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// Collects the units of a segment, folded. One per thread.
class JoinedUnits {
 public:
  void add(std::string_view unit);
  /// Adds those of another.
  void absorb(const JoinedUnits& other);
  /// Writes the segment's `units`, which hold good in its folder only; the same units give the same bytes. Throws Error(io).
  void write(const std::filesystem::path& segment);

 private:
  void add_hash(std::uint32_t hash);
  void sort_out();

  std::vector<std::uint32_t> hashes_;   // some of them more than once
  std::size_t limit_ = std::size_t{1} << 12;  // when so many are there they are sorted out
};

/// What a segment's `units` tells. Const methods may be called from several threads.
class UnitFilter {
 public:
  /// Throws Error(no_index | io | corrupt).
  explicit UnitFilter(const std::filesystem::path& segment);

  /// False: no text of the segment has that unit. True: nearly always one has.
  bool may_contain(std::string_view unit) const;

  /// Whether it was made of the same units, as far as it can tell.
  bool operator==(const UnitFilter&) const = default;

 private:
  std::string bytes_;
  std::uint64_t bits_ = 0;
};

}  // namespace newsgrep
