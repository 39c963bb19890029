// SPDX-License-Identifier: GPL-2.0-or-later
// How well the sample's judged queries are ranked: corpora/judged/README.md.
#include "tests/support/corpora.hpp"
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdio>
#include <map>
#include <sstream>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

struct Judgement {
  std::string address;
  int grade = 0;
};

struct JudgedQuery {
  std::string name, text;
  std::vector<Judgement> judgements;
};

// Lines of cells between tabs.
std::vector<std::vector<std::string>> read_table(const fs::path& path) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    std::istringstream cells(line);
    rows.emplace_back();
    for (std::string cell; std::getline(cells, cell, '\t');) rows.back().push_back(cell);
  }
  return rows;
}

std::vector<JudgedQuery> judged_queries() {
  std::vector<JudgedQuery> queries;
  for (const auto& row : read_table(own_corpus("judged") / "queries.tsv")) queries.push_back({row.at(0), row.at(1), {}});
  for (const auto& row : read_table(own_corpus("judged") / "judgements.tsv"))
    for (auto& query : queries)
      if (query.name == row.at(0)) query.judgements.push_back({row.at(2), std::stoi(row.at(1))});
  return queries;
}

// Addresses below the sample, best first.
std::vector<std::string> ranked(const Searcher& searcher, const JudgedQuery& query) {
  Request request;
  request.query = query.text;
  request.any_word = query.name.starts_with("any.");
  request.limit = 0;
  request.passages = 0;
  std::vector<std::string> addresses;
  searcher.each(request, [&](Hit&& hit) {
    addresses.push_back(fs::path(hit.article.path).lexically_relative(searcher.folder().parent_path()).string() + hit.article.entry);
    return true;
  });
  return addresses;
}

struct Outcome {
  double ndcg = 0, reciprocal = 0;
  std::string ranks;
};

double gain(int grade, std::size_t rank) { return (std::exp2(grade) - 1) / std::log2(static_cast<double>(rank) + 1); }

Outcome judge(const std::vector<std::string>& addresses, const std::vector<Judgement>& judgements) {
  constexpr std::size_t depth = 10;
  Outcome outcome;
  double ideal = 0;
  for (std::size_t i = 0; i < judgements.size(); ++i) {  // best grades come first
    const auto& [address, grade] = judgements[i];
    if (i < depth) ideal += gain(grade, i + 1);
    const auto found = std::find(addresses.begin(), addresses.end(), address);
    const auto rank = static_cast<std::size_t>(found - addresses.begin()) + 1;
    outcome.ranks += (outcome.ranks.empty() ? "" : " ") + (found == addresses.end() ? "-" : std::to_string(rank));
    if (found == addresses.end()) continue;
    if (rank <= depth) outcome.ndcg += gain(grade, rank);
    if (grade == 2) outcome.reciprocal = std::max(outcome.reciprocal, 1.0 / static_cast<double>(rank));
  }
  outcome.ndcg /= ideal;
  return outcome;
}

std::string line(const std::string& name, const Outcome& outcome) {
  char figures[48];
  std::snprintf(figures, sizeof figures, "\t%.3f\t%.3f\t", outcome.ndcg, outcome.reciprocal);
  return name + figures + outcome.ranks + "\n";
}

std::string expected_table() {
  std::ostringstream text;
  text << std::ifstream(own_corpus("judged") / "expected.tsv").rdbuf();
  return text.str();
}

// A copy, so that ids, which decide between equal scores, are made of the same paths wherever the project lies.
struct Sample {
  Sample() {
    fs::copy(own_corpus("sample"), folder.path() / "sample", fs::copy_options::recursive);
    Indexer(options_for(folder.path() / "sample")).run();
  }
  TemporaryFolder folder;
};

}  // namespace

TEST_CASE_FIXTURE(Sample, "every judged query has an answer, and every judgement names an article of the sample") {
  const auto sample = ranked(Searcher(folder.path() / "sample"), {"", "*", {}});
  for (const auto& query : judged_queries()) {
    CAPTURE(query.name);
    CHECK(!query.judgements.empty());
    for (const auto& judgement : query.judgements) CHECK_MESSAGE(std::count(sample.begin(), sample.end(), judgement.address) == 1, judgement.address);
    CHECK(std::is_sorted(query.judgements.begin(), query.judgements.end(), [](const Judgement& a, const Judgement& b) { return a.grade > b.grade; }));
  }
}

TEST_CASE_FIXTURE(Sample, "the sample's judged queries are ranked as they were") {
  const Searcher searcher(folder.path() / "sample");
  const auto queries = judged_queries();
  Outcome mean;
  std::string table;
  for (const auto& query : queries) {
    const Outcome outcome = judge(ranked(searcher, query), query.judgements);
    mean.ndcg += outcome.ndcg / static_cast<double>(queries.size());
    mean.reciprocal += outcome.reciprocal / static_cast<double>(queries.size());
    table += line(query.name, outcome);
  }
  table += line("mean", mean);
  const bool as_before = table == expected_table();
  CHECK_MESSAGE(as_before, "corpora/judged/expected.tsv would now be:\n" << table);
}
