// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/unranked.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace newsgrep {
namespace {

using XQuery = Xapian::Query;
using Terms = std::vector<std::string>;

constexpr std::size_t few_terms = 250;         // which Xapian is left to: it stops in the middle of a list
constexpr Xapian::docid first_stretch = 4096;  // documents
constexpr Xapian::docid growth = 8;            // of a stretch that follows another one: each opens all lists anew

// The documents with any of the terms, found a stretch at a time.
class AnyTerm : public Xapian::PostingSource {
 public:
  AnyTerm(std::shared_ptr<const Terms> terms, std::function<void()> look_around) : terms_(std::move(terms)), look_around_(std::move(look_around)) {}

  AnyTerm* clone() const override { return new AnyTerm(terms_, look_around_); }

  void init(const Xapian::Database& database) override {
    database_ = database;
    last_ = database.get_lastdocid();
    begin_ = end_ = at_ = 0;
    length_ = first_stretch;
    std::uint64_t sum = 0;
    most_of_one_ = 0;
    for (const auto& term : *terms_) {
      look_around_();
      const auto frequency = database.get_termfreq(term);
      sum += frequency;
      most_of_one_ = std::max(most_of_one_, frequency);
    }
    most_ = static_cast<Xapian::doccount>(std::min<std::uint64_t>(sum, database.get_doccount()));
  }

  Xapian::doccount get_termfreq_min() const override { return most_of_one_; }
  Xapian::doccount get_termfreq_est() const override { return most_; }
  Xapian::doccount get_termfreq_max() const override { return most_; }

  void next(double) override { skip_to(at_ + 1, 0); }
  void skip_to(Xapian::docid document, double) override {
    for (at_ = std::max(at_, document); at_ <= last_; at_ = end_) {
      if (at_ >= end_) fill(at_);
      const auto found = std::find(has_.begin() + static_cast<std::ptrdiff_t>(at_ - begin_), has_.end(), true);
      at_ = begin_ + static_cast<Xapian::docid>(found - has_.begin());
      if (found != has_.end()) return;
    }
  }
  bool at_end() const override { return at_ > last_; }
  Xapian::docid get_docid() const override { return at_; }

 private:
  // The stretch that begins with a document.
  void fill(Xapian::docid document) {
    // What is skipped is far away: then little is wanted of each stretch.
    if (document == end_ && end_ > begin_ && length_ < last_) length_ *= growth;
    begin_ = document;
    end_ = last_ - document < length_ ? last_ + 1 : document + length_;
    has_.assign(end_ - begin_, false);
    for (const auto& term : *terms_) {
      look_around_();
      auto posting = database_.postlist_begin(term);
      const auto none = database_.postlist_end(term);
      for (posting.skip_to(begin_); posting != none && *posting < end_; ++posting) has_[*posting - begin_] = true;
    }
  }

  std::shared_ptr<const Terms> terms_;
  std::function<void()> look_around_;
  Xapian::Database database_;
  Xapian::docid last_ = 0;                            // of the database
  Xapian::docid begin_ = 0, end_ = 0, length_ = 0;    // of the stretch, and of the next one
  Xapian::docid at_ = 0;
  std::vector<bool> has_;                             // of each document of the stretch whether it has one of the terms
  Xapian::doccount most_of_one_ = 0, most_ = 0;
};

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
    Terms terms;
    std::vector<XQuery> parts;
    collect(query, terms, parts);
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    if (terms.size() <= few_terms) parts.insert(parts.end(), terms.begin(), terms.end());
    else parts.emplace_back((new AnyTerm(std::make_shared<const Terms>(std::move(terms)), look_around_))->release());
    return {XQuery::OP_OR, parts.begin(), parts.end()};
  }

  void collect(const XQuery& query, Terms& terms, std::vector<XQuery>& others) const {
    look_around_();
    switch (query.get_type()) {
      case XQuery::LEAF_TERM: terms.push_back(*query.get_terms_begin()); return;
      case XQuery::OP_WILDCARD:
        if (!expand(query, terms)) others.push_back(query);
        return;
      case XQuery::OP_OR:
      case XQuery::OP_SYNONYM:
      case XQuery::OP_SCALE_WEIGHT:
        for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) collect(query.get_subquery(i), terms, others);
        return;
      default: others.push_back(of(query));
    }
  }

  // False for more terms than there may be, which is left to Xapian, as it says so; and for what is none of the plan's.
  bool expand(const XQuery& wildcard, Terms& terms) const {
    const auto known = plan_.beginnings.find(wildcard.get_description());
    if (known == plan_.beginnings.end() || !facts_.each_term) return false;
    const std::size_t before = terms.size(), most = facts_.most_expansions == 0 ? SIZE_MAX : facts_.most_expansions;
    facts_.each_term(known->second, [&](std::string_view term) {
      look_around_();
      terms.emplace_back(term);
      return terms.size() - before <= most;
    });
    if (terms.size() - before <= most) return true;
    terms.resize(before);
    return false;
  }

  const Plan& plan_;
  const IndexFacts& facts_;
  const std::function<void()>& look_around_;
};

}  // namespace

XQuery unranked(const Plan& plan, const IndexFacts& facts, const std::function<void()>& look_around) { return Unranked(plan, facts, look_around).of(plan.candidates); }

}  // namespace newsgrep
