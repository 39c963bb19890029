// SPDX-License-Identifier: GPL-2.0-or-later
// The truth by brute force: scans the words of every article for what a query asks. Shares with newsgrep only what a word is.
#pragma once

#include "common/analysis.hpp"
#include "searcher/query/query.hpp"

#include <newsgrep/article.hpp>

#include <map>
#include <string>
#include <vector>

namespace newsgrep::testing {

/// One field of one article taken apart once.
struct OracleField {
  struct Unit {
    std::string term;
    std::size_t first, last;
  };
  std::vector<std::string> terms, stems;
  std::vector<bool> paragraph;
  std::vector<Unit> units;
  std::vector<std::string> unit_stems;
};

struct OracleArticle {
  Article article;
  OracleField text, title, byline, source;

  explicit OracleArticle(Article source_article);
};

bool oracle_matches(const Query& query, const OracleArticle& article);

}  // namespace newsgrep::testing
