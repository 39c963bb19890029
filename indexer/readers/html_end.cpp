// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_end.hpp"

#include "indexer/readers/html_prose.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace newsgrep {
namespace {

class EndFinder {
 public:
  EndFinder(const Page& page, const Body& body, const Headline& headline, std::size_t first)
      : page_(page), body_(body), headline_(headline), first_(first) {
    find_articles();
  }

  std::size_t run() const {
    constexpr std::size_t some_text = 400, most_headings = 500;
    const std::size_t replies = first_reply();
    std::size_t text = 0, headings = 0;
    for (std::size_t i = first_ + 1; i < page_.blocks.size(); ++i) {
      if (i == replies) return i - 1;
      if (body_.prose(i) && body_.placed(i)) text += page_.blocks[i].text.size();
      if (text > some_text && opens_comments(page_.blocks[i])) return i - 1;
      if (!page_.blocks[i].heading || headline_.is(page_.blocks[i].text) || ++headings > most_headings) continue;
      if (body_.element_of(i).tag == "h1" && article_[page_.blocks[i].element] > page_.blocks[first_].element)
        return i - 1;
      if (const auto begin = next_story(i); begin > first_) return begin - 1;
    }
    return page_.blocks.size();
  }

 private:
  // The nearest article around each element.
  void find_articles() {
    article_.assign(page_.elements.size(), 0);
    for (std::uint32_t i = 1; i < page_.elements.size(); ++i)
      article_[i] = page_.elements[i].tag == "article" ? i : article_[page_.elements[i].parent];
  }

  // The elements just below the lowest one that holds both blocks.
  std::pair<std::uint32_t, std::uint32_t> branches(std::size_t a, std::size_t b) const {
    std::uint32_t left = page_.blocks[a].element, right = page_.blocks[b].element;
    std::uint32_t below_left = left, below_right = right;
    while (left != right) {
      auto& deeper = left > right ? left : right;
      (left > right ? below_left : below_right) = deeper;
      deeper = page_.elements[deeper].parent;
    }
    return {below_left, below_right};
  }

  bool lies_in(std::size_t block, std::uint32_t outer) const {
    return page_.lies_in(page_.blocks[block].element, outer);
  }

  // The first block of those in an element that end with this one; not far from it.
  std::size_t first_block_in(std::uint32_t element, std::size_t last) const {
    constexpr std::size_t most = 50;
    for (std::size_t i = 0; i < most && last > 0 && lies_in(last - 1, element); ++i) --last;
    return last;
  }

  // Where another story begins, made like the one that has both the headline and the first paragraph: with a main
  // heading or, where a class tells that both are of one kind, with a linked one or a time of its own. 0 when the
  // heading does not begin one.
  std::size_t next_story(std::size_t heading) const {
    constexpr std::size_t nearby = 3;
    if (headline_.block() >= first_) return 0;
    const auto [own, other] = branches(first_, heading);
    if (own == page_.blocks[first_].element || !lies_in(headline_.block(), own)) return 0;
    if (page_.elements[own].signature != page_.elements[other].signature) return 0;
    const std::size_t begin = first_block_in(other, heading);
    if (heading - begin > nearby) return 0;
    if (body_.element_of(heading).tag == "h1") return begin;
    const bool linked = link_share(page_.blocks[heading]) > 0.8;
    return page_.elements[own].classed && (linked || has_time(other)) ? begin : 0;
  }

  bool has_time(std::uint32_t outer) const {
    return std::any_of(page_.times.begin(), page_.times.end(),
                       [&](const auto& time) { return page_.lies_in(time.element, outer); });
  }

  // The first block of the first comment, known by the word below each that asks to answer it; 0 when there is none.
  std::size_t first_reply() const {
    std::vector<std::size_t> replies;
    for (std::size_t i = first_ + 1; i < page_.blocks.size(); ++i)
      if (asks_for_reply(page_.blocks[i].text)) replies.push_back(i);
    if (replies.size() < 2) return 0;
    const std::uint32_t comment = branches(replies[0], replies[1]).first;
    const std::size_t begin = first_block_in(comment, replies[0]);
    return begin > first_ ? begin : 0;
  }

  const Page& page_;
  const Body& body_;
  const Headline& headline_;
  std::size_t first_;
  std::vector<std::uint32_t> article_;  // of elements
};

}  // namespace

std::size_t end_of_article(const Page& page, const Body& body, const Headline& headline, std::size_t first) {
  return first < page.blocks.size() ? EndFinder(page, body, headline, first).run() : page.blocks.size();
}

}  // namespace newsgrep
