// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/front_matter.hpp"

#include "common/utf8.hpp"
#include "indexer/readers/text_lines.hpp"

#include <algorithm>

namespace newsgrep {

bool opens_front_matter(std::string_view line) { return trim(line) == "---" || trim(line) == "+++"; }

std::size_t front_matter_lines(const std::vector<std::string_view>& lines) {
  constexpr std::size_t most_lines = 1000;
  std::size_t at = 0;
  while (at < lines.size() && is_blank(lines[at])) ++at;
  if (at == lines.size() || !opens_front_matter(lines[at])) return 0;
  const auto mark = trim(lines[at]);
  bool named = false;
  for (std::size_t end = at + 1; end < std::min(lines.size(), at + most_lines); ++end) {
    if (trim(lines[end]) == mark) return named ? end + 1 : 0;
    named = named || header_line(lines[end]).shaped;
  }
  return 0;
}

}  // namespace newsgrep
