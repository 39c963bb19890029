// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/csv.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/charset.hpp"
#include "indexer/readers/collector.hpp"
#include "indexer/readers/csv_rows.hpp"
#include "indexer/readers/csv_shape.hpp"
#include "indexer/readers/dated_articles.hpp"
#include "indexer/readers/json_rich_text.hpp"
#include "indexer/readers/skips.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace newsgrep {
namespace {

class TableReader {
 public:
  TableReader(ArticleSink& sink, std::string charset, const TableShape& shape)
      : sink_(sink), skips_(sink), dated_(sink), collector_("csv"), charset_(std::move(charset)), roles_(shape.roles) {
    for (std::size_t i = 0; !shape.header && i < roles_.size(); ++i)
      names_.push_back("column " + std::to_string(i + 1));
  }

  bool row(Row& row) {
    std::uint32_t repairs = 0;
    for (auto& cell : row.cells) repairs += make_utf8(cell);
    if (names_.empty()) {
      for (const auto& cell : row.cells) names_.emplace_back(trim(cell));
      return true;
    }
    ++number_;
    if (row.unclosed) return skip("unclosed_quote", "a quote is opened and never closed", row);
    while (row.cells.size() > names_.size() && trim(row.cells.back()).empty()) row.cells.pop_back();
    if (row.cells.size() != names_.size())
      return skip("wrong_cells",
                  std::to_string(row.cells.size()) + " cells, but " +
                      (roles_.empty() ? "the header names " : "the first row has ") + std::to_string(names_.size()),
                  row);
    for (std::size_t i = 0; i < row.cells.size(); ++i) offer(i, row.cells[i]);
    if (!collector_.is_article()) {
      collector_.clear();
      return skip("no_text", "has no headline and text", row);
    }
    Draft draft = collector_.take(sink_.explain());
    draft.repairs = repairs;
    draft.line = row.line;
    draft.article.entry = "#" + std::to_string(number_);
    return dated_.add(std::move(draft));
  }

  void finish() {
    if (dated_.finish()) skips_.finish();
  }

 private:
  void offer(std::size_t column, const std::string& cell) {
    if (roles_.empty())
      offer_named(names_[column], cell);
    else if (roles_[column] != Role::none)
      collector_.offer(roles_[column], column, names_[column], cell);
  }

  // Cells may hold what a database kept as JSON.
  void offer_named(const std::string& name, const std::string& cell) {
    const NamedRole named = iequals(name, "articles") ? role_of("article") : role_of(name);
    if (named.role == Role::none) return;
    const std::string text = named.role == Role::text ? rich_text_in(cell) : std::string();
    collector_.offer(named.role, named.preference, name, text.empty() ? cell : text);
  }

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
  DatedArticles dated_;
  Collector collector_;
  std::string charset_;
  std::vector<Role> roles_;  // of a table without a header
  std::vector<std::string> names_;
  std::uint64_t number_ = 0;
};

}  // namespace

Likeness sniff_csv(std::string_view head) { return shape_of_table(head) ? Likeness::likely : Likeness::no; }

void read_csv(Entry& entry, ArticleSink& sink) {
  constexpr std::size_t head_size = 64 * 1024;
  const auto head = entry.head(head_size);
  const auto charset = decode(std::string(head)).charset;
  const auto shape = shape_of_table(head).value_or(TableShape());
  // UTF-8 may just mean that the head is all ASCII: then each cell shows what it is.
  TableReader table(sink, charset == "utf-8" ? std::string() : charset, shape);
  RowSplitter splitter(
      shape.dialect, [&](Row& row) { return table.row(row); }, shape.first_line);
  std::size_t skip = shape.skip;
  bool go_on = true;
  for (std::string_view block; go_on && !(block = entry.read()).empty();) {
    const std::size_t skipped = std::min(skip, block.size());
    skip -= skipped;
    go_on = splitter.feed(block.substr(skipped));
  }
  if (!go_on || !splitter.finish()) return;
  table.finish();
}

}  // namespace newsgrep
