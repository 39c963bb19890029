// SPDX-License-Identifier: GPL-2.0-or-later
// Answers to bytes, one renderer a form.
#pragma once

#include "searcher/options.hpp"

#include "common/utf8.hpp"

#include <newsgrep/searcher.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// What stands between "ESC [" and "m" before each part; empty: as the terminal has it.
struct Colors {
  std::string match = "1;31", date = "32", source = "35", title = "1", path = "2";
};

/// Changes colours by specifications as "match:fg:red", "title:style:underline", "path:none". Throws Error(usage).
void change_colors(Colors& colors, const std::vector<std::string>& specifications);

/// What a template of --format may name, beside the name of the query.
inline constexpr const char* template_names =
    "{date} {source} {title} {byline} {section} {language} {url} {path} {id} {passage} {score} {updated} {captured} {dateline} {tags} {captions} {native_id} {text}";

struct RenderOptions {
  bool terminal = false;
  bool color = false;
  std::size_t width = 80;
  Colors colors;
  std::string hyperlink_format;   ///< "{url}", "{path}", "none"; empty: the URL, else the file
  std::string working_folder;     ///< paths below it are shown relative to it; with a slash at the end
  std::string pattern;            ///< of --format
  bool null_terminated = false;
};

/// What is known of an answer before its hits.
struct QueryHead {
  std::string name;               ///< of a query from a file
  std::string text, tree;
  const std::vector<Diagnostic>* diagnostics = nullptr;
};

/// Writes one answer: begin, its hits in order, end. Strings go to `write`; false from it means that nobody reads any more.
class Renderer {
 public:
  using Write = std::function<bool(std::string_view)>;
  virtual ~Renderer() = default;
  virtual bool begin(const QueryHead&) { return true; }
  virtual bool hit(const Hit& hit) = 0;
  virtual bool end(const Response&) { return true; }
};

std::unique_ptr<Renderer> make_renderer(OutputFormat format, const RenderOptions& options, Renderer::Write write);

/// The same for each form.
std::unique_ptr<Renderer> text_renderer(const RenderOptions& options, Renderer::Write write);
std::unique_ptr<Renderer> json_renderer(const RenderOptions& options, Renderer::Write write);
std::unique_ptr<Renderer> table_renderer(OutputFormat format, const RenderOptions& options, Renderer::Write write);

/// A whole article for reading.
std::string article_text(const Article& article, const RenderOptions& options);
/// "37 articles, 0.8 ms"; "more than 1,000 articles"
std::string count_text(const Response& response);
/// The query with a caret line under the place, the message and the hint.
std::string diagnostic_text(const Diagnostic& diagnostic, std::string_view query);
/// Path, relative to the working folder where it lies below it, with the place in the file.
std::string shown_address(const Article& article, const RenderOptions& options);
/// The same as a lower bound, unless it is exact.
std::string number_text(std::uint64_t number, bool exact);
/// Breaks a line at spaces, so that it is no wider than `width`; colour codes and other escapes have no width. Ends with a line end.
std::string wrapped(const std::string& text, std::size_t width, const std::string& indent);

}  // namespace newsgrep
