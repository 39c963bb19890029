// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/anchored.hpp"

#include "common/utf8.hpp"

#include <algorithm>
#include <vector>

namespace newsgrep {

bool is_anchored(std::string_view typed) {
  if (typed.size() < 3 || typed.front() != '/' || typed.back() != '/') return false;
  const auto inside = typed.substr(1, typed.size() - 2);
  return inside.front() == '^' || (inside.back() == '$' && !inside.ends_with("\\$"));
}

std::optional<AnchoredRegex> AnchoredRegex::read(std::string_view typed, std::string& trouble) {
  auto inside = typed.substr(1, typed.size() - 2);
  const bool from_first = inside.starts_with('^');
  if (from_first) inside.remove_prefix(1);
  const bool to_last = inside.ends_with('$') && !inside.ends_with("\\$");
  if (to_last) inside.remove_suffix(1);
  auto automaton = Automaton::of_regex(inside, trouble, false);
  if (automaton && automaton->fits("")) trouble = "nothing that it needs: it would fit everything";
  if (!trouble.empty()) return std::nullopt;
  return AnchoredRegex(from_first, to_last, from_first ? std::move(*automaton) : automaton->reversed());
}

std::optional<std::pair<std::size_t, std::size_t>> AnchoredRegex::find(std::string_view words) {
  auto letters = chars_of(words);
  if (from_first_ && to_last_)
    return automaton_.fits(words) ? std::optional(std::pair(std::size_t{0}, letters.size())) : std::nullopt;
  if (!from_first_) std::reverse(letters.begin(), letters.end());
  const auto length = automaton_.shortest(letters);
  if (!length) return std::nullopt;
  return from_first_ ? std::pair(std::size_t{0}, *length) : std::pair(letters.size() - *length, letters.size());
}

AnchoredRegex::First AnchoredRegex::first() const {
  if (!from_first_) return {};
  const std::string beginning = automaton_.beginning();
  const auto space = beginning.find(' ');
  return {beginning.substr(0, space), space != std::string::npos};
}

}  // namespace newsgrep
