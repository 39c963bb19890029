// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_article.hpp"

#include "common/files.hpp"
#include "common/utf8.hpp"
#include "indexer/readers/html_names.hpp"
#include "indexer/readers/text_lines.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace newsgrep {
namespace {

// How much text it is.
std::size_t weight(std::string_view text) { return text.size(); }

std::size_t sentence_marks(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool ascii = (text[i] == '.' || text[i] == '!' || text[i] == '?' || text[i] == ';') && (i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '"' || text[i + 1] == '\'' || static_cast<unsigned char>(text[i + 1]) >= 0x80);
    const auto three = text.substr(i, 3);
    count += ascii || three == "\xE3\x80\x82" || three == "\xEF\xBC\x81" || three == "\xEF\xBC\x9F" || three == "\xE0\xA5\xA4" || three == "\xE1\x8B\xA2" || three == "\xE2\x80\xA6";
  }
  return count;
}

bool has_comma(std::string_view text) {
  return text.find(", ") != std::string_view::npos || text.find("\xE3\x80\x81") != std::string_view::npos || text.find("\xEF\xBC\x8C") != std::string_view::npos || text.find("\xD8\x8C") != std::string_view::npos;
}

double link_share(const PageBlock& block) { return block.text.empty() ? 1.0 : static_cast<double>(block.link_bytes) / static_cast<double>(block.text.size()); }

// Letters and digits only: what titles are compared by.
std::string skeleton(std::string_view text) {
  std::string out;
  for (const char c : ascii_lower(text))
    if (std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80) out += c;
  return out;
}

class Selector {
 public:
  Selector(const Page& page, std::string_view title) : page_(page), title_(skeleton(title)) {}

  ArticleText select() {
    for (const std::uint32_t pruned : {furniture_names, comments_name | related_name | navigation_name | hidden_name | ads_name, 0u}) {
      pruned_ = pruned;
      ArticleText result = attempt();
      constexpr std::size_t enough = 250;
      if (weight(result.text) > weight(best_.text)) best_ = std::move(result);
      if (weight(best_.text) >= enough) break;
    }
    return std::move(best_);
  }

 private:
  ArticleText attempt() {
    classify();
    find_container();
    find_signatures();
    keep_blocks();
    return assemble();
  }

  const PageElement& element_of(std::size_t block) const { return page_.elements[page_.blocks[block].element]; }

  bool pruned(std::size_t block) const {
    std::uint32_t bad = element_of(block).around & pruned_;
    // A body may lie inside a badly named wrapper; what is named a body inside of it is one.
    if (bad != 0 && inner_body(page_.blocks[block].element)) bad = 0;
    return bad != 0;
  }

  bool inner_body(std::uint32_t element) const {
    for (std::uint32_t at = element;; at = page_.elements[at].parent) {
      if (page_.elements[at].names & pruned_) return false;
      if (page_.elements[at].names & body_name) return true;
      if (at == page_.elements[at].parent) return false;
    }
  }

  // Prose: sentences of some length that are not mostly links.
  void classify() {
    constexpr std::size_t short_prose = 60, long_prose = 140;
    prose_.assign(page_.blocks.size(), false);
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      const auto& block = page_.blocks[i];
      if (block.heading || pruned(i) || link_share(block) > 0.5 || is_furniture(block.text)) continue;
      const auto marks = sentence_marks(block.text);
      prose_[i] = (block.text.size() >= short_prose && marks > 0) || (block.text.size() >= long_prose && has_comma(block.text));
    }
  }

  // The deepest element that still holds most of the prose. Named bodies and articles count for more.
  void find_container() {
    std::vector<double> score(page_.elements.size(), 0);
    double total = 0;
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      if (!prose_[i]) continue;
      const auto& element = element_of(i);
      double value = static_cast<double>(weight(page_.blocks[i].text)) * (1 - link_share(page_.blocks[i]));
      if (element.around & body_name) value *= 2;
      if (element.article) value *= 1.5;
      if (page_.blocks[i].item) value *= 0.5;
      score[page_.blocks[i].element] += value;
      total += value;
    }
    for (std::size_t i = page_.elements.size(); i-- > 1;) score[page_.elements[i].parent] += score[i];
    constexpr double most = 0.7;
    container_ = 0;
    for (std::uint32_t i = 1; i < page_.elements.size(); ++i)
      if (score[i] >= most * total && total > 0) container_ = i;
    inside_.assign(page_.elements.size(), false);
    for (std::uint32_t i = 0; i < page_.elements.size(); ++i) inside_[i] = i == container_ || (i > 0 && inside_[page_.elements[i].parent]);
  }

  // Paragraphs of one article are made alike: the commonest kind of element among the prose of the container.
  void find_signatures() {
    std::unordered_map<std::uint64_t, std::size_t> sizes;
    std::size_t total = 0;
    for (std::size_t i = 0; i < page_.blocks.size(); ++i)
      if (prose_[i] && inside_[page_.blocks[i].element]) {
        sizes[signature(i)] += page_.blocks[i].text.size();
        total += page_.blocks[i].text.size();
      }
    main_.clear();
    constexpr double share = 0.2;
    for (const auto& [key, size] : sizes)
      if (static_cast<double>(size) >= share * static_cast<double>(total)) main_.insert(key);
  }

  std::uint64_t signature(std::size_t block) const {
    const auto& element = element_of(block);
    return static_cast<std::uint64_t>(element.signature) << 32 | page_.elements[element.parent].signature;
  }

  void keep_blocks() {
    keep_.assign(page_.blocks.size(), false);
    std::size_t first = page_.blocks.size(), last = 0;
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      if (!prose_[i] || !inside_[page_.blocks[i].element]) continue;
      first = std::min(first, i);
      last = i;
    }
    std::unordered_set<std::uint64_t> seen;
    for (std::size_t i = first; i <= last && i < page_.blocks.size(); ++i) {
      const auto& block = page_.blocks[i];
      if (!inside_[block.element] || pruned(i) || is_title(block.text) || is_furniture(block.text)) continue;
      if (!prose_[i] && !belongs(i)) continue;
      constexpr std::size_t long_repeat = 50;
      keep_[i] = block.text.size() < long_repeat || seen.insert(checksum(block.text)).second;
    }
    drop_stray_headings(last);
  }

  // Short blocks between paragraphs: subheads, list items, cells, and lines made like the paragraphs.
  bool belongs(std::size_t i) const {
    const auto& block = page_.blocks[i];
    constexpr std::size_t shortest = 2;
    if (link_share(block) > 0.4 || block.text.size() < shortest) return link_share(block) > 0.4 && main_.count(signature(i)) > 0 && block.text.size() > 60;
    if (front_line(block.text).understood) return false;
    return block.heading || block.item || block.cell || main_.count(signature(i)) > 0 || element_of(i).tag == "blockquote";
  }

  bool is_title(std::string_view text) const {
    constexpr std::size_t longest = 300;
    return !title_.empty() && text.size() < longest && skeleton(text) == title_;
  }

  // A heading with nothing kept behind it belongs to what was dropped.
  void drop_stray_headings(std::size_t last) {
    bool text_behind = false;
    for (std::size_t i = std::min(last + 1, keep_.size()); i-- > 0;) {
      if (!keep_[i]) {
        if (page_.blocks[i].heading) text_behind = false;
        continue;
      }
      if (page_.blocks[i].heading && !text_behind) keep_[i] = false;
      else text_behind = true;
    }
  }

  ArticleText assemble() const {
    ArticleText result;
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      if (!keep_[i]) continue;
      if (result.text.empty()) result.first_element = page_.blocks[i].element;
      else result.text += "\n\n";
      result.text += page_.blocks[i].text;
    }
    return result;
  }

  const Page& page_;
  std::string title_;
  std::uint32_t pruned_ = 0, container_ = 0;
  std::vector<bool> prose_, inside_, keep_;
  std::unordered_set<std::uint64_t> main_;
  ArticleText best_;
};

}  // namespace

ArticleText article_text(const Page& page, std::string_view title) { return Selector(page, title).select(); }

}  // namespace newsgrep
