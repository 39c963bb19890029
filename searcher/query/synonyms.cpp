// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/synonyms.hpp"

#include "common/analysis.hpp"
#include "searcher/query/query_words.hpp"

#include <algorithm>
#include <utility>

namespace newsgrep {
namespace {

// Its words as the index counts them.
std::string key_of(std::string_view text) {
  Words words;
  words.read(text);
  std::string key;
  for (const auto& word : words.words()) key += (key.empty() ? "" : " ") + std::string(word.term);
  return key;
}

bool is_one_unit(std::string_view text) {
  Words words;
  words.read(text);
  return words.words().size() == 1 || is_joined_unit(words);
}

// In any form if the word asked for may be in any.
Query like(const Query& leaf, const std::string& text) {
  const bool any_form = leaf.kind == Query::Kind::phrase ? leaf.stemmed : !leaf.exact;
  Query other = leaf;
  other.kind = is_one_unit(text) ? Query::Kind::word : Query::Kind::phrase;
  other.text = text;
  other.exact = other.kind == Query::Kind::word && !any_form;
  other.stemmed = other.kind == Query::Kind::phrase && any_form;
  return other;
}

void add_to_leaf(Query& leaf, const std::vector<Synonyms>& all, std::size_t& most, std::vector<std::string>& unknown) {
  const std::string key = key_of(leaf.text);
  std::vector<std::string> keys{key};
  std::vector<Query> group{leaf};
  group[0].weight = 1;
  for (const auto& same : all) {
    if (std::none_of(same.begin(), same.end(), [&](const std::string& one) { return key_of(one) == key; })) continue;
    for (const auto& one : same) {
      std::string own = key_of(one);
      if (own.empty() || std::find(keys.begin(), keys.end(), own) != keys.end()) continue;
      if (group.size() > most) break;
      keys.push_back(std::move(own));
      group.push_back(like(group[0], one));
    }
  }
  if (group.size() == 1) return unknown.push_back(leaf.text);
  most -= std::min(most, group.size() - 1);
  Query any;
  any.kind = Query::Kind::any;
  any.weight = leaf.weight;
  any.begin = leaf.begin;
  any.end = leaf.end;
  any.children = std::move(group);
  leaf = std::move(any);
}

}  // namespace

bool add_synonyms(Query& query, const std::vector<Synonyms>& all, std::size_t& most,
                  std::vector<std::string>& unknown) {
  if (query.kind == Query::Kind::word || query.kind == Query::Kind::phrase) {
    add_to_leaf(query, all, most, unknown);
    return most > 0;
  }
  const bool group =
      query.kind == Query::Kind::any || query.kind == Query::Kind::all || query.kind == Query::Kind::none_of;
  return group && std::all_of(query.children.begin(), query.children.end(),
                              [&](Query& child) { return add_synonyms(child, all, most, unknown); });
}

}  // namespace newsgrep
