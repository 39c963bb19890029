// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/render/render.hpp"

#include "common/article_values.hpp"
#include "common/numbers.hpp"
#include "common/utf8.hpp"

#include <algorithm>
#include <cstdio>
#include <sstream>

namespace newsgrep {

std::unique_ptr<Renderer> make_renderer(OutputFormat format, const RenderOptions& options, Renderer::Write write) {
  switch (format) {
    case OutputFormat::text: return text_renderer(options, std::move(write));
    case OutputFormat::json:
    case OutputFormat::exported: return json_renderer(options, std::move(write));
    default: return table_renderer(format, options, std::move(write));
  }
}

std::string number_text(std::uint64_t number, bool exact) { return (exact ? "" : "more than ") + grouped_number(number); }

std::string count_text(const Response& response) {
  char time[32];
  std::snprintf(time, sizeof time, ", %.1f ms", response.seconds * 1000);
  return number_text(response.count, response.count_exact) + (response.count == 1 && response.count_exact ? " article" : " articles") + time;
}

std::string diagnostic_text(const Diagnostic& diagnostic, std::string_view query) {
  const char* label = diagnostic.severity == Severity::error ? "error: " : diagnostic.severity == Severity::warning ? "warning: " : "note: ";
  std::string out;
  constexpr std::size_t longest = 200;
  const bool placed = diagnostic.end > diagnostic.begin && diagnostic.end <= query.size() && query.size() <= longest && query.find('\n') == std::string_view::npos;
  if (placed) {
    const auto columns = [&](std::size_t begin, std::size_t end) {
      std::size_t count = 0;
      for (std::size_t at = begin; at < end;) {
        next_char(query, at);
        ++count;
      }
      return count;
    };
    out += "  " + printable(query) + "\n  " + std::string(columns(0, diagnostic.begin), ' ') + std::string(std::max<std::size_t>(columns(diagnostic.begin, diagnostic.end), 1), '^') + "\n";
  }
  out += label + printable(diagnostic.message) + "\n";
  if (!diagnostic.hint.empty()) out += "hint: " + printable(diagnostic.hint) + "\n";
  return out;
}

std::string shown_address(const Article& article, const RenderOptions& options) {
  const std::string address = article.address();
  const auto& base = options.working_folder;
  return !base.empty() && address.starts_with(base) ? address.substr(base.size()) : address;
}

std::string article_text(const Article& article, const RenderOptions& options) {
  std::string out;
  const auto line = [&](std::string_view name, const std::string& value) {
    constexpr std::size_t widest = 11;  // "native_id: "
    std::string label = std::string(name) + ":";
    label.resize(std::max(widest, label.size() + 1), ' ');
    out += label + one_line(value) + "\n";
  };
  const bool color = options.color && !options.colors.title.empty();
  const std::string bold = color ? "\x1B[" + options.colors.title + "m" : "", plain = color ? "\x1B[0m" : "";
  if (!article.title.empty()) out += bold + one_line(article.title) + plain + "\n\n";
  each_value(article, [&](std::string_view name, const auto& value) {
    if (name == "captions") for (const auto& caption : article.captions) line("caption", caption);
    else if (name != "title" && name != "text") line(name, in_one_line(value));
  });
  if (!article.path.empty()) line("path", shown_address(article, options));
  if (!article.id.empty()) line("id", article.id);
  out += '\n';
  if (!options.terminal) return out + printable(article.text) + "\n";
  std::istringstream lines(printable(article.text));
  for (std::string paragraph; std::getline(lines, paragraph);) out += paragraph.empty() ? "\n" : wrapped(paragraph, options.width, "");
  return out;
}

}  // namespace newsgrep
