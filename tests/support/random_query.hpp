// SPDX-License-Identifier: GPL-2.0-or-later
// Queries drawn from the articles they are asked of, so that they have answers.
#pragma once

#include "tests/support/oracle.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace newsgrep::testing {

class RandomQueries {
 public:
  RandomQueries(const std::vector<OracleArticle>& articles, std::uint64_t seed) : articles_(articles), state_(seed * 2654435761u + 88172645463325252u) {}

  /// Query text in newsgrep's language.
  std::string next();

 private:
  std::uint64_t random(std::uint64_t below);
  const OracleArticle& article() { return articles_[random(articles_.size())]; }
  const OracleField& field(const OracleArticle& one, const char*& name);
  std::string word(const OracleField& from);
  std::string phrase(const std::string& text);
  std::string date();
  std::string leaf();

  const std::vector<OracleArticle>& articles_;
  std::uint64_t state_;
};

}  // namespace newsgrep::testing
