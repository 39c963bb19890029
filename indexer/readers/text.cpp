// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/text.hpp"

#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/charset.hpp"
#include "indexer/readers/collector.hpp"
#include "indexer/readers/markup.hpp"
#include "indexer/readers/text_lines.hpp"

#include <algorithm>

namespace newsgrep {
namespace {

constexpr std::size_t most_text = 64u << 20;

// Takes one text apart: header lines, headline, byline and date, body, and the furniture of a saved page around them.
class TextArticle {
 public:
  TextArticle(std::string_view path, bool explain) : path_(path), explain_(explain) {}

  Draft read(std::string_view text) {
    auto lines = split_lines_of(text);
    lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(take_header(lines)));
    blocks_ = make_blocks(lines);
    body_ = 0;
    while (body_ < blocks_.size() && !is_prose(blocks_[body_])) ++body_;
    take_headline();
    take_front();
    cut_tail();
    finish();
    return std::move(draft_);
  }

 private:
  Article& article() { return draft_.article; }

  void because(const char* field, std::string from, std::string note = {}) {
    if (explain_) draft_.why.push_back({field, std::move(from), std::move(note)});
  }

  void set_date(const Date& date, std::string from) {
    if (article().published.known()) return;
    article().published = date;
    article().date_from = from;
    because("date", std::move(from), date.iso());
  }

  void set(std::string Article::*member, const char* field, std::string value, const char* from) {
    if (!(article().*member).empty() || value.empty()) return;
    article().*member = std::move(value);
    because(field, from);
  }

  // `Name: value` lines, `-- value` lines, front matter between `---`. Returns how many lines that is.
  std::size_t take_header(const std::vector<std::string_view>& lines) {
    std::size_t at = 0;
    while (at < lines.size() && trim(lines[at]).empty()) ++at;
    const bool matter = at < lines.size() && trim(lines[at]) == "---";
    std::size_t taken = matter ? ++at : 0;
    for (; at < lines.size(); ++at) {
      const auto line = trim(lines[at]);
      if (matter && line == "---") return at + 1;
      if (line.empty() && taken > 0 && !matter) break;
      if (line.empty()) continue;
      const bool known = line.starts_with("-- ") ? dashed(trim(line.substr(3))) : named(line) || mailed(lines, at);
      if (!known && !matter) break;
      taken = at + 1;
    }
    return taken;
  }

  bool named(std::string_view line) {
    const HeaderLine header = header_line(line);
    std::string value(header.value);
    switch (header.role) {
      case Role::title: set(&Article::title, "title", collapse(value), "header"); break;
      case Role::byline: set(&Article::byline, "byline", without_by(value), "header"); break;
      case Role::source: set(&Article::source, "source", collapse(value), "header"); break;
      case Role::section: set(&Article::section, "section", collapse(value), "header"); break;
      case Role::language: set(&Article::language, "language", std::move(value), "header"); break;
      case Role::url: set(&Article::url, "url", std::move(value), "header"); break;
      case Role::id:
        set(&Article::native_id, "native_id", std::move(value), "header");
        draft_.global_id = is_global_id(article().native_id);
        break;
      case Role::date: return named_date(value);
      case Role::updated:
        if (const auto date = parse_date(value)) article().updated = *date;
        break;
      default: return false;
    }
    return true;
  }

  // A line of mail among others of a header; alone it may as well be a sentence.
  static bool mailed(const std::vector<std::string_view>& lines, std::size_t at) {
    if (!is_mail_line(trim(lines[at])) || at + 1 == lines.size()) return false;
    const auto next = trim(lines[at + 1]);
    return is_mail_line(next) || header_line(next).role != Role::none;
  }

  bool named_date(std::string_view value) {
    const auto found = find_date(value);
    const auto date = parse_date(value);
    if (date) set_date(*date, "header");
    else if (found) set_date(found->date, "header");
    return date || found;
  }

  // The lines of wire dumps: headline, byline, date and address, each after two dashes.
  bool dashed(std::string_view value) {
    if (is_url(value)) set(&Article::url, "url", std::string(value), "header");
    else if (const auto date = parse_date(value)) set_date(*date, "header");
    else if (auto byline = byline_of(value); !byline.empty()) set(&Article::byline, "byline", std::move(byline), "header");
    else set(&Article::title, "title", collapse(value), "header");
    return true;
  }

  // Of the lines before the body the one that reads most like a headline; furniture is shorter. Blocks before it are dropped.
  void take_headline() {
    if (!article().title.empty()) return;
    std::size_t best = 0, best_block = 0, best_line = 0;
    for (std::size_t b = 0; b < std::min(body_, blocks_.size()); ++b)
      for (std::size_t l = 0; l < blocks_[b].lines.size(); ++l)
        if (const auto score = headline_score(blocks_[b].lines[l]); score > best) {
          best = score;
          best_block = b;
          best_line = l;
        }
    if (best == 0) return;
    std::string_view title = trim(blocks_[best_block].lines[best_line]);
    while (title.starts_with('#')) title = trim(title.substr(1));
    set(&Article::title, "title", collapse(title), "text");
    for (std::size_t b = 0; b < best_block; ++b) furniture_.insert(furniture_.end(), blocks_[b].lines.begin(), blocks_[b].lines.end());
    auto& lines = blocks_[best_block].lines;
    furniture_.insert(furniture_.end(), lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(best_line));
    lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(best_line) + 1);
    blocks_.erase(blocks_.begin(), blocks_.begin() + static_cast<std::ptrdiff_t>(best_block));
    body_ -= best_block;
  }

  // Date, byline and address stand between headline and body, or just behind a standfirst; or, failing that, above the headline.
  void take_front() {
    constexpr std::size_t look_behind = 3;
    for (std::size_t b = 0; b < std::min(body_ + look_behind, blocks_.size()); ++b) {
      auto& lines = blocks_[b].lines;
      if (b >= body_ && is_prose(blocks_[b]) && !(b == body_ && lines.size() > 1 && front_line(lines.front()).understood)) continue;
      lines.erase(std::remove_if(lines.begin(), lines.end(), [&](std::string_view line) { return take_front_line(line); }), lines.end());
    }
    if (!article().published.known())
      for (const auto line : furniture_) take_front_line(line);
  }

  bool take_front_line(std::string_view line) {
    const FrontLine front = front_line(line);
    if (!front.understood) return false;
    if (front.date && front.updated) article().updated = *front.date;
    if (front.date && !front.updated) set_date(*front.date, "text");
    set(&Article::byline, "byline", front.byline, "text");
    set(&Article::url, "url", front.url, "text");
    return true;
  }

  // From the first line that only stands behind articles nothing is text, unless more than a teaser's prose follows.
  void cut_tail() {
    constexpr std::size_t most_prose_behind = 2;
    std::size_t end = blocks_.size(), prose_behind = 0;
    for (std::size_t b = blocks_.size(); b-- > body_ + 1;) {
      prose_behind += is_prose(blocks_[b]);
      if (prose_behind > most_prose_behind) break;
      const auto& lines = blocks_[b].lines;
      if (std::any_of(lines.begin(), lines.end(), is_furniture)) {
        end = b;
        prose_behind = 0;
      }
    }
    if (end == blocks_.size()) return;
    because("text", "text", "ends before: " + std::string(blocks_[end].lines.front()));
    blocks_.resize(end);
  }

  void finish() {
    std::string& text = article().text;
    for (const auto& block : blocks_) {
      std::string joined;
      for (const auto line : block.lines) joined.append(line).append("\n");
      const std::string paragraphs = paragraphs_of(joined);
      if (paragraphs.empty() || is_furniture(paragraphs) || paragraphs == article().title) continue;
      if (!text.empty()) text += "\n\n";
      text += paragraphs;
    }
    if (const auto date = date_in_path(article().url)) set_date(*date, "url");
    if (const auto date = date_in_path(path_)) set_date(*date, "path");
  }

  std::string_view path_;
  bool explain_;
  Draft draft_;
  std::vector<TextBlock> blocks_;
  std::vector<std::string_view> furniture_;  // lines above the headline
  std::size_t body_ = 0;                     // the first block of prose
};

}  // namespace

Likeness sniff_text(std::string_view head) {
  if (head.starts_with(std::string_view("\xFF\xFE", 2)) || head.starts_with(std::string_view("\xFE\xFF", 2))) return Likeness::perhaps;
  std::size_t controls = 0;
  for (const char c : head) {
    const auto byte = static_cast<unsigned char>(c);
    controls += (byte < 0x20 && (byte < 9 || byte > 13) && byte != 0x1B) || byte == 0x7F;
  }
  if (head.starts_with("%PDF-")) return Likeness::no;
  return controls * 50 > head.size() ? Likeness::no : Likeness::perhaps;
}

void read_text(Entry& entry, ArticleSink& sink) {
  Decoded decoded = decode(read_all(entry, most_text));
  if (trim(decoded.text).empty()) {
    sink.skipped({Severity::warning, "empty", "holds nothing but white space", "", "", 0, 0, 0});
    return;
  }
  Draft draft = TextArticle(entry.path(), sink.explain()).read(decoded.text);
  draft.repairs = decoded.repairs;
  sink.article(std::move(draft));
}

}  // namespace newsgrep
