// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_body.hpp"

#include "indexer/readers/html_names.hpp"
#include "indexer/readers/html_prose.hpp"
#include "indexer/readers/text_lines.hpp"

#include <algorithm>
#include <unordered_map>

namespace newsgrep {
namespace {

// The share of a page's prose that furniture of such names may hold.
double most_furniture(const PageElement& element, std::uint32_t names) {
  if (names & (comments_name | navigation_name)) return 1;
  const bool more_of_body = (names & related_name) != 0 && (element.around & body_name) != 0;
  if ((names & (related_name | side_name | hidden_name)) != 0 && !more_of_body) return 0.75;
  return 0.4;
}

}  // namespace

Body::Body(const Page& page, const Headline& headline, std::uint32_t bad_names)
    : page_(page), headline_(headline), bad_names_(bad_names) {
  for (const auto& block : page.blocks) foreign_.push_back(is_foreign(block));
  find_furniture();
  find_prose();
  find_container();
  find_signatures();
  find_subheads();
  find_picture_boxes();
}

// Which elements lie in furniture. What holds much of the prose of a page is none, whatever its name: a body may lie
// inside a badly named wrapper, and what is named a body inside of it is one.
void Body::find_furniture() {
  std::vector<std::size_t> prose(page_.elements.size(), 0);
  for (std::size_t i = 0; i < page_.blocks.size(); ++i)
    if (!foreign_[i] && is_prose(page_.blocks[i])) prose[page_.blocks[i].element] += page_.blocks[i].text.size();
  for (std::size_t i = page_.elements.size(); i-- > 1;) prose[page_.elements[i].parent] += prose[i];
  const double all = static_cast<double>(std::max<std::size_t>(prose[0], 1));
  // A body may come in several pieces that are named alike.
  std::unordered_map<std::uint32_t, std::size_t> bodies;
  for (std::size_t i = 0; i < page_.elements.size(); ++i)
    if (page_.elements[i].names & body_name) bodies[page_.elements[i].signature] += prose[i];
  std::vector<bool> flows(page_.elements.size(), false);  // holds paragraphs directly
  for (std::size_t i = 0; i < page_.blocks.size(); ++i)
    if (!foreign_[i] && is_prose(page_.blocks[i]) && element_of(i).tag == "p") flows[element_of(i).parent] = true;
  furniture_.assign(page_.elements.size(), false);
  for (std::size_t i = 0; i < page_.elements.size(); ++i) {
    const auto& element = page_.elements[i];
    std::uint32_t bad = bad_names(element);
    constexpr double much_of_body = 0.25;
    // The rest of a text, hidden beside its beginning until readers ask for it: as one piece, or paragraph by paragraph.
    const bool rest = flows[i] ? static_cast<double>(prose[i]) >= much_of_body * all : element.tag == "p" && element.withheld;
    if (bad == hidden_name && flows[element.parent] && rest) bad = 0;
    const bool body = (element.names & body_name) != 0 && (element.around & comments_name) == 0 &&
                      static_cast<double>(bodies[element.signature]) >= much_of_body * all;
    if (bad != 0 && static_cast<double>(prose[i]) <= most_furniture(element, bad) * all)
      furniture_[i] = true;
    else if (i > 0 && !body)
      furniture_[i] = furniture_[element.parent];
  }
}

// A heading or paragraph is no column beside the text, whatever its name.
std::uint32_t Body::bad_names(const PageElement& element) const {
  const bool line = element.tag == "p" || element.heading;
  return element.names & bad_names_ & ~(line ? side_name : 0u);
}

// Prose: sentences of some length that are not mostly links.
void Body::find_prose() {
  prose_.assign(page_.blocks.size(), false);
  for (std::size_t i = 0; i < page_.blocks.size(); ++i) prose_[i] = !furniture(i) && is_prose(page_.blocks[i]);
  drop_teasers();
}

// A linked heading with one paragraph below it, several times over, is a list of other articles, unless there is
// nothing else on the page, not even a sentence beneath its headline.
void Body::drop_teasers() {
  constexpr std::size_t several = 3;
  std::size_t all = 0, in_teasers = 0;
  for (std::size_t i = 0; i < page_.blocks.size(); ++i) all += prose_[i] ? page_.blocks[i].text.size() : 0;
  const std::vector<std::size_t> teasers = find_teasers();
  for (const auto i : teasers) in_teasers += page_.blocks[i].text.size();
  constexpr std::size_t little = 250;
  if (teasers.size() < several) return;
  if (all - in_teasers < little && (in_one_element(teasers) || !stands_apart(teasers))) {
    constexpr std::size_t many = 5;
    lists_articles_ = teasers.size() >= many && !in_one_element(teasers);
    return;
  }
  for (const auto i : teasers) prose_[i] = false;
  // Beside other paragraphs they are parts of an article whose subheads are linked.
  std::unordered_set<std::uint32_t> parents;
  for (std::size_t i = 0; i < page_.blocks.size(); ++i)
    if (prose_[i]) parents.insert(element_of(i).parent);
  for (const auto i : teasers) prose_[i] = parents.count(element_of(i).parent) > 0;
}

// A heading, or a line that is a link and nothing else.
bool Body::may_head_teaser(std::size_t block) const {
  constexpr double all = 0.95;
  constexpr std::size_t shortest = 15, longest = 250;
  const auto& one = page_.blocks[block];
  return one.heading ||
         (!prose_[block] && one.text.size() >= shortest && one.text.size() <= longest && link_share(one) > all);
}

// The paragraphs that stand alone below linked headings, within the element around both.
std::vector<std::size_t> Body::find_teasers() const {
  constexpr double linked = 0.8;
  std::vector<std::size_t> teasers;
  for (std::size_t i = 0; i < page_.blocks.size();) {
    const bool opens = may_head_teaser(i) && element_of(i).tag != "h1" && link_share(page_.blocks[i]) > linked;
    std::size_t next = i + 1, paragraphs = 0, paragraph = 0;
    for (; next < page_.blocks.size() && !may_head_teaser(next); ++next) {
      if (!prose_[next]) continue;
      if (paragraphs == 1 && !are_close(i, paragraph, next)) break;
      ++paragraphs, paragraph = next;
    }
    if (opens && paragraphs == 1) teasers.push_back(paragraph);
    i = next;
  }
  return teasers;
}

// Whether a block lies in the lowest element around a heading and its paragraph too, near by.
bool Body::are_close(std::size_t heading, std::size_t paragraph, std::size_t block) const {
  constexpr int nearby = 6;
  std::uint32_t around = page_.blocks[paragraph].element;
  const auto holds = [&](std::size_t other) { return page_.lies_in(page_.blocks[other].element, around); };
  for (int i = 0; i < nearby && !holds(heading); ++i) around = page_.elements[around].parent;
  return holds(heading) && holds(block);
}

bool Body::in_one_element(const std::vector<std::size_t>& blocks) const {
  return std::all_of(blocks.begin(), blocks.end(),
                     [&](std::size_t i) { return element_of(i).parent == element_of(blocks[0]).parent; });
}

// Whether what stands beneath the headline is none of these blocks.
bool Body::stands_apart(const std::vector<std::size_t>& blocks) const {
  const auto& beneath = headline_.beneath();
  return !beneath.empty() && std::none_of(beneath.begin(), beneath.end(), [&](std::size_t i) {
    return std::find(blocks.begin(), blocks.end(), i) != blocks.end();
  });
}

// The deepest element that still holds most of the prose. Named bodies and articles count for more.
void Body::find_container() {
  std::vector<double> score(page_.elements.size(), 0);
  double total = 0;
  for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
    if (!prose_[i]) continue;
    const auto& element = element_of(i);
    double value = static_cast<double>(page_.blocks[i].text.size()) * (1 - link_share(page_.blocks[i]));
    if (element.around & body_name) value *= 2;
    if (element.article) value *= 1.5;
    if (page_.blocks[i].item) value *= 0.5;
    score[page_.blocks[i].element] += value;
    total += value;
  }
  for (std::size_t i = page_.elements.size(); i-- > 1;) score[page_.elements[i].parent] += score[i];
  constexpr double most = 0.7;
  std::uint32_t container = 0;
  for (std::uint32_t i = 1; i < page_.elements.size(); ++i)
    if (score[i] >= most * total && total > 0) container = i;
  inside_ = within(container);
  body_ = within(whole_body(container));
}

std::vector<bool> Body::within(std::uint32_t element) const {
  std::vector<bool> inside(page_.elements.size(), false);
  for (std::uint32_t i = element; i < page_.elements[element].end; ++i) inside[i] = true;
  return inside;
}

// The outermost element around it that is named a body, or an article, but for what lists several of them.
std::uint32_t Body::whole_body(std::uint32_t inner) const {
  std::uint32_t body = inner;
  for (std::uint32_t at = inner; at != 0; at = page_.elements[at].parent)
    if (page_.elements[at].tag == "article" || (page_.elements[at].names & body_name) != 0) body = at;
  return body;
}

// Paragraphs of one article are made alike: the commonest kind of element among the prose of the container.
void Body::find_signatures() {
  std::unordered_map<std::uint64_t, std::size_t> sizes;
  std::size_t total = 0;
  for (std::size_t i = 0; i < page_.blocks.size(); ++i)
    if (prose_[i] && inside_[page_.blocks[i].element]) {
      sizes[signature(i)] += page_.blocks[i].text.size();
      total += page_.blocks[i].text.size();
    }
  constexpr double share = 0.2;
  for (const auto& [key, size] : sizes)
    if (static_cast<double>(size) >= share * static_cast<double>(total)) {
      main_.insert(key);
      alike_.insert(static_cast<std::uint32_t>(key >> 32));
    }
}

// Lines that are made alike, differ in their words, and all stand right above paragraphs.
void Body::find_subheads() {
  constexpr std::size_t several = 2;
  struct Kind {
    bool above_paragraphs = true;
    std::unordered_set<std::string_view> lines;
    std::size_t count = 0;
  };
  std::unordered_map<std::uint64_t, Kind> kinds;
  for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
    if (!inside(i) || page_.blocks[i].heading || made_alike(i)) continue;
    Kind& kind = kinds[signature(i)];
    ++kind.count;
    kind.above_paragraphs = kind.above_paragraphs && may_be_subhead(i);
    kind.lines.insert(page_.blocks[i].text);
  }
  for (const auto& [key, kind] : kinds)
    if (kind.above_paragraphs && kind.count >= several && kind.lines.size() == kind.count) subheads_.insert(key);
}

bool Body::may_be_subhead(std::size_t block) const {
  constexpr std::size_t shortest = 8, longest = 120;
  const auto& line = page_.blocks[block];
  const auto size = line.text.size();
  return size >= shortest && size <= longest && line.link_bytes == 0 && !line.time && !line.item && !line.cell &&
         !line.quote && !furniture(block) && !line.text.ends_with('.') && block + 1 < page_.blocks.size() &&
         prose(block + 1) && made_alike(block + 1) && !front_line(line.text).understood && !is_credited(line.text);
}

std::uint64_t Body::signature(std::size_t block) const {
  const auto& element = element_of(block);
  return static_cast<std::uint64_t>(element.signature) << 32 | page_.elements[element.parent].signature;
}

void Body::find_picture_boxes() {
  constexpr std::size_t most_blocks = 3;
  const auto size = page_.elements.size();
  std::vector<std::size_t> blocks(size, 0);
  std::vector<bool> paragraphs(size, false), pictures(size, false);
  for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
    ++blocks[page_.blocks[i].element];
    if (made_alike(i)) paragraphs[page_.blocks[i].element] = true;
  }
  picture_box_.assign(size, false);
  for (std::size_t i = size; i-- > 1;) {
    const auto parent = page_.elements[i].parent;
    pictures[i] = pictures[i] || page_.elements[i].picture;
    picture_box_[i] = pictures[i] && !paragraphs[i] && blocks[i] <= most_blocks;
    blocks[parent] += blocks[i];
    paragraphs[parent] = paragraphs[parent] || paragraphs[i];
    pictures[parent] = pictures[parent] || pictures[i];
  }
}

bool Body::beside_picture(std::size_t block) const {
  constexpr int nearby = 4;
  std::uint32_t at = page_.blocks[block].element;
  for (int i = 0; i < nearby; ++i, at = page_.elements[at].parent)
    if (picture_box_[at]) return true;
  return false;
}

bool Body::placed(std::size_t block) const {
  const auto element = page_.blocks[block].element;
  return inside_[element] || (body_[element] && alike_.count(page_.elements[element].signature) > 0);
}

}  // namespace newsgrep
