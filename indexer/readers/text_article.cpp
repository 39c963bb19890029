// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/text_article.hpp"

#include "common/date.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/stamp.hpp"
#include "indexer/readers/text_blocks.hpp"
#include "indexer/readers/text_furniture.hpp"
#include "indexer/readers/text_header.hpp"
#include "indexer/readers/text_lines.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace newsgrep {
namespace {

bool has_letters(std::string_view line) {
  return std::any_of(line.begin(), line.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80;
  });
}

// Takes one text apart: header lines, headline, byline and date, body, and the furniture of a saved page around them.
class TextArticle {
 public:
  TextArticle(std::string_view path, bool explain) : path_(path), explain_(explain) {}

  Draft read(std::vector<std::string_view> lines) {
    take_header(lines, draft_, explain_);
    blocks_ = make_blocks(lines);
    is_page_ = std::any_of(blocks_.begin(), blocks_.end(), [](const TextBlock& block) {
      return !is_wrapped(block) && std::any_of(block.lines.begin(), block.lines.end(), [](std::string_view line) {
        return furniture_of(line) == Furniture::sure;
      });
    });
    if (is_page_) because("text", "text", "a saved page: its furniture is left out");
    while (body_ < blocks_.size() && (!is_prose(blocks_[body_]) || is_front_block(blocks_[body_]))) ++body_;
    take_headline();
    take_front();
    cut_tail();
    drop_furniture();
    finish();
    return std::move(draft_);
  }

 private:
  Article& article() { return draft_.article; }

  void because(const char* field, std::string from, std::string note = {}) {
    if (explain_) draft_.why.push_back({field, std::move(from), std::move(note)});
  }

  void set(std::string Article::*member, const char* field, std::string value) {
    set_field(draft_, member, field, std::move(value), "text", explain_);
  }

  struct Position {
    std::size_t block = 0, line = 0;
  };

  // What comes later than this is no front, if there is no prose at all.
  std::size_t front_end() const {
    constexpr std::size_t most_blocks = 150;
    return std::min({body_, blocks_.size(), most_blocks});
  }

  // The first line of a block that has the words of a headline; shorter ones are kickers and menus.
  std::optional<Position> headline_in(std::size_t block, std::size_t least_words) const {
    const auto& lines = blocks_[block].lines;
    for (std::size_t l = 0; l < lines.size(); ++l) {
      const auto line = without_marks(lines[l]);
      if (word_count(line) >= least_words && may_be_headline(line) &&
          !(is_page_ && furniture_of(line) != Furniture::no))
        return Position{block, l};
    }
    return std::nullopt;
  }

  // The first headline in front of the body; in a page, behind the menus that come before its byline or date.
  std::optional<Position> find_headline() const {
    constexpr std::size_t some_words = 2;
    const std::size_t enough_words = is_page_ ? 4 : 1;  // pages have menus; elsewhere nothing short stands above a headline
    std::optional<Position> best, passed, in_menu;
    for (std::size_t b = 0; b < front_end(); ++b) {
      const bool front = is_front(blocks_[b]);
      if (is_page_ && !front && is_buttons(blocks_[b])) continue;
      if (is_page_ && !front && is_menu(blocks_[b])) {
        if (best) passed = best;
        if (!in_menu) in_menu = headline_in(b, enough_words);
        best.reset();
        continue;
      }
      if (!best) best = headline_in(b, enough_words);
      if ((best && !is_page_) || (front && (best || passed))) break;
    }
    for (const auto& other : {passed, in_menu})
      if (!best) best = other;
    for (const std::size_t least : {some_words, std::size_t{1}})
      for (std::size_t b = 0; b < front_end() && !best; ++b) best = headline_in(b, least);
    return best;
  }

  void take_headline() {
    if (!article().title.empty()) return;
    const auto position = find_headline();
    if (!position) return;
    auto& lines = blocks_[position->block].lines;
    std::string title(without_marks(lines[position->line]));
    std::size_t behind = position->line + 1;
    while (behind < lines.size() && goes_on(lines[behind])) title.append(" ").append(lines[behind++]);
    set(&Article::title, "title", collapse(title));
    if (explain_ && !is_page_ && position->block + position->line > 0)
      draft_.why.push_back({"title", "text", "the lines above it are furniture, names, dates or sentences, and no headline"});
    if (is_page_) shorten_title(*position);
    if (is_page_) {
      for (std::size_t b = 0; b < position->block; ++b) put_aside(blocks_[b].lines, blocks_[b].lines.size());
      put_aside(lines, position->line);
    }
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(is_page_ ? 0 : position->line),
                lines.begin() + static_cast<std::ptrdiff_t>(behind));
    if (!is_page_) return;
    blocks_.erase(blocks_.begin(), blocks_.begin() + static_cast<std::ptrdiff_t>(position->block));
    body_ -= position->block;
  }

  // "Headline - Site", when the headline alone follows.
  void shorten_title(const Position& position) {
    std::string& title = article().title;
    for (std::size_t b = position.block; b < front_end(); ++b)
      for (const auto each : blocks_[b].lines) {
        const std::string line = collapse(without_marks(each));
        const std::string_view rest = title.starts_with(line) && word_count(line) > 3
                                          ? std::string_view(title).substr(line.size())
                                          : std::string_view();
        if (!rest.empty() &&
            (rest.starts_with(" - ") || rest.starts_with(" | ") || rest.starts_with(" \xE2\x80\x93 "))) {
          title = line;
          return;
        }
      }
  }

  // A headline that was broken goes on in small letters.
  static bool goes_on(std::string_view line) {
    line = trim(line);
    return !line.empty() && line.front() >= 'a' && line.front() <= 'z' && !front_line(line).understood &&
           !ends_sentence(line);
  }

  void put_aside(const std::vector<std::string_view>& lines, std::size_t count) {
    above_.insert(above_.end(), lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(count));
  }

  // Date, byline and address stand between headline and body, or just behind a standfirst; or, failing that, above the
  // headline or, where a word says so, at the end.
  void take_front() {
    constexpr std::size_t look_behind = 3;
    take_names();
    for (std::size_t b = 0; b < std::min(front_end() + look_behind, blocks_.size()); ++b) {
      auto& lines = blocks_[b].lines;
      if (is_wrapped(blocks_[b]) || (b >= body_ && is_prose(blocks_[b]))) {
        while (b <= body_ && lines.size() > 1 && take_front_line(lines.front())) lines.erase(lines.begin());
        continue;
      }
      lines.erase(std::remove_if(lines.begin(), lines.end(),
                                 [&](std::string_view line) {
                                   return take_front_line(line) || (b < body_ && is_front_noise(line));
                                 }),
                  lines.end());
    }
    for (const auto line : above_) take_front_line(line);
    if (!article().published.known()) take_dateline();
    if (!article().published.known()) take_closing_date();
  }

  // A name beside a line with the date, or behind one with "By", is the author's.
  void take_names() {
    constexpr std::size_t most_words = 4;
    std::vector<std::string_view*> lines;
    for (std::size_t b = 0; b < front_end(); ++b)
      for (auto& line : blocks_[b].lines) lines.push_back(&line);
    for (std::size_t i = 0; i < lines.size() && article().byline.empty(); ++i) {
      const bool by = i > 0 && is_by(*lines[i - 1]);
      const bool dated = (i + 1 < lines.size() && is_dated(*lines[i + 1])) || (i > 0 && is_dated(*lines[i - 1]));
      const auto name = without_stop(*lines[i]);
      if (!(by || dated) || !is_name(name) || word_count(name) > most_words || front_line(name).understood ||
          furniture_of(name) != Furniture::no)
        continue;
      set(&Article::byline, "byline", collapse(name));
      if (by) *lines[i - 1] = {};
      *lines[i] = {};
    }
  }

  static bool is_dated(std::string_view line) {
    const FrontLine front = front_line(line);
    return front.understood && front.date;
  }

  // Some corpora end every line with " .".
  static std::string_view without_stop(std::string_view line) {
    line = trim(line);
    return line.ends_with(" .") ? trim(line.substr(0, line.size() - 1)) : line;
  }

  static bool is_by(std::string_view line) { return iequals(without_stop(line), "by"); }

  // What pages print between headline and body besides: buttons, reading times, the headline again.
  bool is_front_noise(std::string_view line) const {
    constexpr std::size_t most_words = 4;
    if (!has_letters(line)) return true;
    return is_page_ && body_ < blocks_.size() &&
           (word_count(line) <= most_words || collapse(line) == draft_.article.title);
  }

  void take_dateline() {
    if (body_ >= blocks_.size() || blocks_[body_].lines.empty()) return;
    if (const auto date = dateline_date(blocks_[body_].lines.front())) set_date(draft_, *date, "text", explain_);
  }

  bool take_front_line(std::string_view line) {
    if (take_label(line, draft_, explain_)) return true;
    if (is_date_label(line)) return true;
    FrontLine front = front_line(line);
    if (front.date && !front.understood) set_date(draft_, *front.date, "text", explain_);
    if (!front.understood) return is_byline_role(line);
    if (update_follows_ && !front.updated) std::swap(front.updated, front.date);
    update_follows_ = false;
    if (front.date) set_date(draft_, *front.date, "text", explain_);
    if (front.updated && !article().updated.known()) article().updated = *front.updated;
    if (!front.byline.empty()) byline_just_taken_ = article().byline.empty();
    set(&Article::byline, "byline", front.byline);
    set(&Article::url, "url", front.url);
    return true;
  }

  // "PUBLISHED:" on a line of its own; the date is on the next one.
  bool is_date_label(std::string_view line) {
    constexpr std::size_t longest = 24;
    line = trim(line);
    if (line.size() > longest || !line.ends_with(':')) return false;
    update_follows_ = names_update(line);
    return update_follows_ || names_publication(line);
  }

  // What a byline's author is stands in the line behind it.
  bool is_byline_role(std::string_view line) {
    if (!std::exchange(byline_just_taken_, false) || word_count(line) > 5) return false;
    const auto lower = ascii_lower(line);
    for (const std::string_view role :
         {"staff writer", "staff reporter", "correspondent", "reporter", "columnist", "associated press", "editor"})
      if (lower.find(role) != std::string::npos) return !ends_sentence(line);
    return false;
  }

  void take_closing_date() {
    constexpr std::size_t look_at = 4;
    for (std::size_t b = std::max(body_ + 1, blocks_.size() - std::min(blocks_.size(), look_at)); b < blocks_.size();
         ++b)
      for (const auto line : blocks_[b].lines)
        if (const Stamp stamp = read_stamp(line.substr(0, 160));
            stamp.told && stamp.published && front_line(line).understood)
          return set_date(draft_, *stamp.published, "text", explain_);
  }

  // Nothing is text from the first heading on that only stands behind articles, unless more than teasers follow; in a
  // saved page nothing is text from furniture on that no sentence follows.
  void cut_tail() {
    constexpr std::size_t most_prose_behind = 2, most_blocks = 500;
    const std::size_t first = std::max(body_ + 1, blocks_.size() - std::min(blocks_.size(), most_blocks));
    std::size_t end = blocks_.size(), prose = 0, sentences = 0;
    for (std::size_t b = blocks_.size(); b-- > first;) {
      const auto& lines = blocks_[b].lines;
      const bool wrapped = is_wrapped(blocks_[b]);
      prose += is_prose(blocks_[b]);
      sentences += has_sentence(blocks_[b]);
      if (prose > most_prose_behind) break;
      const auto any = [&](auto&& test) { return !wrapped && std::any_of(lines.begin(), lines.end(), test); };
      const bool heading = any(is_tail_heading) && (is_page_ || sentences == 0);
      const bool furniture =
          sentences == 0 && any([](std::string_view line) { return furniture_of(line) == Furniture::sure; });
      if (heading || furniture) end = b;
      if (heading) prose = sentences = 0;
    }
    if (end == blocks_.size()) return;
    because("text", "text", "ends before: " + std::string(blocks_[end].lines.front()));
    blocks_.resize(end);
    while (is_page_ && body_ < blocks_.size() && blocks_.size() > body_ + 1 && is_tags(blocks_.back()))
      blocks_.pop_back();
  }

  // Furniture goes line by line; behind an inset's heading go the links it introduces.
  void drop_furniture() {
    constexpr std::size_t most_links = 3;
    if (!is_page_) return;
    std::size_t links = 0;
    for (auto& block : blocks_) {
      if (is_wrapped(block)) continue;
      block.lines.erase(std::remove_if(block.lines.begin(), block.lines.end(),
                                       [&](std::string_view line) {
                                         if (furniture_of(line) != Furniture::no) {
                                           links = is_inset(line) ? most_links : 0;
                                           return true;
                                         }
                                         if (ends_sentence(line) || line.size() > longest_link) links = 0;
                                         return links > 0 && links-- > 0;
                                       }),
                        block.lines.end());
    }
  }

  void finish() {
    std::string& text = article().text;
    while (!blocks_.empty() && is_labels(blocks_.back())) blocks_.pop_back();
    for (const auto& block : blocks_)
      for (const auto& paragraph : paragraphs_in(block)) {
        if (paragraph == article().title) continue;
        if (!text.empty()) text += "\n\n";
        text += paragraph;
      }
    if (const auto date = date_in_path(article().url)) set_date(draft_, *date, "url", explain_);
    if (const auto date = date_in_path(path_)) set_date(draft_, *date, "path", explain_);
  }

  bool is_labels(const TextBlock& block) {
    return std::all_of(block.lines.begin(), block.lines.end(),
                       [&](std::string_view line) { return take_label(line, draft_, explain_); });
  }

  std::string_view path_;
  bool explain_;
  Draft draft_;
  std::vector<TextBlock> blocks_;
  std::vector<std::string_view> above_;  // lines above the headline of a page
  std::size_t body_ = 0;                 // the first block of prose
  bool is_page_ = false, update_follows_ = false, byline_just_taken_ = false;
};

}  // namespace

Draft text_article(std::vector<std::string_view> lines, std::string_view path, bool explain) {
  return TextArticle(path, explain).read(std::move(lines));
}

}  // namespace newsgrep
