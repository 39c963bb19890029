// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_article.hpp"

#include "common/files.hpp"
#include "indexer/readers/html_body.hpp"
#include "indexer/readers/html_captions.hpp"
#include "indexer/readers/html_end.hpp"
#include "indexer/readers/html_headline.hpp"
#include "indexer/readers/html_names.hpp"
#include "indexer/readers/html_prose.hpp"
#include "indexer/readers/html_prune.hpp"
#include "indexer/readers/text_lines.hpp"

#include <algorithm>
#include <unordered_set>
#include <vector>

namespace newsgrep {
namespace {

// Of a table of words and numbers, not of one that keeps columns of text apart.
bool is_short_cell(const PageBlock& block) {
  constexpr std::size_t longest = 80;
  return block.cell && block.text.size() <= longest;
}

std::string text_of(const Page& page, const std::vector<std::size_t>& blocks) {
  std::string text;
  for (std::size_t n = 0; n < blocks.size(); ++n) {
    const auto& block = page.blocks[blocks[n]];
    const bool same_row = n > 0 && is_short_cell(block) && is_short_cell(page.blocks[blocks[n - 1]]) &&
                          page.elements[block.element].parent == page.elements[page.blocks[blocks[n - 1]].element].parent;
    text.append(text.empty() ? "" : same_row ? " " : "\n\n").append(block.text);
  }
  return text;
}

// Chooses the blocks of an article among those of its body.
class Selector {
 public:
  Selector(const Page& page, std::uint32_t bad_names, const Headline& headline)
      : page_(page), body_(page, headline, bad_names), headline_(headline) {
    for (const auto& [name, value] : page.metas)
      if (name == "description" || name == "og:description") descriptions_.push_back(letters(value));
  }

  ArticleText select() {
    keep_blocks();
    return assemble();
  }

 private:
  void keep_blocks() {
    keep_.assign(page_.blocks.size(), false);
    first_ = page_.blocks.size();
    std::size_t last = 0;
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      if (!body_.prose(i) || !body_.placed(i)) continue;
      first_ = std::min(first_, i);
      last = i;
    }
    last = with_closing_lines(without_strangers(std::min(last, end_of_article(page_, body_, headline_, first_))));
    while (first_ > 0 && first_ < page_.blocks.size() && is_short_sentence(first_ - 1)) --first_;
    std::unordered_set<std::uint64_t> seen;
    for (std::size_t i = first_; i <= last && i < page_.blocks.size(); ++i) {
      const auto& block = page_.blocks[i];
      if (!body_.placed(i) || !usable(i) || is_caption(i) || is_teaser(i)) continue;
      if (!body_.prose(i) && !belongs(i)) continue;
      constexpr std::size_t long_repeat = 50;
      keep_[i] = block.text.size() < long_repeat || seen.insert(checksum(block.text)).second;
    }
    drop_boxes(page_, body_, keep_);
    keep_first_heading();
    keep_lead(seen);
    drop_insets(page_, body_, last, keep_);
  }

  bool usable(std::size_t i) const {
    return !body_.furniture(i) && !page_.blocks[i].time && !headline_.is(page_.blocks[i].text);
  }

  bool is_caption(std::size_t i) const {
    constexpr std::size_t short_paragraph = 250, longest_caption = 300;
    const auto& block = page_.blocks[i];
    if ((!body_.made_alike(i) || block.text.size() < short_paragraph) && is_credited(block.text)) return true;
    return !block.heading && block.text.size() < longest_caption && body_.beside_picture(i);
  }

  // The last block, but for what is little, is not made like the paragraphs, and stands apart below them: notes about
  // the author, rules for comments.
  std::size_t without_strangers(std::size_t last) const {
    constexpr double little = 0.15;
    std::size_t all = 0, strange = 0, cut = last;
    for (std::size_t i = first_; i <= last && i < page_.blocks.size(); ++i)
      if (body_.prose(i) && body_.placed(i)) all += page_.blocks[i].text.size();
    std::unordered_set<std::uint32_t> parents;
    for (std::size_t i = first_; i <= last && i < page_.blocks.size(); ++i) {
      if (!body_.prose(i) || !body_.made_alike(i)) continue;
      const auto parent = body_.element_of(i).parent, around = page_.elements[parent].parent;
      parents.insert(parent);
      if (page_.elements[around].names & body_name) parents.insert(around);
    }
    for (; cut > first_ && cut < page_.blocks.size() && !(body_.made_alike(cut) && body_.prose(cut)); --cut) {
      if (!body_.placed(cut) || !usable(cut) || link_share(page_.blocks[cut]) > 0.5) continue;
      if (parents.count(body_.element_of(cut).parent) > 0 || page_.blocks[cut].item) return last;
      strange += page_.blocks[cut].text.size();
    }
    return static_cast<double>(strange) <= little * static_cast<double>(all) ? cut : last;
  }

  // A paragraph of its own kind below a linked heading is about another article.
  bool is_teaser(std::size_t i) const {
    if (i == 0 || body_.made_alike(i) || page_.blocks[i].heading) return false;
    const auto& above = page_.blocks[i - 1];
    return above.heading && link_share(above) > 0.8 && body_.element_of(i - 1).tag != "h1" && !headline_.is(above.text);
  }

  // A heading above the first paragraph is a subhead where others are made alike; else it is the headline or a label.
  void keep_first_heading() {
    constexpr std::size_t nearby = 2;
    for (std::size_t back = 1; back <= std::min(nearby, first_) && first_ < keep_.size(); ++back) {
      const std::size_t i = first_ - back;
      if (!page_.blocks[i].heading || !body_.placed(i) || !usable(i) || link_share(page_.blocks[i]) > 0.5) continue;
      for (std::size_t other = first_; other < keep_.size() && !keep_[i]; ++other)
        keep_[i] = keep_[other] && page_.blocks[other].heading && body_.signature(other) == body_.signature(i);
    }
  }

  // What stands between the headline and the text and says something, and the paragraph above the body that
  // the page also gives as its description.
  void keep_lead(std::unordered_set<std::uint64_t>& seen) {
    if (first_ == page_.blocks.size()) return;
    const auto end = first_;
    const std::size_t headline = headline_above(end);
    constexpr std::size_t most = 2;
    std::size_t found = 0;
    for (std::size_t i = 0; i < end; ++i) {
      const auto& block = page_.blocks[i];
      const bool lead = found < most && i > headline && usable(i) && is_lead(i);
      if (!lead && !(usable(i) && is_description(block))) continue;
      keep_[i] = seen.insert(checksum(block.text)).second;
      if (keep_[i]) lead_.append(lead_.empty() ? "" : "\n\n").append(block.text);
      ++found;
    }
  }

  // The last block above another one that is the headline; the number of all blocks when none is.
  std::size_t headline_above(std::size_t end) const {
    for (std::size_t i = end; i-- > 0;)
      if (headline_.is(page_.blocks[i].text) || body_.element_of(i).tag == "h1") return i;
    return page_.blocks.size();
  }

  bool is_lead(std::size_t i) const {
    constexpr std::size_t shortest = 60, surely_long = 100;
    const auto& block = page_.blocks[i];
    const auto& text = block.text;
    if (text.size() < shortest || in_list(i) || link_share(block) > 0.3 || is_caption(i) || asks_reader(text))
      return false;
    if ((body_.element_of(i).around & byline_name) != 0 || front_line(text).understood) return false;
    return text.size() >= surely_long || ends_sentence(text);
  }

  // An item of several.
  bool in_list(std::size_t i) const {
    const auto item = [&](std::size_t other) { return other < page_.blocks.size() && page_.blocks[other].item; };
    return item(i) && ((i > 0 && item(i - 1)) || item(i + 1));
  }

  bool is_description(const PageBlock& block) const {
    constexpr std::size_t compared = 40;
    if (!is_prose(block)) return false;
    const std::string text = letters(block.text);
    if (text.size() < compared) return false;
    return std::any_of(descriptions_.begin(), descriptions_.end(), [&](const auto& description) {
      return description.starts_with(std::string_view(text).substr(0, compared));
    });
  }

  // The last block of the article: after the prose, short sentences made like its paragraphs still belong to it.
  std::size_t with_closing_lines(std::size_t last) const {
    const auto goes_on = [&](std::size_t i) {
      return i < page_.blocks.size() && (is_short_sentence(i) || is_closing_paragraph(last, i));
    };
    for (;;) {
      if (goes_on(last + 1))
        ++last;
      else if (goes_on(last + 2) && is_another_subhead(last + 1))
        last += 2;
      else
        return last;
    }
  }

  // A heading made like two before it that stand between the paragraphs: another question of an interview.
  bool is_another_subhead(std::size_t i) const {
    constexpr std::ptrdiff_t several = 2;
    if (!page_.blocks[i].heading || !usable(i) || link_share(page_.blocks[i]) > 0.4) return false;
    return several <= std::count_if(page_.blocks.begin() + static_cast<std::ptrdiff_t>(first_), page_.blocks.begin() + static_cast<std::ptrdiff_t>(i),
                                    [&](const auto& block) {
                                      const auto other = static_cast<std::size_t>(&block - page_.blocks.data());
                                      return block.heading && body_.signature(other) == body_.signature(i) && body_.element_of(other).parent == body_.element_of(i).parent;
                                    });
  }

  // A paragraph right behind the last one and beside it, that lacks its stop, or is mostly links.
  bool is_closing_paragraph(std::size_t last, std::size_t i) const {
    constexpr std::size_t shortest = 80, some_words = 12;
    const auto& block = page_.blocks[i];
    const double links = link_share(block);
    return body_.inside(i) && usable(i) && !block.heading && !block.item && body_.made_alike(i) &&
           body_.element_of(i).parent == body_.element_of(last).parent && block.text.size() >= shortest &&
           word_count(block.text) >= some_words && (links < 0.3 || (links < 0.8 && ends_sentence(block.text))) &&
           !front_line(block.text).understood && !is_caption(i) && !asks_reader(block.text);
  }

  // Made like the paragraphs, and too short for prose.
  bool is_short_sentence(std::size_t i) const {
    const auto& block = page_.blocks[i];
    return body_.inside(i) && !body_.furniture(i) && !block.heading && !block.item && body_.made_alike(i) &&
           link_share(block) < 0.3 && ends_sentence(block.text) && block.text.find(' ') != std::string::npos &&
           !front_line(block.text).understood;
  }

  // Short blocks between paragraphs: subheads, list items, cells, and lines made like the paragraphs.
  bool belongs(std::size_t i) const {
    const auto& block = page_.blocks[i];
    constexpr std::size_t shortest = 2;
    if ((block.text.size() < shortest && !block.cell) || letters(block.text).empty()) return false;
    if (link_share(block) > 0.4)
      return (body_.made_alike(i) && is_statement(block.text) && !is_shouted_link(block)) || heads_paragraph(i);
    // "Place: name, name" is one of the paragraphs where they go on behind it.
    const bool between = body_.made_alike(i) && i > first_ && i + 1 < page_.blocks.size() && body_.made_alike(i - 1) &&
                         body_.made_alike(i + 1);
    if (!between && front_line(block.text).understood) return false;
    return block.heading || block.item || block.cell || body_.made_alike(i) || block.quote || body_.subhead(i);
  }

  // Not only the title of what it links to.
  static bool is_statement(std::string_view text) {
    constexpr std::size_t long_line = 60;
    return text.size() > long_line || ends_sentence(text) || text.ends_with(':');
  }

  // "OTHER NEWS IN CAPITAL LETTERS", as a link and nothing else.
  static bool is_shouted_link(const PageBlock& block) {
    constexpr std::size_t some = 12;
    const auto& text = block.text;
    const auto capitals =
        static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
    const bool small = std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return link_share(block) > 0.9 && capitals >= some && !small;
  }

  // A heading right above a paragraph of the article, and beside it in the same element.
  bool heads_paragraph(std::size_t i) const {
    return page_.blocks[i].heading && i + 1 < page_.blocks.size() && body_.prose(i + 1) && body_.made_alike(i + 1) &&
           body_.element_of(i).parent == body_.element_of(i + 1).parent;
  }

  ArticleText assemble() const {
    ArticleText result;
    if (first_ < page_.blocks.size()) result.first_element = page_.blocks[first_].element;
    result.lead = lead_;
    result.lists_others = body_.lists_articles();
    for (std::size_t i = 0; i < page_.blocks.size(); ++i)
      if (keep_[i]) result.blocks.push_back(i);
    result.text = text_of(page_, result.blocks);
    if (first_ < page_.blocks.size()) result.captions = captions();
    return result;
  }

  // Of figures, and blocks named as captions, that stand between the headline and the end of the text, but for those of
  // other articles.
  std::vector<std::string> captions() const {
    constexpr std::size_t longest = 1000;
    const std::size_t headline = headline_above(first_), begin = headline < first_ ? headline : first_;
    std::size_t end = first_;
    for (std::size_t i = first_; i < keep_.size(); ++i)
      if (keep_[i]) end = i;
    constexpr std::uint32_t elsewhere = related_name | side_name | comments_name | navigation_name | ads_name;
    std::vector<std::string> found;
    const auto add = [&](const std::string& text, std::uint32_t element) {
      if ((page_.elements[element].around & elsewhere) != 0) return;
      if (!text.empty() && std::find(found.begin(), found.end(), text) == found.end()) found.push_back(text);
    };
    for (const auto& caption : page_.captions)
      if (caption.block >= begin && caption.block <= end + 1) add(caption.text, caption.element);
    for (std::size_t i = begin; i <= end; ++i) {
      const auto& block = page_.blocks[i];
      const bool named = (page_.elements[block.element].around & caption_name) != 0;
      if (!keep_[i] && named && link_share(block) < 0.5 && block.text.size() < longest)
        add(caption_of(block.text), block.element);
    }
    return found;
  }

  const Page& page_;
  const Body body_;
  const Headline& headline_;
  std::vector<std::string> descriptions_;  // their letters
  std::size_t first_ = 0;                  // block where the body begins
  std::vector<bool> keep_;
  std::string lead_;  // what is kept above the first paragraph
};

// Whether a heading stands between what is beneath the headline and an element behind it.
bool is_below_heading(const Page& page, const Headline& headline, std::uint32_t element) {
  for (std::size_t i = headline.beneath().back() + 1; i < page.blocks.size() && page.blocks[i].element < element; ++i)
    if (page.blocks[i].heading) return true;
  return false;
}

// A short piece of news is what stands beneath the headline, not what else the page has to say.
void prefer_brief(const Page& page, const Headline& headline, ArticleText& best) {
  // Where both have some of the same, the choice above knows more.
  for (const auto i : headline.beneath())
    if (best.text.find(page.blocks[i].text) != std::string::npos) return;
  if (headline.beneath().empty() || (!best.text.empty() && !is_below_heading(page, headline, best.first_element)))
    return;
  best = ArticleText();
  best.blocks = headline.beneath();
  best.text = text_of(page, best.blocks);
  best.first_element = page.blocks[headline.beneath().front()].element;
}

}  // namespace

ArticleText article_text(const Page& page, std::string_view title) {
  const Headline headline(page, title);
  constexpr std::size_t enough = 250;
  ArticleText best;
  // Names mislead on some pages: where they leave little, they count less, and then nothing.
  for (const std::uint32_t bad_names :
       {furniture_names, comments_name | related_name | navigation_name | hidden_name | ads_name, 0u}) {
    ArticleText text = Selector(page, bad_names, headline).select();
    if (text.text.size() > 2 * best.text.size()) best = std::move(text);
    if (best.text.size() >= enough) break;
  }
  if (best.text.size() < enough) prefer_brief(page, headline, best);
  return best;
}

void leave_out_authors(const Page& page, const std::vector<std::string>& authors, ArticleText& text) {
  const std::size_t all = text.blocks.size();
  drop_author_notes(page, authors, text.blocks);
  if (text.blocks.size() < all) text.text = text_of(page, text.blocks);
}

}  // namespace newsgrep
