// SPDX-License-Identifier: GPL-2.0-or-later
// Cuts a stream into rows and cells by RFC 4180 and its neighbours.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsgrep {

struct Row {
  std::vector<std::string> cells;
  std::uint64_t line = 1;  ///< where it starts, 1-based
  bool stray = false;      ///< a cell goes on behind its closing quote: perhaps another dialect
  bool unclosed = false;   ///< a quote of it is never closed; only the cells before that quote are here
};

/// How a table is written.
struct CsvDialect {
  char separator = ',';
  char quote = '"';        ///< '\0': quotes are letters like others
  bool backslash = false;  ///< a backslash in quotes makes the next sign plain
  char line_end = '\n';

  bool operator==(const CsvDialect&) const = default;
};

/// A quote opens a cell at its start only, "" within it is a quote. A quote that is never closed costs its own row:
/// reading goes on in the line after it.
class RowSplitter {
 public:
  /// The row may be moved from. Returns false to stop.
  using EachRow = std::function<bool(Row&)>;

  RowSplitter(const CsvDialect& dialect, EachRow each, std::uint64_t first_line = 1)
      : dialect_(dialect), each_(std::move(each)), line_(first_line) {
    row_.line = first_line;
  }

  /// Returns false when reading was stopped. Throws Error(io) for a row beyond most_row bytes that no quote explains.
  bool feed(std::string_view block);
  bool finish();

  static constexpr std::size_t most_row = 16u << 20;

 private:
  std::size_t unquoted_part(std::string_view block, std::size_t at);
  std::size_t quoted_part(std::string_view block, std::size_t at);
  void add(std::string_view more);
  void end_cell();
  bool end_row();
  bool give_up_quote();

  enum class State : unsigned char { cell_start, plain, quoted, quote_in_quoted, backslash_in_quoted };

  CsvDialect dialect_;
  EachRow each_;
  Row row_;
  std::string cell_;
  State state_ = State::cell_start;
  std::size_t size_ = 0;  // what the row takes so far
  std::uint64_t line_ = 1;
  std::uint64_t quote_line_ = 1;  // where the open quote stands
  unsigned given_up_ = 0;
  bool stopped_ = false;
};

}  // namespace newsgrep
