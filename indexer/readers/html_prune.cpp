// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_prune.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/byline.hpp"
#include "indexer/readers/html_prose.hpp"
#include "indexer/readers/phrases.hpp"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace newsgrep {
namespace {

class Pruner {
 public:
  Pruner(const Page& page, const Body& body, std::vector<bool>& keep) : page_(page), body_(body), keep_(keep) {}

  // Boxes between the paragraphs, with a heading of their own, that hold little of the text.
  void drop_boxes() {
    constexpr double little = 0.35;
    std::size_t all = 0, boxed = 0;
    const std::uint32_t flow = find_flow(all);
    if (flow == 0) return;
    const std::vector<std::size_t> boxes = blocks_in_boxes(children_around(flow));
    for (const auto i : boxes) boxed += page_.blocks[i].text.size();
    if (static_cast<double>(boxed) > little * static_cast<double>(all)) return;
    for (const auto i : boxes) keep_[i] = false;
  }

  // Calls to subscribe or to comment, at the end of a text or apart from its paragraphs.
  void drop_requests() {
    std::size_t kept = 0, before = 0;
    for (std::size_t i = 0; i < keep_.size(); ++i) kept += keep_[i] ? page_.blocks[i].text.size() : 0;
    for (std::size_t i = 0; i < keep_.size(); ++i) {
      if (!keep_[i]) continue;
      const auto& text = page_.blocks[i].text;
      before += text.size();
      const bool tail = 4 * before > 3 * kept;
      if ((tail || !body_.made_alike(i)) && asks_reader(text)) keep_[i] = false;
    }
  }

  // A quotation that the text repeats is one of its sentences in large letters.
  void drop_pull_quotes() {
    constexpr std::size_t most = 50, longest = 500;
    std::vector<std::size_t> quotes;
    std::string text;
    for (std::size_t i = 0; i < keep_.size(); ++i) {
      if (!keep_[i]) continue;
      const auto& block = page_.blocks[i];
      if (block.quote && block.text.size() < longest && quotes.size() < most)
        quotes.push_back(i);
      else
        text += letters(block.text) + ' ';
    }
    for (const auto i : quotes)
      if (text.find(letters(page_.blocks[i].text)) != std::string::npos) keep_[i] = false;
  }

  // A heading with nothing kept behind it belongs to what was dropped. One that was dropped within a box of its own, as
  // below what is embedded, tells nothing about those beside the box.
  void drop_stray_headings(std::size_t last) {
    std::unordered_set<std::uint32_t> flows;
    for (std::size_t i = 0; i < keep_.size(); ++i)
      if (keep_[i] && page_.blocks[i].heading) flows.insert(body_.element_of(i).parent);
    bool text_behind = false;
    for (std::size_t i = std::min(last + 1, keep_.size()); i-- > 0;) {
      if (!keep_[i]) {
        if (page_.blocks[i].heading && flows.count(body_.element_of(i).parent) > 0) text_behind = false;
        continue;
      }
      if (page_.blocks[i].heading && !text_behind)
        keep_[i] = false;
      else
        text_behind = true;
    }
  }

 private:
  // The element that holds at least half of the prose, paragraph by paragraph, be it each in an element of its own; 0 when
  // none does. `all` is the prose.
  std::uint32_t find_flow(std::size_t& all) const {
    std::vector<std::uint32_t> paragraphs(page_.elements.size(), 0);
    const auto is_paragraph = [&](std::size_t i) { return keep_[i] && body_.prose(i); };
    for (std::size_t i = 0; i < keep_.size(); ++i) paragraphs[page_.blocks[i].element] += is_paragraph(i);
    for (std::size_t i = page_.elements.size(); i-- > 1;) paragraphs[page_.elements[i].parent] += paragraphs[i];
    std::map<std::uint32_t, std::size_t> sizes;
    for (std::size_t i = 0; i < keep_.size(); ++i) {
      if (!is_paragraph(i)) continue;
      std::uint32_t around = body_.element_of(i).parent;
      while (around != 0 && paragraphs[around] == 1) around = page_.elements[around].parent;
      sizes[around] += page_.blocks[i].text.size();
      all += page_.blocks[i].text.size();
    }
    const auto most = std::max_element(sizes.begin(), sizes.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most != sizes.end() && 2 * most->second >= all ? most->first : 0;
  }

  // For each element the child of `outer` that it lies in; 0 for none.
  std::vector<std::uint32_t> children_around(std::uint32_t outer) const {
    std::vector<std::uint32_t> child(page_.elements.size(), 0);
    for (std::uint32_t i = outer + 1; i < page_.elements[outer].end; ++i)
      child[i] = page_.elements[i].parent == outer ? i : child[page_.elements[i].parent];
    return child;
  }

  // Blocks of one child of the flow.
  struct Run {
    std::uint32_t child;
    std::size_t begin, end;
  };

  std::vector<Run> runs_of(const std::vector<std::uint32_t>& child) const {
    std::vector<Run> runs;
    for (std::size_t i = 0; i < keep_.size();) {
      const std::uint32_t one = child[page_.blocks[i].element];
      std::size_t end = i + 1;
      while (end < keep_.size() && one != 0 && child[page_.blocks[end].element] == one) ++end;
      if (one != 0) runs.push_back({one, i, end});
      i = end;
    }
    return runs;
  }

  std::vector<std::size_t> blocks_in_boxes(const std::vector<std::uint32_t>& child) const {
    const std::vector<Run> runs = runs_of(child);
    // What holds paragraphs without a heading holds them with one, too.
    std::unordered_set<std::uint32_t> wrappers;
    for (const auto& run : runs)
      if (keep_[run.begin] && body_.prose(run.begin)) wrappers.insert(page_.elements[run.child].signature);
    std::vector<std::size_t> boxes;
    for (const auto& run : runs)
      for (std::size_t i = run.begin; i < run.end && is_box(run, wrappers); ++i)
        if (keep_[i]) boxes.push_back(i);
    return boxes;
  }

  bool is_box(const Run& run, const std::unordered_set<std::uint32_t>& wrappers) const {
    const auto& element = page_.elements[run.child];
    const auto& tag = element.tag;
    if (tag != "div" && tag != "section" && tag != "aside" && tag != "article" && tag != "details") return false;
    return run.end - run.begin >= 2 && page_.blocks[run.begin].heading && wrappers.count(element.signature) == 0;
  }

  const Page& page_;
  const Body& body_;
  std::vector<bool>& keep_;
};

bool names_author(std::string_view text, std::string_view author, std::size_t within) {
  constexpr std::size_t full_name = 6;
  const std::string name = letters(author);
  const std::string start = letters(text.substr(0, valid_prefix(text.substr(0, within))));
  return name.size() >= full_name && author.find(' ') != std::string_view::npos &&
         start.find(name) != std::string::npos;
}

// What tells about the author: it begins with a name and what that is, or with the author's.
bool presents_author(std::string_view text, const std::vector<std::string>& authors) {
  constexpr std::size_t longest = 800, beginning = 40;
  if (text.size() > longest) return false;
  return presents_writer(text) || std::any_of(authors.begin(), authors.end(), [&](const auto& author) {
           return names_author(text, author, beginning);
         });
}

// "The opinions expressed here are the author's own."
bool disclaims_opinion(std::string_view text) {
  static const Phrases opinions({"opinions expressed", "views expressed", "opinions are those of", "views are those of"});
  constexpr std::size_t longest = 300;
  return text.size() <= longest && opinions.any_in(ascii_lower(text));
}

// Above a text only what begins with the author's name and says what that is.
bool opens_with_author(std::string_view text, const std::vector<std::string>& authors) {
  constexpr std::size_t longest = 800, told_soon = 160;
  return text.size() <= longest && tells_writer(text.substr(0, valid_prefix(text.substr(0, told_soon)))) &&
         std::any_of(authors.begin(), authors.end(),
                     [&](const auto& author) { return text.starts_with(author) && author.find(' ') != std::string::npos; });
}

}  // namespace

void drop_author_notes(const Page& page, const std::vector<std::string>& authors, std::vector<std::size_t>& blocks) {
  constexpr std::size_t several = 4;
  const auto text = [&](std::size_t i) { return std::string_view(page.blocks[i].text); };
  std::size_t all = 0, tail = 0, kept = blocks.size();
  for (const auto i : blocks) all += text(i).size();
  for (; kept > 1 && 4 * tail < all; --kept) {
    tail += text(blocks[kept - 1]).size();
    if (!presents_author(text(blocks[kept - 1]), authors) && !disclaims_opinion(text(blocks[kept - 1]))) break;
  }
  if (kept < blocks.size()) {
    blocks.resize(kept);
    while (blocks.size() > 1 && page.blocks[blocks.back()].heading) blocks.pop_back();
  }
  if (blocks.size() >= several && opens_with_author(text(blocks[0]), authors)) blocks.erase(blocks.begin());
}

void drop_boxes(const Page& page, const Body& body, std::vector<bool>& keep) { Pruner(page, body, keep).drop_boxes(); }

void drop_insets(const Page& page, const Body& body, std::size_t last, std::vector<bool>& keep) {
  Pruner pruner(page, body, keep);
  pruner.drop_requests();
  pruner.drop_pull_quotes();
  pruner.drop_stray_headings(last);
}

}  // namespace newsgrep
