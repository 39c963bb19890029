// SPDX-License-Identifier: GPL-2.0-or-later
// Rows: CSV (RFC 4180), TSV, a template of the user's, or just where the articles are.
#include "common/article_values.hpp"
#include "common/utf8.hpp"
#include "searcher/render/render.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>
#include <vector>

namespace newsgrep {
namespace {

constexpr std::array<std::string_view, 10> columns{"date", "source", "title", "byline", "section", "language", "url", "path", "id", "passage"};

// Further ones for a template.
constexpr std::array<std::string_view, 9> others{"updated", "captured", "dateline", "tags", "captions", "native_id", "score", "text", "query"};

std::string said(std::string_view column, const Article& article) {
  std::string said;
  each_value(article, [&](std::string_view name, const auto& value) {
    if (name == column) said = in_one_line(value);
  });
  return said;
}

std::string value_of(std::string_view column, const Hit& hit, const RenderOptions& options) {
  if (column == "path") return shown_address(hit.article, options);
  if (column == "id") return hit.article.id;
  if (column == "passage") return hit.passages.empty() ? std::string() : hit.passages.front().text;
  if (column != "score") return said(column, hit.article);
  char score[32];
  std::snprintf(score, sizeof score, "%.4f", hit.score);
  return score;
}

bool known_column(std::string_view name) {
  const auto among = [&](const auto& names) { return std::find(names.begin(), names.end(), name) != names.end(); };
  return among(columns) || among(others);
}

std::string csv_cell(const std::string& value) {
  if (value.find_first_of(",\"\r\n") == std::string::npos) return value;
  std::string out = "\"";
  for (const char c : value) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string tsv_cell(const std::string& value) {
  std::string out;
  for (const char c : value) {
    if (c == '\t') out += "\\t";
    else if (c == '\n') out += "\\n";
    else if (c == '\r') out += "\\r";
    else if (c == '\\') out += "\\\\";
    else out += c;
  }
  return out;
}

const std::string format_hint = "use " + std::string(template_names) + ", and {query} with -f; {{ is a brace";

// A template in pieces: what is written as it is, and after it the column whose value follows, if any.
struct Piece {
  std::string text, column;
};

// {name} is replaced; {{ and }} stand for braces; \t and \n are what they are elsewhere.
std::vector<Piece> read_pattern(const std::string& pattern) {
  std::vector<Piece> pieces(1);
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const char c = pattern[at], next = at + 1 < pattern.size() ? pattern[at + 1] : '\0';
    if ((c == '{' || c == '}') && next == c) {
      pieces.back().text += c;
      ++at;
    } else if (c == '\\' && (next == 't' || next == 'n' || next == '\\')) {
      pieces.back().text += next == 't' ? '\t' : next == 'n' ? '\n' : '\\';
      ++at;
    } else if (c == '{') {
      const auto end = pattern.find('}', at);
      const auto name = pattern.substr(at + 1, end == std::string::npos ? end : end - at - 1);
      if (end == std::string::npos || !known_column(name))
        throw Error(ErrorCode::usage, end == std::string::npos ? "--format: the { is never closed" : "--format: there is no {" + name + "}", format_hint);
      pieces.back().column = name;
      pieces.emplace_back();
      at = end;
    } else {
      pieces.back().text += c;
    }
  }
  return pieces;
}

class TableRenderer : public Renderer {
 public:
  TableRenderer(OutputFormat format, const RenderOptions& options, Write write)
      : format_(format), options_(options), pattern_(read_pattern(options.pattern)), write_(std::move(write)) {}

  bool begin(const QueryHead& head) override {
    name_ = head.name;
    if (format_ != OutputFormat::csv && format_ != OutputFormat::tsv) return true;
    if (std::exchange(headed_, true)) return true;
    return row([](std::string_view column) { return std::string(column); });
  }

  bool hit(const Hit& hit) override {
    const char end = options_.null_terminated ? '\0' : '\n';
    if (format_ == OutputFormat::paths) return write_(path(hit) + end);
    if (format_ == OutputFormat::pattern) return write_(filled(hit) + end);
    return row([&](std::string_view column) { return options_.terminal ? printable(value(column, hit)) : value(column, hit); });
  }

 private:
  std::string value(std::string_view column, const Hit& hit) const { return column == "query" ? name_ : value_of(column, hit, options_); }

  // Other programs get the very bytes that the file system has.
  std::string path(const Hit& hit) const {
    const std::string address = shown_address(hit.article, options_);
    return options_.terminal ? one_line(address) : address;
  }

  std::string filled(const Hit& hit) const {
    std::string out;
    for (const auto& piece : pattern_) {
      out += piece.text;
      if (!piece.column.empty()) out += one_line(value(piece.column, hit));
    }
    return out;
  }

  // With several queries the first cell tells whose row it is.
  template <class CellValue>
  bool row(CellValue&& cell_value) {
    const bool csv = format_ == OutputFormat::csv;
    const auto cell = [&](std::string_view column) { return csv ? csv_cell(cell_value(column)) : tsv_cell(cell_value(column)); };
    const char* between = csv ? "," : "\t";
    std::string out = (name_.empty() ? "" : cell("query") + between) + cell(columns.front());
    for (std::size_t i = 1; i < columns.size(); ++i) out += between + cell(columns[i]);
    return write_(out + (csv ? "\r\n" : "\n"));
  }

  OutputFormat format_;
  RenderOptions options_;
  std::vector<Piece> pattern_;
  Write write_;
  std::string name_;
  bool headed_ = false;
};

}  // namespace

std::unique_ptr<Renderer> table_renderer(OutputFormat format, const RenderOptions& options, Renderer::Write write) {
  return std::make_unique<TableRenderer>(format, options, std::move(write));
}

}  // namespace newsgrep
