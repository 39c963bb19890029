// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/csv.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/charset.hpp"
#include "indexer/readers/collector.hpp"
#include "indexer/readers/csv_rows.hpp"
#include "indexer/readers/skips.hpp"

#include <string>
#include <utility>
#include <vector>

namespace newsgrep {
namespace {

std::string_view without_bom(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  return head;
}

// The first rows of a head that end within it.
std::vector<Row> first_rows(std::string_view head, char separator) {
  constexpr std::size_t enough = 8;
  std::vector<Row> rows;
  RowSplitter splitter(separator, [&](Row& row) {
    rows.push_back(std::move(row));
    return rows.size() < enough;
  });
  splitter.feed(head);
  return rows;
}

// How many cells of a header name what articles have; 0 when none is a headline or a text.
std::size_t known_names(const std::vector<std::string>& header) {
  std::size_t known = 0;
  bool news = false;
  for (const auto& cell : header) {
    const Role role = role_of(trim(cell)).role;
    known += role != Role::none;
    news = news || role == Role::text || role == Role::title;
  }
  return news ? known : 0;
}

bool rows_fit_header(const std::vector<Row>& rows) {
  std::size_t fitting = 0;
  for (const Row& row : rows) fitting += row.cells.size() == rows.front().cells.size();
  return fitting * 2 > rows.size();
}

// The separator by which the first row names most of what articles have; 0 when none makes a table of news.
char find_separator(std::string_view head) {
  constexpr std::size_t longest_header = 4096;
  head = without_bom(head);
  const auto line = head.substr(0, head.find('\n') + 1);
  if (line.empty() || line.size() > longest_header) return 0;
  char best = 0;
  std::size_t most = 1;
  for (const char separator : {',', ';', '\t', '|'}) {
    if (line.find(separator) == std::string_view::npos) continue;
    const auto rows = first_rows(head, separator);
    const std::size_t known = rows.empty() ? 0 : known_names(rows.front().cells);
    if (known <= most || !rows_fit_header(rows)) continue;
    most = known;
    best = separator;
  }
  return best;
}

class TableReader {
 public:
  TableReader(ArticleSink& sink, std::string charset)
      : sink_(sink), skips_(sink), collector_("csv"), charset_(std::move(charset)) {}

  bool row(Row& row) {
    std::uint32_t repairs = 0;
    for (auto& cell : row.cells) repairs += make_utf8(cell);
    if (names_.empty()) {
      for (const auto& cell : row.cells) names_.emplace_back(trim(cell));
      return true;
    }
    ++number_;
    if (row.unclosed) return skip("unclosed_quote", "a quote is opened and never closed", row);
    if (row.cells.size() != names_.size())
      return skip("wrong_cells",
                  std::to_string(row.cells.size()) + " cells, but the header names " + std::to_string(names_.size()),
                  row);
    for (std::size_t i = 0; i < row.cells.size(); ++i) collector_.offer(names_[i], row.cells[i]);
    if (!collector_.is_article()) {
      collector_.clear();
      return skip("no_text", "has no headline and text", row);
    }
    Draft draft = collector_.take(sink_.explain());
    draft.repairs = repairs;
    draft.line = row.line;
    draft.article.entry = "#" + std::to_string(number_);
    return sink_.article(std::move(draft));
  }

  void finish() { skips_.finish(); }

 private:
  std::uint32_t make_utf8(std::string& cell) const {
    if (valid_prefix(cell) == cell.size()) return static_cast<std::uint32_t>(repair_utf8(cell));
    Decoded decoded = decode(std::move(cell), charset_);
    cell = std::move(decoded.text);
    return decoded.repairs;
  }

  bool skip(const char* kind, std::string message, const Row& row) {
    skips_.add(kind, std::move(message), number_, row.line);
    return true;
  }

  ArticleSink& sink_;
  Skips skips_;
  Collector collector_;
  std::string charset_;
  std::vector<std::string> names_;
  std::uint64_t number_ = 0;
};

}  // namespace

Likeness sniff_csv(std::string_view head) { return find_separator(head) != 0 ? Likeness::likely : Likeness::no; }

void read_csv(Entry& entry, ArticleSink& sink) {
  constexpr std::size_t head_size = 64 * 1024;
  const auto head = entry.head(head_size);
  const auto charset = decode(std::string(head)).charset;
  // UTF-8 may just mean that the head is all ASCII: then each cell shows what it is.
  TableReader table(sink, charset == "utf-8" ? std::string() : charset);
  RowSplitter splitter(find_separator(head), [&](Row& row) { return table.row(row); });
  bool go_on = true;
  for (std::string_view block = without_bom(entry.read()); go_on && !block.empty(); block = entry.read())
    go_on = splitter.feed(block);
  if (!go_on || !splitter.finish()) return;
  table.finish();
}

}  // namespace newsgrep
