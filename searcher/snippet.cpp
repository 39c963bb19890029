// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/snippet.hpp"

#include "common/analysis.hpp"
#include "common/utf8.hpp"

#include <algorithm>
#include <cmath>

namespace newsgrep {
namespace {

// The paragraph around a byte: between empty lines.
Range paragraph_around(std::string_view text, std::size_t at) {
  const auto before = at == 0 ? std::string_view::npos : text.rfind("\n\n", at - 1);
  const auto after = text.find("\n\n", at);
  return {before == std::string_view::npos ? 0 : before + 2, std::min(after, text.size())};
}

bool continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

std::size_t character_start(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && continuation(text[at])) --at;
  return at;
}

// The character that ends before `at`, which is not 0.
char32_t char_before(std::string_view text, std::size_t at) {
  std::size_t begin = character_start(text, at - 1);
  return next_char(text, begin);
}

bool space_before(std::string_view text, std::size_t at) { return is_space(char_before(text, at)); }

bool space_at(std::string_view text, std::size_t at) { return is_space(next_char(text, at)); }

bool closes(char32_t c) { return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x2019 || c == 0x201D || c == 0xBB || c == 0x300D; }

// The usual case, to be told without decoding.
bool plain_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9'); }

bool stops_without_space(char32_t c) { return c == 0x3002 || c == 0xFF01 || c == 0xFF1F; }

// Whether a sentence ends at `at`, closing quotes included. A stop behind a capital belongs to initials and U.S. more often than not.
bool sentence_end(std::string_view text, std::size_t low, std::size_t at) {
  if (at == low || plain_letter(text[at - 1])) return false;
  const bool followed = at < text.size() && !space_at(text, at);
  while (at > low && closes(char_before(text, at))) at = character_start(text, at - 1);
  if (at == low) return false;
  const char32_t c = char_before(text, at);
  if (stops_without_space(c)) return true;
  if (followed || (c != '.' && c != '!' && c != '?')) return false;
  return c != '.' || at - low < 2 || text[at - 2] < 'A' || text[at - 2] > 'Z';
}

bool sentence_start(std::string_view text, std::size_t low, std::size_t at) {
  if (plain_letter(text[at - 1])) return false;
  return space_before(text, at) ? sentence_end(text, low, character_start(text, at - 1)) : stops_without_space(char_before(text, at));
}

// The word that a cut at `at` would divide, or {at, at}: words as the index has them, so that scripts without spaces have ends too.
Range word_around(std::string_view text, const Range& limits, std::size_t at) {
  constexpr std::size_t reach = 100;
  std::size_t begin = std::max(limits.begin, at - std::min(at, reach)), end = std::min(limits.end, at + reach);
  while (begin < at && continuation(text[begin])) ++begin;
  while (end > at && end < text.size() && continuation(text[end])) --end;
  Words words;
  words.read(text.substr(begin, end - begin));
  for (const auto& word : words.words())
    if (begin + word.begin < at && at < begin + word.end) return {begin + word.begin, begin + word.end};
  return {at, at};
}

// How far a cut may move for the sake of a sentence, of a word; a rest so small is not cut off.
constexpr std::size_t near_sentence = 60, near_space = 24, rest = 12;

// A place to begin at or before `at`: a sentence's start if one is near, otherwise a word's.
std::size_t begin_near(std::string_view text, const Range& limits, std::size_t at) {
  at = character_start(text, at);
  if (at <= limits.begin + rest) return limits.begin;
  for (std::size_t i = at; i > limits.begin + 1 && at - i < near_sentence; --i)
    if (!continuation(text[i]) && sentence_start(text, limits.begin, i)) return i;
  if (at <= limits.begin + near_space) return limits.begin;
  for (std::size_t i = at; at - i < near_space; --i)
    if (!continuation(text[i]) && space_before(text, i)) return i;
  return word_around(text, limits, at).begin;
}

std::size_t end_near(std::string_view text, const Range& limits, std::size_t at) {
  at = character_start(text, at);
  if (at + rest >= limits.end) return limits.end;
  for (std::size_t i = at; i < limits.end && i - at < near_sentence; ++i)
    if (!continuation(text[i]) && sentence_end(text, limits.begin, i)) return i;
  for (std::size_t i = at; i < limits.end && i - at < near_space; ++i)
    if (!continuation(text[i]) && space_at(text, i)) return i;
  return word_around(text, limits, at).end;
}

// Matches [first, last] of one paragraph.
struct Window {
  std::size_t first = 0, last = 0;
  Range paragraph;
};

// From each match on, as many as fit.
std::vector<Window> windows_of(std::string_view text, const std::vector<Mark>& matches, unsigned length) {
  std::vector<Window> windows;
  std::size_t last = 0;
  Range paragraph;
  for (std::size_t first = 0; first < matches.size(); ++first) {
    if (first == 0 || matches[first].begin >= paragraph.end) paragraph = paragraph_around(text, matches[first].begin);
    last = std::max(last, first);
    while (last + 1 < matches.size() && matches[last + 1].end <= paragraph.end && matches[last + 1].end - matches[first].begin <= length) ++last;
    windows.push_back({first, last, paragraph});
  }
  return windows;
}

// Chooses windows one by one.
class Chooser {
 public:
  Chooser(std::string_view text, const std::vector<Mark>& matches) : text_(text), matches_(matches) {
    for (const auto& match : matches) {
      if (match.part >= weights_.size()) weights_.resize(match.part + 1);
      ++weights_[match.part];
    }
    for (auto& weight : weights_)
      if (weight > 0) weight = 1 / (1 + std::log2(weight) / 4);  // what is everywhere in the article tells little
    inside_.resize(weights_.size());
    close_.push_back(0);
    for (std::size_t i = 1; i < matches.size(); ++i) close_.push_back(close_.back() + closeness(matches[i - 1], matches[i]));
  }

  /// Scores of all windows: both their ends only ever move on, so the parts inside are counted as matches come and go.
  std::vector<double> scores(const std::vector<Window>& windows) {
    std::vector<double> scores;
    std::size_t in = 0, out = 0;
    double parts = 0;
    for (const auto& window : windows) {
      for (; in <= window.last; ++in)
        if (inside_[matches_[in].part]++ == 0) parts += weights_[matches_[in].part];
      for (; out < window.first; ++out)
        if (--inside_[matches_[out].part] == 0) parts -= weights_[matches_[out].part];
      const double close = std::min(0.5, close_[window.last] - close_[window.first]);
      const double early = 0.2 * (1 - static_cast<double>(matches_[window.first].begin) / static_cast<double>(text_.size() + 1));
      scores.push_back(parts + close + early);
    }
    for (; out < in; ++out) --inside_[matches_[out].part];
    return scores;
  }

  /// What a passage shows counts less in the next.
  void show(std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) {
      auto& weight = weights_[matches_[i].part];
      weight = std::min(weight, 0.2);
    }
  }

 private:
  static double closeness(const Mark& before, const Mark& after) {
    constexpr std::size_t neighbours = 3, same_clause = 40;
    const std::size_t gap = after.begin - before.end;
    return before.part == after.part ? 0 : gap <= neighbours ? 0.3 : gap <= same_clause ? 0.1 : 0;
  }

  std::string_view text_;
  const std::vector<Mark>& matches_;
  std::vector<double> weights_;        // of the query's parts
  std::vector<double> close_;          // sums of closeness up to each match
  std::vector<std::uint32_t> inside_;  // occurrences of each part in the window at hand
};

// Where the first match is that begins at `at` or later.
std::size_t match_from(const std::vector<Mark>& matches, std::size_t at) {
  const auto found = std::lower_bound(matches.begin(), matches.end(), at, [](const Mark& match, std::size_t place) { return match.begin < place; });
  return static_cast<std::size_t>(found - matches.begin());
}

std::size_t end_of(const Passage& passage) { return passage.offset + passage.text.size(); }

// What a window takes off others: those inside are gone, those that reach into it end before it. Keeps their order.
void take_out(std::vector<Window>& windows, const std::vector<Mark>& matches, const Passage& passage) {
  const std::size_t first = match_from(matches, passage.offset), end = match_from(matches, end_of(passage));
  std::erase_if(windows, [&](const Window& window) { return window.first >= first && window.first < end; });
  for (auto& window : windows)
    if (window.first < first) window.last = std::min(window.last, first - 1);
}

// The part of the window's paragraph that other passages leave free around it.
Range free_around(const Window& window, const Mark& match, const std::vector<Passage>& others) {
  Range limits = window.paragraph;
  for (const auto& other : others) {
    if (other.offset <= match.begin) limits.begin = std::max(limits.begin, end_of(other));
    else limits.end = std::min(limits.end, other.offset);
  }
  return limits;
}

Passage make_passage(std::string_view text, const Range& paragraph, std::size_t begin, std::size_t end) {
  Passage passage;
  passage.offset = begin;
  passage.text = text.substr(begin, end - begin);
  passage.cut_before = begin > paragraph.begin;
  passage.cut_after = end < paragraph.end;
  return passage;
}

Passage cut(std::string_view text, const std::vector<Mark>& matches, const Window& window, const Range& limits, unsigned length) {
  const std::size_t core_begin = matches[window.first].begin, longest = std::size_t{length} * 4;
  const std::size_t core_end = std::min(matches[window.last].end, core_begin + longest);
  const std::size_t spare = length - std::min<std::size_t>(length, core_end - core_begin);
  const std::size_t wanted = core_begin - std::min(core_begin, spare / 3);
  std::size_t begin = begin_near(text, limits, std::max(wanted, limits.begin));
  while (begin < core_begin && space_at(text, begin)) next_char(text, begin);
  std::size_t end = end_near(text, limits, std::min(std::max(begin + length, core_end), limits.end));
  while (end > core_end && space_before(text, end)) end = character_start(text, end - 1);
  Passage passage = make_passage(text, window.paragraph, begin, end);
  for (std::size_t i = match_from(matches, begin); i < matches.size() && matches[i].begin < end; ++i)
    passage.matches.push_back({matches[i].begin - begin, std::min(matches[i].end, end) - begin});
  return passage;
}

Passage beginning(std::string_view text, unsigned length) {
  const Range paragraph = paragraph_around(text, 0);
  return make_passage(text, paragraph, 0, end_near(text, paragraph, std::min<std::size_t>(length, paragraph.end)));
}

}  // namespace

std::vector<Passage> passages(std::string_view text, const std::vector<Mark>& matches, unsigned most, unsigned length) {
  if (text.empty() || most == 0) return {};
  if (matches.empty()) return {beginning(text, length)};
  auto windows = windows_of(text, matches, length);
  Chooser chooser(text, matches);
  std::vector<Passage> chosen;
  while (chosen.size() < most && !windows.empty()) {
    const auto scores = chooser.scores(windows);
    const Window best = windows[static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin())];
    const Passage passage = cut(text, matches, best, free_around(best, matches[best.first], chosen), length);
    chooser.show(best.first, match_from(matches, end_of(passage)));
    take_out(windows, matches, passage);
    chosen.push_back(passage);
  }
  std::sort(chosen.begin(), chosen.end(), [](const Passage& a, const Passage& b) { return a.offset < b.offset; });
  return chosen;
}

}  // namespace newsgrep
