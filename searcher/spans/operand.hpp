// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "searcher/spans/span_tree.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace newsgrep {

/// The spans of what something else is near to: those that lie behind a span or in front of it, at most so many words apart.
class Operand {
 public:
  /// In order, each once.
  explicit Operand(std::vector<Span> spans);

  std::optional<Span> nearest_behind(const Span& span, unsigned distance) const;
  std::optional<Span> nearest_in_front(const Span& span, unsigned distance) const;
  /// Their last words, or their first ones, in order, each once.
  std::vector<std::uint32_t> ends_behind(const Span& span, unsigned distance) const;
  std::vector<std::uint32_t> beginnings_in_front(const Span& span, unsigned distance) const;

 private:
  using At = std::vector<Span>::const_iterator;
  At behind(const Span& span) const;
  At in_front(const Span& span) const;  // one past the last of them

  std::vector<Span> spans_, by_end_;
};

struct SpanFinder::Nearby {
  Spans common;
  std::vector<Operand> several;
};

}  // namespace newsgrep
