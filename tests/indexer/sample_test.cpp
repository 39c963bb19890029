// SPDX-License-Identifier: GPL-2.0-or-later
// What an archive's first articles decide for all of it.
#include "indexer/sample.hpp"

#include "common/coded_text.hpp"
#include "common/record.hpp"

#include "tests/support/article.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

TEST_CASE("a word that most articles with its stem have is found by the stem alone; rarer forms are not") {
  Sample sample;
  for (int i = 0; i < 800; ++i) sample.add(with_text("The bank said. The Bank said"));
  for (int i = 0; i < 300; ++i) sample.add(with_text("Banks"));
  const TermPolicy policy = sample.policy();
  const Field& text = fields()[0];
  CHECK_FALSE(policy.has_raw(text, "bank"));
  CHECK(policy.has_raw(text, "banks"));
  CHECK_FALSE(policy.has_raw(text, "1987"));
  CHECK(policy.pair_word("the"));
}

TEST_CASE("pair words are those that many articles have, and the most frequent of them") {
  Sample sample;
  std::string text;
  for (std::size_t i = 0; i < most_pair_words + 50; ++i)
    for (std::size_t times = 0; times < 1 + i; ++times) text += "w" + std::to_string(i) + " ";
  for (int i = 0; i < 200; ++i) sample.add(with_text(text));
  for (int i = 0; i < 900; ++i) sample.add(with_text("rare" + std::to_string(i)));
  const TermPolicy policy = sample.policy();
  CHECK(policy.pair_words() == most_pair_words);
  CHECK(policy.pair_word("w249"));
  CHECK_FALSE(policy.pair_word("w49"));
  CHECK_FALSE(policy.pair_word("rare7"));
}

TEST_CASE("in a small archive every word has all its terms") {
  Sample sample;
  for (int i = 0; i < 100; ++i) sample.add(with_text("The bank said."));
  CHECK(sample.policy().has_raw(fields()[0], "bank"));
  CHECK_FALSE(sample.policy().pair_word("the"));
}

TEST_CASE("articles that code badly are those of which the codes say so") {
  Sample sample;
  std::vector<Article> articles;
  for (int i = 0; i < 20; ++i) articles.push_back(with_text("The price of oil rose, and the price of gold fell, said the central bank of the country today."));
  articles.push_back(with_text("Zqxv wvutk lmnop qrstu vwxyz abzcd efzgh"));
  articles.push_back(with_text("Цены на нефть выросли сегодня"));
  for (const auto& article : articles) sample.add(article);
  const Symbols symbols = sample.symbols();
  CHECK(sample.coding_badly(symbols) == std::vector<std::size_t>{20, 21});
  for (std::size_t i = 0; i < articles.size(); ++i) {
    std::string codes;
    encode(articles[i].text, symbols, codes);
    CHECK(codes_badly(codes.size(), articles[i].text.size()) == (i >= 20));
  }
}

TEST_CASE("the same articles make the same tables") {
  Sample one, two;
  for (auto* sample : {&one, &two})
    for (int i = 0; i < 50; ++i) sample->add(with_text("word" + std::to_string(i % 7) + " and Word" + std::to_string(i % 11) + "; more"));
  CHECK(one.symbols().serialise() == two.symbols().serialise());
  CHECK(one.policy().serialise() == two.policy().serialise());
}
