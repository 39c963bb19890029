// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/word_terms.hpp"

#include "common/fields.hpp"
#include "common/numbers.hpp"
#include "common/terms.hpp"
#include "searcher/query/expansion.hpp"

namespace newsgrep {
namespace {

using XQuery = Xapian::Query;

constexpr std::size_t times_together = 2;  // what one beginning may stand for, all of a query together may: a word alone is looked for in the text and in the headline
constexpr std::size_t most_alternatives = 2000;  // words of a pattern; of more, all articles are looked at

}  // namespace

XQuery combine(XQuery::op op, const std::vector<XQuery>& parts) {
  if (parts.empty()) return XQuery::MatchNothing;
  return parts.size() == 1 ? parts.front() : XQuery(op, parts.begin(), parts.end());
}

std::vector<XQuery> in_groups(const std::vector<XQuery>& parts) {
  constexpr std::size_t very_many = 1000, of_group = 100;
  if (parts.size() <= very_many) return parts;
  std::vector<XQuery> groups;
  for (std::size_t begin = 0; begin < parts.size(); begin += of_group) {
    const auto first = parts.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto count = static_cast<std::ptrdiff_t>(std::min(of_group, parts.size() - begin));
    groups.emplace_back(XQuery::OP_SCALE_WEIGHT, XQuery(XQuery::OP_OR, first, first + count), 1.0);
  }
  return groups;
}

std::vector<std::pair<std::string, Stemmer>>& WordTerms::stemmers() {
  if (!stemmers_.empty()) return stemmers_;
  for (const auto& name : facts_.stemmers) stemmers_.emplace_back(name, Stemmer(name));
  if (stemmers_.empty()) stemmers_.emplace_back("english", Stemmer("en"));
  return stemmers_;
}

XQuery WordTerms::term(std::string text) {
  plan_.terms.push_back(text);
  return XQuery(std::move(text));
}

std::vector<XQuery> WordTerms::stems(const Field& field, std::string_view folded, std::string_view accented) {
  std::vector<XQuery> forms;
  if (field.stemmed) {
    for (auto& [name, stem] : stemmers())
      for (const auto& one : stem.all_of(folded, accented)) forms.push_back(term(stem_term(field, name, one)));
    return forms;
  }
  forms.push_back(term(word_term(field, folded)));
  if (const auto other = transcribed(accented); !other.empty()) forms.push_back(term(word_term(field, other)));
  return forms;
}

XQuery WordTerms::spelled(const Field& field, std::string_view folded, std::string_view accented, Side side) {
  const XQuery own = spelled_so(field, folded, side);
  const auto other = transcribed(accented);
  return other.empty() ? own : XQuery(XQuery::OP_SYNONYM, own, spelled_so(field, other, side));
}

XQuery WordTerms::spelled_so(const Field& field, std::string_view folded, Side side) {
  if (facts_.policy->has_raw(field, folded)) return term(word_term(field, folded));
  if (TermPolicy::is_own_stem(folded)) return combine(XQuery::OP_OR, stems(field, folded, {}));
  const auto shared = stems(field, folded, {});
  for (const auto& one : shared) doubt(*one.get_terms_begin());
  return side == Side::superset ? combine(XQuery::OP_OR, shared) : XQuery(XQuery::MatchNothing);
}

void WordTerms::doubt(const std::string& shared) {
  plan_.decide = true;
  plan_.doubted.insert(shared);
}

XQuery WordTerms::doubtful(const XQuery& superset, Side side) {
  plan_.decide = plan_.doubt_all = true;
  return side == Side::superset ? superset : XQuery(XQuery::MatchNothing);
}

// The words of a field that have a term for themselves, or are numbers, with that term, until `each` returns false.
template <class Each>
void WordTerms::each_word(const Field& field, const std::string& first, Each&& each) {
  if (!facts_.each_term) return;
  const auto under = [&](const std::string& front, const std::string& word) {
    facts_.each_term(front + word, [&](std::string_view name) {
      if (facts_.look_around) facts_.look_around();
      const auto own = name.substr(front.size());
      return own.empty() || (own.front() >= 'A' && own.front() <= 'Z') || each(own, name);
    });
  };
  under(word_term(field, ""), first);
  if (!field.stemmed || !(first.empty() || TermPolicy::is_own_stem(first))) return;
  for (auto& [name, stem] : stemmers())
    for (const char* digit : {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"})
      if (first.empty() || first.front() == *digit) under(stem_term(field, name, ""), first.empty() ? digit : first);
}

XQuery WordTerms::matching(const Field& field, const WordForm& form, bool stemmed, Side side) {
  switch (form.kind) {
    case WordForm::Kind::plain: return stemmed ? combine(XQuery::OP_OR, stems(field, form.text, form.accented)) : spelled(field, form.text, form.accented, side);
    case WordForm::Kind::beginning: return beginning(field, form.text, form.accented, side);
    case WordForm::Kind::anything: return side == Side::superset ? XQuery(XQuery::MatchAll) : XQuery(XQuery::MatchNothing);
    default: break;
  }
  Automaton automaton = automaton_of(form);
  const std::string first = automaton.beginning();
  std::vector<XQuery> own;
  each_word(field, first, [&](std::string_view word, std::string_view name) {
    if (automaton.fits(word)) own.emplace_back(std::string(name));
    return own.size() <= most_alternatives;
  });
  std::set<std::string> by_stem;
  if (field.stemmed)
    for (const auto& word : facts_.policy->stem_only(first)) {
      if (own.size() + by_stem.size() > most_alternatives) break;
      if (automaton.fits(word)) add_stems(field, word, by_stem);
    }
  if (own.size() + by_stem.size() > most_alternatives) return doubtful(XQuery::MatchAll, side);
  if (by_stem.empty()) return combine(XQuery::OP_SYNONYM, own);
  const XQuery certain = combine(XQuery::OP_SYNONYM, own);
  for (const auto& name : by_stem) {
    own.emplace_back(name);
    doubt(name);
  }
  return side == Side::superset ? combine(XQuery::OP_SYNONYM, own) : certain;
}

// The terms that a word without one of its own is indexed by: of the archive's languages those that have its stem.
void WordTerms::add_stems(const Field& field, std::string_view word, std::set<std::string>& terms) {
  for (auto& [name, stem] : stemmers()) {
    auto own = stem_term(field, name, stem(word));
    if (stemmers_.size() == 1 || !facts_.has_term || facts_.has_term(own)) terms.insert(std::move(own));
  }
}

// Each is looked up anew wherever it stands.
void WordTerms::charge(const std::string& beginning) {
  const auto [known, is_new] = expansions_.try_emplace(beginning, 0);
  auto& count = known->second;
  if (is_new)
    facts_.each_term(beginning, [&](std::string_view) {
      if (facts_.look_around) facts_.look_around();
      return ++count <= facts_.most_expansions;
    });
  const std::uint64_t most = std::uint64_t{facts_.most_expansions} * times_together;
  if ((charged_ += count) <= most) return;
  throw Error(ErrorCode::query, "the words of the query that end with * stand for more than " + grouped_number(most) + " words together", "type more of their letters, or leave some out");
}

// So few wildcards as the allowance is for need no counting: each that is too large is told when it is expanded.
XQuery WordTerms::wildcard(const std::string& beginning) {
  beginnings_.push_back(beginning);
  if (facts_.most_expansions > 0 && facts_.each_term && beginnings_.size() > times_together)
    for (auto at = beginnings_.size() == times_together + 1 ? beginnings_.begin() : beginnings_.end() - 1; at != beginnings_.end(); ++at) charge(*at);
  XQuery query(XQuery::OP_WILDCARD, beginning, facts_.most_expansions, XQuery::WILDCARD_LIMIT_ERROR, XQuery::OP_SYNONYM);
  plan_.beginnings.emplace(query.get_description(), beginning);
  return query;
}

XQuery WordTerms::beginning(const Field& field, std::string_view folded, std::string_view accented, Side side) {
  const XQuery own = beginning_so(field, folded, side);
  const auto other = transcribed(accented);
  return other.empty() ? own : XQuery(XQuery::OP_SYNONYM, own, beginning_so(field, other, side));
}

XQuery WordTerms::beginning_so(const Field& field, std::string_view folded, Side side) {
  if (!field.stemmed) return wildcard(word_term(field, folded));
  if (TermPolicy::is_own_stem(folded)) {
    std::vector<XQuery> forms;
    for (auto& [name, stem] : stemmers()) forms.push_back(wildcard(stem_term(field, name, folded)));
    return combine(XQuery::OP_SYNONYM, forms);
  }
  const XQuery words = wildcard(word_term(field, folded));
  const auto listed = facts_.policy->stem_only(folded);
  if (listed.size() > most_listed) throw too_many(std::string(folded) + "* stands for more than " + grouped_number(most_listed));
  std::set<std::string> stems_only;
  for (const auto& word : listed) {
    add_stems(field, word, stems_only);
    if (stems_only.size() > most_alternatives) return doubtful(XQuery::MatchAll, side);
  }
  if (stems_only.empty()) return words;
  std::vector<XQuery> forms{words};
  for (const auto& name : stems_only) {
    forms.push_back(term(name));
    doubt(name);
  }
  return side == Side::superset ? combine(XQuery::OP_SYNONYM, forms) : words;
}

}  // namespace newsgrep
