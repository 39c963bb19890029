// SPDX-License-Identifier: GPL-2.0-or-later
// A set of pages, read and scored.
#pragma once

#include "tests/extraction/gold_pages.hpp"
#include "tests/extraction/scoring.hpp"

#include <newsgrep/article.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace newsgrep::testing {

/// One page; what its gold does not tell has no value.
struct PageScore {
  std::filesystem::path file;
  std::string country, publisher;
  std::optional<Overlap> body, authors, tags;
  std::optional<bool> title, exact_title, date;
  Article article;
  Gold gold;  ///< the version that was judged by
};

/// What is done to a page before it is read.
using Change = std::function<std::string(std::string_view html)>;

PageScore score_page(const GoldPage& page, const Change& change = {});

/// Means over pages. Counts tell of how many.
struct SetScore {
  std::size_t pages = 0, bodies = 0, titles = 0, dates = 0, with_authors = 0, poor = 0;
  double precision = 0, recall = 0, f1 = 0;
  double title = 0, exact_title = 0, date = 0;
  double author_precision = 0, author_recall = 0, author_f1 = 0, author_sets = 0;  ///< the last: exactly the names
  double tag_f1 = 0;
};

SetScore mean(const std::vector<PageScore>& scores);

/// A half of the publishers, told by their names.
bool in_tuning_half(const std::string& publisher);

}  // namespace newsgrep::testing
