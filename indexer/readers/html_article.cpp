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
    const bool ascii = (text[i] == '.' || text[i] == '!' || text[i] == '?' || text[i] == ';') &&
                       (i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '"' || text[i + 1] == '\'' ||
                        static_cast<unsigned char>(text[i + 1]) >= 0x80);
    const auto three = text.substr(i, 3);
    count += ascii || three == "\xE3\x80\x82" || three == "\xEF\xBC\x81" || three == "\xEF\xBC\x9F" ||
             three == "\xE0\xA5\xA4" || three == "\xE1\x8B\xA2" || three == "\xE2\x80\xA6";
  }
  return count;
}

bool has_comma(std::string_view text) {
  return text.find(", ") != std::string_view::npos || text.find("\xE3\x80\x81") != std::string_view::npos ||
         text.find("\xEF\xBC\x8C") != std::string_view::npos || text.find("\xD8\x8C") != std::string_view::npos;
}

double link_share(const PageBlock& block) {
  return block.text.empty() ? 1.0 : static_cast<double>(block.link_bytes) / static_cast<double>(block.text.size());
}

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
    for (const std::uint32_t pruned :
         {furniture_names, comments_name | related_name | navigation_name | hidden_name | ads_name, 0u}) {
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

  bool pruned(std::size_t block) const { return furniture_[page_.blocks[block].element]; }

  bool looks_like_prose(const PageBlock& block) const {
    constexpr std::size_t short_prose = 60, long_prose = 140;
    if (block.heading || link_share(block) > 0.5 || is_furniture(block.text)) return false;
    const auto marks = sentence_marks(block.text);
    return (block.text.size() >= short_prose && marks > 0) ||
           (block.text.size() >= long_prose && has_comma(block.text));
  }

  // Which elements lie in furniture. What holds much of the prose of a page is none, whatever its name: a body may lie
  // inside a badly named wrapper, and what is named a body inside of it is one.
  void find_furniture() {
    std::vector<std::size_t> prose(page_.elements.size(), 0);
    for (const auto& block : page_.blocks)
      if (looks_like_prose(block)) prose[block.element] += block.text.size();
    for (std::size_t i = page_.elements.size(); i-- > 1;) prose[page_.elements[i].parent] += prose[i];
    furniture_.assign(page_.elements.size(), false);
    for (std::size_t i = 0; i < page_.elements.size(); ++i) {
      const auto& element = page_.elements[i];
      const double share = prose[0] == 0 ? 0 : static_cast<double>(prose[i]) / static_cast<double>(prose[0]);
      const std::uint32_t bad = element.names & pruned_;
      constexpr double much_of_body = 0.25;
      if (bad != 0 && share <= most_furniture(bad))
        furniture_[i] = true;
      else if (i > 0 && ((element.names & body_name) == 0 || share < much_of_body))
        furniture_[i] = furniture_[element.parent];
    }
  }

  // The share of a page's prose that furniture of such names may hold.
  static double most_furniture(std::uint32_t names) {
    if (names & (comments_name | navigation_name)) return 1;
    if (names & (related_name | side_name | hidden_name)) return 0.75;
    return 0.4;
  }

  // Prose: sentences of some length that are not mostly links.
  void classify() {
    find_furniture();
    prose_.assign(page_.blocks.size(), false);
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) prose_[i] = !pruned(i) && looks_like_prose(page_.blocks[i]);
    drop_teasers();
  }

  // A linked heading with one paragraph below it, several times over, is a list of other articles.
  void drop_teasers() {
    constexpr double linked = 0.8;
    constexpr std::size_t several = 3;
    std::vector<std::size_t> teasers;
    for (std::size_t i = 0; i < page_.blocks.size();) {
      const bool opens = page_.blocks[i].heading && link_share(page_.blocks[i]) > linked;
      std::size_t next = i + 1, paragraphs = 0, paragraph = 0;
      for (; next < page_.blocks.size() && !page_.blocks[next].heading; ++next)
        if (prose_[next]) ++paragraphs, paragraph = next;
      if (opens && paragraphs == 1) teasers.push_back(paragraph);
      i = next;
    }
    if (teasers.size() < several) return;
    for (const auto i : teasers) prose_[i] = false;
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
    inside_ = within(container_);
    body_ = within(whole_body(container_));
  }

  std::vector<bool> within(std::uint32_t element) const {
    std::vector<bool> inside(page_.elements.size(), false);
    for (std::uint32_t i = 0; i < page_.elements.size(); ++i)
      inside[i] = i == element || (i > 0 && inside[page_.elements[i].parent]);
    return inside;
  }

  // The outermost element around it that is named a body, or an article, but for what lists several of them.
  std::uint32_t whole_body(std::uint32_t inner) const {
    std::uint32_t body = inner;
    for (std::uint32_t at = inner; at != 0; at = page_.elements[at].parent)
      if (page_.elements[at].tag == "article" || (page_.elements[at].names & body_name) != 0) body = at;
    return body;
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
    alike_.clear();
    constexpr double share = 0.2;
    for (const auto& [key, size] : sizes)
      if (static_cast<double>(size) >= share * static_cast<double>(total)) {
        main_.insert(key);
        alike_.insert(static_cast<std::uint32_t>(key >> 32));
      }
  }

  std::uint64_t signature(std::size_t block) const {
    const auto& element = element_of(block);
    return static_cast<std::uint64_t>(element.signature) << 32 | page_.elements[element.parent].signature;
  }

  void keep_blocks() {
    keep_.assign(page_.blocks.size(), false);
    std::size_t first = page_.blocks.size(), last = 0;
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      if (!prose_[i] || !placed(i)) continue;
      first = std::min(first, i);
      last = i;
    }
    last = with_closing_lines(std::min(last, end_of_article(first)));
    std::unordered_set<std::uint64_t> seen;
    for (std::size_t i = first; i <= last && i < page_.blocks.size(); ++i) {
      const auto& block = page_.blocks[i];
      if (!placed(i) || pruned(i) || is_title(block.text) || is_furniture(block.text)) continue;
      if (!prose_[i] && !belongs(i)) continue;
      constexpr std::size_t long_repeat = 50;
      keep_[i] = block.text.size() < long_repeat || seen.insert(checksum(block.text)).second;
    }
    drop_stray_headings(last);
  }

  // The last block of the article: after the prose, short sentences made like its paragraphs still belong to it.
  std::size_t with_closing_lines(std::size_t last) const {
    while (last + 1 < page_.blocks.size() && closes(last + 1)) ++last;
    return last;
  }

  bool closes(std::size_t i) const {
    const auto& block = page_.blocks[i];
    return inside_[block.element] && !pruned(i) && !block.heading && !block.item && main_.count(signature(i)) > 0 &&
           block.link_bytes == 0 && block.text.ends_with('.') && block.text.find(' ') != std::string::npos &&
           !is_furniture(block.text) && !front_line(block.text).understood;
  }

  // In the container, or made like its paragraphs and in the body around it.
  bool placed(std::size_t i) const {
    const auto element = page_.blocks[i].element;
    return inside_[element] || (body_[element] && alike_.count(page_.elements[element].signature) > 0);
  }

  // The block before which another article with a main heading of its own begins.
  std::size_t end_of_article(std::size_t first) const {
    std::vector<std::uint32_t> article(page_.elements.size(), 0);  // the nearest around each element
    for (std::uint32_t i = 1; i < page_.elements.size(); ++i)
      article[i] = page_.elements[i].tag == "article" ? i : article[page_.elements[i].parent];
    for (std::size_t i = first + 1; i < page_.blocks.size(); ++i) {
      if (element_of(i).tag != "h1" || is_title(page_.blocks[i].text)) continue;
      if (article[page_.blocks[i].element] > page_.blocks[first].element) return i - 1;
    }
    return page_.blocks.size();
  }

  // Short blocks between paragraphs: subheads, list items, cells, and lines made like the paragraphs.
  bool belongs(std::size_t i) const {
    const auto& block = page_.blocks[i];
    constexpr std::size_t shortest = 2;
    if (link_share(block) > 0.4 || block.text.size() < shortest)
      return link_share(block) > 0.4 && main_.count(signature(i)) > 0 && block.text.size() > 60;
    if (front_line(block.text).understood) return false;
    return block.heading || block.item || block.cell || main_.count(signature(i)) > 0 ||
           element_of(i).tag == "blockquote";
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
      if (page_.blocks[i].heading && !text_behind)
        keep_[i] = false;
      else
        text_behind = true;
    }
  }

  ArticleText assemble() const {
    ArticleText result;
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      if (!keep_[i]) continue;
      if (result.text.empty())
        result.first_element = page_.blocks[i].element;
      else
        result.text += "\n\n";
      result.text += page_.blocks[i].text;
    }
    return result;
  }

  const Page& page_;
  std::string title_;
  std::uint32_t pruned_ = 0, container_ = 0;
  std::vector<bool> furniture_, prose_;
  std::vector<bool> inside_, body_;  // the container, and the whole body around it
  std::vector<bool> keep_;
  std::unordered_set<std::uint64_t> main_;   // signatures of paragraphs and their parents
  std::unordered_set<std::uint32_t> alike_;  // of paragraphs alone
  ArticleText best_;
};

}  // namespace

ArticleText article_text(const Page& page, std::string_view title) { return Selector(page, title).select(); }

}  // namespace newsgrep
