// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/subtitles.hpp"

#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/charset.hpp"
#include "indexer/readers/markup.hpp"
#include "indexer/readers/paragraphs.hpp"
#include "indexer/readers/text_header.hpp"
#include "indexer/readers/text_lines.hpp"
#include "indexer/readers/values.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace newsgrep {
namespace {

constexpr std::string_view arrow = "-->", web_mark = "WEBVTT";

// "00:01:04,200", "01:04.200": seconds.
std::optional<double> seconds_of(std::string_view time) {
  double seconds = 0, part = 0;
  bool any = false;
  for (const char c : trim(time)) {
    if (c == '.' || c == ',') break;
    if (c == ':') {
      seconds = (seconds + part) * 60;
      part = 0;
    } else if (c >= '0' && c <= '9') {
      part = part * 10 + (c - '0');
      any = true;
    } else {
      return std::nullopt;
    }
  }
  return any ? std::optional(seconds + part) : std::nullopt;
}

struct Times {
  double from = 0, to = 0;
};

std::optional<Times> times_of(std::string_view line) {
  const auto at = line.find(arrow);
  if (at == std::string_view::npos) return std::nullopt;
  const auto from = seconds_of(line.substr(0, at));
  const auto behind = trim(line.substr(at + arrow.size()));
  const auto to = seconds_of(behind.substr(0, behind.find(' ')));
  return from && to ? std::optional(Times{*from, *to}) : std::nullopt;
}

// Without "<i>", "<v Anchor>", "<00:00:05.000>" and "{\an8}".
std::string spoken(std::string_view line) {
  std::string out;
  while (!line.empty()) {
    const auto open = std::min(line.find_first_of("<{"), line.size());
    out += line.substr(0, open);
    line.remove_prefix(open);
    if (line.empty()) break;
    const auto close = line.front() == '<'       ? line.find('>')
                       : line.starts_with("{\\") ? line.find('}')
                                                 : std::string_view::npos;
    out += close == std::string_view::npos ? line.substr(0, 1) : std::string_view();
    line.remove_prefix(close == std::string_view::npos ? 1 : close + 1);
  }
  return collapse(decode_entities(out));
}

class Subtitles {
 public:
  void read(const std::vector<std::string_view>& lines) {
    std::size_t i = 0;
    if (!lines.empty() && lines[0].starts_with(web_mark)) i = take_head(lines);
    for (; i < lines.size(); ++i)
      if (const auto times = times_of(lines[i])) i = take_cue(lines, i + 1, *times);
  }

  std::string text() { return writer_.take(); }
  const std::string& title() const { return title_; }
  const std::string& language() const { return language_; }

 private:
  // "WEBVTT - Evening news", "Language: en"
  std::size_t take_head(const std::vector<std::string_view>& lines) {
    title_ = collapse(lines[0].substr(web_mark.size()));
    while (title_.starts_with('-') || title_.starts_with(' ')) title_.erase(0, 1);
    std::size_t i = 1;
    for (; i < lines.size() && !trim(lines[i]).empty(); ++i)
      if (const auto header = header_line(lines[i]); header.role == Role::language)
        language_ = language_code(header.value);
    return i;
  }

  // The lines of a cue, up to the empty one behind it.
  std::size_t take_cue(const std::vector<std::string_view>& lines, std::size_t i, const Times& times) {
    constexpr double pause = 3;
    if (times.from - last_ > pause && sentence_ended_) writer_.end_paragraph();
    last_ = times.to;
    for (; i < lines.size() && !trim(lines[i]).empty(); ++i) add(spoken(lines[i]));
    return i;
  }

  // Another speaker begins a paragraph. Captions that roll show each line twice.
  void add(std::string line) {
    if (line.empty() || line == shown_) return;
    shown_ = line;
    std::string_view words = line;
    const bool speaker = words.starts_with("- ") || words.starts_with(">>");
    if (speaker) {
      writer_.end_paragraph();
      words.remove_prefix(std::min(words.find_first_not_of("->\t "), words.size()));
    }
    writer_.add(words);
    writer_.add(" ");
    sentence_ended_ = ends_sentence(words);
  }

  ParagraphWriter writer_;
  std::string title_, language_, shown_;
  double last_ = 0;
  bool sentence_ended_ = true;
};

}  // namespace

Likeness sniff_subtitles(std::string_view head) {
  constexpr std::size_t enough = 512;
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  if (head.starts_with(web_mark)) return Likeness::surely;
  const auto lines = split_lines_of(trim(head.substr(0, enough)));
  const bool numbered =
      !lines.empty() && !lines[0].empty() && trim(lines[0]).find_first_not_of("0123456789") == std::string_view::npos;
  return numbered && lines.size() > 1 && times_of(lines[1]) ? Likeness::surely : Likeness::no;
}

void read_subtitles(Entry& entry, ArticleSink& sink) {
  constexpr std::size_t most_bytes = 64u << 20;
  const Decoded decoded = decode(read_all(entry, most_bytes), entry.origin().charset);
  Subtitles subtitles;
  subtitles.read(split_lines_of(decoded.text));
  Draft draft;
  draft.article.text = subtitles.text();
  if (draft.article.text.empty())
    return sink.skipped({Severity::warning, "no_text", "subtitles without words", "", "", 0, 0, 0});
  draft.repairs = decoded.repairs;
  set_field(draft, &Article::title, "title", subtitles.title(), "subtitles", sink.explain());
  set_field(draft, &Article::language, "language", subtitles.language(), "subtitles", sink.explain());
  if (const auto date = date_in_path(entry.path())) set_date(draft, *date, "path", sink.explain());
  sink.article(std::move(draft));
}

}  // namespace newsgrep
