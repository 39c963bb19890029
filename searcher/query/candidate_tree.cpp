// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/candidate_tree.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace newsgrep {
namespace {

using XQuery = Xapian::Query;
using Kind = CandidateTree::Kind;

class Maker {
 public:
  Maker(const Plan& plan, const IndexFacts& facts, const std::function<void()>& look_around) : plan_(plan), facts_(facts), look_around_(look_around) {}

  std::optional<CandidateTree> make(const XQuery& query, double factor = 1) const {
    if (query.empty()) return nothing();
    switch (query.get_type()) {
      case XQuery::OP_AND: return make_parts(Kind::all, query, factor, factor);
      case XQuery::OP_FILTER: return make_parts(Kind::all, query, factor, 0);
      case XQuery::OP_OR: return make_parts(Kind::any, query, factor, factor);
      case XQuery::OP_AND_MAYBE: return make_parts(Kind::perhaps, query, factor, factor);
      case XQuery::OP_AND_NOT: return make_without(query, factor);
      case XQuery::OP_SCALE_WEIGHT: {
        const auto known = plan_.factors.find(query.get_description());
        return known == plan_.factors.end() ? std::nullopt : make(query.get_subquery(0), factor * known->second);
      }
      case XQuery::LEAF_MATCH_ALL: return everything();
      case XQuery::OP_SYNONYM: {
        // Of words, but for scripts without spaces, where a word is several of them.
        auto word = make_word(query, factor);
        return word ? std::move(word) : make_parts(Kind::any, query, factor, factor);
      }
      default: return make_word(query, factor);
    }
  }

 private:
  static CandidateTree nothing() {
    CandidateTree tree;
    tree.kind = Kind::any;  // of no child
    return tree;
  }

  CandidateTree everything() const {
    CandidateTree tree;
    tree.frequency = static_cast<double>(facts_.documents);
    return tree;
  }

  std::optional<CandidateTree> make_word(const XQuery& query, double factor) const {
    auto word = one_word(query, plan_, facts_, look_around_);
    if (!word) return {};
    CandidateTree tree;
    tree.kind = Kind::word;
    tree.word = std::move(*word);
    tree.factor = factor;
    tree.frequency = newsgrep::frequency_of(tree.word, facts_, look_around_);
    if (factor > 0) tree.score.emplace(tree.frequency, static_cast<double>(facts_.documents), facts_.average_length, plan_.parts);
    return tree;
  }

  // The first and none of the others.
  std::optional<CandidateTree> make_without(const XQuery& query, double factor) const {
    auto made = make_parts(Kind::without, query, factor, 0);
    if (!made || made->children.size() == 2) return made;
    CandidateTree unwanted;
    unwanted.kind = Kind::any;
    const auto second = made->children.begin() + 1;
    unwanted.children.assign(std::make_move_iterator(second), std::make_move_iterator(made->children.end()));
    unwanted.frequency = frequency_of(Kind::any, unwanted.children);
    made->children.erase(second, made->children.end());
    made->children.push_back(std::move(unwanted));
    return made;
  }

  // With another factor for all but the first.
  std::optional<CandidateTree> make_parts(Kind kind, const XQuery& query, double factor, double factor_of_others) const {
    const std::size_t count = query.get_num_subqueries();
    CandidateTree tree;
    tree.kind = kind;
    for (std::size_t i = 0; i < count; ++i) {
      auto part = make(query.get_subquery(i), i == 0 ? factor : factor_of_others);
      if (!part) return {};
      tree.children.push_back(std::move(*part));
    }
    tree.frequency = frequency_of(kind, tree.children);
    return tree;
  }

  static double frequency_of(Kind kind, const std::vector<CandidateTree>& parts) {
    if (kind == Kind::without || kind == Kind::perhaps) return parts.front().frequency;
    double sum = 0, least = std::numeric_limits<double>::max();
    for (const auto& part : parts) {
      sum += part.frequency;
      least = std::min(least, part.frequency);
    }
    return kind == Kind::any ? sum : least;
  }

  const Plan& plan_;
  const IndexFacts& facts_;
  const std::function<void()>& look_around_;
};

}  // namespace

std::optional<CandidateTree> candidate_tree(const Plan& plan, const IndexFacts& facts, const std::function<void()>& look_around, bool weighed) {
  return Maker(plan, facts, look_around).make(plan.candidates, weighed ? 1 : 0);
}

}  // namespace newsgrep
