// SPDX-License-Identifier: GPL-2.0-or-later
// What a table looks like: how it is written, where its names stand, what its columns hold where it has no names.
#pragma once

#include "indexer/readers/collector.hpp"
#include "indexer/readers/csv_rows.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

struct TableShape {
  CsvDialect dialect;
  std::size_t skip = 0;          ///< bytes in front of the first row
  std::uint64_t first_line = 1;  ///< of the first row
  bool header = true;            ///< the first row names the columns
  std::vector<Role> roles;       ///< of the columns of a table without a header
};

/// Whether the head is that of a table, of news or of anything else.
bool is_table(std::string_view head);

/// The shape of a table of news; nothing for every other text.
std::optional<TableShape> shape_of_table(std::string_view head);

}  // namespace newsgrep
