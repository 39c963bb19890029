// SPDX-License-Identifier: GPL-2.0-or-later
// Queries decided on single articles, always together with brute force.
#pragma once

#include "searcher/spans/matcher.hpp"
#include "tests/searcher/reading_queries.hpp"
#include "tests/support/article.hpp"
#include "tests/support/oracle.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace newsgrep::testing {

/// Whether the article matches; brute force must say the same, and the query as it is printed must read back as itself.
inline bool matches(const std::string& text, const Article& article) {
  const Parsed parsed = parse_query(text, on_a_thursday());
  INFO(text);
  REQUIRE_FALSE(parsed.failed());
  const bool answer = Matcher(parsed.query).matches(article);
  CHECK(answer == oracle_matches(parsed.query, article));
  CHECK(tree_of(parsed.query.str()) == parsed.query.str());
  return answer;
}

inline bool matches(const std::string& query, const std::string& text) { return matches(query, with_text(text)); }

using Pieces = std::vector<std::string>;

/// What is marked in the text, from the first to the last.
inline Pieces marked(const std::string& query, const std::string& text) {
  const Parsed parsed = parse_query(query, on_a_thursday());
  INFO(query);
  REQUIRE_FALSE(parsed.failed());
  Pieces pieces;
  for (const auto& range : Matcher(parsed.query).find(with_text(text)).text)
    pieces.push_back(text.substr(range.begin, range.end - range.begin));
  return pieces;
}

}  // namespace newsgrep::testing
