// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/unranked.hpp"

#include "searcher/query/any_term.hpp"
#include "searcher/query/expansion.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace newsgrep {
namespace {

using XQuery = Xapian::Query;
constexpr std::size_t most_left_to_xapian = 250;  // terms side by side: it stops in the middle of a list

class Unranked {
 public:
  Unranked(const Plan& plan, const IndexFacts& facts, const std::function<void()>& look_around) : plan_(plan), facts_(facts), look_around_(look_around) {}

  XQuery of(const XQuery& query) const {
    switch (query.get_type()) {
      case XQuery::OP_OR:
      case XQuery::OP_SYNONYM:
      case XQuery::OP_WILDCARD: return alternative(query);
      case XQuery::OP_SCALE_WEIGHT: return of(query.get_subquery(0));
      case XQuery::OP_AND:
      case XQuery::OP_FILTER:
      case XQuery::OP_AND_NOT:
      case XQuery::OP_AND_MAYBE: {
        std::vector<XQuery> parts;
        for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) parts.push_back(of(query.get_subquery(i)));
        return {query.get_type(), parts.begin(), parts.end()};
      }
      default: return query;
    }
  }

 private:
  XQuery alternative(const XQuery& query) const {
    std::vector<std::string> terms;
    std::vector<XQuery> parts;
    collect(query, terms, parts);
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    if (terms.size() <= most_left_to_xapian) parts.insert(parts.end(), terms.begin(), terms.end());
    else parts.push_back(one_list(terms));
    return {XQuery::OP_OR, parts.begin(), parts.end()};
  }

  XQuery one_list(std::vector<std::string>& terms) const {
    auto counted = std::make_shared<AnyTerm::Terms>();
    for (auto& term : terms) counted->push_back({std::move(term)});
    return XQuery((new AnyTerm(std::move(counted), look_around_))->release());
  }

  void collect(const XQuery& query, std::vector<std::string>& terms, std::vector<XQuery>& others) const {
    look_around_();
    switch (query.get_type()) {
      case XQuery::LEAF_TERM: terms.push_back(*query.get_terms_begin()); return;
      case XQuery::OP_WILDCARD:
        if (!expand(query, plan_, facts_, look_around_, terms)) others.push_back(query);
        return;
      case XQuery::OP_OR:
      case XQuery::OP_SYNONYM:
      case XQuery::OP_SCALE_WEIGHT:
        for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) collect(query.get_subquery(i), terms, others);
        return;
      default: others.push_back(of(query));
    }
  }

  const Plan& plan_;
  const IndexFacts& facts_;
  const std::function<void()>& look_around_;
};

}  // namespace

XQuery unranked(const Plan& plan, const IndexFacts& facts, const std::function<void()>& look_around) { return Unranked(plan, facts, look_around).of(plan.candidates); }

}  // namespace newsgrep
