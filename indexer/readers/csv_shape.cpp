// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/csv_shape.hpp"

#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/charset.hpp"
#include "indexer/readers/text_lines.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace newsgrep {
namespace {

using Rows = std::vector<Row>;

// The first rows of a head that end within it.
Rows first_rows(std::string_view head, const CsvDialect& dialect) {
  constexpr std::size_t enough = 24;
  Rows rows;
  RowSplitter splitter(dialect, [&](Row& row) {
    rows.push_back(std::move(row));
    return rows.size() < enough;
  });
  splitter.feed(head);
  return rows;
}

// Rows that have as many cells as the first one, empty ones behind them aside.
std::size_t fitting(const Rows& rows) {
  return static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), [&](const Row& row) {
    if (row.unclosed || row.stray || row.cells.size() < rows.front().cells.size()) return false;
    return std::all_of(row.cells.begin() + static_cast<std::ptrdiff_t>(rows.front().cells.size()), row.cells.end(),
                       [](const std::string& cell) { return cell.empty(); });
  }));
}

// Other ways to write are believed only where the usual one does not fit and they fit every row.
CsvDialect best_dialect(std::string_view head, CsvDialect usual) {
  const Rows rows = first_rows(head, usual);
  const std::size_t fits = fitting(rows);
  if (rows.size() > 1 && fits == rows.size()) return usual;
  std::vector<CsvDialect> others;
  if (head.find("\\\"") != std::string_view::npos) others.push_back({usual.separator, '"', true, usual.line_end});
  if (usual.separator == '\t') others.push_back({usual.separator, '\0', false, usual.line_end});
  for (const CsvDialect& other : others)
    if (const Rows read = first_rows(head, other); read.size() > 1 && fitting(read) == read.size()) return other;
  return usual;
}

// Single quotes, where every row begins with one.
bool uses_single_quotes(std::string_view head, const CsvDialect& usual) {
  const Rows rows = first_rows(head, usual);
  return rows.size() > 1 &&
         std::all_of(rows.begin() + 1, rows.end(), [](const Row& row) { return row.cells.front().starts_with('\''); });
}

// How many cells of a header name what articles have; 0 when none is a headline or a text.
template <class Cell>
std::size_t known_names(const std::vector<Cell>& header) {
  std::size_t known = 0;
  bool news = false;
  for (const auto& cell : header) {
    const Role role = role_of(trim(cell)).role;
    known += role != Role::none;
    news = news || role == Role::text || role == Role::title;
  }
  return news ? known : 0;
}

// The cells of a line as far as they can be seen without reading rows: enough to tell most texts from tables.
std::vector<std::string_view> rough_cells(std::string_view line, char separator) {
  std::vector<std::string_view> cells;
  while (true) {
    const auto end = std::min(line.find(separator), line.size());
    auto cell = trim(line.substr(0, end));
    if (cell.size() > 1 && (cell.front() == '"' || cell.front() == '\'')) cell = cell.substr(1, cell.size() - 2);
    cells.push_back(cell);
    if (end == line.size()) return cells;
    line.remove_prefix(end + 1);
  }
}

constexpr std::array<char, 4> separators{',', ';', '\t', '|'};

// The dialect by which the first row names most of what articles have.
std::optional<CsvDialect> dialect_with_header(std::string_view head, char line_end) {
  constexpr std::size_t longest_header = 4096, many = 3;
  const auto line = head.substr(0, head.find(line_end));
  if (line.empty() || line.size() > longest_header) return std::nullopt;
  std::optional<CsvDialect> best;
  std::size_t most = 1;
  for (const char separator : separators) {
    if (line.find(separator) == std::string_view::npos || known_names(rough_cells(line, separator)) <= most) continue;
    CsvDialect dialect{separator, '"', false, line_end};
    if (uses_single_quotes(head, dialect)) dialect.quote = '\'';
    dialect = best_dialect(head, dialect);
    const Rows rows = first_rows(head, dialect);
    const std::size_t known = rows.empty() ? 0 : known_names(rows.front().cells);
    const bool fits = !rows.empty() && (fitting(rows) * 2 > rows.size() || known >= many);
    if (known <= most || !fits) continue;
    most = known;
    best = dialect;
  }
  return best;
}

// What the cells of one column are.
struct Column {
  std::size_t letters = 0, words = 0, filled = 0, urls = 0, dates = 0, numbers = 0;
};

bool is_number(std::string_view cell) {
  return !cell.empty() && cell.find_first_not_of("0123456789.-") == std::string_view::npos;
}

std::vector<Column> columns_of(const Rows& rows) {
  std::vector<Column> columns(rows.front().cells.size());
  for (const Row& row : rows)
    for (std::size_t i = 0; i < columns.size() && i < row.cells.size(); ++i) {
      const auto cell = trim(row.cells[i]);
      Column& column = columns[i];
      column.filled += !cell.empty();
      column.letters += cell.size();
      column.words += word_count(cell);
      column.urls += is_url(cell);
      const auto date = is_number(cell) && cell.size() != 8 && cell.size() != 10 ? std::nullopt : parse_date(cell);
      column.dates += date && date->precision >= Precision::day;
      column.numbers += is_number(cell);
    }
  return columns;
}

// Roles by what the columns hold: the longest text is the text, the longest before it the headline.
std::vector<Role> roles_of(const Rows& rows) {
  constexpr std::size_t words_of_text = 5, words_of_title = 3;
  const auto columns = columns_of(rows);
  std::vector<Role> roles(columns.size(), Role::none);
  std::size_t text = columns.size(), title = columns.size();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Column& column = columns[i];
    if (column.filled > 0 && column.urls == column.filled)
      roles[i] = Role::url;
    else if (column.filled > 0 && column.dates == column.filled)
      roles[i] = Role::date;
    else if (column.words >= words_of_text * rows.size() &&
             (text == columns.size() || column.letters > columns[text].letters))
      text = i;
  }
  if (text == columns.size()) return {};
  roles[text] = Role::text;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (roles[i] == Role::none && columns[i].words >= words_of_title * rows.size() &&
        (title == columns.size() || columns[i].letters > columns[title].letters))
      title = i;
  if (title < columns.size()) roles[title] = Role::title;
  return roles;
}

bool may_begin_table(std::string_view line, char separator) {
  constexpr std::size_t longest_line = 20'000;
  return line.size() <= longest_line && line.find(separator) != std::string_view::npos;
}

bool is_structured(const Rows& rows) {
  const auto columns = columns_of(rows);
  return std::any_of(columns.begin(), columns.end(), [&](const Column& column) {
    return column.urls == rows.size() || column.dates == rows.size() || column.numbers == rows.size();
  });
}

bool is_plain_names(const Row& row) {
  constexpr std::size_t longest = 40;
  return std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
    return cell.size() <= longest && !is_number(trim(cell)) && !is_url(cell) && !parse_date(cell);
  });
}

// A table without known names shows itself by rows of one size, and by quotes, numbers, dates or addresses: sentences
// have commas too.
std::optional<TableShape> shape_by_content(std::string_view head, char line_end) {
  const auto line = head.substr(0, head.find(line_end));
  // Headlines stand above an empty line, and may have as many commas as the sentence below.
  const auto below = head.substr(std::min(line.size() + 1, head.size()));
  const bool headline = !head.starts_with('"') && trim(below.substr(0, below.find(line_end))).empty();
  for (const char separator : {'\t', ',', '|', ';'}) {
    if (!may_begin_table(line, separator) || (headline && separator != '\t')) continue;
    TableShape shape;
    shape.dialect = best_dialect(head, {separator, '"', false, line_end});
    Rows rows = first_rows(head, shape.dialect);
    if (rows.size() < 2 || rows.front().cells.size() < 2 || fitting(rows) < rows.size()) continue;
    const Row first = rows.front();
    shape.header = is_plain_names(first) && is_structured({rows.begin() + 1, rows.end()});
    if (shape.header) rows.erase(rows.begin());
    const bool structured = shape.header || is_structured(rows);
    if (!structured && separator != '\t' && !head.starts_with('"')) continue;
    shape.roles = roles_of(rows);
    const bool title = std::find(shape.roles.begin(), shape.roles.end(), Role::title) != shape.roles.end();
    if (!shape.roles.empty() && (title || structured)) return shape;
  }
  return std::nullopt;
}

// "sep=;": what a spreadsheet is told.
std::optional<char> told_separator(std::string_view line) {
  line = trim(line);
  return line.size() == 5 && line.starts_with("sep=") ? std::optional(line.back()) : std::nullopt;
}

}  // namespace

bool is_table(std::string_view head) {
  constexpr std::size_t least_rows = 3;
  for (const char separator : separators) {
    const Rows rows = first_rows(head, {separator, '"', false, '\n'});
    if (rows.size() >= least_rows && rows.front().cells.size() > 1 && fitting(rows) == rows.size()) return true;
  }
  return false;
}

namespace {

std::optional<TableShape> shape_of_utf8(std::string_view head) {
  constexpr int most_lines_before = 4;
  TableShape shape;
  if (head.starts_with("\xEF\xBB\xBF")) shape.skip = 3;
  if (const auto text = trim(head.substr(shape.skip, 64));
      text.starts_with('<') || text.starts_with('{') || text.starts_with('['))
    return std::nullopt;
  const char line_end =
      head.find('\n') == std::string_view::npos && head.find('\r') != std::string_view::npos ? '\r' : '\n';
  for (int line = 0; line <= most_lines_before && shape.skip < head.size(); ++line) {
    const auto rest = head.substr(shape.skip);
    const auto first = rest.substr(0, rest.find(line_end));
    if (const auto dialect = dialect_with_header(rest, line_end)) {
      shape.dialect = *dialect;
      return shape;
    }
    if (line == 0 && !told_separator(first))
      if (auto bare = shape_by_content(rest, line_end)) {
        bare->skip = shape.skip;
        return bare;
      }
    shape.skip += first.size() + 1;
    ++shape.first_line;
  }
  return std::nullopt;
}

// Where a line of a text begins; lines count from 1.
std::size_t begin_of_line(std::string_view text, std::uint64_t line, char line_end) {
  std::size_t at = 0;
  for (; line > 1; --line) at = std::min(text.find(line_end, at), text.size() - 1) + 1;
  return at;
}

}  // namespace

std::optional<TableShape> shape_of_table(std::string_view head) {
  constexpr std::size_t longest_char = 4;  // which may be cut at the end
  if (valid_prefix(head) + longest_char > head.size()) return shape_of_utf8(head);
  // Names can only be known in letters that can be read.
  auto shape = shape_of_utf8(decode(std::string(head)).text);
  if (shape) shape->skip = begin_of_line(head, static_cast<std::uint64_t>(shape->first_line), shape->dialect.line_end);
  return shape;
}

}  // namespace newsgrep
