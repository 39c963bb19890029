// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/snippet.hpp"

#include "common/utf8.hpp"

#include <algorithm>

namespace newsgrep {
namespace {

bool continuation(std::string_view text, std::size_t at) { return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; }

// The paragraph around a byte: between empty lines.
Range paragraph_around(std::string_view text, std::size_t at) {
  const auto before = at == 0 ? std::string_view::npos : text.rfind("\n\n", at - 1);
  const auto after = text.find("\n\n", at);
  return {before == std::string_view::npos ? 0 : before + 2, std::min(after, text.size())};
}

bool ends_sentence(std::string_view text, std::size_t at) {
  return at + 1 < text.size() && (text[at] == '.' || text[at] == '!' || text[at] == '?') && text[at + 1] == ' ';
}

// A place to begin at or before `at`: a sentence's start if one is near, otherwise a word's.
std::size_t begin_near(std::string_view text, std::size_t low, std::size_t at) {
  constexpr std::size_t near_sentence = 60, near_word = 24;
  if (at <= low) return low;
  for (std::size_t i = at; i > low && at - i < near_sentence; --i)
    if (i >= low + 2 && ends_sentence(text, i - 2)) return i;
  if (at - low < near_word) return low;
  for (std::size_t i = at; at - i < near_word; --i)
    if (text[i - 1] == ' ' || text[i - 1] == '\n') return i;
  while (at > low && continuation(text, at)) --at;
  return at;
}

std::size_t end_near(std::string_view text, std::size_t at, std::size_t high) {
  constexpr std::size_t near_sentence = 40, near_word = 24;
  constexpr std::size_t rest = 12;
  if (at + rest >= high) return high;
  for (std::size_t i = at; i < high && i - at < near_sentence; ++i)
    if (ends_sentence(text, i)) return i + 1;
  for (std::size_t i = at; i < high && i - at < near_word; ++i)
    if (text[i] == ' ' || text[i] == '\n') return i;
  while (at < high && continuation(text, at)) ++at;
  return at;
}

struct Window {
  std::size_t first = 0, last = 0;  // matches [first, last]
  double score = 0;
};

// From each match on as many as fit; more distinct matches are better, early ones a little too.
std::vector<Window> windows_of(std::string_view text, const std::vector<Range>& matches, unsigned length) {
  std::vector<Window> windows;
  std::size_t last = 0;
  Range paragraph{0, 0};
  for (std::size_t first = 0; first < matches.size(); ++first) {
    if (matches[first].begin >= paragraph.end || first == 0) paragraph = paragraph_around(text, matches[first].begin);
    last = std::max(last, first);
    while (last + 1 < matches.size() && matches[last + 1].end <= paragraph.end && matches[last + 1].end - matches[first].begin <= length) ++last;
    std::string_view previous;
    double distinct = 0;
    constexpr std::size_t most_compared = 8;
    for (std::size_t i = first; i <= std::min(last, first + most_compared); ++i) {
      const auto match = text.substr(matches[i].begin, matches[i].end - matches[i].begin);
      distinct += iequals(match.substr(0, 64), previous.substr(0, 64)) ? 0.2 : 1.0;
      distinct += 0.02 * static_cast<double>(std::min<std::size_t>(match.size(), 50));
      previous = match;
    }
    const double earliness = 0.3 * (1.0 - static_cast<double>(matches[first].begin) / static_cast<double>(text.size() + 1));
    windows.push_back({first, last, distinct + earliness});
  }
  return windows;
}

Passage cut(std::string_view text, const std::vector<Range>& matches, std::size_t first, std::size_t last, unsigned length) {
  const Range paragraph = paragraph_around(text, matches[first].begin);
  std::size_t core_begin = matches[first].begin, core_end = matches[last].end;
  const std::size_t most = std::size_t{length} * 4;
  if (core_end - core_begin > most) core_end = core_begin + most;
  const std::size_t spare = length > core_end - core_begin ? length - (core_end - core_begin) : 0;
  const std::size_t want = core_begin - std::min(core_begin, spare / 3);
  Passage passage;
  const std::size_t begin = begin_near(text, paragraph.begin, std::max(want, paragraph.begin));
  const std::size_t end = end_near(text, std::min(std::max(begin + length, core_end), paragraph.end), paragraph.end);
  passage.offset = begin;
  passage.text = text.substr(begin, end - begin);
  passage.cut_before = begin > paragraph.begin;
  passage.cut_after = end < paragraph.end;
  const auto from = std::lower_bound(matches.begin(), matches.end(), begin, [](const Range& match, std::size_t at) { return match.begin < at; });
  for (auto match = from; match != matches.end() && match->begin < end; ++match) passage.matches.push_back({match->begin - begin, std::min(match->end, end) - begin});
  return passage;
}

Passage beginning(std::string_view text, unsigned length) {
  const Range paragraph = paragraph_around(text, 0);
  Passage passage;
  const std::size_t end = end_near(text, std::min<std::size_t>(length, paragraph.end), paragraph.end);
  passage.text = text.substr(0, end);
  passage.cut_after = end < paragraph.end;
  return passage;
}

}  // namespace

std::vector<Passage> passages(std::string_view text, const std::vector<Range>& matches, unsigned most, unsigned length) {
  if (text.empty() || most == 0) return {};
  if (matches.empty()) return {beginning(text, length)};
  auto windows = windows_of(text, matches, length);
  std::stable_sort(windows.begin(), windows.end(), [](const Window& a, const Window& b) { return a.score > b.score; });
  std::vector<Passage> chosen;
  for (const auto& window : windows) {
    if (chosen.size() == most) break;
    Passage passage = cut(text, matches, window.first, window.last, length);
    const bool overlaps = std::any_of(chosen.begin(), chosen.end(), [&](const Passage& other) {
      return passage.offset < other.offset + other.text.size() && other.offset < passage.offset + passage.text.size();
    });
    if (!overlaps) chosen.push_back(std::move(passage));
  }
  std::sort(chosen.begin(), chosen.end(), [](const Passage& a, const Passage& b) { return a.offset < b.offset; });
  return chosen;
}

}  // namespace newsgrep
