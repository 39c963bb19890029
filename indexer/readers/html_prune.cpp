// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_prune.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/byline.hpp"
#include "indexer/readers/html_prose.hpp"

#include <algorithm>
#include <map>

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

  // What the article ends with, and what begins with the name of its author, tells about the author.
  void drop_authors(const std::vector<std::string>& authors) {
    std::size_t kept = 0, tail = 0;
    for (std::size_t i = 0; i < keep_.size(); ++i) kept += keep_[i] ? page_.blocks[i].text.size() : 0;
    for (std::size_t i = keep_.size(); i-- > 0 && 4 * tail < kept;) {
      if (!keep_[i]) continue;
      tail += page_.blocks[i].text.size();
      if (!presents_author(page_.blocks[i].text, authors)) return;
      keep_[i] = false;
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

  // A heading with nothing kept behind it belongs to what was dropped.
  void drop_stray_headings(std::size_t last) {
    bool text_behind = false;
    for (std::size_t i = std::min(last + 1, keep_.size()); i-- > 0;) {
      if (!keep_[i]) {
        if (page_.blocks[i].heading) text_behind = false;
        continue;
      }
      if (page_.blocks[i].heading && !text_behind)
        keep_[i] = false;
      else
        text_behind = true;
    }
  }

 private:
  // The element that holds at least half of the prose as its direct children, 0 when none does; `all` is the prose.
  std::uint32_t find_flow(std::size_t& all) const {
    std::map<std::uint32_t, std::size_t> sizes;
    for (std::size_t i = 0; i < keep_.size(); ++i) {
      if (!keep_[i] || !body_.prose(i)) continue;
      sizes[body_.element_of(i).parent] += page_.blocks[i].text.size();
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

  std::vector<std::size_t> blocks_in_boxes(const std::vector<std::uint32_t>& child) const {
    std::vector<std::size_t> boxes;
    for (std::size_t i = 0; i < keep_.size();) {
      const std::uint32_t box = child[page_.blocks[i].element];
      std::size_t end = i + 1;
      while (end < keep_.size() && box != 0 && child[page_.blocks[end].element] == box) ++end;
      for (std::size_t j = i; j < end && box != 0 && is_box(i, end, box); ++j)
        if (keep_[j]) boxes.push_back(j);
      i = end;
    }
    return boxes;
  }

  bool is_box(std::size_t begin, std::size_t end, std::uint32_t element) const {
    const auto& tag = page_.elements[element].tag;
    if (tag != "div" && tag != "section" && tag != "aside" && tag != "article" && tag != "details") return false;
    return end - begin >= 2 && page_.blocks[begin].heading;
  }

  static bool presents_author(std::string_view text, const std::vector<std::string>& authors) {
    constexpr std::size_t longest = 800, beginning = 40, full_name = 6;
    if (text.size() > longest) return false;
    if (presents_writer(text)) return true;
    const std::string start = letters(text.substr(0, valid_prefix(text.substr(0, beginning))));
    return std::any_of(authors.begin(), authors.end(), [&](const auto& author) {
      const std::string name = letters(author);
      return name.size() >= full_name && author.find(' ') != std::string::npos && start.find(name) != std::string::npos;
    });
  }

  const Page& page_;
  const Body& body_;
  std::vector<bool>& keep_;
};

}  // namespace

void drop_boxes(const Page& page, const Body& body, std::vector<bool>& keep) { Pruner(page, body, keep).drop_boxes(); }

void drop_insets(const Page& page, const Body& body, const std::vector<std::string>& authors, std::size_t last,
                 std::vector<bool>& keep) {
  Pruner pruner(page, body, keep);
  pruner.drop_requests();
  pruner.drop_authors(authors);
  pruner.drop_pull_quotes();
  pruner.drop_stray_headings(last);
}

}  // namespace newsgrep
