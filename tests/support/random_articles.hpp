// SPDX-License-Identifier: GPL-2.0-or-later
// Made-up articles, and segments of them.
#pragma once

#include "common/date.hpp"
#include "common/terms.hpp"
#include "indexer/sample.hpp"
#include "indexer/segment/writer.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace newsgrep::testing {

/// As a segment wants them.
inline void sort_newest_first(std::vector<Article>& articles) {
  std::stable_sort(articles.begin(), articles.end(), [](const Article& a, const Article& b) {
    return order_value(a.published, 1) > order_value(b.published, 1);
  });
}

/// Words of all kinds, joined in all ways, in several fields and languages.
class RandomArticles {
 public:
  explicit RandomArticles(unsigned seed) : random_(seed) {}

  /// Newest first.
  std::vector<Article> make(unsigned count) {
    std::vector<Article> articles(count);
    for (auto& article : articles) {
      article.title = text(6);
      article.text = pick(10) == 0 ? "" : text(pick(8) == 0 ? 900 : 60);
      article.path = "folder/2024/file" + std::to_string(pick(3)) + ".txt";
      article.entry = "#" + std::to_string(pick(1000));
      article.source = pick(2) ? "The Harbour Courier" : "";
      article.byline = pick(3) ? "" : text(3);
      article.url = pick(2) ? "https://example.com/" + text(2) : "";
      article.language = pick(4) ? "en" : pick(2) ? "de" : "";
      article.native_id = std::to_string(pick(500));
      if (pick(5))
        article.published =
            *parse_date(std::to_string(1990 + pick(30)) + (pick(2) ? "-0" + std::to_string(1 + pick(9)) : ""));
    }
    sort_newest_first(articles);
    return articles;
  }

 private:
  std::size_t pick(std::size_t below) { return random_() % below; }

  std::string text(std::size_t words) {
    static const std::vector<std::string> vocabulary = {"the",
                                                        "of",
                                                        "The",
                                                        "THE",
                                                        "oil",
                                                        "Oil",
                                                        "prices",
                                                        "price",
                                                        "priced",
                                                        "U.S.",
                                                        "AT&T",
                                                        "don't",
                                                        "e-mail",
                                                        "10,000",
                                                        "1987",
                                                        "19th",
                                                        "COVID-19",
                                                        "M\xC3\xBCnchen",
                                                        "na\xC3\xAFve",
                                                        "caf\xC3\xA9",
                                                        "\xE4\xB8\xAD\xE6\x96\x87",
                                                        "\xCE\x91\xCE\xB8\xCE\xAE\xCE\xBD\xCE\xB1",
                                                        "a\xCC\x81",
                                                        "\xC2\xAD",
                                                        std::string(63, 'x'),
                                                        std::string(64, 'x'),
                                                        std::string(65, 'x'),
                                                        std::string(120, 'x'),
                                                        std::string("nul\0nul", 7),
                                                        "x\xFFy",
                                                        "us",
                                                        "s",
                                                        "u"};
    static const std::vector<std::string> gaps = {
        " ", " ", " ", " ", ", ", ". ", "\n", "\n\n", "  ", "-", "'", "", " \xE2\x80\x94 "};
    std::string made = pick(9) == 0 ? "\n" : "";
    for (std::size_t count = pick(words + 1); count > 0; --count)
      made += vocabulary[pick(vocabulary.size())] + gaps[pick(gaps.size())];
    return made;
  }

  std::mt19937 random_;
};

/// Tables made of the articles themselves, or none.
class TablesOf {
 public:
  TablesOf() = default;
  explicit TablesOf(const std::vector<Article>& articles) {
    newsgrep::Sample sample;
    for (const auto& article : articles) sample.add(article);
    symbols_ = sample.symbols();
    policy_ = sample.policy();
  }
  SegmentTables view() const { return {symbols_, 1, 0, "", policy_}; }

 private:
  Symbols symbols_;
  TermPolicy policy_;
};

using MakeWriter = std::unique_ptr<SegmentWriter> (*)(const SegmentPlace&, const SegmentTables&);

/// Writes a segment of articles that come newest first, numbered from 1. Returns what it holds.
inline SegmentEntry write_segment_of(const std::vector<Article>& articles, MakeWriter make, const SegmentPlace& place,
                                     const SegmentTables& tables) {
  std::filesystem::create_directories(place.scratch);
  std::filesystem::create_directories(place.target.parent_path());
  const auto writer = make(place, tables);
  const std::size_t each = articles.size() / place.parts + 1;
  for (std::size_t part = 0; part < place.parts; ++part) {
    for (std::size_t i = part * each; i < std::min(articles.size(), (part + 1) * each); ++i)
      writer->add(part, articles[i], i + 1);
    writer->close(part);
  }
  return writer->finish();
}

}  // namespace newsgrep::testing
