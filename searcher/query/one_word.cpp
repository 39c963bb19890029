// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/one_word.hpp"

#include "searcher/query/any_term.hpp"
#include "searcher/query/expansion.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace newsgrep {
namespace {

using XQuery = Xapian::Query;

class Maker {
 public:
  Maker(const Plan& plan, const IndexFacts& facts, const std::function<void()>& look_around) : plan_(plan), facts_(facts), look_around_(look_around) {}

  std::optional<OneWord> make(const XQuery& query) {
    if (!collect(query)) return {};
    std::sort(names_.begin(), names_.end());
    auto terms = std::make_shared<AnyTerm::Terms>();
    for (auto& name : names_) {
      if (!terms->empty() && terms->back().name == name) {
        ++terms->back().times;
        continue;
      }
      const bool sure = !plan_.doubt_all && !plan_.doubted.contains(name);
      terms->push_back({std::move(name), 1, sure});
    }
    return OneWord{std::move(terms)};
  }

 private:
  // The names of its terms, as often as they count; false if it is more than one word. Alternatives within one have no weight of their own.
  bool collect(const XQuery& query, bool within = false) {
    switch (query.get_type()) {
      case XQuery::LEAF_TERM: names_.push_back(*query.get_terms_begin()); return true;
      case XQuery::OP_WILDCARD: return expand(query, plan_, facts_, look_around_, names_);
      case XQuery::OP_OR:
        if (!within) return false;
        [[fallthrough]];
      case XQuery::OP_SYNONYM:
        for (std::size_t i = 0; i < query.get_num_subqueries(); ++i)
          if (!collect(query.get_subquery(i), true)) return false;
        return true;
      default: return false;
    }
  }

  const Plan& plan_;
  const IndexFacts& facts_;
  const std::function<void()>& look_around_;
  std::vector<std::string> names_;
};

}  // namespace

std::optional<OneWord> one_word(const Xapian::Query& part, const Plan& plan, const IndexFacts& facts, const std::function<void()>& look_around) {
  return Maker(plan, facts, look_around).make(part);
}

std::optional<OneWord> one_word(const Plan& plan, const IndexFacts& facts, const std::function<void()>& look_around) {
  if (facts.documents == 0 || !facts.frequency) return {};
  return one_word(plan.candidates, plan, facts, look_around);
}

// As frequent as if a document had each of them independently.
double frequency_of(const OneWord& word, const IndexFacts& facts, const std::function<void()>& look_around) {
  const auto documents = static_cast<double>(facts.documents);
  double without = 1;
  for (const auto& term : *word.terms) {
    look_around();
    without *= std::pow(1 - std::min(1.0, static_cast<double>(facts.frequency(term.name)) / documents), term.times);
  }
  return documents * (1 - without);
}

TermScore score_of(const OneWord& word, const IndexFacts& facts, std::size_t parts, const std::function<void()>& look_around) {
  constexpr std::size_t very_many = 1000;
  const auto documents = static_cast<double>(facts.documents);
  return {word.terms->size() > very_many ? documents / 2 : frequency_of(word, facts, look_around), documents, facts.average_length, parts};
}

}  // namespace newsgrep
