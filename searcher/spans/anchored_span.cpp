// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/spans/anchored_span.hpp"

#include "common/utf8.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace newsgrep {

std::optional<Span> find_anchored(AnchoredRegex& regex, const Words& words) {
  std::string text;
  std::vector<std::size_t> starts;  // of each word, in letters
  std::size_t letters = 0;
  for (const auto& word : words.words()) {
    if (!text.empty()) text += ' ', ++letters;
    starts.push_back(letters);
    text += word.term;
    letters += count_chars(word.term);
  }
  const auto found = starts.empty() ? std::nullopt : regex.find(text);
  if (!found) return std::nullopt;
  const auto word_at = [&](std::size_t letter) {
    return static_cast<std::uint32_t>(std::upper_bound(starts.begin(), starts.end(), letter) - starts.begin() - 1);
  };
  return Span{word_at(found->first), word_at(found->second - 1)};
}

}  // namespace newsgrep
