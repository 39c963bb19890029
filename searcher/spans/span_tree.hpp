// SPDX-License-Identifier: GPL-2.0-or-later
// What a part of a query looks for in one field, and where it stands there.
//
// A span is the words [first, last] of a field. Those of a word, a phrase or a beginning are its occurrences; those of
// a group all of its parts'. A window: the shortest stretches within a paragraph that have every word of it, as often
// as it is wanted, and are longer than all these words by `distance` at most; a stretch that has a shorter one in it is
// none. Two operands near each other by words: every pair of their spans that do not overlap and are near enough, from
// the first word of the one to the last word of the other. Of several operands near the same other one: for every span
// of this and every choice of a span of each of them that is near it, from the first word of them all to the last. By
// sentence or paragraph: for each that has a span of every operand, from the first word of the first one to the last
// word of the last one. Apart: the spans of the left operand that have none of the right one near them, overlapping
// ones included. At least n times: all spans of the operand if they are as many. Leading: those that end within the
// first n words or paragraphs. Quoted: those within one quotation.
#pragma once

#include "searcher/query/query.hpp"
#include "searcher/spans/field_text.hpp"
#include "searcher/spans/leaf.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace newsgrep {

struct SpanNode {
  Query::Kind kind = Query::Kind::word;  ///< of the query's node: leaves have a leaf, the others children; a window has a leaf for each word
  Query::Reach reach = Query::Reach::words;
  unsigned distance = 0;
  unsigned times = 1;  ///< of a window's word: how often it must be there
  bool ordered = false;
  Leaf leaf;
  std::vector<SpanNode> children;
  /// Of a group of nothing but single words, instead of children: they are looked for at once, however many they are. In order.
  struct Word {
    PatternId pattern = 0;
    std::uint32_t part = 0;
    auto operator<=>(const Word&) const = default;
  };
  std::vector<Word> words;
  std::uint32_t number = 0;  ///< within its tree, from 0; that of the root is the last one

  bool is_leaf() const { return children.empty() && words.empty(); }
};

/// Compiles what is_decided_in_field(); `part` numbers its leaves.
SpanNode compile_spans(const Query& query, const Field& field, Patterns& patterns, const std::function<std::uint32_t(const Query&)>& part);

/// Whether it has to be known where sentences end.
bool asks_for_sentences(const SpanNode& node);
bool asks_for_quotations(const SpanNode& node);

struct Span {
  std::uint32_t first = 0, last = 0;
  auto operator<=>(const Span&) const = default;
};

/// A span of a leaf, and of which part of the query.
struct PartSpan {
  Span span;
  std::uint32_t part = 0;
  auto operator<=>(const PartSpan&) const = default;
};

/// Finds spans in the field that was read last; the patterns are those of the nodes. For one tree.
///
/// A word may begin as many spans as its nears reach over words, which together are too many to hold for a long text. So spans are found
/// for one stretch of the text after another, by the word they begin with; only what has but a few for each word is found as a whole.
class SpanFinder {
 public:
  SpanFinder(const FieldText& field, const Patterns& patterns) : field_(field), patterns_(patterns) {}

  /// Whether there is a span.
  bool has(const SpanNode& node);
  /// The leaves' spans that make up the node's spans, in order; of those near by words each with its nearest. Of a text with
  /// too many of these the first ones.
  std::vector<PartSpan> parts(const SpanNode& node);

 private:
  using Spans = std::vector<Span>;  // in order, each once

  // Words that spans begin with: [from, to).
  struct Stretch {
    std::uint64_t from = 0, to = 0;
  };

  // A near by words as its operands are near: one or several near the same other one, in front of it, behind it, or either.
  struct Near {
    const SpanNode* common = nullptr;
    std::vector<const SpanNode*> several;
    unsigned distance = 0;
    bool in_front = false, behind = false;
  };
  static Near as_near(const SpanNode& node);

  // One stretch after another, until `each` returns false.
  static constexpr std::uint64_t words_at_once = 4096;
  template <class Each>
  static void each_stretch(const Stretch& all, Each&& each) {
    for (std::uint64_t from = all.from; from < all.to; from += words_at_once)
      if (!each(Stretch{from, std::min(all.to, from + words_at_once)})) return;
  }
  Stretch whole() const { return {0, field_.size()}; }
  static constexpr Span anywhere{0, UINT32_MAX};
  // Hands over the node's spans in the stretch, in order, until `each` returns false.
  template <class Each>
  void each_span(const SpanNode& node, const Stretch& stretch, Each&& each);

  Spans find(const SpanNode& node, const Stretch& stretch);
  Spans find_any(const SpanNode& node, const Stretch& stretch);
  Spans find_near(const SpanNode& node, const Stretch& stretch);
  Spans find_all_near(const Near& near, const Stretch& stretch);
  Spans find_apart(const SpanNode& node, const Stretch& stretch);
  Spans find_leading(const SpanNode& node, const Stretch& stretch);
  Spans find_quoted(const SpanNode& node, const Stretch& stretch);
  // Those that lie within words of the text.
  Spans find_within(const SpanNode& node, const Stretch& stretch, const Span& within);
  bool has_near(const Near& near);
  bool has_as_many(const SpanNode& node);
  // How many words behind its first one a span of the node may end.
  std::uint64_t longest(const SpanNode& node);

  // What is in common in the stretch, and what may be near it.
  struct Nearby;
  Nearby nearby(const Near& near, const Stretch& stretch, const Span& within);
  // Of what must not be near, in the measure of the node: where it begins, each once, and how far what begins no later reaches.
  const Spans& unwanted(const SpanNode& node);

  // All spans of a node that has but a few for each word.
  static bool is_listed(const SpanNode& node);
  const Spans& listed(const SpanNode& node);
  Spans list(const SpanNode& node);
  Spans list_any(const SpanNode& node);
  Spans list_leaf(const Leaf& leaf, bool first_only);
  Spans list_words(const SpanNode& node) const;
  Spans list_window(const SpanNode& node);
  Spans list_together(const SpanNode& node);
  void find_single(PatternId pattern, bool first_only, Spans& spans) const;
  void find_sequence(const Sequence& sequence, bool first_only, Spans& spans);
  void match_at(const Sequence& sequence, std::uint32_t start);
  template <class Each>
  void step(std::uint32_t at, PatternId pattern, Each&& each) const;

  // Adds what makes up the spans that lie within a stretch of words.
  void mark(const SpanNode& node, const Span& within, std::vector<PartSpan>& found);
  void mark_words(const SpanNode& node, const Span& within, std::vector<PartSpan>& found) const;
  void mark_near(const Near& near, const Span& within, std::vector<PartSpan>& found);

  Span scaled(const Span& span, Query::Reach reach) const;

  // What is kept of a node; room is made when it is asked for.
  template <class Kept>
  static std::optional<Kept>& kept(std::vector<std::optional<Kept>>& all, const SpanNode& node) {
    if (all.size() <= node.number) all.resize(node.number + 1);
    return all[node.number];
  }

  const FieldText& field_;
  const Patterns& patterns_;
  std::vector<std::optional<Spans>> lists_;            // by the numbers of the nodes: listed(), or unwanted()
  std::vector<std::optional<std::uint64_t>> longest_;  // likewise
  std::vector<std::optional<bool>> as_many_;           // likewise: has_as_many()
  std::size_t marks_left_ = 0;
  std::vector<std::vector<std::uint32_t>> reached_;    // by match_at; empty between its calls
  std::vector<std::uint32_t> ends_;                    // what it found
};

}  // namespace newsgrep
