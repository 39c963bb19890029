// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/proximity.hpp"

#include "searcher/query/plan.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <queue>

namespace newsgrep {
namespace {

constexpr unsigned close_by = 8;        // words apart, in either order
constexpr double part_of_rarity = 0.2;  // what being close is worth
constexpr double adjacent = 1.5;        // times that, if they are beside each other in the query's order
constexpr double telling_rarity =
    1.25;  // a word of more than about a quarter of the articles says nothing by where it stands

bool may_have_neighbours(const Query& query) {
  return (query.kind == Query::Kind::word || query.kind == Query::Kind::phrase) &&
         (!query.field || query.field->kind == FieldKind::text);
}

// The words as they are written: what has them in other forms would have to be read word by word.
Query near(const Query& left, const Query& right, unsigned distance, bool ordered) {
  Query near;
  near.kind = Query::Kind::near;
  near.distance = distance;
  near.ordered = ordered;
  near.field = left.field;
  near.children = {left, right};
  for (auto& child : near.children) child.field = nullptr;
  return near;
}

}  // namespace

Proximity::Proximity(const Query& query, bool any_word, Database& database) : database_(database) {
  std::vector<const std::vector<Query>*> rows;
  read(query, any_word, rows);
  std::vector<Neighbours> found;
  const IndexFacts facts = database_.facts();
  for (const auto* row : rows) read_neighbours(*row, facts, found);
  const auto more = [](const Neighbours& a, const Neighbours& b) { return a.worth > b.worth; };
  if (found.size() > most_neighbours) {
    std::stable_sort(found.begin(), found.end(), more);
    found.resize(most_neighbours);
  }
  const HasUnit has_unit = database_.generation().unit_test();
  for (const auto& [left, right, worth] : found) {
    most_ += adjacent * worth;
    pairs_.push_back({Matcher(near(*left, *right, close_by, false), has_unit), Matcher(near(*left, *right, 1, true), has_unit), worth});
  }
}

// Rows of what may be neighbours.
void Proximity::read(const Query& query, bool any_word, std::vector<const std::vector<Query>*>& rows) {
  if (query.kind == Query::Kind::all || (query.kind == Query::Kind::any && any_word)) rows.push_back(&query.children);
  if (query.kind != Query::Kind::all) return;
  for (const auto& child : query.children) read(child, any_word, rows);
}

void Proximity::read_neighbours(const std::vector<Query>& children, const IndexFacts& facts, std::vector<Neighbours>& found) const {
  const Query* left = nullptr;
  double rarity_of_left = 0;
  for (const auto& right : children) {
    if (!may_have_neighbours(right)) {
      left = nullptr;
      continue;
    }
    const double rarity_of_right = rarity(right, facts);
    if (rarity_of_right < telling_rarity) continue;
    const double worth = left ? part_of_rarity * std::min(left->weight * rarity_of_left, right.weight * rarity_of_right) : 0;
    if (left && left->field == right.field && !(*left == right)) found.push_back({left, &right, worth});
    left = &right;
    rarity_of_left = rarity_of_right;
  }
}

// By the most frequent term that it is looked up with.
double Proximity::rarity(const Query& leaf, const IndexFacts& facts) const {
  std::uint64_t frequency = 0;
  for (const auto& term : plan_query(leaf, facts).terms) frequency = std::max(frequency, database_.frequency(term));
  return frequency > 0 ? database_.rarity(frequency) : 0;
}

double Proximity::evidence(const Place& place) {
  const auto record = database_.codes(place);
  if (!record) database_.read(place, article_);
  const auto matches = [&](Matcher& matcher) { return record ? matcher.matches(*record) : matcher.matches(article_); };
  double sum = 0;
  for (auto& pair : pairs_)
    if (matches(pair.close)) sum += matches(pair.adjacent) ? adjacent * pair.worth : pair.worth;
  return sum;
}

void Proximity::raise(std::vector<Found>& found, std::size_t wanted) {
  std::priority_queue<double, std::vector<double>, std::greater<>> best;  // scores, the lowest in front
  const std::size_t most = std::min(found.size(), looked_at_for_proximity);
  std::size_t seen = 0;
  for (; seen < most && !(best.size() == wanted && found[seen].score + most_ < best.top()); ++seen) {
    found[seen].score += evidence(found[seen].place);
    best.push(found[seen].score);
    if (best.size() > wanted) best.pop();
  }
  const auto end = found.begin() + static_cast<std::ptrdiff_t>(seen);
  std::sort(found.begin(), end, [&](const Found& a, const Found& b) {
    return a.score != b.score ? a.score > b.score : database_.order(a.place) > database_.order(b.place);
  });
  if (seen < most) found.erase(end, found.end());
  if (found.size() > wanted) found.resize(wanted);
}

}  // namespace newsgrep
