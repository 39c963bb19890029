// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_front.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/byline.hpp"
#include "indexer/readers/html_names.hpp"
#include "indexer/readers/local_date.hpp"
#include "indexer/readers/text_lines.hpp"

#include <algorithm>
#include <array>

namespace newsgrep {
namespace {

class Front {
 public:
  Front(const Page& page, std::uint32_t first_element, Draft& draft, bool explain)
      : page_(page), draft_(draft), explain_(explain), text_(first_element), end_(page.blocks.size()) {
    for (std::size_t i = page.blocks.size(); i-- > 0 && text_ != 0;)
      if (page.blocks[i].element >= text_) end_ = i;
    for (std::size_t i = 0; i < end_; ++i)
      if (page.blocks[i].heading && page.blocks[i].text == draft.article.title) headline_ = i;
  }

  void find_date(std::string_view path) {
    if (find_time()) return;
    if (const auto date = date_in_path(draft_.article.url)) return set_date(*date, "url");
    if (find_dateline()) return;
    if (const auto date = date_in_path(path)) set_date(*date, "path");
  }

  void find_byline() {
    constexpr std::size_t longest = 160;
    for (std::size_t i = headline_; i < end_; ++i) {
      const auto& text = page_.blocks[i].text;
      if (text.size() > longest || is_aside(page_.blocks[i].element)) continue;
      const auto names = names_of_byline(byline_within(text));
      if (names.empty()) continue;
      for (const auto& name : names)
        draft_.article.byline.append(draft_.article.byline.empty() ? "" : ", ").append(name);
      draft_.article.authors = names;
      if (explain_) draft_.why.push_back({"byline", "text", text});
      return;
    }
  }

 private:
  bool is_aside(std::uint32_t element) const {
    return (page_.elements[element].around & (related_name | comments_name | side_name | navigation_name)) != 0;
  }

  void set_date(const Date& date, const char* from) {
    draft_.article.published = date;
    draft_.article.date_from = from;
    if (explain_) draft_.why.push_back({"date", from, date.iso()});
  }

  // The first between headline and text, else the first of the article.
  bool find_time() {
    const std::uint32_t headline = headline_ < page_.blocks.size() ? page_.blocks[headline_].element : 0;
    std::optional<Date> best;
    for (const auto& [value, element] : page_.times) {
      const auto date = parse_date(value);
      if (!date || date->precision < Precision::day || is_aside(element)) continue;
      const bool front = element >= headline && element <= text_;
      if (front || (!best && (element <= text_ || page_.elements[element].article))) best = date;
      if (front) break;
    }
    if (best) set_date(*best, "time");
    return best.has_value();
  }

  // A line that tells little but a date, unless it is that of a change.
  bool find_dateline() {
    constexpr std::size_t longest = 160, few_words = 3, most_words = 10;
    for (std::size_t i = 0; i < end_; ++i) {
      const std::string_view text = page_.blocks[i].text;
      if (text.size() > longest) continue;
      if (const auto front = front_line(text); front.date && !front.updated && headline_ == 0) {
        set_date(*front.date, "text");
        return true;
      }
      if (i < headline_) continue;
      const auto found = find_local_date(text, draft_.article.language);
      if (!found) continue;
      const auto before = text.substr(0, found->begin), after = text.substr(found->end);
      const bool byline =
          (page_.elements[page_.blocks[i].element].around & byline_name) != 0 || !byline_within(text).empty();
      const bool brief = words(before) <= (byline ? most_words : few_words) && words(after) <= most_words;
      if (!brief || tells_change(before)) continue;
      set_date(found->date, "text");
      return true;
    }
    return false;
  }

  static std::size_t words(std::string_view text) {
    text = trim(text);
    return text.empty() ? 0 : 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
  }

  static bool tells_change(std::string_view before) {
    constexpr std::array<std::string_view, 16> words{
        "updated",   "modified",  "aktualisiert", "mis à jour", "actualiza",  "atualiza",     "aggiorna", "bijgewerkt",
        "oppdatert", "uppdatera", "opdateret",    "päivitetty", "aktualizov", "aktualizacja", "güncelle", "обновлен"};
    const auto lower = ascii_lower(before);
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return lower.find(word) != std::string::npos; });
  }

  const Page& page_;
  Draft& draft_;
  bool explain_;
  std::uint32_t text_;        // element where the text begins; 0 when that is not known
  std::size_t end_;           // block where it begins
  std::size_t headline_ = 0;  // block of the headline
};

}  // namespace

void read_front(const Page& page, std::uint32_t first_element, std::string_view path, Draft& draft, bool explain) {
  Front front(page, first_element, draft, explain);
  if (!draft.article.published.known()) front.find_date(path);
  if (draft.article.byline.empty()) front.find_byline();
}

}  // namespace newsgrep
