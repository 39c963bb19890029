// SPDX-License-Identifier: GPL-2.0-or-later
// Real pages with the article that people said is on them: what the reader gets right must not become less.
// newsgrep-extraction prints the same figures page by page.
#include "tests/extraction/ablation.hpp"
#include "tests/extraction/evaluation.hpp"
#include "tests/indexer/reading.hpp"
#include "tests/support/corpora.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <optional>
#include <string>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

std::optional<SetScore> score_set(const char* name, const Change& change = {}) {
  const auto folder = real_corpus(name);
  if (!folder) {
    MESSAGE("skipped: no " << std::string(name) << " among the corpora (NEWSGREP_CORPORA)");
    return std::nullopt;
  }
  std::vector<PageScore> scores;
  for (const auto& page : gold_pages(*folder)) scores.push_back(score_page(page, change));
  REQUIRE(!scores.empty());
  const SetScore all = mean(scores);
  MESSAGE(std::string(name) << ", " << all.pages << " pages: body P " << all.precision << " R " << all.recall << " F1 "
                            << all.f1 << ", titles " << all.title << ", days " << all.date << ", authors "
                            << all.author_f1);
  return all;
}

}  // namespace

TEST_CASE("real pages of many countries keep their text, title, date and authors") {
  const auto all = score_set("html-fundus");
  if (!all) return;
  CHECK(all->f1 > 0.978);
  CHECK(all->title > 0.865);
  CHECK(all->date > 0.98);
  CHECK(all->author_f1 > 0.91);
}

TEST_CASE("real pages without metadata and without names keep their text") {
  const auto all =
      score_set("html-fundus", [](std::string_view html) { return without_names(without_metadata(html)); });
  if (!all) return;
  CHECK(all->f1 > 0.966);
  CHECK(all->title > 0.74);
  CHECK(all->date > 0.85);
  CHECK(all->author_f1 > 0.585);
}

TEST_CASE("real pages keep their text where no element tells what it holds either") {
  const auto all = score_set(
      "html-fundus", [](std::string_view html) { return without_meaning(without_names(without_metadata(html))); });
  if (all) CHECK(all->f1 > 0.961);
}

TEST_CASE("older pages in several scripts keep their text and date") {
  const auto all = score_set("html-newspaper4k");
  if (!all) return;
  CHECK(all->f1 > 0.98);
  CHECK(all->date > 0.99);
}

TEST_CASE("older pages whose first words are known begin with them") {
  const auto all = score_set("html-goose");
  if (!all) return;
  CHECK(all->recall > 0.95);
}
