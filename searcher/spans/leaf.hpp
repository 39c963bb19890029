// SPDX-License-Identifier: GPL-2.0-or-later
// A leaf of a query as patterns of words.
#pragma once

#include "common/fields.hpp"
#include "searcher/query/query.hpp"
#include "searcher/spans/pattern.hpp"

#include <cstdint>
#include <vector>

namespace newsgrep {

/// A text of the query as a graph: from place to place by a word, or by a joined unit of several.
struct Edge {
  std::uint32_t from = 0, to = 0;
  PatternId pattern = 0;
  bool operator==(const Edge&) const = default;
};
struct Sequence {
  std::vector<Edge> edges;              ///< in order of `from`
  std::vector<std::uint32_t> leaving;  ///< for each place the first edge that leaves it; one more
  std::uint32_t end = 0;
  bool operator==(const Sequence&) const = default;
};

/// What a leaf of the tree looks for in one field: any of these.
struct Leaf {
  std::vector<PatternId> single;    ///< one word or unit
  std::vector<Sequence> sequences;  ///< several, within a paragraph
  std::uint32_t part = 0;           ///< of the query
  bool operator==(const Leaf&) const = default;
};

/// A word, phrase, beginning or pattern of a query, or an operand of near, which is `always_exact`.
Leaf compile(const Query& query, const Field& field, Patterns& patterns, bool always_exact);

/// The words and joined units of a window, each once, and how often it must be there.
struct Wanted {
  Leaf leaf;
  unsigned times = 1;
};
std::vector<Wanted> compile_window(const Query& query, Patterns& patterns);

}  // namespace newsgrep
