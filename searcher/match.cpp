// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match.hpp"

#include "common/terms.hpp"
#include "searcher/feedback.hpp"
#include "searcher/proximity.hpp"
#include "searcher/query/candidates.hpp"
#include "searcher/query/one_word.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <span>

namespace newsgrep {
namespace {

using Clock = std::chrono::steady_clock;

IndexFacts facts_for(const Database& database, const Request& request) {
  IndexFacts facts = database.facts();
  facts.most_expansions = request.max_expansions;
  facts.look_around = [cancelled = request.cancelled] { end_if_cancelled(cancelled); };
  return facts;
}

std::uint64_t sum(std::uint64_t a, std::uint64_t b) { return a > UINT64_MAX - b ? UINT64_MAX : a + b; }

}  // namespace

Match::Match(Database& database, const Query& query, const Request& request)
    : database_(database),
      query_(query),
      facts_(facts_for(database, request)),
      plan_(plan_query(query, facts_)),
      judge_(database, query),
      cancelled_(request.cancelled),
      any_word_(request.any_word) {}

Match::~Match() = default;

std::function<void()> Match::until(Deadline deadline) const {
  return [cancelled = cancelled_, deadline] {
    end_if_cancelled(cancelled);
    if (deadline && Clock::now() > *deadline) throw TimeIsUp();
  };
}

Decider Match::decider(bool decide) { return {database_, decide && plan_.decide ? &judge_ : nullptr, cancelled_}; }

CandidateTree Match::tree(Deadline end, bool weighed) const {
  auto made = candidate_tree(plan_, facts_, until(end), weighed);
  if (!made) throw Error(ErrorCode::internal, "a query that cannot be gone through: " + plan_.candidates.get_description().substr(0, 200));
  return std::move(*made);
}

std::vector<Found> Match::find(Sort sort, std::uint64_t offset, std::uint64_t limit) {
  return guarded("searching", [&]() -> std::vector<Found> {
    const auto documents = database_.size() == 0 ? 0 : database_.all().get_doccount();
    limit = std::min<std::uint64_t>(limit, documents);
    if (limit == 0 || offset >= documents) return {};
    if (sort == Sort::oldest) return oldest(offset, limit);
    return sort == Sort::newest || !plan_.ranked ? newest(offset, limit) : by_relevance(offset, limit);
  });
}

std::vector<TellingTerm> Match::learn_from_best() {
  if (plan_.parts < 2 || !plan_.ranked) return {};
  return guarded("ranking", [&] {
    const auto best = find(Sort::relevance, 0, learned_from);
    auto telling = telling_terms(database_, best);
    if (telling.empty()) return telling;
    word_.reset();
    tree_ = with_feedback(tree_ ? std::move(*tree_) : tree(), best.front().score, telling, facts_, plan_.parts);
    return telling;
  });
}

std::vector<Found> Match::by_relevance(std::uint64_t offset, std::uint64_t limit) {
  if (offset >= looked_at_for_proximity) return by_weight(offset, limit);
  if (!proximity_) proximity_ = std::make_unique<Proximity>(query_, any_word_, database_);
  if (!proximity_->any()) return by_weight(offset, limit);
  auto found = by_weight(0, std::max<std::uint64_t>(offset + limit, looked_at_for_proximity));
  proximity_->raise(found, offset + limit);
  return page_of(std::move(found), offset);
}

std::vector<Found> Match::by_weight(std::uint64_t offset, std::uint64_t limit) {
  if (!word_ && !tree_) {
    word_ = one_word(plan_, facts_, until({}));
    if (!word_) tree_ = tree();
  }
  return best_of(
      [&](std::uint64_t most, bool decide) {
        return word_ ? heaviest(*word_, most, decide) : heaviest(*tree_, most, decide);
      },
      offset, limit);
}

// What is heaviest is decided on first, and no more than is wanted. Where very few match, all that would be among the best is decided on while they
// are looked for.
template <class Heaviest>
std::vector<Found> Match::best_of(const Heaviest& heaviest, std::uint64_t offset, std::uint64_t limit) {
  const std::uint64_t wanted = sum(offset, limit);
  std::vector<Found> found;
  if (plan_.decide) {
    const Decider judging = decider();
    std::size_t decided = 0;
    // What has a word mostly matches, what has all of several words often does not.
    static constexpr std::array<std::uint64_t, 3> stages{200, 2000, 32'000};
    for (const auto stage : std::span(stages).subspan(word_ ? 0 : 1)) {
      const auto most = std::max(stage, wanted);
      InOrder likely(database_, heaviest(most, false));
      for (; decided < likely.size() && found.size() < wanted; ++decided) {
        const auto& next = likely.at(decided);
        if (judging.accepts(next.found.place, next.sure)) found.push_back(next.found);
      }
      if (found.size() == wanted || likely.size() < most) return page_of(std::move(found), offset);
    }
    found.clear();
  }
  InOrder best(database_, heaviest(wanted, true));
  for (std::size_t place = 0; place < best.size(); ++place) found.push_back(best.at(place).found);
  return page_of(std::move(found), offset);
}

std::vector<Found> Match::page_of(std::vector<Found> found, std::uint64_t offset) {
  found.erase(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(offset, found.size())));
  return found;
}

// A document that cannot be among the heaviest is passed over by how often it has the word.
std::vector<Likely> Match::heaviest(const OneWord& word, std::uint64_t most, bool decide) {
  const TermScore score = score_of(word, facts_, plan_.parts, until({}));
  const Decider deciding = decider(decide);
  Best best(database_, deciding, most, decide);
  for (std::size_t number = 0; number < database_.size(); ++number) {
    AnyTerm list(word.terms, until({}));
    list.weigh(score, database_.generation().records[number]);
    list.go_through(database_.lists(number));
    for (list.next(best.least()); !list.at_end(); list.next(best.least())) best.add({{{number, list.document()}, list.weight()}, list.sure()});
  }
  return std::move(best).take();
}

std::vector<Likely> Match::heaviest(const CandidateTree& tree, std::uint64_t most, bool decide) {
  const Decider deciding = decider(decide);
  Best best(database_, deciding, most, decide);
  for (std::size_t number = 0; number < database_.size(); ++number) {
    Candidates candidates(tree, database_.lists(number), database_.generation().records[number], until({}));
    while (candidates.next(best.least())) best.add({{{number, candidates.document()}, candidates.weight()}, false});
  }
  return std::move(best).take();
}

std::vector<std::size_t> Match::segments_newest_first() const {
  const auto& segments = database_.generation().catalog.segments;
  std::vector<std::size_t> by_date(segments.size());
  std::iota(by_date.begin(), by_date.end(), 0);
  std::stable_sort(by_date.begin(), by_date.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(segments[a].dated(), segments[a].newest) > std::pair(segments[b].dated(), segments[b].newest);
  });
  return by_date;
}

std::vector<Found> Match::newest(std::uint64_t offset, std::uint64_t limit) {
  const std::uint64_t wanted = sum(offset, limit);
  const Unweighed candidates = unweighed({});
  std::vector<Candidate> best;
  for (const auto number : segments_newest_first()) {
    const Decider deciding = decider();
    std::vector<Xapian::docid> found;
    go_through(number, candidates, {}, [&](const Doubtful& one) {
      if (deciding.accepts({number, one.document}, one.sure)) found.push_back(one.document);
      return found.size() < wanted;
    });
    merge(best, number, found, wanted, std::greater<>());
  }
  return page_of(places(best), offset);
}

// Adds a segment's matches, which are in that order already, and keeps the first ones.
template <class Before>
void Match::merge(std::vector<Candidate>& best, std::size_t segment, const std::vector<Xapian::docid>& matches, std::uint64_t wanted, Before before) const {
  const auto middle = static_cast<std::ptrdiff_t>(best.size());
  const bool alone = database_.size() == 1;
  for (const auto document : matches) {
    const Place place{segment, document};
    best.push_back({alone ? std::string_view() : database_.order(place), place});
  }
  if (alone) return;
  std::inplace_merge(best.begin(), best.begin() + middle, best.end(), [&](const Candidate& a, const Candidate& b) { return before(a.order, b.order); });
  if (best.size() > wanted) best.resize(wanted);
}

std::vector<Found> Match::places(const std::vector<Candidate>& candidates) {
  std::vector<Found> found;
  found.reserve(candidates.size());
  for (const auto& candidate : candidates) found.push_back({candidate.place, 0});
  return found;
}

// Dated ones by their date, then those without one.
std::vector<Found> Match::oldest(std::uint64_t offset, std::uint64_t limit) {
  const std::uint64_t wanted = sum(offset, limit);
  const Unweighed candidates = unweighed({});
  std::vector<Found> found;
  for (const bool dated : {true, false}) {
    std::vector<Candidate> best;
    for (std::size_t number = 0; number < database_.size(); ++number) {
      const Decider deciding = decider();
      std::vector<Xapian::docid> matching;
      const auto all = oldest_last(number, candidates, dated);
      for (auto one = all.rbegin(); one != all.rend() && matching.size() < wanted - found.size(); ++one)
        if (deciding.accepts({number, one->document}, one->sure)) matching.push_back(one->document);
      merge(best, number, matching, wanted - found.size(), std::less<>());
    }
    const auto more = places(best);
    found.insert(found.end(), more.begin(), more.end());
    if (found.size() == wanted) break;
  }
  return page_of(std::move(found), offset);
}

// Of a segment those with a date, or those without, which are its last ones.
std::vector<Match::Doubtful> Match::oldest_last(std::size_t segment, const Unweighed& candidates, bool dated) const {
  std::vector<Doubtful> found;
  go_through(segment, candidates, {}, [&](const Doubtful& one) {
    found.push_back(one);
    return true;
  });
  const auto middle = std::partition_point(found.begin(), found.end(), [&](const Doubtful& one) { return moment_of_order(database_.order({segment, one.document})) != 0; });
  dated ? found.erase(middle, found.end()) : found.erase(found.begin(), middle);
  return found;
}

void Match::each(Sort sort, std::uint64_t offset, const std::function<bool(const Found&)>& each) {
  // Each batch is twice the last one: the work stays within a constant of a single run, and the first hits come at once.
  for (std::uint64_t batch = 256;; batch *= 2) {
    const auto found = find(sort, offset, batch);
    for (const auto& one : found)
      if (!each(one)) return;
    if (found.size() < batch) return;
    offset += batch;
  }
}

Counted Match::count(std::optional<std::chrono::milliseconds> deadline) {
  return guarded("counting", [&] {
    const auto end = deadline ? std::optional(Clock::now() + *deadline) : std::nullopt;
    Counted total;
    try {
      const Unweighed candidates = unweighed(end);
      for (std::size_t number = 0; number < database_.size() && total.exact; ++number) {
        const Counted own = count_segment(number, candidates, end);
        total.count += own.count;
        total.exact = own.exact;
      }
    } catch (const TimeIsUp&) {
      total.exact = false;
    }
    return total;
  });
}

// What terms leave in doubt is looked at; as one list it is told apart from what is sure.
Match::Unweighed Match::unweighed(Deadline end) const {
  Unweighed found;
  if (plan_.decide && !plan_.doubt_all) found.word = one_word(plan_, facts_, until(end));
  if (!found.word) found.tree = tree(end, false);
  return found;
}

template <class Each>
void Match::go_through(std::size_t segment, const Unweighed& candidates, Deadline end, Each&& each) const {
  if (candidates.word) {
    AnyTerm list(candidates.word->terms, until(end));
    list.go_through(database_.lists(segment));
    for (list.next(0); !list.at_end(); list.next(0))
      if (!each(Doubtful{list.document(), list.sure()})) return;
  } else {
    Candidates tree(*candidates.tree, database_.lists(segment), database_.generation().records[segment], until(end));
    while (tree.next())
      if (!each(Doubtful{tree.document(), false})) return;
  }
}

Counted Match::count_segment(std::size_t number, const Unweighed& candidates, Deadline end) {
  if (const auto known = known_count(number, candidates)) return {*known, true};
  Decider counting = decider();
  if (end) counting.stop_at(*end);
  try {
    go_through(number, candidates, end, [&](const Doubtful& one) {
      counting.accepts({number, one.document}, one.sure);
      return true;
    });
  } catch (const TimeIsUp&) {
    return {counting.accepted(), false};
  }
  return {counting.accepted(), true};
}

// Of all documents, and of those with one term, if nothing is to be decided.
std::optional<std::uint64_t> Match::known_count(std::size_t number, const Unweighed& candidates) const {
  const auto& segment = database_.generation().catalog.segments[number];
  if (!candidates.tree || plan_.decide || segment.dead_count > 0) return {};
  if (candidates.tree->kind == CandidateTree::Kind::everything) return segment.articles;
  if (candidates.tree->kind != CandidateTree::Kind::word || candidates.tree->word.terms->size() != 1) return {};
  return database_.lists(number).frequency(candidates.tree->word.terms->front().name);
}

}  // namespace newsgrep
