// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/automaton.hpp"

#include "common/utf8.hpp"

#include <algorithm>

namespace newsgrep {

bool Automaton::Node::takes(char32_t letter) const {
  const bool listed = std::any_of(letters.begin(), letters.end(), [&](const Range& range) { return letter >= range.first && letter <= range.last; });
  return listed != others;
}

// A node has one way with letters; a second one gets a node of its own.
void Automaton::letters(std::uint32_t from, std::vector<Range> letters, bool others, std::uint32_t to) {
  if (nodes_[from].takes_something()) {
    const auto own = add();
    free(from, own);
    from = own;
  }
  nodes_[from].letters = std::move(letters);
  nodes_[from].others = others;
  nodes_[from].next = to;
}

Automaton Automaton::of_wildcard(std::string_view pattern) {
  Automaton made;
  std::uint32_t at = made.start_ = made.add();
  for (std::size_t i = 0; i < pattern.size();) {
    const char32_t sign = next_char(pattern, i);
    if (sign == '*') {
      const auto loop = made.add(), next = made.add();
      made.free(at, loop);
      made.letters(loop, {}, true, loop);
      made.free(loop, next);
      at = next;
      continue;
    }
    const auto next = made.add();
    if (sign == '$') {
      const auto most = next_char(pattern, i) - U'0';
      for (char32_t count = 0; count < most; ++count) {
        const auto more = made.add();
        made.free(at, next);
        made.letters(at, {}, true, more);
        at = more;
      }
      made.free(at, next);
    } else if (sign == '[') {
      const auto close = pattern.find(']', i);
      auto inside = chars_of(pattern.substr(i, close - i));
      i = close + 1;
      const bool others = !inside.empty() && inside.front() == '!';
      std::vector<Range> ranges;
      for (std::size_t k = others ? 1 : 0; k < inside.size(); ++k) {
        const bool range = k + 2 < inside.size() && inside[k + 1] == '-';
        ranges.push_back({inside[k], inside[range ? k + 2 : k]});
        k += range ? 2 : 0;
      }
      made.letters(at, std::move(ranges), others, next);
    } else {
      made.letters(at, sign == '?' ? std::vector<Range>() : std::vector<Range>{{sign, sign}}, sign == '?', next);
    }
    at = next;
  }
  made.end_ = at;
  return made;
}

// A row of nodes for each number of changes so far.
Automaton Automaton::of_similar(std::string_view word, unsigned edits) {
  Automaton made;
  const auto letters = chars_of(word);
  const auto size = static_cast<std::uint32_t>(letters.size());
  const auto node = [&](std::uint32_t place, unsigned changes) { return changes * (size + 1) + place; };
  for (std::uint32_t i = 0; i < (size + 1) * (edits + 1); ++i) made.add();
  made.end_ = made.add();
  for (unsigned changes = 0; changes <= edits; ++changes) {
    made.free(node(size, changes), made.end_);
    for (std::uint32_t place = 0; place <= size; ++place) {
      const auto from = node(place, changes);
      if (place < size) made.letters(from, {{letters[place], letters[place]}}, false, node(place + 1, changes));
      if (changes == edits) continue;
      made.letters(from, {}, true, node(place, changes + 1));
      if (place < size) {
        made.letters(from, {}, true, node(place + 1, changes + 1));
        made.free(from, node(place + 1, changes + 1));
      }
      if (place + 1 < size) {
        const auto middle = made.add();
        made.letters(from, {{letters[place + 1], letters[place + 1]}}, false, middle);
        made.letters(middle, {{letters[place], letters[place]}}, false, node(place + 2, changes + 1));
      }
    }
  }
  return made;
}

Automaton::Nodes Automaton::closed(Nodes nodes) const {
  std::vector<bool> seen(nodes_.size());
  for (const auto node : nodes) seen[node] = true;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    for (const auto next : nodes_[nodes[i]].free)
      if (!seen[next]) seen[next] = true, nodes.push_back(next);
  std::sort(nodes.begin(), nodes.end());
  return nodes;
}

Automaton::Nodes Automaton::after(const Nodes& nodes, char32_t letter) const {
  Nodes next;
  for (const auto node : nodes)
    if (nodes_[node].takes(letter)) next.push_back(nodes_[node].next);
  std::sort(next.begin(), next.end());
  next.erase(std::unique(next.begin(), next.end()), next.end());
  return closed(std::move(next));
}

std::uint32_t Automaton::number_of(const Nodes& nodes) {
  const auto [at, fresh] = numbers_.try_emplace(nodes, static_cast<std::uint32_t>(known_.size()));
  if (fresh) {
    auto& known = known_.emplace_back();
    known.nodes = nodes;
    known.ends = std::binary_search(nodes.begin(), nodes.end(), end_);
    known.next.fill(unknown);
  }
  return at->second;
}

std::uint32_t Automaton::step(std::uint32_t set, char32_t letter) {
  if (letter < 128) {
    if (const auto next = known_[set].next[letter]; next != unknown) return next;
    const auto next = number_of(after(known_[set].nodes, letter));
    return known_[set].next[letter] = next;
  }
  const auto key = std::uint64_t{set} << 32 | letter;
  if (const auto known = next_long_.find(key); known != next_long_.end()) return known->second;
  const auto next = number_of(after(known_[set].nodes, letter));
  next_long_.emplace(key, next);
  return next;
}

// Numbers of sets are good no longer if there were too many.
void Automaton::forget_some() {
  if (too_many_known()) {
    known_.clear();
    numbers_.clear();
    next_long_.clear();
  }
  if (known_.empty()) number_of({});
}

std::uint32_t Automaton::first_set() {
  forget_some();
  return number_of(closed({start_}));
}

// The number of the set at the end of the word.
std::uint32_t Automaton::run(std::string_view word) {
  std::uint32_t set = first_set();
  for (std::size_t at = 0; at < word.size() && set != 0;) set = step(set, next_char(word, at));
  return set;
}

bool Automaton::fits(std::string_view word) { return known_[run(word)].ends; }

bool Automaton::may_begin(std::string_view word) { return run(word) != 0; }

std::optional<std::size_t> Automaton::shortest(const std::vector<char32_t>& letters) {
  std::uint32_t set = first_set();
  for (std::size_t at = 0; set != 0; ++at) {
    if (known_[set].ends) return at;
    if (at == letters.size()) break;
    if (too_many_known()) {
      const Nodes here = known_[set].nodes;
      forget_some();
      set = number_of(here);
    }
    set = step(set, letters[at]);
  }
  return std::nullopt;
}

Automaton Automaton::of_either(Automaton one, const Automaton& other) {
  Automaton made = std::move(one);
  const auto moved = static_cast<std::uint32_t>(made.nodes_.size());
  for (Node node : other.nodes_) {
    node.next += moved;
    for (auto& next : node.free) next += moved;
    made.nodes_.push_back(std::move(node));
  }
  const auto start = made.add(), end = made.add();
  made.free(start, made.start_);
  made.free(start, other.start_ + moved);
  made.free(made.end_, end);
  made.free(other.end_ + moved, end);
  made.start_ = start;
  made.end_ = end;
  return made;
}

Automaton Automaton::reversed() const {
  Automaton made;
  made.nodes_.resize(nodes_.size());
  made.start_ = end_;
  made.end_ = start_;
  for (std::uint32_t from = 0; from < nodes_.size(); ++from) {
    for (const auto to : nodes_[from].free) made.free(to, from);
    if (!nodes_[from].takes_something()) continue;
    const auto way = made.add();  // of several that lead to one node each is of its own
    made.free(nodes_[from].next, way);
    made.letters(way, nodes_[from].letters, nodes_[from].others, from);
  }
  return made;
}

std::string Automaton::beginning() const {
  std::string common;
  for (Nodes nodes = closed({start_}); !std::binary_search(nodes.begin(), nodes.end(), end_);) {
    std::optional<char32_t> only;
    for (const auto node : nodes) {
      const Node& one = nodes_[node];
      if (!one.takes_something()) continue;
      if (one.others || one.letters.size() != 1 || one.letters[0].first != one.letters[0].last || (only && *only != one.letters[0].first)) return common;
      only = one.letters[0].first;
    }
    if (!only) return common;
    append_char(common, *only);
    nodes = after(nodes, *only);
  }
  return common;
}

}  // namespace newsgrep
