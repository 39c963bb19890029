// SPDX-License-Identifier: GPL-2.0-or-later
// Of many documents the heaviest are kept, in the order that a sort of all of them has.
#include "searcher/best.hpp"
#include "tests/support/corpora.hpp"
#include "tests/support/indexed.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

// Every document that counts, and others that are dead, many with the same score.
std::vector<Likely> weighed(const Database& database, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<Likely> all;
  for (std::size_t segment = 0; segment < database.size(); ++segment)
    for (Xapian::docid document = 1; document <= database.segment(segment).get_doccount(); ++document)
      all.push_back({{{segment, document}, static_cast<double>(random() % 20)}, random() % 2 == 0});
  std::shuffle(all.begin(), all.end(), random);
  return all;
}

}  // namespace

TEST_CASE("the best of many documents are those that a sort of all has first, and the dead are not among them") {
  for (const auto& index : every_kind_of_index(own_corpus("sample"))) {
    INFO(index->kind());
    const Database database(open_generation(index->folder() / ".newsgrep"));
    const Decider decider(database, nullptr, nullptr);
    for (unsigned seed = 1; seed <= 5; ++seed) {
      const auto all = weighed(database, seed);
      std::vector<Likely> sorted;
      std::copy_if(all.begin(), all.end(), std::back_inserter(sorted), [&](const Likely& one) { return !database.dead(one.found.place); });
      std::sort(sorted.begin(), sorted.end(), Heavier(database));
      for (const std::size_t most : {std::size_t{1}, std::size_t{2}, std::size_t{10}, all.size()})
        for (const bool few_decisions : {false, true}) {
          Best best(database, decider, most, few_decisions);
          for (const auto& one : all) {
            const double least = best.least();
            best.add(one);
            CHECK(best.least() >= least);
          }
          InOrder found(database, std::move(best).take());
          REQUIRE(found.size() == std::min(most, sorted.size()));
          for (std::size_t place = 0; place < found.size(); ++place) REQUIRE(found.at(place).found.place == sorted[place].found.place);
        }
      InOrder from_behind(database, sorted);
      if (!sorted.empty()) CHECK(from_behind.at(sorted.size() - 1).found.place == sorted.back().found.place);
      CHECK(sorted.size() == database.generation().articles());
    }
  }
}
