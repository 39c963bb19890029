// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/csv_rows.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>
#include <utility>

namespace newsgrep {

bool RowSplitter::feed(std::string_view block) {
  for (std::size_t at = 0; at < block.size() && !stopped_;) {
    const bool quoted = state_ >= State::quoted;
    at = quoted ? quoted_part(block, at) : unquoted_part(block, at);
    if (size_ > most_row && !stopped_) stopped_ = !give_up_quote();
  }
  return !stopped_;
}

bool RowSplitter::finish() {
  while (!stopped_ && (state_ == State::quoted || state_ == State::backslash_in_quoted)) stopped_ = !give_up_quote();
  if (!stopped_ && (!cell_.empty() || !row_.cells.empty() || state_ != State::cell_start)) stopped_ = !end_row();
  return !stopped_;
}

// Up to the next separator, line end or opening quote.
std::size_t RowSplitter::unquoted_part(std::string_view block, std::size_t at) {
  if (state_ == State::cell_start && block[at] == ' ' && dialect_.quote != '\0') return at + 1;  // a quote may follow
  if (state_ == State::cell_start && block[at] == dialect_.quote && dialect_.quote != '\0') {
    state_ = State::quoted;
    quote_line_ = line_;
    return at + 1;
  }
  const std::size_t from = at;
  while (at < block.size() && block[at] != dialect_.separator && block[at] != dialect_.line_end) ++at;
  if (at > from) {
    add(block.substr(from, at - from));
    state_ = State::plain;
  }
  if (at == block.size()) return at;
  if (block[at] == dialect_.separator) {
    end_cell();
  } else {
    ++line_;
    stopped_ = !end_row();
  }
  return at + 1;
}

// Within quotes up to the next quote, or one byte behind a quote.
std::size_t RowSplitter::quoted_part(std::string_view block, std::size_t at) {
  if (state_ == State::quote_in_quoted) {
    const bool doubled = block[at] == dialect_.quote;
    const bool ends = block[at] == dialect_.separator || block[at] == dialect_.line_end || block[at] == '\r';
    row_.stray = row_.stray || !(doubled || ends);
    state_ = doubled ? State::quoted : State::plain;
    if (doubled) add({&dialect_.quote, 1});
    return doubled ? at + 1 : at;
  }
  if (state_ == State::backslash_in_quoted) {
    state_ = State::quoted;
    if (block[at] != dialect_.quote && block[at] != '\\') add("\\");
    add(block.substr(at, 1));
    line_ += block[at] == dialect_.line_end;
    return at + 1;
  }
  const char signs[] = {dialect_.quote, '\\'};
  const auto sign = std::min(block.find_first_of({signs, dialect_.backslash ? 2u : 1u}, at), block.size());
  const auto part = block.substr(at, sign - at);
  add(part);
  line_ += static_cast<std::uint64_t>(std::count(part.begin(), part.end(), dialect_.line_end));
  if (sign == block.size()) return sign;
  state_ = block[sign] == dialect_.quote ? State::quote_in_quoted : State::backslash_in_quoted;
  return sign + 1;
}

void RowSplitter::add(std::string_view more) {
  size_ += more.size();
  cell_.append(more);
}

void RowSplitter::end_cell() {
  row_.cells.push_back(std::move(cell_));
  cell_.clear();
  size_ += sizeof cell_;
  state_ = State::cell_start;
}

bool RowSplitter::end_row() {
  if (cell_.ends_with('\r')) cell_.pop_back();
  end_cell();
  const bool blank = row_.cells.size() == 1 && row_.cells[0].find_first_not_of(" \t\r") == std::string::npos;
  const bool go_on = blank || each_(row_);
  row_.cells.clear();
  row_.unclosed = row_.stray = false;
  row_.line = line_;
  size_ = 0;
  return go_on;
}

// The row ends where the line of its open quote does; what came after is read again.
bool RowSplitter::give_up_quote() {
  constexpr unsigned most_given_up = 4;
  if (state_ != State::quoted && state_ != State::backslash_in_quoted)
    throw Error(ErrorCode::io, "a row of more than " + std::to_string(most_row >> 20) + " MiB begins in line " +
                                   std::to_string(row_.line));
  if (++given_up_ > most_given_up)
    throw Error(ErrorCode::io, "several quotes are never closed, one of them in line " + std::to_string(quote_line_));
  std::string quoted = std::exchange(cell_, {});
  row_.unclosed = true;
  const bool go_on = each_(row_);
  row_ = Row{};
  row_.line = quote_line_ + 1;
  line_ = row_.line;
  size_ = 0;
  state_ = State::cell_start;
  const auto line_end = quoted.find(dialect_.line_end);
  if (!go_on || line_end == std::string::npos) return go_on;
  std::string again;
  for (const char c : std::string_view(quoted).substr(line_end + 1)) again.append(c == dialect_.quote ? 2 : 1, c);
  std::string().swap(quoted);
  return feed(again);
}

}  // namespace newsgrep
