// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/oracle.hpp"

#include "common/analysis.hpp"
#include "common/date.hpp"
#include "common/fields.hpp"
#include "common/utf8.hpp"

#include <algorithm>

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
  for (const auto& word : words.words()) {
    out.words.push_back(intern(word.term));
    out.paragraph.push_back(word.paragraph);
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
  const Form last = leaf.kind == Query::Kind::prefix ? Form::beginning : Form::as_written;
  while (!open.empty()) {
    const Partial partial = open.back();
    open.pop_back();
    if (partial.at == count) {
      complete.push_back(partial.path);
      continue;
    }
    const auto go = [&](std::string_view term, std::uint32_t to) {
      Partial next = partial;
      next.path.push_back(terms(term, to == count ? last : Form::as_written, stemmer));
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

void Oracle::ask_words(const Query& leaf, std::size_t field, std::vector<bool>& matching) const {
  const bool stemmed = leaf.kind == Query::Kind::word && !leaf.exact && fields()[field].stemmed;
  const Form form = leaf.kind == Query::Kind::prefix ? Form::beginning : stemmed ? Form::stem : Form::as_written;
  std::map<std::string, std::vector<Path>> by_stemmer;
  for (std::size_t i = 0; i < articles_.size(); ++i) {
    const std::string stemmer = stemmed ? stemmer_[i] : "";
    if (!by_stemmer.contains(stemmer)) by_stemmer[stemmer] = paths(leaf, form, stemmer);
    if (!spans(by_stemmer[stemmer], texts_[i][field]).empty()) matching[i] = true;
  }
}

void Oracle::ask_near(const Query& near, std::size_t field, std::vector<bool>& matching) const {
  const auto left = paths(near.children[0], Form::as_written, ""), right = paths(near.children[1], Form::as_written, "");
  for (std::size_t i = 0; i < articles_.size(); ++i)
    for (const auto& a : spans(left, texts_[i][field]))
      for (const auto& b : spans(right, texts_[i][field])) {
        const bool forwards = a.last < b.first && b.first - a.last <= near.distance;
        const bool backwards = b.last < a.first && a.first - b.last <= near.distance;
        if (forwards || (backwards && !near.ordered)) matching[i] = true;
      }
}

void Oracle::ask_exact(const Query& leaf, const Field& field, std::vector<bool>& matching) const {
  const auto wanted = ascii_lower(leaf.text);
  for (std::size_t i = 0; i < articles_.size(); ++i) {
    const auto value = ascii_lower(articles_[i].*field.value);
    if (value.empty() || leaf.kind == Query::Kind::near) continue;
    if (leaf.kind == Query::Kind::prefix ? value.starts_with(wanted) : value == wanted) matching[i] = true;
  }
}

void Oracle::ask_field(const Query& leaf, std::size_t field, std::vector<bool>& matching) const {
  if (fields()[field].kind != FieldKind::text) ask_exact(leaf, fields()[field], matching);
  else if (leaf.kind == Query::Kind::near) ask_near(leaf, field, matching);
  else ask_words(leaf, field, matching);
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
