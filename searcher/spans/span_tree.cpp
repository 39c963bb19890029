// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/spans/span_tree.hpp"

#include <algorithm>
#include <utility>

namespace newsgrep {
namespace {

// Of a group: words are kept apart, and what is in a group within it is its own.
void add_to_group(SpanNode& group, std::vector<SpanNode::Word>& words, SpanNode child) {
  if (child.kind == Query::Kind::any) {
    words.insert(words.end(), child.words.begin(), child.words.end());
    for (auto& one : child.children) add_to_group(group, words, std::move(one));
  } else if (child.is_leaf() && child.leaf.sequences.empty()) {
    for (const auto pattern : child.leaf.single) words.push_back({pattern, child.leaf.part});
  } else {
    group.children.push_back(std::move(child));
  }
}

SpanNode group_of(std::vector<SpanNode> parts) {
  SpanNode group, of_words;
  group.kind = of_words.kind = Query::Kind::any;
  for (auto& part : parts) add_to_group(group, of_words.words, std::move(part));
  std::sort(of_words.words.begin(), of_words.words.end());
  of_words.words.erase(std::unique(of_words.words.begin(), of_words.words.end()), of_words.words.end());
  if (group.children.empty()) return of_words;
  if (!of_words.words.empty()) group.children.push_back(std::move(of_words));
  return group;
}

SpanNode compile(const Query& query, const Field& field, Patterns& patterns, bool as_written, const std::function<std::uint32_t(const Query&)>& part) {
  SpanNode node;
  node.kind = query.kind;
  node.reach = query.reach;
  node.distance = query.distance;
  node.ordered = query.ordered;
  if (query.kind == Query::Kind::window) {
    for (auto& [leaf, times] : compile_window(query, patterns)) {
      SpanNode& word = node.children.emplace_back();
      word.leaf = std::move(leaf);
      word.leaf.part = part(query);
      word.times = times;
    }
  } else if (query.children.empty()) {
    node.leaf = newsgrep::compile(query, field, patterns, as_written);
    node.leaf.part = part(query);
  }
  const bool near = query.kind == Query::Kind::near || query.kind == Query::Kind::apart;
  for (const auto& child : query.children) node.children.push_back(compile(child, field, patterns, as_written || near, part));
  return query.kind == Query::Kind::any ? group_of(std::move(node.children)) : node;
}

void number_nodes(SpanNode& node, std::uint32_t& next) {
  for (auto& child : node.children) number_nodes(child, next);
  node.number = next++;
}

}  // namespace

SpanNode compile_spans(const Query& query, const Field& field, Patterns& patterns, const std::function<std::uint32_t(const Query&)>& part) {
  SpanNode node = compile(query, field, patterns, false, part);
  std::uint32_t next = 0;
  number_nodes(node, next);
  return node;
}

bool asks_for_sentences(const SpanNode& node) {
  return node.reach == Query::Reach::sentence || std::any_of(node.children.begin(), node.children.end(), asks_for_sentences);
}

bool asks_for_quotations(const SpanNode& node) {
  return node.kind == Query::Kind::quoted || std::any_of(node.children.begin(), node.children.end(), asks_for_quotations);
}

}  // namespace newsgrep
