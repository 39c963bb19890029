// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_title.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/html_prose.hpp"
#include "indexer/readers/markup.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <string_view>

namespace newsgrep {
namespace {

// Whether a title has a word of a heading; words of scripts without capitals by their first letters.
bool has_word_of(std::string_view title, std::string_view heading) {
  const std::string all = letters(title);
  std::size_t words = 0, shared = 0;
  while (!heading.empty()) {
    const auto end = std::min(heading.find(' '), heading.size());
    const std::string word = letters(heading.substr(0, end));
    heading.remove_prefix(std::min(end + 1, heading.size()));
    constexpr std::size_t telling = 4, one_character = 3;
    if (word.size() < telling) continue;
    ++words;
    shared += all.find(static_cast<unsigned char>(word[0]) < 0x80 ? word : word.substr(0, one_character)) !=
              std::string::npos;
  }
  return words == 0 || shared > 0;
}

// Takes the best headline there is, and cuts from it what the page shows to be none.
class TitleChooser {
 public:
  TitleChooser(const Page& page, const LinkedData& linked, const SiteName& site, std::vector<Explanation>* why)
      : page_(page),
        linked_(linked),
        site_(site),
        why_(why),
        graph_(site.cut_from(decode_entities(page.meta("og:title")))) {}

  std::string run() {
    choose();
    tell_contradictions();
    return std::move(title_);
  }

 private:
  void choose() {
    // A kicker that two sources have in front of the headline belongs to it.
    if (!graph_.empty() && letters(graph_) == letters(linked_.headline) && !site_.is(graph_))
      return take(graph_, "meta:og:title, json-ld:headline");
    for (const auto& heading : page_.headings)
      if (is_within_title(heading) && (page_.headings.size() == 1 || letters(heading) == letters(graph_)))
        take(heading, "h1");
    take(linked_.headline, "json-ld:headline");
    take(graph_, "meta:og:title");
    for (const char* key : {"twitter:title", "dc:title", "parsely-title", "sailthru:title", "headline"})
      take(site_.cut_from(decode_entities(page_.meta(key))), std::string("meta:") + key);
    take_other_heading();
    if (page_.headings.size() == 1 && (page_.title.empty() || has_word_of(page_.title, page_.headings[0])))
      take(page_.headings[0], "h1");
    take(site_.cut_from(page_.title), "html:title");
    if (page_.headings.size() == 1) take(page_.headings[0], "h1");
    // A heading that the title begins or ends with is the headline; the rest names the site.
    for (const auto& heading : page_.headings) cut_to(heading, "h1");
    cut_kicker(graph_, "meta:og:title");
    cut_old_page();
    part_words();
  }

  void because(std::string from, std::string note = {}) {
    if (why_) why_->push_back({"title", std::move(from), std::move(note)});
  }

  // Headlines that say something else, not more or less of the same.
  void tell_contradictions() {
    const std::string chosen = letters(title_);
    const auto tell = [&](const std::string& other, const char* from) {
      const std::string words = letters(other);
      const bool same = words.empty() || chosen.find(words) != std::string::npos || words.find(chosen) != std::string::npos;
      if (!same && !site_.is(other)) because(from, "not taken: " + other);
    };
    if (!why_ || title_.empty()) return;
    tell(linked_.headline, "json-ld:headline");
    tell(graph_, "meta:og:title");
    if (page_.headings.size() == 1) tell(page_.headings[0], "h1");
  }

  void take(std::string_view title, std::string from) {
    if (!title_.empty() || title.empty()) return;
    title_ = title;
    because(std::move(from));
  }

  // Where the only main heading is the name of the site, the headline is a smaller heading that makes up most of the
  // title.
  void take_other_heading() {
    constexpr std::size_t shortest = 12, most_blocks = 400;
    if (page_.headings.size() != 1 || !title_.empty()) return;
    const std::string all = letters(page_.title), main = letters(page_.headings[0]);
    if (2 * main.size() > all.size()) return;
    for (std::size_t i = 0; i < std::min(page_.blocks.size(), most_blocks); ++i) {
      const auto& block = page_.blocks[i];
      const std::string heading = block.heading ? letters(block.text) : std::string();
      if (heading.size() >= shortest && 2 * heading.size() > all.size() && all.find(heading) != std::string::npos)
        return take(block.text, "heading");
      if (heading != main && is_step(heading) && all.starts_with(main)) return take(block.text, "heading");
    }
  }

  // "Site » Archive » Headline": a step of the way.
  bool is_step(const std::string& heading) const {
    constexpr std::size_t shortest = 8;
    if (heading.size() < shortest) return false;
    for (const std::string_view bar : {" \xC2\xBB ", " :: ", " \xE2\x80\xBA "})
      for (std::string_view rest = page_.title; !rest.empty();) {
        const auto end = std::min(rest.find(bar), rest.size());
        if (end < page_.title.size() && letters(rest.substr(0, end)) == heading) return true;
        rest.remove_prefix(std::min(end + bar.size(), rest.size()));
      }
    return false;
  }

  // A kicker that only the page's style sets in a line of its own runs into the headline; what networks are told is one line.
  void part_words() {
    const auto spaces = [](const std::string& title) { return std::count(title.begin(), title.end(), ' '); };
    if (spaces(graph_) <= spaces(title_) || letters(graph_) != letters(title_)) return;
    title_ = graph_;
    because("meta:og:title", "has spaces between all its words");
  }

  // "Olympics: Headline" and "Headline" elsewhere on the page.
  void cut_kicker(const std::string& title, const char* from) {
    constexpr std::size_t shortest = 15;
    if (title.size() < shortest || title.size() >= title_.size() || !title_.ends_with(title)) return;
    if (!trim(std::string_view(title_).substr(0, title_.size() - title.size())).ends_with(':')) return;
    title_ = title;
    because(from, "without the words above it");
  }

  void cut_to(const std::string& heading, const char* from) {
    constexpr std::size_t shortest = 16;
    if (heading.size() < shortest || heading.size() >= title_.size()) return;
    if (!title_.starts_with(heading) && !(is_most(heading) && title_.ends_with(heading))) return;
    title_ = heading;
    because(from);
  }

  bool is_most(std::string_view part) const { return 2 * part.size() > title_.size(); }

  // Old pages have no main heading: a smaller one, or a line near the top that makes up most of the title.
  void cut_old_page() {
    constexpr std::size_t top = 40;
    if (!page_.headings.empty() || !graph_.empty()) return;
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      const auto& block = page_.blocks[i];
      if (block.heading || (i < top && is_most(block.text))) cut_to(block.text, block.heading ? "heading" : "text");
    }
    cut_to_line();
  }

  // "Site - Section - Headline": the longest part that stands as a line of its own near the top.
  void cut_to_line() {
    constexpr std::size_t top = 40, shortest = 16;
    std::string_view best;
    for (const auto part : parts_of(title_))
      for (std::size_t i = 0; i < std::min(top, page_.blocks.size()); ++i)
        for (const auto line : page_.blocks[i].lines())
          if (part.size() >= shortest && part.size() > best.size() && line == part && !site_.is(part)) best = line;
    if (best.empty() || best.size() == title_.size()) return;
    title_ = best;
    because("text");
  }

  static std::vector<std::string_view> parts_of(std::string_view title) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < title.size(); ++at)
      for (const std::string_view bar : {" - ", " | ", " :: ", " : ", " » ", " – ", " — "})
        if (at >= begin && title.substr(at).starts_with(bar)) parts.push_back(title.substr(begin, at - begin)), begin = at + bar.size();
    parts.push_back(title.substr(begin));
    return parts;
  }

  // What a page shows as its only main heading and what it tells others agree, but for a kicker or the site's name
  // around it.
  bool is_within_title(const std::string& heading) const {
    constexpr std::size_t shortest = 12;
    if (heading.size() < shortest || site_.is(heading)) return false;
    const std::string wanted = letters(heading);
    for (const auto& title : {decode_entities(page_.meta("og:title")), page_.title}) {
      const std::string all = letters(title);
      if (2 * wanted.size() > all.size() && all.find(wanted) != std::string::npos) return true;
    }
    return false;
  }

  const Page& page_;
  const LinkedData& linked_;
  const SiteName& site_;
  std::vector<Explanation>* why_;
  const std::string graph_;  // what the page tells networks, without the name of the site
  std::string title_;
};

}  // namespace

std::string headline_of(const Page& page, const LinkedData& linked, const SiteName& site,
                        std::vector<Explanation>* why) {
  return TitleChooser(page, linked, site, why).run();
}

}  // namespace newsgrep
