// SPDX-License-Identifier: GPL-2.0-or-later
// One word is ranked by newsgrep's own list and several by Xapian: the two agree.
#include "tests/support/corpora.hpp"
#include "tests/support/indexed.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

struct Ranked {
  std::vector<std::string> ids;
  std::vector<double> scores;
};

Ranked ranked(const Searcher& searcher, const std::string& query, std::uint64_t offset = 0, std::uint64_t limit = 1000) {
  Request request = request_for(query, Sort::relevance);
  request.offset = offset;
  request.limit = limit;
  request.passages = 0;
  Ranked found;
  for (const auto& hit : searcher.search(request).hits) {
    found.ids.push_back(hit.article.id);
    found.scores.push_back(hit.score);
  }
  return found;
}

// A word of another weight goes through Xapian.
Ranked ranked_by_xapian(const Searcher& searcher, const std::string& query) { return ranked(searcher, query + "^2"); }

// More articles than one stretch of a list has, and more words that begin alike than lists that stay open.
const Searcher& searcher_of_many() {
  static const TemporaryFolder folder;
  static const Searcher searcher = [] {
    std::string lines;
    for (unsigned n = 0; n < 20'000; ++n) {
      const std::string word = "w" + std::to_string(n * 7 % 601);
      lines += R"({"title": "Article", "text": ")" + word + " harbour" + (n % 3 == 0 ? " " + word : "") + (n % 1009 == 0 ? " rarely" : "") + "\"}\n";
    }
    folder.write("a.jsonl", lines);
    index_folder(folder.path());
    return Searcher(folder.path());
  }();
  return searcher;
}

constexpr std::array words{"minister", "text:minister", "title:the", "the", "=minister", "=the", "nothingness"};
constexpr std::array beginnings{"min*", "text:s*", "title:b*", "w*", "s?ip*", "1*", "zzz*"};

template <class Each>
void each_query(Each&& each) {
  for (const std::string query : words) each(query);
  for (const std::string query : beginnings) each(query);
}

void check_agrees_with_xapian(const Searcher& searcher, const std::string& query) {
  CAPTURE(query);
  const auto own = ranked(searcher, query), other = ranked_by_xapian(searcher, query);
  CHECK(own.ids == other.ids);
  REQUIRE(own.scores.size() == other.scores.size());
  for (std::size_t i = 0; i < own.scores.size(); ++i)
    CHECK(own.scores[i] * other.scores.front() == doctest::Approx(other.scores[i] * own.scores.front()));
}

}  // namespace

TEST_CASE("one word has the articles of the same word weighed by Xapian, in the same order, by the same scale") {
  for (const auto& index : every_kind_of_index(own_corpus("sample"))) {
    INFO(index->kind());
    for (const std::string query : words) check_agrees_with_xapian(index->searcher(), query);
  }
}

// Of several segments Xapian takes a beginning for more frequent in one than in the other.
TEST_CASE("a beginning or a pattern is ranked in one segment as Xapian does, and in several segments as in one") {
  const auto indexes = every_kind_of_index(own_corpus("sample"));
  const auto& one = *indexes.front();
  REQUIRE(one.catalog().segments.size() == 1);
  for (const auto& index : indexes) {
    INFO(index->kind());
    const auto segments = index->catalog().segments;
    const bool any_dead = std::any_of(segments.begin(), segments.end(), [](const SegmentEntry& segment) { return segment.dead_count > 0; });
    for (const std::string query : beginnings) {
      if (segments.size() == 1) check_agrees_with_xapian(index->searcher(), query);
      else if (!any_dead) CHECK(ranked(index->searcher(), query).ids == ranked(one.searcher(), query).ids);
    }
  }
}

TEST_CASE("a word of very many forms, and one of very many articles, are ranked as Xapian does") {
  for (const std::string query : {"w*", "text:w1*", "harbour", "rarely", "=harbour", "w?"}) check_agrees_with_xapian(searcher_of_many(), query);
  CHECK(searcher_of_many().count(request_for("w*")) == 20'000);
  CHECK(ranked(searcher_of_many(), "w*", 19'990, 100).ids.size() == 10);
}

TEST_CASE("what something begins with adds nothing to the score, in whichever field it may be") {
  for (const auto& index : every_kind_of_index(own_corpus("sample"))) {
    INFO(index->kind());
    const auto text = ranked(index->searcher(), "minister the text:/^[a-z]+/"), either = ranked(index->searcher(), "minister the /^[a-z]+/");
    REQUIRE(!text.ids.empty());
    for (std::size_t i = 0; i < text.ids.size(); ++i) {
      const auto at = std::find(either.ids.begin(), either.ids.end(), text.ids[i]);
      REQUIRE(at != either.ids.end());
      CHECK(text.scores[i] == doctest::Approx(either.scores[static_cast<std::size_t>(at - either.ids.begin())]));
    }
  }
}

TEST_CASE("a page of one word's articles is that part of the whole, and their number is what is counted") {
  for (const auto& index : every_kind_of_index(own_corpus("sample")))
    each_query([&](const std::string& query) {
      INFO(index->kind() << ": " << query);
      const auto whole = ranked(index->searcher(), query).ids;
      for (const std::size_t offset : {0, 1, 3, 1000}) {
        const auto begin = whole.begin() + static_cast<std::ptrdiff_t>(std::min(offset, whole.size()));
        const auto end = begin + std::min<std::ptrdiff_t>(4, whole.end() - begin);
        CHECK(ranked(index->searcher(), query, offset, 4).ids == std::vector<std::string>(begin, end));
      }
      CHECK(index->searcher().count(request_for(query)) == whole.size());
    });
}
