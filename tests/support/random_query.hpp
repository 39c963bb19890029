// SPDX-License-Identifier: GPL-2.0-or-later
// Random queries that have a chance to find something: their words, phrases and dates are taken from articles.
#pragma once

#include "common/analysis.hpp"
#include "searcher/query/query.hpp"

#include <newsgrep/article.hpp>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace newsgrep {

/// The same articles and the same seed give the same queries. The articles must outlive it.
class RandomQueries {
 public:
  RandomQueries(const std::vector<Article>& articles, std::uint64_t seed, bool with_near = true);

  /// Reads back from its own str() as the same tree.
  Query next();

 private:
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(random_() % count); }
  bool chance(unsigned percent) { return below(100) < percent; }

  const Article& any_article() { return articles_[below(articles_.size())]; }
  const std::string& any_text();
  std::string any_word(const std::string& text);
  std::string any_phrase(const std::string& text);

  Query word();
  Query phrase();
  Query prefix();
  Query prefix_of(const std::string& word);
  Query pattern_of(const std::string& word);
  Query accented_pattern_of(const std::string& word);
  Query window_of(const std::string& text);
  Query with_letters(Query leaf);
  Query in_part();
  Query of_whole();
  Query anchored_of(const std::string& text);
  Query near();
  Query operand(const std::string& text, unsigned depth);
  Query spans();
  Query in_field();
  Query date();
  Query leaf();
  Query tree(unsigned depth);
  Query group(Query::Kind kind, unsigned depth);

  const std::vector<Article>& articles_;
  std::vector<std::string> rare_;  // words that occur in few articles
  std::mt19937_64 random_;
  bool with_near_;
  Words words_;
};

}  // namespace newsgrep
