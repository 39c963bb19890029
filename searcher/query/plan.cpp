// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/plan.hpp"

#include "common/analysis.hpp"
#include "common/fields.hpp"
#include "common/terms.hpp"
#include "searcher/query/anchored.hpp"
#include "searcher/query/query_words.hpp"
#include "searcher/query/ranking.hpp"
#include "searcher/query/readings.hpp"
#include "searcher/query/told_once.hpp"
#include "searcher/query/tree.hpp"
#include "searcher/query/word_terms.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <tuple>
#include <utility>

namespace newsgrep {
namespace {

using XQuery = Xapian::Query;

XQuery without(const XQuery& query, const XQuery& unwanted) { return XQuery(XQuery::OP_AND_NOT, query, unwanted); }

// Whether it is weighed as one, in however many terms, and by nothing else.
bool is_one_word(const XQuery& query) {
  const auto type = query.get_type();
  return type == XQuery::LEAF_TERM || type == XQuery::OP_WILDCARD || type == XQuery::OP_SYNONYM;
}

constexpr std::size_t most_units = 4;  // of one phrase that are looked up both as parts and as one word

// All of the parts or, of very many, which would take memory without end, some: what that finds beyond them the text rules out.
XQuery enough_of(std::vector<XQuery> parts) {
  constexpr std::size_t most = 50;
  if (parts.size() > most) parts.resize(most);
  return combine(XQuery::OP_AND, parts);
}

class Planner {
 public:
  explicit Planner(const IndexFacts& facts) : facts_(facts), terms_(facts, plan_) {}

  Plan run(const Query& query) {
    plan_.parts = weighed_parts(query);
    plan_.candidates = build(told_once(query), Side::superset);
    std::sort(plan_.terms.begin(), plan_.terms.end());
    plan_.terms.erase(std::unique(plan_.terms.begin(), plan_.terms.end()), plan_.terms.end());
    return std::move(plan_);
  }

 private:
  XQuery build(const Query& query, Side side) {
    if (facts_.look_around) facts_.look_around();
    const XQuery built = without_weight(query, side);
    return query.weight == 1 ? built : scaled(built, query.weight);
  }

  XQuery scaled(const XQuery& query, double factor) {
    const XQuery scaled(XQuery::OP_SCALE_WEIGHT, query, factor);
    plan_.factors.emplace(scaled.get_description(), factor);
    return scaled;
  }

  XQuery unweighted(const XQuery& query) { return scaled(query, 0); }

  XQuery without_weight(const Query& query, Side side) {
    switch (query.kind) {
      case Query::Kind::everything: return XQuery::MatchAll;
      case Query::Kind::word:
      case Query::Kind::phrase:
      case Query::Kind::prefix:
      case Query::Kind::pattern:
      case Query::Kind::anchored:
      case Query::Kind::window:
      case Query::Kind::near:
      case Query::Kind::apart:
      case Query::Kind::at_least:
      case Query::Kind::leading:
      case Query::Kind::quoted: return in_fields(query, side);
      case Query::Kind::all: return build_all(query, side);
      case Query::Kind::any: return build_any(query, side);
      case Query::Kind::prefer: return build_prefer(query, side);
      case Query::Kind::none_of: return without(XQuery::MatchAll, build_unwanted(query, side));
      case Query::Kind::date:
        return query.which == Query::Which::published ? build_date(query.period) : terms_.doubtful(XQuery::MatchAll, side);
      case Query::Kind::length:
      case Query::Kind::has: return terms_.doubtful(XQuery::MatchAll, side);
      case Query::Kind::site: return site(query, side);
      case Query::Kind::undated:
        if (query.which != Query::Which::published) return terms_.doubtful(XQuery::MatchAll, side);
        return unweighted(terms_.term(std::string(undated_term)));
    }
    return XQuery::MatchNothing;
  }

  XQuery build_unwanted(const Query& negation, Side side) {
    const bool ranked = plan_.ranked, excluding = std::exchange(excluding_, true);
    const XQuery unwanted = build(negation.children.front(), other(side));
    plan_.ranked = ranked;
    excluding_ = excluding;
    return unwanted;
  }

  static Side other(Side side) { return side == Side::superset ? Side::subset : Side::superset; }

  XQuery build_all(const Query& query, Side side) {
    std::vector<XQuery> wanted, unwanted;
    for (const auto& child : query.children)
      if (child.kind == Query::Kind::none_of) unwanted.push_back(build_unwanted(child, side));
      else wanted.push_back(build(child, side));
    const XQuery all = wanted.empty() ? XQuery(XQuery::MatchAll) : combine(XQuery::OP_AND, wanted);
    return unwanted.empty() ? all : without(all, combine(XQuery::OP_OR, unwanted));
  }

  XQuery build_any(const Query& query, Side side) {
    std::vector<XQuery> parts;
    for (const auto& child : query.children) parts.push_back(build(child, side));
    const auto groups = in_groups(parts);
    if (groups.size() < parts.size())
      for (const auto& group : groups) plan_.factors.emplace(group.get_description(), 1);
    return combine(XQuery::OP_OR, groups);
  }

  // What is only preferred need not be certain. In an exclusion it says nothing, and Xapian 1.4, which asks no weights there, would decide
  // by memory that it never wrote.
  XQuery build_prefer(const Query& query, Side side) {
    const XQuery required = build(query.children.front(), side);
    if (excluding_) return required;
    const auto doubts = std::tuple(plan_.decide, plan_.doubt_all, plan_.doubted);
    std::vector<XQuery> others;
    for (std::size_t i = 1; i < query.children.size(); ++i) others.push_back(build(query.children[i], Side::superset));
    std::tie(plan_.decide, plan_.doubt_all, plan_.doubted) = doubts;
    return others.empty() ? required : XQuery(XQuery::OP_AND_MAYBE, required, combine(XQuery::OP_OR, others));
  }

  XQuery build_date(const Period& period) {
    if (!facts_.oldest || !facts_.newest) return XQuery::MatchNothing;
    const Day first = std::max(period.first.value_or(*facts_.oldest), *facts_.oldest);
    const Day last = std::min(period.last.value_or(*facts_.newest), *facts_.newest);
    if (first > last) return XQuery::MatchNothing;
    std::vector<XQuery> parts;
    for (auto& name : cover_known(period, first, last)) parts.push_back(terms_.term(std::move(name)));
    return unweighted(combine(XQuery::OP_OR, parts));
  }

  // Addresses with the words of the host's name.
  XQuery site(const Query& query, Side side) {
    words_.read(query.text);
    return terms_.doubtful(unweighted(phrase(*find_field("url"), Side::superset)), side);
  }

  // The period clamped to what the index holds, but in whole years where the period allows: fewer terms, and articles dated by
  // year or month only are in when the period covers all of theirs.
  static std::vector<std::string> cover_known(const Period& period, Day first, Day last) {
    using namespace std::chrono;
    const Day year_start = sys_days(civil(first).year() / January / 1), year_end = sys_days(civil(last).year() / December / 31);
    return cover(period.first ? std::max(*period.first, year_start) : year_start, period.last ? std::min(*period.last, year_end) : year_end);
  }

  XQuery in_fields(const Query& query, Side side) {
    if (query.letters != Query::Letters::any) {
      Query any = query;
      any.letters = Query::Letters::any;
      return terms_.doubtful(in_fields(any, Side::superset), side);
    }
    if (query.field) return in_field(query, *query.field, side);
    const Field &text = fields()[0], &title = fields()[1];
    if (query.kind == Query::Kind::word) return word(query, {&text, &title}, side);
    const XQuery in_text = in_field(query, text, side), in_title = in_field(query, title, side);
    if (is_one_word(in_text) && is_one_word(in_title)) {  // to the ranking, too, as a word is
      std::vector<XQuery> forms{in_text};
      forms.insert(forms.end(), static_cast<std::size_t>(std::lround(title.weight)), in_title);
      return combine(XQuery::OP_SYNONYM, forms);
    }
    return XQuery(XQuery::OP_OR, in_text, scaled(in_title, title.weight));
  }

  void note_rank(const Field& field) { plan_.ranked = plan_.ranked || field.weight > 0; }

  XQuery in_field(const Query& query, const Field& field, Side side) {
    if (field.kind != FieldKind::text) return in_exact_field(query, field, side);
    if (query.kind == Query::Kind::word) return word(query, {&field}, side);
    if (query.kind == Query::Kind::anchored) return terms_.doubtful(unweighted(first_word(query, field)), side);
    note_rank(field);
    if (query.kind == Query::Kind::near) return terms_.doubtful(all_children(query, field), side);
    if (!is_leaf(query.kind))
      return terms_.doubtful(operand(query.children.front(), field, query.kind != Query::Kind::apart), side);
    const QueryWords words(query);
    if (words.words().empty()) return XQuery::MatchNothing;
    if (query.kind == Query::Kind::pattern && words.words().size() == 1) return terms_.matching(field, words.words()[0], false, side);
    if (query.kind == Query::Kind::window || (query.kind != Query::Kind::prefix && !words.plain())) return terms_.doubtful(every_word(words, field, query.stemmed), side);
    words_.read(query.text);
    if (query.stemmed) return terms_.doubtful(all_stems(field), side);
    return query.kind == Query::Kind::prefix ? prefix(field, side) : phrase(field, side);
  }

  // What finds every article with the operand in the field, and more. Words count in any form if `stemmed`, else as they are written.
  XQuery operand(const Query& query, const Field& field, bool stemmed) {
    switch (query.kind) {
      case Query::Kind::any: {
        std::vector<XQuery> parts;
        for (const auto& child : query.children) parts.push_back(operand(child, field, stemmed));
        return combine(XQuery::OP_OR, parts);
      }
      case Query::Kind::all:
      case Query::Kind::near: return all_children(query, field);
      case Query::Kind::word:
        if (stemmed) return word(query, {&field}, Side::superset);
        words_.read(query.text);
        return words_.words().empty() ? XQuery(XQuery::MatchNothing) : phrase(field, Side::superset);
      default: return in_field(query, field, Side::superset);
    }
  }

  // Fields with a word that may be the first one.
  XQuery first_word(const Query& query, const Field& field) {
    std::string trouble;
    const auto regex = AnchoredRegex::read(query.text, trouble);
    const auto first = regex ? regex->first() : AnchoredRegex::First{};
    if (first.letters.empty()) return XQuery::MatchAll;
    if (first.whole) return terms_.spelled(field, first.letters, {}, Side::superset);
    return terms_.matching(field, {WordForm::Kind::wildcard, first.letters + "*"}, false, Side::superset);
  }

  XQuery all_children(const Query& query, const Field& field) {
    std::vector<XQuery> parts;
    for (const auto& child : query.children) parts.push_back(operand(child, field, false));
    return combine(XQuery::OP_AND, parts);
  }

  // Every word of words_ in any form; what is joined may be several words or one.
  XQuery all_stems(const Field& field) {
    return outside_units([&](const Word& word) { return combine(XQuery::OP_OR, terms_.stems(field, word.term, word.accented)); });
  }

  XQuery in_exact_field(const Query& query, const Field& field, Side side) {
    if (query.kind == Query::Kind::prefix) {
      const auto terms = exact_beginning(field, query.text);
      const XQuery values = terms ? unweighted(terms_.wildcard(*terms)) : XQuery(XQuery::MatchAll);
      return tells_beginning(field, query.text) ? values : terms_.doubtful(values, side);
    }
    if (query.kind != Query::Kind::word && query.kind != Query::Kind::phrase) return XQuery::MatchNothing;
    const XQuery value = unweighted(terms_.term(exact_term(field, query.text)));
    return field.kind == FieldKind::unique ? terms_.doubtful(value, side) : value;
  }

  // To the ranking a word is one term, in whichever field it stands, however it is written, and in whatever language it is stemmed:
  // its occurrences are added up, those in a heavier field more than once, before they are weighed, and it is as rare as all its
  // forms together. If each form had a weight of its own, one word in many forms would outdo an article that has several of the words.
  XQuery word(const Query& query, std::initializer_list<const Field*> wanted, Side side) {
    for (const Field* field : wanted) note_rank(*field);
    words_.read(query.text);
    std::vector<XQuery> forms, apart;
    std::vector<FieldForms> by_field;
    for (const Field* field : wanted) {
      const auto times = wanted.size() == 1 ? 1 : std::lround(field->weight);
      by_field.push_back({forms_in(*field, query.exact, side, apart), static_cast<std::size_t>(times)});
      for (const auto& form : by_field.back().forms) forms.insert(forms.end(), by_field.back().times, form);
    }
    const XQuery together = as_rare_as_it_is(combine(XQuery::OP_SYNONYM, forms), by_field);
    return apart.empty() ? together : XQuery(XQuery::OP_OR, together, unweighted(combine(XQuery::OP_OR, apart)));
  }

  struct FieldForms {
    std::vector<XQuery> forms;
    std::size_t times;  // that each counts
  };

  // Xapian estimates how many documents have one of several forms as if they were independent, those that count twice too, and so takes a
  // word that stands in headlines for more frequent than it is. As a rule a text has what its headline has: it is as frequent as in
  // the field where most documents have it.
  XQuery as_rare_as_it_is(const XQuery& together, const std::vector<FieldForms>& by_field) {
    if (by_field.size() < 2 || plan_.parts < 2 || !facts_.frequency || facts_.documents == 0) return together;
    const auto all = static_cast<double>(facts_.documents);
    double without_any = 1, fewest_without = 1;  // as parts of all documents
    for (const auto& [forms, times] : by_field) {
      double without = 1;
      for (const auto& form : forms) {
        if (form.get_type() != XQuery::LEAF_TERM) return together;
        without *= 1 - static_cast<double>(facts_.frequency(*form.get_terms_begin())) / all;
      }
      without_any *= std::pow(without, times);
      fewest_without = std::min(fewest_without, without);
    }
    if (without_any == fewest_without) return together;
    return scaled(together, rarity(all * (1 - fewest_without), all) / rarity(all * (1 - without_any), all));
  }

  // A word of several parts, like e-mail, is indexed as one where it is written so; where it is not its parts go to `apart`, without
  // weight: joined ones have them too, and would count twice.
  std::vector<XQuery> forms_in(const Field& field, bool exact, Side side, std::vector<XQuery>& apart) {
    const auto& all = words_.words();
    const auto& units = words_.joined();
    if (all.empty()) return {};
    if (all.size() == 1) return exact ? std::vector{terms_.spelled(field, all[0].term, all[0].accented, side)} : terms_.stems(field, all[0].term, all[0].accented);
    if (!is_joined_unit(words_)) return {phrase(field, side)};
    const auto accented = accented_unit(words_, units[0]);
    auto forms = exact ? std::vector{terms_.spelled(field, units[0].term, accented, side)} : terms_.stems(field, units[0].term, accented);
    std::vector<Step> parts;
    for (const auto& part : all) parts.push_back({part.term, std::string(part.accented)});
    apart.push_back(sequence(field, parts, side));
    return forms;
  }

  XQuery phrase(const Field& field, Side side) {
    if (words_.joined().size() > most_units)
      return terms_.doubtful(outside_units([&](const Word& word) { return terms_.spelled(field, word.term, word.accented, Side::superset); }), side);
    std::vector<XQuery> forms;
    for (const auto& path : readings(words_)) forms.push_back(sequence(field, path, side));
    return combine(XQuery::OP_OR, forms);
  }

  // The words of a phrase that are no part of a joined unit, all of them, each as `query_of` makes it.
  template <class QueryOf>
  XQuery outside_units(QueryOf&& query_of) {
    const auto& all = words_.words();
    std::vector<XQuery> parts;
    auto unit = words_.joined().begin();
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      while (unit != words_.joined().end() && unit->last < i) ++unit;
      if (unit == words_.joined().end() || i < unit->first) parts.push_back(query_of(all[i]));
    }
    return parts.empty() ? XQuery(XQuery::MatchAll) : enough_of(std::move(parts));
  }

  // Documents with this sequence of words.
  XQuery sequence(const Field& field, const std::vector<Step>& path, Side side) {
    if (path.size() == 1) return terms_.spelled(field, path.front().term, path.front().accented, side);
    std::vector<XQuery> pairs;
    if (field.stemmed)
      for (std::size_t i = 1; i < path.size(); ++i)
        if (in_pairs(path[i - 1]) && in_pairs(path[i])) pairs.push_back(terms_.term(pair_term(field, path[i - 1].term, path[i].term)));
    if (path.size() == 2 && pairs.size() == 1) return pairs.front();
    const XQuery words = all_of(field, path);
    return terms_.doubtful(pairs.empty() ? words : XQuery(XQuery::OP_FILTER, words, enough_of(std::move(pairs))), side);
  }

  // Pairs are of words as they are folded, and not as they are transcribed, in the query or in the text.
  bool in_pairs(const Step& step) const {
    constexpr std::array<std::string_view, 5> digraphs{"ae", "oe", "ue", "aa", "dj"};
    const bool may_be_transcription = std::any_of(digraphs.begin(), digraphs.end(), [&](std::string_view one) { return step.term.find(one) != std::string_view::npos; });
    return facts_.policy->pair_word(step.term) && transcribed(step.accented).empty() && !may_be_transcription;
  }

  XQuery all_of(const Field& field, const std::vector<Step>& words) {
    std::vector<XQuery> parts;
    for (const auto& word : words) parts.push_back(terms_.spelled(field, word.term, word.accented, Side::superset));
    return enough_of(std::move(parts));
  }

  // Every word, or the joined unit it is part of.
  XQuery every_word(const QueryWords& words, const Field& field, bool stemmed) {
    std::vector<XQuery> parts;
    words.each_unit([&](std::uint32_t first, std::uint32_t last, const QueryWords::Unit* unit) {
      std::vector<XQuery> apart;
      for (auto i = first; i <= last; ++i) apart.push_back(terms_.matching(field, words.words()[i], stemmed, Side::superset));
      XQuery either = combine(XQuery::OP_AND, apart);
      if (unit) either = XQuery(XQuery::OP_OR, either, terms_.matching(field, unit->form, stemmed, Side::superset));
      parts.push_back(either);
    });
    return enough_of(std::move(parts));
  }

  XQuery prefix(const Field& field, Side side) {
    const auto& all = words_.words();
    if (all.size() == 1) return terms_.beginning(field, all[0].term, all[0].accented, side);
    std::vector<XQuery> parts;
    for (std::size_t i = 0; i + 1 < all.size(); ++i) parts.push_back(terms_.spelled(field, all[i].term, all[i].accented, Side::superset));
    parts.push_back(terms_.beginning(field, all.back().term, all.back().accented, Side::superset));
    XQuery result = enough_of(std::move(parts));
    for (const auto& unit : words_.joined()) result = XQuery(XQuery::OP_OR, result, terms_.beginning(field, unit.term, accented_unit(words_, unit), Side::superset));
    return terms_.doubtful(result, side);
  }

  const IndexFacts& facts_;
  Plan plan_;
  bool excluding_ = false;  // what is built is the inside of an exclusion
  WordTerms terms_;
  Words words_;
};

}  // namespace

Plan plan_query(const Query& query, const IndexFacts& facts) { return Planner(facts).run(query); }

}  // namespace newsgrep
