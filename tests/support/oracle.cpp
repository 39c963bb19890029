// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/oracle.hpp"

#include "common/date.hpp"
#include "common/fields.hpp"

#include <functional>
#include <stdexcept>

namespace newsgrep::testing {
namespace {

OracleField take_apart(const std::string& text, const std::string& language) {
  OracleField field;
  Words words;
  Stemmer stem(language);
  words.read(text);
  for (const auto& word : words.words()) {
    field.terms.emplace_back(word.term);
    field.stems.emplace_back(stem(word.term));
    field.paragraph.push_back(word.paragraph);
  }
  for (const auto& unit : words.joined()) {
    field.units.push_back({std::string(unit.term), unit.first, unit.last});
    field.unit_stems.emplace_back(stem(unit.term));
  }
  return field;
}

// Every way to read a text of the query: a list of terms.
void readings(const OracleField& query, std::size_t at, std::vector<std::string> path, const std::function<void(const std::vector<std::string>&)>& each) {
  if (at == query.terms.size()) return each(path);
  for (const auto& unit : query.units) {
    if (unit.first != at) continue;
    auto with_unit = path;
    with_unit.push_back(unit.term);
    readings(query, unit.last + 1, std::move(with_unit), each);
  }
  path.push_back(query.terms[at]);
  readings(query, at + 1, std::move(path), each);
}

// Whether terms[from...] are found from word `at` on; any word or unit may stand for each.
bool follows(const OracleField& field, const std::vector<std::string>& terms, std::size_t from, std::size_t at, std::size_t start, bool last_is_prefix) {
  if (from == terms.size()) return true;
  if (at >= field.terms.size() || (at > start && field.paragraph[at])) return false;
  const bool prefix = last_is_prefix && from + 1 == terms.size();
  const auto fits = [&](const std::string& term) { return prefix ? term.starts_with(terms[from]) : term == terms[from]; };
  if (fits(field.terms[at]) && follows(field, terms, from + 1, at + 1, start, last_is_prefix)) return true;
  for (const auto& unit : field.units)
    if (unit.first == at && fits(unit.term) && follows(field, terms, from + 1, unit.last + 1, start, last_is_prefix)) return true;
  return false;
}

bool has_sequence(const OracleField& field, const OracleField& query, bool last_is_prefix) {
  bool found = false;
  readings(query, 0, {}, [&](const std::vector<std::string>& terms) {
    for (std::size_t at = 0; at < field.terms.size() && !found; ++at) found = follows(field, terms, 0, at, at, last_is_prefix);
  });
  return found;
}

struct Place {
  std::size_t first, last;
};

std::vector<Place> places_of(const OracleField& field, const OracleField& operand) {
  std::vector<Place> places;
  if (operand.terms.size() != 1) throw std::logic_error("the oracle knows near for single words only");
  for (std::size_t at = 0; at < field.terms.size(); ++at)
    if (field.terms[at] == operand.terms[0]) places.push_back({at, at});
  for (const auto& unit : field.units)
    if (unit.term == operand.terms[0]) places.push_back({unit.first, unit.last});
  return places;
}

bool are_near(const std::vector<Place>& left, const std::vector<Place>& right, std::size_t distance, bool ordered) {
  for (const auto& a : left)
    for (const auto& b : right) {
      if (a.last < b.first && b.first - a.last <= distance) return true;
      if (!ordered && b.last < a.first && a.first - b.last <= distance) return true;
    }
  return false;
}

bool field_matches(const Query& query, const OracleField& field, bool stemmed, const std::string& language) {
  if (query.kind == Query::Kind::near)
    return are_near(places_of(field, take_apart(query.children[0].text, "")), places_of(field, take_apart(query.children[1].text, "")), query.distance, query.ordered);
  const OracleField wanted = take_apart(query.text, language);
  if (wanted.terms.empty()) return false;
  const auto any = [](const std::vector<std::string>& terms, const std::string& term) {
    for (const auto& one : terms)
      if (one == term) return true;
    return false;
  };
  const auto any_unit = [&](const std::string& term) {
    for (const auto& unit : field.units)
      if (unit.term == term) return true;
    return false;
  };
  const bool stem = query.kind == Query::Kind::word && stemmed && !query.exact;
  if (query.kind == Query::Kind::word && wanted.terms.size() == 1)
    return stem ? any(field.stems, wanted.stems[0]) || any(field.unit_stems, wanted.stems[0]) : any(field.terms, wanted.terms[0]) || any_unit(wanted.terms[0]);
  if (query.kind == Query::Kind::word && wanted.units.size() == 1 && wanted.units[0].first == 0 && wanted.units[0].last + 1 == wanted.terms.size()) {
    if (stem ? any(field.stems, wanted.unit_stems[0]) || any(field.unit_stems, wanted.unit_stems[0]) : any(field.terms, wanted.units[0].term) || any_unit(wanted.units[0].term)) return true;
  }
  return has_sequence(field, wanted, query.kind == Query::Kind::prefix);
}

bool leaf_matches(const Query& query, const OracleArticle& article) {
  const std::string& language = article.article.language;
  if (!query.field) return field_matches(query, article.text, true, language) || field_matches(query, article.title, true, language);
  const std::string name(query.field->name);
  if (name == "text") return field_matches(query, article.text, true, language);
  if (name == "title") return field_matches(query, article.title, true, language);
  if (name == "byline") return field_matches(query, article.byline, false, language);
  if (name == "source") return field_matches(query, article.source, false, language);
  throw std::logic_error("the oracle does not know the field " + name);
}

bool in_period(const Article& article, const Period& period) {
  if (!article.published.known()) return false;
  const Period own = period_of(article.published);
  return !(period.first && *own.first < *period.first) && !(period.last && *own.last > *period.last);
}

}  // namespace

OracleArticle::OracleArticle(Article source_article) : article(std::move(source_article)) {
  text = take_apart(article.text, article.language);
  title = take_apart(article.title, article.language);
  byline = take_apart(article.byline, article.language);
  source = take_apart(article.source, article.language);
}

bool oracle_matches(const Query& query, const OracleArticle& article) {
  switch (query.kind) {
    case Query::Kind::everything: return true;
    case Query::Kind::date: return in_period(article.article, query.period);
    case Query::Kind::undated: return !article.article.published.known();
    case Query::Kind::none_of: return !oracle_matches(query.children[0], article);
    case Query::Kind::prefer: return oracle_matches(query.children[0], article);
    case Query::Kind::all:
      for (const auto& child : query.children)
        if (!oracle_matches(child, article)) return false;
      return true;
    case Query::Kind::any:
      for (const auto& child : query.children)
        if (oracle_matches(child, article)) return true;
      return false;
    default: return leaf_matches(query, article);
  }
}

}  // namespace newsgrep::testing
