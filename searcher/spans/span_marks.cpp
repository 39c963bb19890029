// SPDX-License-Identifier: GPL-2.0-or-later
// What of a text is shown as found.
#include "searcher/spans/operand.hpp"
#include "searcher/spans/span_tree.hpp"

#include <algorithm>

namespace newsgrep {
namespace {

constexpr std::size_t most_marks = 100'000;  // parts that are looked into for one text

}  // namespace

std::vector<PartSpan> SpanFinder::parts(const SpanNode& node) {
  std::vector<PartSpan> all;
  if (field_.size() == 0) return all;
  marks_left_ = most_marks;
  mark(node, {0, field_.size() - 1}, all);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

void SpanFinder::mark(const SpanNode& node, const Span& within, std::vector<PartSpan>& found) {
  if (marks_left_ == 0) return;
  --marks_left_;
  switch (node.kind) {
    case Query::Kind::any:
      mark_words(node, within, found);
      for (const auto& child : node.children) mark(child, within, found);
      return;
    case Query::Kind::at_least:
      if (has_as_many(node)) mark(node.children[0], within, found);
      return;
    case Query::Kind::near:
      if (node.reach == Query::Reach::words) return mark_near(as_near(node), within, found);
      break;
    default: break;
  }
  if (node.is_leaf()) {
    for (const auto& span : find_within(node, whole(), within)) found.push_back({span, node.leaf.part});
    return;
  }
  // Of these each span is made of what lies in it: of all operands, or of the first one.
  const bool of_first = node.kind != Query::Kind::near && node.kind != Query::Kind::window;
  each_stretch({within.first, std::uint64_t{within.last} + 1}, [&](const Stretch& stretch) {
    for (const auto& span : find_within(node, stretch, within))
      for (std::size_t i = 0; i < (of_first ? 1 : node.children.size()); ++i) mark(node.children[i], span, found);
    return marks_left_ > 0;
  });
}

void SpanFinder::mark_words(const SpanNode& node, const Span& within, std::vector<PartSpan>& found) const {
  if (node.words.empty()) return;
  const auto add = [&](Patterns::WordClass word, const Span& span) {
    const auto& fitting = patterns_.fitting(word);
    for (const auto& one : node.words)
      if (std::binary_search(fitting.begin(), fitting.end(), one.pattern)) found.push_back({span, one.part});
  };
  const auto& words = field_.fitting();
  const auto& units = field_.units();
  auto word = std::lower_bound(words.begin(), words.end(), within.first, [](const FieldText::Fitting& one, std::uint32_t at) { return one.at < at; });
  for (; word != words.end() && word->at <= within.last; ++word) add(word->fits, {word->at, word->at});
  for (auto unit = field_.unit_from(within.first); unit < units.size() && units[unit].first <= within.last; ++unit)
    if (units[unit].last <= within.last) add(units[unit].fits, {units[unit].first, units[unit].last});
}

// Each of what is in common that has all of the several near, with the nearest of these on either side.
void SpanFinder::mark_near(const Near& near, const Span& within, std::vector<PartSpan>& found) {
  each_stretch({within.first, std::uint64_t{within.last} + 1}, [&](const Stretch& stretch) {
    const Nearby all = nearby(near, stretch, within);
    std::optional<std::uint32_t> marked;  // where the last one begins: many nears within this one may begin with the same word
    for (const auto& one : all.common) {
      if (marked == one.first && !is_listed(*near.common)) continue;
      std::vector<std::pair<const SpanNode*, Span>> others;
      bool every = true;
      for (std::size_t i = 0; i < all.several.size() && every; ++i) {
        const auto before = others.size();
        if (const auto other = near.in_front ? all.several[i].nearest_in_front(one, near.distance) : std::nullopt) others.emplace_back(near.several[i], *other);
        if (const auto other = near.behind ? all.several[i].nearest_behind(one, near.distance) : std::nullopt) others.emplace_back(near.several[i], *other);
        every = others.size() > before;
      }
      if (!every) continue;
      marked = one.first;
      mark(*near.common, one, found);
      for (const auto& [node, other] : others) mark(*node, other, found);
    }
    return marks_left_ > 0;
  });
}

}  // namespace newsgrep
