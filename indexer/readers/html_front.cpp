// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_front.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/byline.hpp"
#include "indexer/readers/html_names.hpp"
#include "indexer/readers/html_prose.hpp"
#include "indexer/readers/local_date.hpp"
#include "indexer/readers/stamp.hpp"
#include "indexer/readers/text_lines.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace newsgrep {
namespace {

class Front {
 public:
  Front(const Page& page, const ArticleText& text, Draft& draft, bool explain)
      : page_(page),
        draft_(draft),
        explain_(explain),
        text_(text.first_element),
        last_(text.blocks.empty() ? page.blocks.size() : text.blocks.back()),
        end_(page.blocks.size()) {
    for (std::size_t i = page.blocks.size(); i-- > 0 && text_ != 0;)
      if (page.blocks[i].element >= text_) end_ = i;
    std::uint32_t headline = 0;
    const std::string title = letters(draft.article.title);
    for (std::size_t i = 0; i < end_; ++i)
      if (page.blocks[i].heading && letters(page.blocks[i].text) == title)
        headline_ = i, headline = page.blocks[i].element;
    around_text_.assign(page.elements.size(), false);
    for (const std::uint32_t inner : {text_, headline})
      for (std::uint32_t at = inner; !around_text_[at]; at = page.elements[at].parent) around_text_[at] = true;
    aside_names_.assign(page.elements.size(), 0);
    for (std::size_t i = 1; i < page.elements.size(); ++i)
      if (!around_text_[i]) aside_names_[i] = aside_names_[page.elements[i].parent] | page.elements[i].names;
    pass_lead();
    for (std::size_t i = 0; i < end_; ++i)
      for (const auto line : page_.blocks[i].lines()) lines_.push_back({line, i});
  }

  void find_date(std::string_view path) {
    if (find_time()) return;
    const auto in_url = date_in_path(draft_.article.url);
    if (in_url && in_url->precision >= Precision::day) return set_date(*in_url, "url");
    const bool found = find_noted_day() || find_dateline() || find_posted_below() || find_place_and_day() || find_only_day();
    if (found && agrees_with(in_url)) return;
    if (in_url) return set_date(*in_url, "url");
    if (const auto date = date_in_path(path)) set_date(*date, "path");
  }

  // A line between headline and text that says when the article was changed.
  void find_update() {
    constexpr std::size_t longest = 160, right_above = 2;
    for (const auto& [text, i] : lines_) {
      if (i + right_above < headline_ || draft_.article.updated.known()) continue;
      if (text.size() > longest || (i >= begin_ && !page_.blocks[i].heading && is_prose(page_.blocks[i]))) continue;
      if (const auto date = changed_in_line(text)) draft_.article.updated = *date;
      if (explain_ && draft_.article.updated.known()) draft_.why.push_back({"updated", "text", std::string(text)});
    }
  }

  void find_byline() {
    constexpr std::size_t longest = 160;
    if (find_author_links()) return;
    constexpr std::size_t most_lines = 1000;
    for (const auto& [text, i] : lines_) {
      if (i < headline_ || i >= headline_ + most_lines) continue;
      if (text.size() > longest || is_aside(page_.blocks[i].element)) continue;
      auto names = names_of_byline(names_writer(text) ? text : byline_within(text));
      if (names.empty() && i > headline_) names = name_beside(i);
      if (!names.empty()) return set_authors(std::move(names), "text", std::string(text));
    }
    for (std::size_t i = headline_ + 1; i <= begin_ && i < page_.blocks.size(); ++i)
      if (auto names = name_above_text(i); !names.empty())
        return set_authors(std::move(names), "text", page_.blocks[i].text);
    if (auto names = name_below_text(); !names.empty())
      set_authors(std::move(names), "text", "below the text");
  }

 private:
  // What the text begins with may be a lead above the line that names day and author.
  void pass_lead() {
    constexpr std::size_t most_blocks = 20, most_text = 800;
    std::size_t text = 0;
    begin_ = end_;
    std::size_t most = std::min(end_ + most_blocks, page_.blocks.size());
    while (most > end_ && !is_prose(page_.blocks[most - 1])) --most;  // what stands below the text is no front
    for (; end_ < most && text < most_text; ++end_)
      if (page_.blocks[end_].text.size() > 160) text += page_.blocks[end_].text.size();
    if (end_ > 0 && end_ <= page_.blocks.size()) front_end_ = std::max(text_, page_.blocks[end_ - 1].element);
  }

  void set_authors(std::vector<std::string> names, const char* from, const std::string& note) {
    for (const auto& name : names) draft_.article.byline.append(draft_.article.byline.empty() ? "" : ", ").append(name);
    draft_.article.authors = std::move(names);
    if (!explain_) return;
    for (const char* field : {"byline", "authors"}) draft_.why.push_back({field, from, note});
  }

  // Links to pages about authors, between headline and text.
  bool find_author_links() {
    const std::uint32_t headline = headline_ < page_.blocks.size() ? page_.blocks[headline_].element : 0;
    std::vector<std::string> names;
    for (const auto& link : page_.author_links) {
      if (link.element < headline || link.element > front_end_ || is_aside(link.element)) continue;
      for (auto& name : names_of_byline(link.text))
        if (is_name(name) && std::find(names.begin(), names.end(), name) == names.end())
          names.push_back(std::move(name));
    }
    if (names.empty()) return false;
    set_authors(std::move(names), "link to an author", "");
    return true;
  }

  // A line that is a name and nothing else, behind one that only says "By", or, as a link, beside one with a date.
  std::vector<std::string> name_beside(std::size_t i) const {
    constexpr std::size_t longest_name = 40, most_words = 4;
    const auto& block = page_.blocks[i];
    if (block.text.size() > longest_name || words(block.text) > most_words || !is_name(block.text) || !block.breaks.empty()) return {};
    const bool told = i > 0 && ends_with_opening(page_.blocks[i - 1].text);
    const bool dated = (i > 0 && has_date(i - 1)) || (i + 1 < page_.blocks.size() && has_date(i + 1));
    const bool linked = 2 * block.link_bytes > block.text.size();
    return told || (linked && dated) ? names_of_byline(block.text) : std::vector<std::string>();
  }

  // A line between headline and text that is a full name and nothing else, in bold letters right above the first
  // paragraph; or a name in front of the day. Where no bar parts them a place may stand there.
  std::vector<std::string> name_above_text(std::size_t i) const {
    constexpr std::size_t longest = 100;
    const auto& block = page_.blocks[i];
    if (block.text.size() > longest || block.heading || block.link_bytes > 0 || is_aside(block.element)) return {};
    if (const auto name = name_before_day(block.text); !name.empty()) return names_of_byline(name);
    const bool above_text = i + 1 < page_.blocks.size() && i + 1 >= begin_ && is_prose(page_.blocks[i + 1]);
    return above_text && block.stressed && are_full_names(block.text) ? names_of_byline(block.text)
                                                                      : std::vector<std::string>();
  }

  // "Jane Doe | 05.04.2025"
  std::string_view name_before_day(std::string_view text) const {
    const auto found = find_local_date(text, draft_.article.language);
    if (!found) return {};
    auto name = trim(text.substr(0, found->begin));
    bool parted = false;
    for (const std::string_view sign : {"|", "\xE2\x80\xA2", "\xC2\xB7"})
      if (name.ends_with(sign)) name = trim(name.substr(0, name.size() - sign.size())), parted = true;
    return parted && are_full_names(name) ? name : std::string_view();
  }

  // A full name in bold letters, or behind a dash, as the last line.
  std::vector<std::string> name_below_text() const {
    if (last_ + 1 >= page_.blocks.size()) return {};
    for (const std::size_t i : {last_, last_ + 1}) {
      const auto& block = page_.blocks[i];
      if (block.link_bytes == 0 && !block.heading && block.stressed && are_full_names(block.text) &&
          page_.elements[block.element].parent == page_.elements[page_.blocks[last_].element].parent)
        return names_of_byline(block.text);
    }
    return {};
  }

  bool has_date(std::size_t i) const {
    constexpr std::size_t longest = 80;
    const auto& text = page_.blocks[i].text;
    return text.size() <= longest && (find_local_date(text, draft_.article.language) || page_.blocks[i].time);
  }

  static bool ends_with_opening(std::string_view text) {
    constexpr std::size_t longest = 30;
    constexpr std::array<std::string_view, 14> openings{"by",
                                                        "von",
                                                        "par",
                                                        "por",
                                                        "door",
                                                        "av",
                                                        "af",
                                                        "di",
                                                        "autor",
                                                        "author",
                                                        "written by",
                                                        "kommentar von",
                                                        "author of the article",
                                                        "text"};
    while (text.ends_with(':') || text.ends_with(' ')) text.remove_suffix(1);
    const auto lower = ascii_lower(text.substr(0, longest + 1));
    return std::find(openings.begin(), openings.end(), lower) != openings.end();
  }

  // In what is named as something else. A name around the text as well says nothing.
  bool is_aside(std::uint32_t element) const {
    return (aside_names_[element] & (related_name | comments_name | side_name | navigation_name)) != 0;
  }

  void set_date(const Date& date, const char* from) {
    draft_.article.published = date;
    draft_.article.date_from = from;
    if (explain_) draft_.why.push_back({"date", from, date.iso()});
  }

  // The first between headline and text, else right above the headline or in the lead, else of the article.
  bool find_time() {
    constexpr std::size_t right_above = 3;
    const PageTime* best = nullptr;
    int best_rank = 0;
    for (const auto& time : page_.times) {
      const auto date = parse_date(time.value);
      if (!date || date->precision < Precision::day || is_aside(time.element)) continue;
      const bool below = time.block > headline_ || headline_ == 0, front = below && time.block <= begin_;
      const bool near = time.block + right_above >= headline_ && time.element <= front_end_;
      const int rank = front                                                                ? 3
                       : near                                                               ? 2
                       : time.element <= front_end_ || page_.elements[time.element].article ? 1
                                                                                            : 0;
      if (rank > best_rank) best = &time, best_rank = rank;
    }
    if (best) set_date(*parse_date(best->value), "time");
    return best != nullptr;
  }

  // An address that only tells the month leaves the day open, and nothing else.
  bool agrees_with(const std::optional<Date>& in_url) const {
    const Date& date = draft_.article.published;
    return !in_url || (date.year == in_url->year && (in_url->precision < Precision::month || date.month == in_url->month));
  }

  std::optional<Date> day_of(const PageNote& note) const {
    const auto found = find_local_date(note.text, draft_.article.language);
    if (!found || is_aside(note.element) || names_update(std::string_view(note.text).substr(0, found->begin)))
      return std::nullopt;
    return found->date;
  }

  // What is named as the time of publication, between headline and text.
  bool find_noted_day() {
    constexpr std::size_t right_above = 3;
    for (const auto& note : page_.day_notes) {
      if (note.block + right_above < headline_ || note.element > front_end_) continue;
      if (const auto date = day_of(note)) {
        set_date(*date, "text");
        return true;
      }
    }
    return false;
  }

  // The same anywhere, where all of them tell one day.
  bool find_only_day() {
    std::optional<Date> only;
    for (const auto& note : page_.day_notes) {
      const auto date = day_of(note);
      if (date && only && only->iso() != date->iso()) return false;
      if (date) only = date;
    }
    if (only) set_date(*only, "text");
    return only.has_value();
  }

  // A line that tells little but a date, unless it is that of a change.
  bool find_dateline() {
    constexpr std::size_t longest = 160;
    for (const auto& [text, i] : lines_) {
      if (text.size() > longest) continue;
      if (const auto front = front_line(text); front.date && !front.updated && headline_ == 0) {
        set_date(*front.date, "text");
        return true;
      }
      constexpr std::size_t right_above = 2;
      if (i + right_above < headline_) continue;
      if (i >= begin_ && is_aside(page_.blocks[i].element) && !names_publication(text)) continue;
      const bool byline =
          (page_.elements[page_.blocks[i].element].around & byline_name) != 0 || !byline_within(text).empty();
      if (const auto date = date_in_line(text, byline)) {
        set_date(*date, "text");
        return true;
      }
    }
    return false;
  }

  // "LINDAU, March 14, 2019 /Agency/ --": the text begins with it.
  bool find_place_and_day() {
    if (begin_ >= page_.blocks.size()) return false;
    const auto date = dateline_date(page_.blocks[begin_].text);
    if (date) set_date(*date, "dateline");
    return date.has_value();
  }

  // "Posted on March 14, 2006": what blogs print below the text.
  bool find_posted_below() {
    constexpr std::size_t longest = 400, most_blocks = 400;
    const auto end = std::min(page_.blocks.size(), begin_ + most_blocks);
    for (std::size_t i = begin_; i < end; ++i) {
      const std::string_view text = page_.blocks[i].text;
      if (opens_comments(page_.blocks[i])) return false;
      if (text.size() > longest || is_aside(page_.blocks[i].element)) continue;
      const auto found = find_local_date(text, draft_.article.language);
      constexpr std::size_t few_words = 8;
      if (!found || words(text.substr(0, found->begin)) > few_words || !names_publication(text.substr(0, found->begin)))
        continue;
      set_date(found->date, "text");
      return true;
    }
    return false;
  }

  // The first that is none of a change, in a line with few other words.
  std::optional<Date> date_in_line(std::string_view text, bool byline) const {
    constexpr std::size_t few_words = 3, most_words = 10, most_dates = 3;
    for (std::size_t count = 0; count < most_dates; ++count) {
      const auto found = find_local_date(text, draft_.article.language);
      if (!found) return std::nullopt;
      const auto before = text.substr(0, found->begin), after = text.substr(found->end);
      const auto next = find_local_date(after, draft_.article.language);
      if (words(before) > (byline ? most_words : few_words) || words(after.substr(0, next ? next->begin : after.size())) > most_words)
        return std::nullopt;
      if (!names_update(before) || names_state(before)) return found->date;
      text = after;
    }
    return std::nullopt;
  }

  // "Stand: 28.04.2023": of the last change, and the only day that some publishers show.
  static bool names_state(std::string_view before) {
    before = trim(before);
    return before.ends_with("Stand:") || before.ends_with("Stand");
  }

  std::optional<Date> changed_in_line(std::string_view text) const {
    constexpr std::size_t most_dates = 3;
    for (std::size_t count = 0; count < most_dates; ++count) {
      const auto found = find_local_date(text, draft_.article.language);
      if (!found) return std::nullopt;
      const auto before = text.substr(0, found->begin);
      if (names_update(before) && !names_state(before)) return found->date;
      text = text.substr(found->end);
    }
    return std::nullopt;
  }

  static std::size_t words(std::string_view text) {
    text = trim(text);
    return text.empty() ? 0 : 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
  }

  struct Line {
    std::string_view text;
    std::size_t block;
  };

  const Page& page_;
  Draft& draft_;
  bool explain_;
  std::vector<Line> lines_;                 // of the blocks up to the end of the lead
  std::uint32_t text_;                      // element where the text begins; 0 when that is not known
  std::size_t last_;                        // its last block; the number of all blocks where that is not known
  std::size_t begin_ = 0, end_;             // blocks where it begins, and where its lead ends
  std::uint32_t front_end_ = 0;             // element of the last block before that
  std::vector<bool> around_text_;           // elements that hold the first paragraph, or the headline
  std::vector<std::uint32_t> aside_names_;  // of elements, without those around text or headline
  std::size_t headline_ = 0;                // block of the headline
};

}  // namespace

void read_front(const Page& page, const ArticleText& text, std::string_view path, Draft& draft, bool explain) {
  Front front(page, text, draft, explain);
  if (!draft.article.published.known()) front.find_date(path);
  if (draft.article.byline.empty()) front.find_byline();
  if (!draft.article.updated.known()) front.find_update();
}

}  // namespace newsgrep
