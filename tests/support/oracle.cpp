// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/oracle.hpp"

#include "common/analysis.hpp"
#include "common/date.hpp"
#include "common/fields.hpp"
#include "common/sentences.hpp"
#include "common/utf8.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace newsgrep {

Oracle::Oracle(std::vector<Article> articles) : articles_(std::move(articles)) {
  for (const auto& article : articles_) {
    stemmer_.emplace_back(stemmer_of(article.language));
    auto& texts = texts_.emplace_back();
    for (const auto& field : fields()) texts.push_back(field.kind == FieldKind::text ? read(article.*field.value) : Text{});
  }
}

Oracle::Term Oracle::intern(std::string_view word) {
  const auto [at, fresh] = numbers_.emplace(std::string(word), static_cast<Term>(vocabulary_.size()));
  if (fresh) vocabulary_.emplace_back(word);
  return at->second;
}

Oracle::Text Oracle::read(const std::string& text) {
  Words words;
  words.read(text);
  Text out;
  const Word* before = nullptr;
  for (const auto& word : words.words()) {
    const auto cut = [&](std::size_t begin, std::size_t end) { return std::string_view(text).substr(begin, end - begin); };
    const bool sentence = word.paragraph || sentence_ends(cut(before->begin, before->end), cut(before->end, word.begin), cut(word.begin, word.end));
    out.words.push_back(intern(word.term));
    out.paragraph.push_back(word.paragraph);
    out.paragraph_number.push_back((out.paragraph_number.empty() ? 0 : out.paragraph_number.back()) + word.paragraph);
    out.sentence_number.push_back((out.sentence_number.empty() ? 0 : out.sentence_number.back()) + sentence);
    before = &word;
  }
  for (const auto& unit : words.joined()) out.units.push_back({unit.first, unit.last, intern(unit.term)});
  return out;
}

const std::vector<std::string>& Oracle::stems(const std::string& stemmer) const {
  auto& all = stems_[stemmer];
  if (all.size() == vocabulary_.size()) return all;
  Stemmer stem(stemmer);
  for (const auto& word : vocabulary_) all.emplace_back(stem(word));
  return all;
}

// Which words of the vocabulary a word of a query stands for.
Oracle::TermSet Oracle::terms(std::string_view folded, Form form, const std::string& stemmer) const {
  TermSet set(vocabulary_.size());
  if (form == Form::as_written) {
    if (const auto known = numbers_.find(std::string(folded)); known != numbers_.end()) set[known->second] = true;
  } else if (form == Form::beginning) {
    for (Term term = 0; term < set.size(); ++term) set[term] = vocabulary_[term].starts_with(folded);
  } else {
    Stemmer stem(stemmer);
    const std::string wanted(stem(folded));
    const auto& all = stems(stemmer);
    for (Term term = 0; term < set.size(); ++term) set[term] = all[term] == wanted;
  }
  return set;
}

// All ways to read the text of a query: each joined unit as one word or as several.
std::vector<Oracle::Path> Oracle::paths(const Query& leaf, Form form, const std::string& stemmer) const {
  Words words;
  words.read(leaf.text);
  const auto count = static_cast<std::uint32_t>(words.words().size());
  if (count == 0) return {};
  if (count == 1) return {{terms(words.words()[0].term, form, stemmer)}};

  std::vector<Path> complete;
  struct Partial {
    std::uint32_t at;
    Path path;
  };
  std::vector<Partial> open{{0, {}}};
  const Form each = leaf.stemmed ? form : Form::as_written;
  const Form last = leaf.kind == Query::Kind::prefix ? Form::beginning : each;
  while (!open.empty()) {
    const Partial partial = open.back();
    open.pop_back();
    if (partial.at == count) {
      complete.push_back(partial.path);
      continue;
    }
    const auto go = [&](std::string_view term, std::uint32_t to) {
      Partial next = partial;
      next.path.push_back(terms(term, to == count ? last : each, stemmer));
      next.at = to;
      open.push_back(next);
    };
    go(words.words()[partial.at].term, partial.at + 1);
    for (const auto& unit : words.joined())
      if (unit.first == partial.at) go(unit.term, unit.last + 1);
  }
  const auto& units = words.joined();
  const bool all_one = units.size() == 1 && units[0].first == 0 && units[0].last + 1 == count;
  if (leaf.kind == Query::Kind::word && all_one) complete.push_back({terms(units[0].term, form, stemmer)});
  return complete;
}

void Oracle::walk(const Text& text, const Path& path, std::size_t done, std::uint32_t start, std::uint32_t at, std::vector<Span>& found) {
  if (done == path.size()) {
    found.push_back({start, at - 1});
    return;
  }
  if (at >= text.words.size() || (done > 0 && text.paragraph[at])) return;
  if (path[done][text.words[at]]) walk(text, path, done + 1, start, at + 1, found);
  const auto unit = std::find_if(text.units.begin(), text.units.end(), [&](const Unit& one) { return one.first == at; });
  if (unit != text.units.end() && path[done][unit->term]) walk(text, path, done + 1, start, unit->last + 1, found);
}

std::vector<Oracle::Span> Oracle::spans(const std::vector<Path>& paths, const Text& text) const {
  std::vector<Span> found;
  for (const auto& path : paths) {
    for (std::uint32_t start = 0; start < text.words.size(); ++start)
      if (path[0][text.words[start]]) walk(text, path, 1, start, start + 1, found);
    for (const auto& unit : text.units)
      if (path[0][unit.term]) walk(text, path, 1, unit.first, unit.last + 1, found);
  }
  return found;
}

bool Oracle::is_stemmed(const Query& leaf, std::size_t field, bool as_written) {
  if (!fields()[field].stemmed) return false;
  return leaf.kind == Query::Kind::word ? !leaf.exact && !as_written : leaf.kind == Query::Kind::phrase && leaf.stemmed;
}

// What a part of a query stands for in a text, by looking at everything.
std::vector<Oracle::Span> Oracle::find(const Query& node, std::size_t field, std::size_t article, bool as_written) const {
  const Text& text = texts_[article][field];
  const bool near = node.kind == Query::Kind::near || node.kind == Query::Kind::apart;
  std::vector<std::vector<Span>> operands;
  for (const auto& child : node.children) operands.push_back(find(child, field, article, as_written || near));
  switch (node.kind) {
    case Query::Kind::any: {
      std::vector<Span> all;
      for (const auto& one : operands) all.insert(all.end(), one.begin(), one.end());
      return all;
    }
    case Query::Kind::near: return node.reach == Query::Reach::words ? near_each_other(node, operands) : together(node, operands, text);
    case Query::Kind::apart: return apart(node, operands, text);
    case Query::Kind::at_least: {
      std::set<std::pair<std::uint32_t, std::uint32_t>> distinct;
      for (const auto& span : operands[0]) distinct.emplace(span.first, span.last);
      return distinct.size() >= node.distance ? operands[0] : std::vector<Span>();
    }
    case Query::Kind::leading: {
      std::vector<Span> early;
      for (const auto& span : operands[0])
        if (span.last < node.distance) early.push_back(span);
      return early;
    }
    default: break;
  }
  const bool stemmed = is_stemmed(node, field, as_written);
  const std::string stemmer = stemmed ? stemmer_[article] : "";
  auto& known = paths_[{&node, stemmer}];
  if (!known) known = paths(node, node.kind == Query::Kind::prefix ? Form::beginning : stemmed ? Form::stem : Form::as_written, stemmer);
  return spans(*known, text);
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

void Oracle::ask_exact(const Query& leaf, const Field& field, std::vector<bool>& matching) const {
  const auto wanted = ascii_lower(leaf.text);
  for (std::size_t i = 0; i < articles_.size(); ++i) {
    const auto value = ascii_lower(articles_[i].*field.value);
    if (value.empty() || !leaf.children.empty()) continue;
    if (leaf.kind == Query::Kind::prefix ? value.starts_with(wanted) : value == wanted) matching[i] = true;
  }
}

void Oracle::ask_field(const Query& leaf, std::size_t field, std::vector<bool>& matching) const {
  if (fields()[field].kind != FieldKind::text) return ask_exact(leaf, fields()[field], matching);
  paths_.clear();
  for (std::size_t i = 0; i < articles_.size(); ++i)
    if (!find(leaf, field, i, false).empty()) matching[i] = true;
}

std::vector<bool> Oracle::ask_leaf(const Query& leaf) const {
  std::vector<bool> matching(articles_.size());
  for (std::size_t field = 0; field < fields().size(); ++field) {
    const auto name = fields()[field].name;
    if (leaf.field ? leaf.field == &fields()[field] : name == "text" || name == "title") ask_field(leaf, field, matching);
  }
  return matching;
}

std::vector<bool> Oracle::ask(const Query& query) const {
  std::vector<bool> matching(articles_.size());
  const auto where = [&](auto&& holds) {
    for (std::size_t i = 0; i < articles_.size(); ++i) matching[i] = holds(i);
    return matching;
  };
  switch (query.kind) {
    case Query::Kind::everything: return where([](std::size_t) { return true; });
    case Query::Kind::undated: return where([&](std::size_t i) { return !articles_[i].published.known(); });
    case Query::Kind::date:
      return where([&](std::size_t i) {
        if (!articles_[i].published.known()) return false;
        const Period own = period_of(articles_[i].published);
        const bool early = query.period.first && *own.first < *query.period.first;
        const bool late = query.period.last && *own.last > *query.period.last;
        return !early && !late;
      });
    case Query::Kind::prefer: return ask(query.children.front());
    case Query::Kind::none_of: matching = ask(query.children.front()); return where([&](std::size_t i) { return !matching[i]; });
    case Query::Kind::all:
    case Query::Kind::any: {
      const bool all = query.kind == Query::Kind::all;
      matching.assign(articles_.size(), all);
      for (const auto& child : query.children) {
        const auto of_child = ask(child);
        for (std::size_t i = 0; i < articles_.size(); ++i) matching[i] = all ? matching[i] && of_child[i] : matching[i] || of_child[i];
      }
      return matching;
    }
    default: return ask_leaf(query);
  }
}

bool oracle_matches(const Query& query, const Article& article) { return Oracle({article}).ask(query).front(); }

}  // namespace newsgrep
