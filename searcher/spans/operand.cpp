// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/spans/operand.hpp"

#include <algorithm>

namespace newsgrep {
namespace {

void put_in_order(std::vector<std::uint32_t>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

}  // namespace

Operand::Operand(std::vector<Span> spans) : spans_(std::move(spans)), by_end_(spans_) {
  const auto before = [](const Span& a, const Span& b) { return a.last < b.last; };
  if (!std::is_sorted(by_end_.begin(), by_end_.end(), before)) std::stable_sort(by_end_.begin(), by_end_.end(), before);
}

Operand::At Operand::behind(const Span& span) const {
  return std::upper_bound(spans_.begin(), spans_.end(), span.last, [](std::uint32_t last, const Span& other) { return last < other.first; });
}

Operand::At Operand::in_front(const Span& span) const {
  return std::lower_bound(by_end_.begin(), by_end_.end(), span.first, [](const Span& other, std::uint32_t first) { return other.last < first; });
}

std::optional<Span> Operand::nearest_behind(const Span& span, unsigned distance) const {
  const auto at = behind(span);
  return at != spans_.end() && at->first - span.last <= distance ? std::optional(*at) : std::nullopt;
}

std::optional<Span> Operand::nearest_in_front(const Span& span, unsigned distance) const {
  const auto at = in_front(span);
  return at != by_end_.begin() && span.first - (at - 1)->last <= distance ? std::optional(*(at - 1)) : std::nullopt;
}

std::vector<std::uint32_t> Operand::ends_behind(const Span& span, unsigned distance) const {
  std::vector<std::uint32_t> ends;
  for (auto at = behind(span); at != spans_.end() && at->first - span.last <= distance; ++at) ends.push_back(at->last);
  put_in_order(ends);
  return ends;
}

std::vector<std::uint32_t> Operand::beginnings_in_front(const Span& span, unsigned distance) const {
  std::vector<std::uint32_t> beginnings;
  for (auto at = in_front(span); at != by_end_.begin() && span.first - (at - 1)->last <= distance; --at) beginnings.push_back((at - 1)->first);
  put_in_order(beginnings);
  return beginnings;
}

}  // namespace newsgrep
