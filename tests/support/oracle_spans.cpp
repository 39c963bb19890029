// SPDX-License-Identifier: GPL-2.0-or-later
// What a part of a query stands for in a text, by looking at everything.
#include "common/fields.hpp"
#include "common/utf8.hpp"
#include "tests/support/oracle.hpp"

#include <algorithm>
#include <regex>
#include <set>
#include <utility>

namespace newsgrep {

void Oracle::walk(const Text& text, const Path& path, std::size_t done, std::uint32_t start, std::uint32_t at, std::vector<Span>& found) {
  if (done == path.size()) {
    found.push_back({start, at - 1});
    return;
  }
  if (at >= text.words.size() || (done > 0 && text.paragraph[at])) return;
  if (takes(path[done], text.words[at], text.accented[at], text.letters[at])) walk(text, path, done + 1, start, at + 1, found);
  const auto unit = std::find_if(text.units.begin(), text.units.end(), [&](const Unit& one) { return one.first == at; });
  if (unit != text.units.end() && takes(path[done], unit->term, none, unit->letters)) walk(text, path, done + 1, start, unit->last + 1, found);
}

std::vector<Oracle::Span> Oracle::spans(const std::vector<Path>& paths, const Text& text) const {
  std::vector<Span> found;
  for (const auto& path : paths) {
    for (std::uint32_t start = 0; start < text.words.size(); ++start)
      if (takes(path[0], text.words[start], text.accented[start], text.letters[start])) walk(text, path, 1, start, start + 1, found);
    for (const auto& unit : text.units)
      if (takes(path[0], unit.term, none, unit.letters)) walk(text, path, 1, unit.first, unit.last + 1, found);
  }
  return found;
}

bool Oracle::is_stemmed(const Query& leaf, std::size_t field, bool as_written) {
  if (!fields()[field].stemmed) return false;
  return leaf.kind == Query::Kind::word ? !leaf.exact && !as_written : leaf.kind == Query::Kind::phrase && leaf.stemmed;
}

std::vector<Oracle::Span> Oracle::find(const Query& node, std::size_t field, std::size_t article, bool as_written) const {
  const Text& text = texts_[article][field];
  const bool near = node.kind == Query::Kind::near || node.kind == Query::Kind::apart;
  std::vector<std::vector<Span>> operands;
  for (const auto& child : node.children)
    if (child.kind != Query::Kind::all) operands.push_back(find(child, field, article, as_written || near));
  switch (node.kind) {
    case Query::Kind::anchored:
      return anchored_in(node, text, fields()[field].value.is_list());
    case Query::Kind::any: {
      std::vector<Span> all;
      for (const auto& one : operands) all.insert(all.end(), one.begin(), one.end());
      return all;
    }
    case Query::Kind::near:
      if (node.reach != Query::Reach::words) return together(node, operands, text);
      for (const bool first : {true, false}) {
        if (node.children[first ? 0 : 1].kind != Query::Kind::all) continue;
        std::vector<std::vector<Span>> each;
        for (const auto& child : node.children[first ? 0 : 1].children)
          each.push_back(find(child, field, article, true));
        return all_near(node, operands[0], each, first);
      }
      return near_each_other(node, operands);
    case Query::Kind::apart: return apart(node, operands, text);
    case Query::Kind::window: return window(node, text);
    case Query::Kind::at_least: {
      std::set<std::pair<std::uint32_t, std::uint32_t>> distinct;
      for (const auto& span : operands[0]) distinct.emplace(span.first, span.last);
      return distinct.size() >= node.distance ? operands[0] : std::vector<Span>();
    }
    case Query::Kind::quoted: {
      std::vector<Span> within;
      for (const auto& span : operands[0]) {
        bool inside = text.quotation[span.first] != 0;
        for (auto word = span.first; word <= span.last; ++word) inside = inside && text.quotation[word] == text.quotation[span.first];
        if (inside) within.push_back(span);
      }
      return within;
    }
    case Query::Kind::leading: {
      std::vector<Span> early;
      for (const auto& span : operands[0])
        if (node.reach == Query::Reach::paragraph ? text.paragraph_number[span.last] <= node.distance : span.last < node.distance) early.push_back(span);
      return early;
    }
    default: break;
  }
  const bool stemmed = is_stemmed(node, field, as_written);
  const std::string stemmer = stemmed ? stemmer_[article] : "";
  auto& known = paths_[{&node, stemmer}];
  if (!known) known = paths(node, stemmed ? Form::stem : Form::as_written, stemmer);
  return spans(*known, text);
}

// The words of a window and how often each must be there.
std::vector<Oracle::WindowWord> Oracle::words_of_window(const Query& window) const {
  const QueryWords words(window);
  std::vector<WindowWord> wanted;
  std::vector<std::vector<WordForm>> seen;
  words.each_unit([&](std::uint32_t first, std::uint32_t last, const QueryWords::Unit* unit) {
    const std::vector<WordForm> own(words.words().begin() + first, words.words().begin() + last + 1);
    if (const auto known = std::find(seen.begin(), seen.end(), own); known != seen.end()) {
      ++wanted[static_cast<std::size_t>(known - seen.begin())].times;
      return;
    }
    Path apart;
    for (const auto& form : own) apart.push_back(words_for(form, Form::as_written, "", window.letters));
    wanted.push_back({{apart}, 1});
    if (unit) wanted.back().ways.push_back({words_for(unit->form, Form::as_written, "", window.letters)});
    seen.push_back(own);
  });
  return wanted;
}

// Every stretch that is short enough, has all words often enough and no shorter such stretch in it.
std::vector<Oracle::Span> Oracle::window(const Query& window, const Text& text) const {
  auto& known_words = windows_[&window];
  if (known_words.empty()) known_words = words_of_window(window);
  std::vector<std::vector<Span>> wanted;  // of each word
  for (const auto& one : known_words) {
    std::set<std::pair<std::uint32_t, std::uint32_t>> distinct;
    for (const auto& span : spans(one.ways, text)) distinct.emplace(span.first, span.last);
    wanted.emplace_back();
    for (const auto& [from, to] : distinct) wanted.back().push_back({from, to});
  }
  std::size_t longest = window.distance;
  for (const auto& one : known_words) longest += one.times;
  std::vector<Span> found;
  const auto has_all = [&](std::uint32_t first, std::uint32_t last) {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const auto inside = std::count_if(wanted[i].begin(), wanted[i].end(), [&](const Span& span) { return span.first >= first && span.last <= last; });
      if (static_cast<std::size_t>(inside) < known_words[i].times) return false;
    }
    return true;
  };
  if (std::any_of(wanted.begin(), wanted.end(), [](const auto& one) { return one.empty(); })) return found;
  for (std::uint32_t first = 0; first < text.words.size(); ++first)
    for (std::uint32_t last = first; last < text.words.size() && last - first < longest; ++last) {
      if (text.paragraph_number[first] != text.paragraph_number[last] || !has_all(first, last)) continue;
      if (first == last || !(has_all(first + 1, last) || has_all(first, last - 1))) found.push_back({first, last});
      break;
    }
  return found;
}

std::vector<Oracle::Span> Oracle::near_each_other(const Query& near, const std::vector<std::vector<Span>>& operands) {
  std::vector<Span> found;
  for (const auto& a : operands[0])
    for (const auto& b : operands[1]) {
      const bool forwards = a.last < b.first && b.first - a.last <= near.distance;
      const bool backwards = b.last < a.first && a.first - b.last <= near.distance;
      if (forwards || (backwards && !near.ordered)) found.push_back({std::min(a.first, b.first), std::max(a.last, b.last)});
    }
  return found;
}

// Every choice of a span of each for every span that they have in common.
std::vector<Oracle::Span> Oracle::all_near(const Query& near, const std::vector<Span>& common,
                                           const std::vector<std::vector<Span>>& each, bool each_first) {
  std::vector<Span> found;
  for (const auto& one : common) {
    std::set<std::pair<std::uint32_t, std::uint32_t>> whole{{one.first, one.last}};
    for (const auto& spans : each) {
      std::set<std::pair<std::uint32_t, std::uint32_t>> longer;
      for (const auto& other : spans) {
        const auto there =
            each_first ? near_each_other(near, {{other}, {one}}) : near_each_other(near, {{one}, {other}});
        if (there.empty()) continue;
        for (const auto& [first, last] : whole)
          longer.emplace(std::min(first, other.first), std::max(last, other.last));
      }
      whole = longer;
    }
    for (const auto& [first, last] : whole) found.push_back({first, last});
  }
  return found;
}

// The shortest stretch of words that has letters which fit, from the beginning or to the end.
std::vector<Oracle::Span> Oracle::anchored(const Query& query, const Text& text, std::uint32_t begin, std::uint32_t end) const {
  // The library's \w knows no letters but Latin ones.
  const auto letters =
      chars_of(std::regex_replace(query.text.substr(1, query.text.size() - 2), std::regex("\\\\w"), "[^ ]"));
  const std::wregex expression(std::wstring(letters.begin(), letters.end()), std::regex::icase);
  const auto fits = [&](std::size_t first, std::size_t last) {
    std::wstring words;
    for (auto word = first; word <= last; ++word) {
      const auto more = chars_of(vocabulary_.words[text.words[word]]);
      if (!words.empty()) words += L' ';
      words.append(more.begin(), more.end());
    }
    return std::regex_search(words, expression);
  };
  if (begin == end || !fits(begin, end - 1)) return {};
  const std::uint32_t last = end - 1;
  const bool from_first = query.text.starts_with("/^"), to_last = query.text.ends_with("$/");
  if (from_first && to_last) return {{begin, last}};
  for (std::uint32_t size = 1; size <= end - begin; ++size)
    if (from_first ? fits(begin, begin + size - 1) : fits(end - size, last))
      return {from_first ? Span{begin, begin + size - 1} : Span{end - size, last}};
  return {};
}

// In one member of a list.
std::vector<Oracle::Span> Oracle::anchored_in(const Query& query, const Text& text, bool list) const {
  const auto count = static_cast<std::uint32_t>(text.words.size());
  if (!list) return anchored(query, text, 0, count);
  for (std::uint32_t begin = 0, end = 0; begin < count; begin = end) {
    while (end < count && text.paragraph_number[end] == text.paragraph_number[begin]) ++end;
    if (auto found = anchored(query, text, begin, end); !found.empty()) return found;
  }
  return {};
}

std::vector<Oracle::Span> Oracle::together(const Query& near, const std::vector<std::vector<Span>>& operands, const Text& text) {
  const auto& numbers = near.reach == Query::Reach::sentence ? text.sentence_number : text.paragraph_number;
  std::vector<Span> found;
  for (std::uint32_t number = 0; !numbers.empty() && number <= numbers.back(); ++number) {
    Span whole{UINT32_MAX, 0};
    std::size_t have = 0;
    for (const auto& spans : operands) {
      bool any = false;
      for (const auto& span : spans) {
        if (numbers[span.first] != number || numbers[span.last] != number) continue;
        any = true;
        whole = {std::min(whole.first, span.first), std::max(whole.last, span.last)};
      }
      have += any;
    }
    if (have == operands.size()) found.push_back(whole);
  }
  return found;
}

std::vector<Oracle::Span> Oracle::apart(const Query& apart, const std::vector<std::vector<Span>>& operands, const Text& text) {
  std::vector<Span> found;
  const auto scaled = [&](std::uint32_t word) {
    return apart.reach == Query::Reach::words ? word : apart.reach == Query::Reach::sentence ? text.sentence_number[word] : text.paragraph_number[word];
  };
  for (const auto& a : operands[0]) {
    const bool disturbed = std::any_of(operands[1].begin(), operands[1].end(), [&](const Span& b) {
      return scaled(b.first) <= std::uint64_t{scaled(a.last)} + apart.distance && scaled(a.first) <= std::uint64_t{scaled(b.last)} + apart.distance;
    });
    if (!disturbed) found.push_back(a);
  }
  return found;
}

}  // namespace newsgrep
