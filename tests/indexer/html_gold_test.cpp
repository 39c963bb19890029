// SPDX-License-Identifier: GPL-2.0-or-later
// Real pages with the article that people said is on them: what the reader gets right must not become less.
#include "indexer/readers/html.hpp"

#include "common/utf8.hpp"
#include "indexer/containers/open.hpp"
#include "tests/indexer/reading.hpp"

#include <doctest/doctest.h>
#include <simdjson.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

namespace dom = simdjson::dom;

struct Gold {
  std::string title, date, body, with_summary;
  std::vector<std::string> authors;
};

using Bag = std::map<std::string, long>;

// Words; in scripts without spaces, characters.
Bag bag_of(std::string_view text) {
  Bag bag;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) ++bag[word];
    word.clear();
  };
  const std::string lower = ascii_lower(text);
  for (std::size_t at = 0; at < lower.size();) {
    const char32_t c = next_char(lower, at);
    const bool ascii_letter = c < 0x80 && std::isalnum(static_cast<unsigned char>(c));
    const bool letter = ascii_letter || (c >= 0xC0 && (c < 0x2000 || c > 0x206F) && (c < 0x3000 || c > 0x303F) &&
                                         (c < 0xFF00 || c > 0xFF0F));
    const bool alone = c >= 0x3040 && c <= 0x9FFF;
    if (!letter || alone) end_word();
    if (letter) append_char(word, c);
    if (alone) end_word();
  }
  end_word();
  return bag;
}

double f1(const Bag& got, const Bag& wanted) {
  long common = 0, all_got = 0, all_wanted = 0;
  for (const auto& [word, count] : got) {
    all_got += count;
    if (const auto other = wanted.find(word); other != wanted.end()) common += std::min(count, other->second);
  }
  for (const auto& [word, count] : wanted) all_wanted += count;
  return common == 0 ? 0 : 2.0 * static_cast<double>(common) / static_cast<double>(all_got + all_wanted);
}

std::string lines_of(dom::element list) {
  std::string all;
  if (dom::array parts; list.get(parts) == simdjson::SUCCESS)
    for (const auto part : parts)
      if (std::string_view text; part.get(text) == simdjson::SUCCESS) all.append(text).append("\n\n");
  return all;
}

Gold gold_of(dom::element version) {
  Gold gold;
  if (std::string_view text; version["title"].get(text) == simdjson::SUCCESS) gold.title = text;
  if (std::string_view text; version["publishing_date"].get(text) == simdjson::SUCCESS) gold.date = text;
  if (dom::array authors; version["authors"].get(authors) == simdjson::SUCCESS)
    for (const auto author : authors)
      if (std::string_view name; author.get(name) == simdjson::SUCCESS) gold.authors.emplace_back(name);
  if (dom::array sections; version["body"]["sections"].get(sections) == simdjson::SUCCESS)
    for (const auto section : sections) {
      for (const char* key : {"headline", "paragraphs"})
        if (dom::element list; section[key].get(list) == simdjson::SUCCESS) gold.body += lines_of(list);
    }
  if (dom::element summary; version["body"]["summary"].get(summary) == simdjson::SUCCESS)
    gold.with_summary = lines_of(summary);
  gold.with_summary += gold.body;
  return gold;
}

struct Score {
  double body = 0;
  bool title = false, date = false;
  double authors = 0, named = 0, right = 0;  // of the gold, of ours, in both
};

std::vector<std::string> split_names(std::string_view byline) {
  std::vector<std::string> names;
  for (std::size_t end = 0; !byline.empty(); byline.remove_prefix(std::min(end + 1, byline.size()))) {
    end = std::min(byline.find(','), byline.size());
    names.emplace_back(trim(byline.substr(0, end)));
  }
  return names;
}

Score score(const Article& article, const Gold& gold) {
  const Bag got = bag_of(article.text);
  Score result;
  result.body = std::max(f1(got, bag_of(gold.body)), f1(got, bag_of(gold.with_summary)));
  result.title = bag_of(article.title) == bag_of(gold.title);
  const auto names = split_names(article.byline);
  result.authors = static_cast<double>(gold.authors.size());
  result.named = static_cast<double>(names.size());
  for (const auto& name : names)
    result.right +=
        std::any_of(gold.authors.begin(), gold.authors.end(), [&](const auto& one) { return iequals(one, name); });
  result.date = article.published.iso().substr(0, 10) == gold.date.substr(0, 10);
  return result;
}

// A publisher's file holds several articles: the page's is the one that its own fits best.
Score best_score(const Article& article, const std::filesystem::path& gold_file) {
  Score best;
  dom::parser parser;
  dom::object versions;
  if (parser.load(gold_file.string()).get(versions) != simdjson::SUCCESS) return best;
  for (const auto version : versions) {
    const Score one = score(article, gold_of(version.value));
    if (one.body + one.title > best.body + best.title) best = one;
  }
  return best;
}

Article read_page_file(const std::filesystem::path& file) {
  const auto entry = open_entry(file.string(), nullptr);
  Kept kept;
  read_html(*entry, kept);
  return kept.drafts.empty() ? Article() : kept.at(0);
}

// "Name_2024_01_31.html.gz" -> "Name.json"
std::filesystem::path gold_beside(const std::filesystem::path& page) {
  std::string name = page.filename().string();
  for (int i = 0; i < 3; ++i) name.resize(std::min(name.size(), name.rfind('_')));
  return page.parent_path() / (name + ".json");
}

}  // namespace

TEST_CASE("real pages of many countries keep their text, title and date") {
  const auto folder = corpora() / "html-fundus";
  if (corpora().empty() || !std::filesystem::is_directory(folder)) {
    MESSAGE("skipped: no html-fundus among the corpora (NEWSGREP_CORPORA)");
    return;
  }
  double pages = 0, body = 0, titles = 0, dates = 0, authors = 0, named = 0, right = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    const auto gold = gold_beside(file.path());
    if (file.path().extension() != ".gz" || !std::filesystem::exists(gold)) continue;
    const Score one = best_score(read_page_file(file.path()), gold);
    ++pages;
    body += one.body;
    titles += one.title;
    dates += one.date;
    authors += one.authors;
    named += one.named;
    right += one.right;
  }
  REQUIRE(pages > 0);
  MESSAGE(pages << " pages: body F1 " << body / pages << ", titles " << titles / pages << ", dates " << dates / pages
                << ", authors found " << right / authors << ", names that are authors " << right / named);
  CHECK(body / pages > 0.976);
  CHECK(titles / pages > 0.85);
  CHECK(dates / pages > 0.985);
  CHECK(right / authors > 0.88);
  CHECK(right / named > 0.9);
}

TEST_CASE("older pages in several scripts keep their text and date") {
  const auto folder = corpora() / "html-newspaper4k";
  if (corpora().empty() || !std::filesystem::is_directory(folder)) {
    MESSAGE("skipped: no html-newspaper4k among the corpora (NEWSGREP_CORPORA)");
    return;
  }
  double pages = 0, body = 0, dated = 0, dates = 0;
  dom::parser parser;
  for (const auto& file : std::filesystem::directory_iterator(folder / "metadata")) {
    dom::element gold;
    if (parser.load(file.path().string()).get(gold) != simdjson::SUCCESS) continue;
    std::string_view text, date;
    if (gold["text"].get(text) != simdjson::SUCCESS || text.empty()) continue;
    const auto article = read_page_file(folder / "html" / file.path().stem().concat(".html"));
    ++pages;
    body += f1(bag_of(article.text), bag_of(text));
    if (gold["publish_date"].get(date) != simdjson::SUCCESS || date.size() < 10) continue;
    ++dated;
    dates += article.published.iso().substr(0, 10) == date.substr(0, 10);
  }
  REQUIRE(pages > 0);
  MESSAGE(pages << " pages: body F1 " << body / pages << ", dates " << dates / dated);
  CHECK(body / pages > 0.97);
  CHECK(dates / dated > 0.9);
}
