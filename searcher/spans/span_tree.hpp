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

#include <cstdint>
#include <functional>
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

  bool is_leaf() const { return children.empty(); }
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

/// Finds spans in the field that was read last; the patterns are those of the nodes.
class SpanFinder {
 public:
  SpanFinder(const FieldText& field, const Patterns& patterns) : field_(field), patterns_(patterns) {}

  /// Whether there is a span. Throws Error(query) when the article has too many combinations to go through.
  bool has(const SpanNode& node);
  /// The leaves' spans that make up the node's spans, in order; of those near by words each with its nearest.
  std::vector<PartSpan> parts(const SpanNode& node);

 private:
  struct Match {
    Span span;
    std::vector<PartSpan> parts;  // left empty unless they are wanted

    void extend(const Match& other);
  };
  using Matches = std::vector<Match>;
  struct Operand;

  // How much is wanted: whether there is one; of each the nearest; all.
  enum class Want { one, nearest, all };

  Matches find(const SpanNode& node, Want want);
  Matches find_leaf(const Leaf& leaf, bool first_only);
  Matches find_any(const SpanNode& node, Want want);
  Matches find_window(const SpanNode& node);
  Matches find_near(const SpanNode& node, Want want);
  Matches find_all_near(const SpanNode& node, Want want);
  Matches find_together(const SpanNode& node, Want want);
  Matches find_apart(const SpanNode& node);
  Matches find_at_least(const SpanNode& node);
  Matches find_leading(const SpanNode& node);
  Matches find_quoted(const SpanNode& node);

  void find_single(PatternId pattern, bool first_only, std::vector<Span>& spans) const;
  void find_sequence(const Sequence& sequence, bool first_only, std::vector<Span>& spans);
  void match_at(const Sequence& sequence, std::uint32_t start);
  template <class Each>
  void step(std::uint32_t at, PatternId pattern, Each&& each) const;

  Match joined(const Match& left, const Match& right);
  void sort(Matches& matches) const;
  Span scaled(const Span& span, Query::Reach reach) const;

  const FieldText& field_;
  const Patterns& patterns_;
  bool with_parts_ = false;
  std::size_t combinations_ = 0;
  std::vector<std::vector<std::uint32_t>> reached_;  // by match_at; empty between its calls
  std::vector<std::uint32_t> ends_;                  // what it found
};

}  // namespace newsgrep
