// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/feedback.hpp"

#include "common/analysis.hpp"
#include "common/fields.hpp"
#include "common/terms.hpp"
#include "searcher/query/ranking.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <unordered_map>

namespace newsgrep {
namespace {

constexpr std::size_t most_terms = 60;    // that are added
constexpr double worth = 1.5;             // of all of them at most, as a part of the best article's score
constexpr std::size_t shortest_term = 3;  // bytes of a word: articles and prepositions of most languages are shorter

// How often each stem occurs in a text, as a part of all its words.
class StemShares {
 public:
  void add(const Article& article, double part) {
    const std::string_view stemmer = stemmer_of(article.language);
    Stemmer& stem = stemmers_.try_emplace(std::string(stemmer), stemmer).first->second;
    words_.read(article.text);
    const double each = part / static_cast<double>(std::max<std::size_t>(1, words_.words().size()));
    for (const auto& word : words_.words())
      if (word.term.size() >= shortest_term) shares_[stem_term(fields()[0], stemmer, stem(word.term))] += each;
  }

  const std::unordered_map<std::string, double>& shares() const { return shares_; }

 private:
  Words words_;
  std::map<std::string, Stemmer> stemmers_;
  std::unordered_map<std::string, double> shares_;
};

StemShares shares_of(Database& database, const std::vector<Found>& best) {
  StemShares shares;
  // The best ones count most: often only few articles answer a query.
  const auto part = [](const Found& found) { return found.score * found.score; };
  double total = 0;
  for (const auto& found : best) total += part(found);
  if (total == 0) return shares;
  Article article;
  for (const auto& found : best) {
    database.read(found.place, article);
    shares.add(article, part(found) / total);
  }
  return shares;
}

bool heavier(const TellingTerm& a, const TellingTerm& b) { return a.weight != b.weight ? a.weight > b.weight : a.term < b.term; }

// Keeps the heaviest ones.
class Heaviest {
 public:
  void add(TellingTerm one) {
    terms_.push_back(std::move(one));
    std::push_heap(terms_.begin(), terms_.end(), heavier);
    if (terms_.size() <= most_terms) return;
    std::pop_heap(terms_.begin(), terms_.end(), heavier);
    terms_.pop_back();
  }

  /// Whether one of at most that weight has no place among them.
  bool exclude(double weight) const { return terms_.size() == most_terms && weight < terms_.front().weight; }

  std::vector<TellingTerm> take() {
    std::sort_heap(terms_.begin(), terms_.end(), heavier);
    return std::move(terms_);
  }

 private:
  std::vector<TellingTerm> terms_;  // a heap, the lightest in front
};

}  // namespace

std::vector<TellingTerm> telling_terms(Database& database, const std::vector<Found>& best) {
  constexpr std::uint64_t fewest = 2;  // what one article has alone tells nothing about another
  const StemShares found = shares_of(database, best);
  std::vector<TellingTerm> by_share;
  for (const auto& [term, part] : found.shares()) by_share.push_back({term, 0, part});
  std::sort(by_share.begin(), by_share.end(), heavier);
  Heaviest heaviest;
  for (auto& one : by_share) {
    if (heaviest.exclude(one.weight * database.rarity(fewest))) break;
    const auto frequency = database.frequency(one.term);
    one.rarity = database.rarity(frequency);
    one.weight *= one.rarity;
    if (frequency >= fewest && one.weight > 0) heaviest.add(std::move(one));
  }
  auto telling = heaviest.take();
  double total = 0;
  for (auto& one : telling) total += one.weight *= one.rarity;
  for (auto& one : telling) one.weight /= total;
  std::sort(telling.begin(), telling.end(), heavier);
  return telling;
}

namespace {

// What the score of a term is taken times.
double factor(const TellingTerm& one, double best) { return worth * best / (1 + saturation) * one.weight / one.rarity; }

}  // namespace

CandidateTree with_feedback(CandidateTree candidates, double best, const std::vector<TellingTerm>& telling, const IndexFacts& facts, std::size_t parts) {
  CandidateTree tree;
  tree.kind = CandidateTree::Kind::perhaps;
  tree.frequency = candidates.frequency;
  tree.children.push_back(std::move(candidates));
  for (const auto& one : telling) {
    CandidateTree& added = tree.children.emplace_back();
    added.kind = CandidateTree::Kind::word;
    added.word.terms = std::make_shared<AnyTerm::Terms>(AnyTerm::Terms{{one.term}});
    added.frequency = static_cast<double>(facts.frequency(one.term));
    added.score.emplace(added.frequency, static_cast<double>(facts.documents), facts.average_length, parts);
    added.factor = factor(one, best);
  }
  return tree;
}

}  // namespace newsgrep
