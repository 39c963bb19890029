// SPDX-License-Identifier: GPL-2.0-or-later
// Arbitrary articles, written in both ways.
#include "tests/fuzz/target.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/glass_sample.hpp"
#include "tests/support/random_articles.hpp"

namespace newsgrep::fuzz {
namespace {

using namespace testing;

constexpr std::size_t longest = 20'000;

std::string_view take_until(std::string_view& bytes, char end) {
  const auto at = std::min(bytes.find(end), bytes.size());
  const auto taken = bytes.substr(0, at);
  bytes.remove_prefix(std::min(at + 1, bytes.size()));
  return taken;
}

// Its first line says what the rest leaves open, the second is the headline.
Article article_of(std::string_view bytes) {
  constexpr const char* languages[] = {"en", "de", "", "xx"};
  Article article;
  const std::string_view first = take_until(bytes, '\n');
  const unsigned choice = first.empty() ? 0 : static_cast<unsigned char>(first.front());
  article.language = languages[choice % 4];
  if (choice % 3) article.published = *parse_date(std::to_string(1990 + choice % 40));
  article.source = article.byline = first;
  article.title = take_until(bytes, '\n');
  article.text = bytes;
  article.path = "folder/" + std::to_string(choice);
  return article;
}

// Articles end with a form feed.
std::vector<Article> articles_of(std::string_view bytes) {
  std::vector<Article> articles;
  while (!bytes.empty()) articles.push_back(article_of(take_until(bytes, '\f')));
  sort_newest_first(articles);
  return articles;
}

void try_segments(std::string_view bytes) {
  if (bytes.size() > longest) return;
  const auto articles = articles_of(bytes);
  const TablesOf tables = bytes.size() % 2 ? TablesOf(articles) : TablesOf();
  const TemporaryFolder folder;
  const auto written = [&](MakeWriter make, const char* name, std::size_t parts, std::uint64_t memory) {
    const auto target = folder.path() / name / "1";
    write_segment_of(articles, make, {target, folder.path() / "scratch", parts, parts, memory, Layout::stock}, tables.view());
    require(complaints(target).empty(), "a segment is sound: " + complaints(target));
    return content(target);
  };
  const std::string expected = written(portable_writer, "portable", 1, 1 << 26);
  for (const std::uint64_t memory : {1 << 26, 1}) {
    const auto found = written(direct_writer, memory > 1 ? "direct" : "spilled", memory > 1 ? 1 : 2, memory);
    require(found == expected, "both writers make the same database: " + first_difference(found, expected));
  }
}

}  // namespace

void add_segments(std::vector<Target>& targets) { targets.push_back({"segments", try_segments}); }

}  // namespace newsgrep::fuzz
