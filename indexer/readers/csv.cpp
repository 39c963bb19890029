// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/csv.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/charset.hpp"
#include "indexer/readers/collector.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>
#include <functional>
#include <vector>

namespace newsgrep {
namespace {

constexpr std::string_view separators = ",;\t|";
constexpr std::size_t most_row = 64u << 20;

// Cuts a stream into rows by RFC 4180: a quote opens a cell at its start only, "" is a quote.
class RowSplitter {
 public:
  using EachRow = std::function<bool(std::vector<std::string>&, std::uint64_t line)>;

  RowSplitter(char separator, EachRow each) : separator_(separator), each_(std::move(each)) {}

  bool feed(std::string_view block) {
    for (const char c : block)
      if (!step(c)) return false;
    return true;
  }

  /// False when the input ended inside a quoted cell.
  bool finish() {
    const bool whole = !quoted_ || quote_seen_;
    if (whole && (!cell_.empty() || !row_.empty())) end_row();
    return whole;
  }

  std::uint64_t row_line() const { return row_line_; }

 private:
  bool step(char c) {
    if (c == '\n') ++line_;
    if (quoted_ && !quote_seen_) {
      if (c == '"') quote_seen_ = true;
      else add(c);
      return true;
    }
    if (quoted_ && c == '"') {
      quote_seen_ = false;
      add(c);
      return true;
    }
    if (c == '"' && cell_.empty() && !quoted_) quoted_ = true;
    else if (c == separator_) end_cell();
    else if (c == '\n') return end_row();
    else if (c != '\r') add(c);
    return true;
  }

  void add(char c) {
    if (++size_ > most_row) throw Error(ErrorCode::io, "a row of more than " + std::to_string(most_row >> 20) + " MiB, beginning in line " + std::to_string(row_line_) + ": is a quote missing?");
    cell_ += c;
  }

  void end_cell() {
    row_.push_back(std::move(cell_));
    cell_.clear();
    quoted_ = quote_seen_ = false;
  }

  bool end_row() {
    end_cell();
    const bool blank = row_.size() == 1 && trim(row_[0]).empty();
    const bool go_on = blank || each_(row_, row_line_);
    row_.clear();
    row_line_ = line_;
    size_ = 0;
    return go_on;
  }

  char separator_;
  EachRow each_;
  std::vector<std::string> row_;
  std::string cell_;
  bool quoted_ = false, quote_seen_ = false;
  std::uint64_t line_ = 1, row_line_ = 1;
  std::size_t size_ = 0;
};

std::string_view without_bom(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  return head;
}

std::vector<std::string> header_cells(std::string_view line, char separator) {
  std::vector<std::string> cells;
  RowSplitter splitter(separator, [&](std::vector<std::string>& row, std::uint64_t) {
    cells = row;
    return false;
  });
  if (splitter.feed(line)) splitter.finish();
  return cells;
}

// The separator whose reading of the first line names a text or a headline, and most columns; 0 for none.
char find_separator(std::string_view head) {
  head = without_bom(head);
  const auto line = head.substr(0, std::min(head.find('\n'), head.size()));
  constexpr std::size_t longest_header = 4096;
  if (line.size() > longest_header || line.empty()) return 0;
  char best = 0;
  std::size_t most = 0;
  for (const char separator : separators) {
    const auto cells = header_cells(line, separator);
    std::size_t known = 0;
    bool news = false;
    for (const auto& cell : cells) {
      const Role role = role_of(trim(cell)).role;
      known += role != Role::none;
      news = news || role == Role::text || role == Role::title;
    }
    if (cells.size() >= 2 && news && known >= 2 && known > most) {
      most = known;
      best = separator;
    }
  }
  return best;
}

class TableReader {
 public:
  TableReader(ArticleSink& sink, bool utf8) : sink_(sink), collector_("csv"), utf8_(utf8) {}

  bool row(std::vector<std::string>& cells, std::uint64_t line) {
    std::uint32_t repairs = 0;
    for (auto& cell : cells) repairs += make_utf8(cell);
    if (names_.empty()) {
      for (const auto& cell : cells) names_.emplace_back(trim(cell));
      return true;
    }
    ++number_;
    if (cells.size() != names_.size()) {
      skip("wrong_cells", "has " + std::to_string(cells.size()) + " cells, the header names " + std::to_string(names_.size()), line);
      return true;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) collector_.offer(names_[i], cells[i]);
    Draft draft = collector_.take(sink_.explain());
    draft.repairs = repairs;
    draft.line = line;
    draft.article.entry = "#" + std::to_string(number_);
    return sink_.article(std::move(draft));
  }

  void skip(const char* kind, std::string message, std::uint64_t line) {
    sink_.skipped({Severity::warning, kind, std::move(message), "", "#" + std::to_string(std::max<std::uint64_t>(number_, 1)), line, 0, 0});
  }

  void unfinished(std::uint64_t line) {
    ++number_;
    skip("unclosed_quote", "a quote is opened and never closed; the row is left out", line);
  }

 private:
  std::uint32_t make_utf8(std::string& cell) const {
    if (utf8_ || valid_prefix(cell) == cell.size()) return static_cast<std::uint32_t>(repair_utf8(cell));
    Decoded decoded = decode(std::move(cell), "windows-1252");
    cell = std::move(decoded.text);
    return decoded.repairs;
  }

  ArticleSink& sink_;
  Collector collector_;
  bool utf8_;
  std::vector<std::string> names_;
  std::uint64_t number_ = 0;
};

}  // namespace

Likeness sniff_csv(std::string_view head) { return find_separator(head) != 0 ? Likeness::likely : Likeness::no; }

void read_csv(Entry& entry, ArticleSink& sink) {
  const auto head = entry.head(64 * 1024);
  constexpr std::size_t longest_char = 4;
  const bool utf8 = valid_prefix(head) + longest_char > head.size();
  TableReader table(sink, utf8);
  RowSplitter splitter(find_separator(head), [&](std::vector<std::string>& row, std::uint64_t line) { return table.row(row, line); });
  bool first = true;
  for (std::string_view block; !(block = entry.read()).empty(); first = false)
    if (!splitter.feed(first ? without_bom(block) : block)) return;
  if (!splitter.finish()) table.unfinished(splitter.row_line());
}

}  // namespace newsgrep
