// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/plan.hpp"

#include "common/analysis.hpp"
#include "common/fields.hpp"
#include "common/terms.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace newsgrep {
namespace {

using XQuery = Xapian::Query;

// Under a negation the index must not find too much, elsewhere not too little; the Matcher settles the difference.
enum class Side { superset, subset };

XQuery combine(XQuery::op op, const std::vector<XQuery>& parts) {
  if (parts.empty()) return XQuery::MatchNothing;
  return parts.size() == 1 ? parts.front() : XQuery(op, parts.begin(), parts.end());
}

XQuery unweighted(const XQuery& query) { return XQuery(XQuery::OP_SCALE_WEIGHT, query, 0.0); }

XQuery without(const XQuery& query, const XQuery& unwanted) { return XQuery(XQuery::OP_AND_NOT, query, unwanted); }

constexpr std::size_t most_units = 4;  // of one phrase that are tried both as parts and as one word

// The readings of a text as term sequences: each joined unit as its parts and as one term.
std::vector<std::vector<std::string>> readings(const Words& words) {
  std::vector<std::vector<std::string>> paths(1);
  const auto& all = words.words();
  auto unit = words.joined().begin();
  for (std::uint32_t i = 0; i < all.size();) {
    const bool joined = unit != words.joined().end() && unit->first == i;
    const std::uint32_t next = joined ? unit->last + 1 : i + 1;
    std::vector<std::vector<std::string>> as_unit;
    if (joined) {
      as_unit = paths;
      for (auto& path : as_unit) path.emplace_back(unit->term);
      ++unit;
    }
    for (auto& path : paths)
      for (auto part = i; part < next; ++part) path.emplace_back(all[part].term);
    paths.insert(paths.end(), as_unit.begin(), as_unit.end());
    i = next;
  }
  return paths;
}

class Planner {
 public:
  explicit Planner(const IndexFacts& facts) : facts_(facts) {}

  Plan run(const Query& query) {
    plan_.candidates = build(query, Side::superset);
    const bool alone = query.kind == Query::Kind::phrase || query.kind == Query::Kind::near;
    if (positional_ > (alone ? 2u : 0u)) plan_.entangled = true;  // in the text, and in the title
    for (auto* list : {&plan_.markers, &plan_.terms}) {
      std::sort(list->begin(), list->end());
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    return std::move(plan_);
  }

 private:
  XQuery build(const Query& query, Side side) {
    switch (query.kind) {
      case Query::Kind::everything: return XQuery::MatchAll;
      case Query::Kind::word:
      case Query::Kind::phrase:
      case Query::Kind::prefix:
      case Query::Kind::near: return in_fields(query, side);
      case Query::Kind::all: return build_all(query, side);
      case Query::Kind::any: return build_any(query, side);
      case Query::Kind::prefer: return build_prefer(query, side);
      case Query::Kind::none_of: return without(XQuery::MatchAll, build_unwanted(query, side));
      case Query::Kind::date: return build_date(query.period);
      case Query::Kind::undated: return unweighted(term(std::string(undated_term)));
    }
    return XQuery::MatchNothing;
  }

  XQuery build_unwanted(const Query& negation, Side side) {
    const bool ranked = plan_.ranked;
    const XQuery unwanted = build(negation.children.front(), other(side));
    plan_.ranked = ranked;
    return unwanted;
  }

  std::vector<std::pair<std::string, Stemmer>>& stemmers() {
    if (!stemmers_.empty()) return stemmers_;
    for (const auto& name : facts_.stemmers) stemmers_.emplace_back(name, Stemmer(name));
    if (stemmers_.empty()) stemmers_.emplace_back("english", Stemmer("en"));
    return stemmers_;
  }

  static Side other(Side side) { return side == Side::superset ? Side::subset : Side::superset; }

  XQuery term(std::string text) {
    plan_.terms.push_back(text);
    return XQuery(std::move(text));
  }

  XQuery build_all(const Query& query, Side side) {
    std::vector<XQuery> wanted, unwanted;
    for (const auto& child : query.children) {
      if (child.kind == Query::Kind::none_of)
        unwanted.push_back(build_unwanted(child, side));
      else
        wanted.push_back(build(child, side));
    }
    const XQuery all = wanted.empty() ? XQuery(XQuery::MatchAll) : combine(XQuery::OP_AND, wanted);
    return unwanted.empty() ? all : without(all, combine(XQuery::OP_OR, unwanted));
  }

  XQuery build_any(const Query& query, Side side) {
    std::vector<XQuery> parts;
    for (const auto& child : query.children) parts.push_back(build(child, side));
    return combine(XQuery::OP_OR, parts);
  }

  XQuery build_prefer(const Query& query, Side side) {
    const XQuery required = build(query.children.front(), side);
    std::vector<XQuery> others;
    for (std::size_t i = 1; i < query.children.size(); ++i) others.push_back(build(query.children[i], Side::superset));
    if (!others.empty()) plan_.entangled = true;
    return others.empty() ? required : XQuery(XQuery::OP_AND_MAYBE, required, combine(XQuery::OP_OR, others));
  }

  XQuery build_date(const Period& period) {
    if (!facts_.oldest || !facts_.newest) return XQuery::MatchNothing;
    const Day first = std::max(period.first.value_or(*facts_.oldest), *facts_.oldest);
    const Day last = std::min(period.last.value_or(*facts_.newest), *facts_.newest);
    if (first > last) return XQuery::MatchNothing;
    std::vector<XQuery> parts;
    for (auto& name : cover_known(period, first, last)) parts.push_back(term(std::move(name)));
    return unweighted(combine(XQuery::OP_OR, parts));
  }

  // The period clamped to what the index holds, but in whole years where the period allows: fewer terms, and articles dated by
  // year or month only are in when the period covers all of theirs.
  static std::vector<std::string> cover_known(const Period& period, Day first, Day last) {
    using namespace std::chrono;
    const Day year_start = sys_days(civil(first).year() / January / 1), year_end = sys_days(civil(last).year() / December / 31);
    const Day from = period.first ? std::max(*period.first, year_start) : year_start;
    const Day to = period.last ? std::min(*period.last, year_end) : year_end;
    return cover(from, to);
  }

  XQuery in_fields(const Query& query, Side side) {
    if (query.field) return in_field(query, *query.field, side);
    const Field &text = fields()[0], &title = fields()[1];
    if (query.kind == Query::Kind::word) return word(query, {&text, &title}, side);
    return XQuery(XQuery::OP_OR, in_field(query, text, side), XQuery(XQuery::OP_SCALE_WEIGHT, in_field(query, title, side), title.weight));
  }

  XQuery in_field(const Query& query, const Field& field, Side side) {
    if (field.kind == FieldKind::exact) return in_exact_field(query, field);
    if (query.kind == Query::Kind::word) return word(query, {&field}, side);
    plan_.ranked = true;
    if (query.kind == Query::Kind::near) return near(query, field, side);
    words_.read(query.text);
    if (words_.words().empty()) return XQuery::MatchNothing;
    if (query.kind == Query::Kind::prefix) return prefix(field, side);
    return words_.words().size() == 1 ? term(word_term(field, words_.words()[0].term)) : phrase(field, side);
  }

  XQuery in_exact_field(const Query& query, const Field& field) {
    if (query.kind == Query::Kind::prefix) return unweighted(wildcard(exact_term(field, query.text)));
    if (query.kind == Query::Kind::near) return XQuery::MatchNothing;
    return unweighted(term(exact_term(field, query.text)));
  }

  // To the ranking a word is one term, in whichever field it stands, however it is written, and in whatever language it is stemmed:
  // its occurrences are added up, those in a heavier field more than once, before they are weighed, and it is as rare as all its
  // forms together. If each form had a weight of its own, one word in many forms would outdo an article that has several of the words.
  XQuery word(const Query& query, std::initializer_list<const Field*> wanted, Side side) {
    plan_.ranked = true;
    words_.read(query.text);
    const unsigned positional = positional_;
    std::vector<XQuery> forms;
    for (const Field* field : wanted) {
      const auto times = wanted.size() == 1 ? 1 : std::lround(field->weight);
      for (const auto& form : forms_in(*field, query.exact, side)) forms.insert(forms.end(), static_cast<std::size_t>(times), form);
    }
    if (forms.size() > 1) positional_ = positional;  // below OP_SYNONYM Xapian skips nothing, so that scores are right
    return combine(XQuery::OP_SYNONYM, forms);
  }

  std::vector<XQuery> forms_in(const Field& field, bool exact, Side side) {
    const auto& all = words_.words();
    const auto& units = words_.joined();
    if (all.empty()) return {};
    if (all.size() == 1) return stems(field, all[0].term, exact);
    const bool one_unit = units.size() == 1 && units[0].first == 0 && units[0].last + 1 == all.size();
    if (!one_unit) return {phrase(field, side)};
    auto forms = stems(field, units[0].term, exact);
    std::vector<std::string> parts;
    for (const auto& part : all) parts.emplace_back(part.term);
    forms.push_back(sequence(field, parts, side));
    return forms;
  }

  std::vector<XQuery> stems(const Field& field, std::string_view folded, bool exact) {
    if (exact || !field.stemmed) return {term(word_term(field, folded))};
    std::vector<XQuery> forms;
    for (auto& [name, stem] : stemmers()) forms.push_back(term(stem_term(field, name, stem(folded))));
    return forms;
  }

  XQuery phrase(const Field& field, Side side) {
    if (words_.joined().size() > most_units) return undecided_phrase(field, side);
    std::vector<XQuery> forms;
    for (const auto& path : readings(words_)) forms.push_back(sequence(field, path, side));
    return combine(XQuery::OP_OR, forms);
  }

  XQuery undecided_phrase(const Field& field, Side side) {
    plan_.decide_all = true;
    if (side == Side::subset) return XQuery::MatchNothing;
    const auto& all = words_.words();
    std::vector<XQuery> parts;
    auto unit = words_.joined().begin();
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      while (unit != words_.joined().end() && unit->last < i) ++unit;
      if (unit == words_.joined().end() || i < unit->first) parts.push_back(term(word_term(field, all[i].term)));
    }
    return parts.empty() ? XQuery(XQuery::MatchAll) : combine(XQuery::OP_AND, parts);
  }

  // Documents with this sequence of words: those that positions find, and those where a joined unit may stand for a word.
  XQuery sequence(const Field& field, const std::vector<std::string>& path, Side side) {
    const auto terms = word_terms(field, path);
    if (path.size() == 1) return term(terms.front());
    ++positional_;
    const XQuery positions(XQuery::OP_PHRASE, terms.begin(), terms.end(), static_cast<Xapian::termcount>(terms.size()));
    std::vector<XQuery> units;
    for (const auto& folded : path) add_marker(units, joined_marker(field, folded));
    return side == Side::subset ? unmarked(positions, units) : or_marked(positions, terms, units);
  }

  // What positions find for certain: Xapian finds a phrase also where one of its words, being a joined unit, has no position.
  static XQuery unmarked(const XQuery& positions, const std::vector<XQuery>& markers) {
    return markers.empty() ? positions : without(positions, combine(XQuery::OP_OR, markers));
  }

  // Beside what positions find, everything that has the words and a marker: without a weight, so that what positions find is ranked
  // first, and is found as fast as alone. (OP_MAX crashes when its branches end together in one of several segments: Xapian 1.4.)
  static XQuery or_marked(const XQuery& positions, const std::vector<std::string>& terms, const std::vector<XQuery>& markers) {
    if (markers.empty()) return positions;
    return or_doubtful(positions, XQuery(XQuery::OP_AND, terms.begin(), terms.end()), combine(XQuery::OP_OR, markers));
  }

  static XQuery or_doubtful(const XQuery& sure, const XQuery& wider, const XQuery& marker) {
    return XQuery(XQuery::OP_OR, sure, unweighted(XQuery(XQuery::OP_FILTER, wider, marker)));
  }

  void add_marker(std::vector<XQuery>& markers, std::string name) {
    if (facts_.frequency(name) == 0) return;
    plan_.markers.push_back(name);
    markers.emplace_back(std::move(name));
  }

  std::vector<std::string> word_terms(const Field& field, const std::vector<std::string>& folded) {
    std::vector<std::string> terms;
    for (const auto& word : folded) terms.push_back(word_term(field, word));
    plan_.terms.insert(plan_.terms.end(), terms.begin(), terms.end());
    return terms;
  }

  XQuery wildcard(const std::string& beginning) {
    return XQuery(XQuery::OP_WILDCARD, beginning, most_expansions, XQuery::WILDCARD_LIMIT_ERROR, XQuery::OP_SYNONYM);
  }

  XQuery prefix(const Field& field, Side side) {
    const auto& all = words_.words();
    if (all.size() == 1) return wildcard(word_term(field, all[0].term));
    plan_.decide_all = true;
    if (side == Side::subset) return XQuery::MatchNothing;
    std::vector<XQuery> parts;
    for (std::size_t i = 0; i + 1 < all.size(); ++i) parts.push_back(term(word_term(field, all[i].term)));
    parts.push_back(wildcard(word_term(field, all.back().term)));
    XQuery result = combine(XQuery::OP_AND, parts);
    for (const auto& unit : words_.joined()) result = XQuery(XQuery::OP_OR, result, wildcard(word_term(field, unit.term)));
    return result;
  }

  XQuery near(const Query& query, const Field& field, Side side) {
    std::vector<std::string> folded;
    bool simple = true;
    for (const auto& child : query.children) {
      words_.read(child.text);
      simple = simple && words_.words().size() == 1;
      for (const auto& word : words_.words()) folded.emplace_back(word.term);
    }
    auto sorted = folded;
    std::sort(sorted.begin(), sorted.end());
    simple = simple && std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end();
    if (folded.empty()) return XQuery::MatchNothing;
    if (!simple) return undecided_near(query, field, side);
    const auto terms = word_terms(field, folded);
    ++positional_;
    const auto op = query.ordered ? XQuery::OP_PHRASE : XQuery::OP_NEAR;
    // Between words of different paragraphs positions are further apart than words are: at most by one for each word between.
    std::vector<XQuery> units, paragraphs;
    for (const auto& word : folded) add_marker(units, joined_marker(field, word));
    add_marker(paragraphs, std::string(paragraphs_marker));
    const XQuery positions(op, terms.begin(), terms.end(), query.distance + 1);
    if (side == Side::subset) return unmarked(positions, units);
    const XQuery found = or_marked(positions, terms, units);
    if (paragraphs.empty()) return found;
    const XQuery wider(op, terms.begin(), terms.end(), std::min(query.distance, 1u << 20) * 2 + 1);
    return or_doubtful(found, wider, paragraphs.front());
  }

  // Operands of several words, or the same word twice: only the text can tell.
  XQuery undecided_near(const Query& query, const Field& field, Side side) {
    plan_.decide_all = true;
    if (side == Side::subset) return XQuery::MatchNothing;
    std::vector<XQuery> operands;
    for (const auto& child : query.children) {
      words_.read(child.text);
      std::vector<XQuery> parts, units;
      for (const auto& one : words_.words()) parts.push_back(term(word_term(field, one.term)));
      XQuery operand = combine(XQuery::OP_AND, parts);
      for (const auto& unit : words_.joined()) operand = XQuery(XQuery::OP_OR, operand, term(word_term(field, unit.term)));
      operands.push_back(operand);
    }
    return combine(XQuery::OP_AND, operands);
  }

  const IndexFacts& facts_;
  std::vector<std::pair<std::string, Stemmer>> stemmers_;  // made when a stem is needed
  Words words_;
  Plan plan_;
  unsigned positional_ = 0;  // operators on positions
};

}  // namespace

Plan plan_query(const Query& query, const IndexFacts& facts) { return Planner(facts).run(query); }

// k1 and b as for newswire: articles differ in length mostly because they say more, so length is held against them only mildly.
Xapian::BM25Weight ranking() { return Xapian::BM25Weight(1.2, 0, 1, 0.5, 0.5); }

}  // namespace newsgrep
