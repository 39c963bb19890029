// SPDX-License-Identifier: GPL-2.0-or-later
// Rows: CSV (RFC 4180), TSV, a template of the user's, or just where the articles are.
#include "searcher/render/render.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

namespace newsgrep {
namespace {

constexpr std::array<std::string_view, 10> columns{"date", "source", "title", "byline", "section", "language", "url", "path", "id", "passage"};

std::string value_of(std::string_view column, const Hit& hit, const RenderOptions& options) {
  const Article& article = hit.article;
  if (column == "date") return article.published.iso();
  if (column == "source") return article.source;
  if (column == "title") return article.title;
  if (column == "byline") return article.byline;
  if (column == "section") return article.section;
  if (column == "language") return article.language;
  if (column == "url") return article.url;
  if (column == "path") return shown_address(article, options);
  if (column == "id") return article.id;
  if (column == "native_id") return article.native_id;
  if (column == "passage") return hit.passages.empty() ? std::string() : hit.passages.front().text;
  if (column == "text") return article.text;
  char score[32];
  std::snprintf(score, sizeof score, "%.4f", hit.score);
  return score;
}

bool known_column(std::string_view name) {
  return std::find(columns.begin(), columns.end(), name) != columns.end() || name == "native_id" || name == "score" || name == "text";
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

// {name} is replaced; {{ and }} stand for braces; \t and \n are what they are elsewhere.
std::string filled(const std::string& pattern, const Hit& hit, const RenderOptions& options) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const char c = pattern[at], next = at + 1 < pattern.size() ? pattern[at + 1] : '\0';
    if ((c == '{' || c == '}') && next == c) {
      out += c;
      ++at;
    } else if (c == '\\' && (next == 't' || next == 'n')) {
      out += next == 't' ? '\t' : '\n';
      ++at;
    } else if (c == '{') {
      const auto end = pattern.find('}', at);
      const auto name = pattern.substr(at + 1, end == std::string::npos ? end : end - at - 1);
      if (end == std::string::npos || !known_column(name))
        throw Error(ErrorCode::usage, "--format: there is no {" + name + "}", "use {date} {source} {title} {byline} {section} {language} {url} {path} {id} {score} {passage} {text}");
      out += one_line(value_of(name, hit, options));
      at = end;
    } else {
      out += c;
    }
  }
  return out;
}

class TableRenderer : public Renderer {
 public:
  TableRenderer(OutputFormat format, const RenderOptions& options, Write write) : format_(format), options_(options), write_(std::move(write)) {}

  bool begin(const QueryHead&) override {
    if (format_ != OutputFormat::csv && format_ != OutputFormat::tsv) return true;
    if (std::exchange(headed_, true)) return true;
    return row([](std::string_view column) { return std::string(column); });
  }

  bool hit(const Hit& hit) override {
    if (format_ == OutputFormat::paths) return write_(options_.null_terminated ? shown_address(hit.article, options_) + '\0' : one_line(shown_address(hit.article, options_)) + "\n");
    if (format_ == OutputFormat::pattern) return write_(filled(options_.pattern, hit, options_) + (options_.null_terminated ? std::string(1, '\0') : "\n"));
    return row([&](std::string_view column) { return value_of(column, hit, options_); });
  }

 private:
  template <class Value>
  bool row(Value&& value) {
    std::string out;
    for (const auto column : columns) {
      if (!out.empty() || column != columns.front()) out += format_ == OutputFormat::csv ? "," : "\t";
      out += format_ == OutputFormat::csv ? csv_cell(value(column)) : tsv_cell(value(column));
    }
    return write_(out + (format_ == OutputFormat::csv ? "\r\n" : "\n"));
  }

  OutputFormat format_;
  RenderOptions options_;
  Write write_;
  bool headed_ = false;
};

}  // namespace

std::unique_ptr<Renderer> table_renderer(OutputFormat format, const RenderOptions& options, Renderer::Write write) {
  return std::make_unique<TableRenderer>(format, options, std::move(write));
}

}  // namespace newsgrep
