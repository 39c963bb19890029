// SPDX-License-Identifier: GPL-2.0-or-later
// The examples of searcher/query/LANGUAGE.md are true: how each is read, and which of the articles there it finds.
#include "common/date.hpp"
#include "common/utf8.hpp"
#include "searcher/queries.hpp"
#include "searcher/spans/matcher.hpp"
#include "tests/searcher/reading_queries.hpp"
#include "tests/support/corpora.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/oracle.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <sstream>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

// What stands between signs that separate, in which a backslash escapes one.
std::vector<std::string> columns(const std::string& line) {
  std::vector<std::string> parts{""};
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '|') parts.emplace_back();
    else if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '|') parts.back() += line[++i];
    else parts.back() += line[i];
  }
  for (auto& part : parts) part = std::string(trim(part));
  return parts;
}

std::string with_paragraphs(std::string text) {
  const std::string sign = " \xC2\xB6 ";
  for (std::size_t at = 0; (at = text.find(sign, at)) != std::string::npos;) text.replace(at, sign.size(), "\n\n");
  return text;
}

std::vector<std::string> members(const std::string& list) {
  std::vector<std::string> members;
  for (std::size_t begin = 0; begin < list.size();) {
    const auto end = std::min(list.find("; ", begin), list.size());
    members.push_back(list.substr(begin, end - begin));
    begin = end + 2;
  }
  return members;
}

// The last ones, tags, dateline and captions, may be left out.
Article article_of(const std::string& line) {
  auto values = columns(line);
  REQUIRE(values.size() >= 6);
  values.resize(9);
  Article article;
  article.id = values[0];
  if (!values[1].empty()) article.published = *parse_date(values[1]);
  article.byline = values[2];
  article.url = values[3];
  article.title = values[4];
  article.text = with_paragraphs(values[5]);
  article.tags = members(values[6]);
  article.dateline = values[7];
  article.captions = members(values[8]);
  article.language = "en";
  return article;
}

struct Example {
  std::string query, tree, found;
};

struct Reference {
  std::vector<Article> articles;
  std::vector<Example> examples;
  std::map<std::string, std::string> lists;  // what is in blocks, by their names
};

Reference read_reference() {
  std::ifstream file(own_corpus("").parent_path().parent_path() / "searcher/query/LANGUAGE.md");
  REQUIRE(file);
  Reference reference;
  std::string block;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("```"))
      block = line.substr(3);
    else if (!block.empty() && block != "articles")
      reference.lists[block] += line + "\n";
    else if (block == "articles")
      reference.articles.push_back(article_of(line));
    else if (line.starts_with("| `")) {
      const auto values = columns(line);
      REQUIRE(values.size() == 5);
      const auto code = [](const std::string& text) { return text.size() < 2 ? text : text.substr(1, text.size() - 2); };
      reference.examples.push_back({code(values[1]), code(values[2]), values[3]});
    }
  }
  return reference;
}

std::string numbers(const std::vector<Article>& articles, const std::vector<bool>& matching) {
  std::string found;
  for (std::size_t i = 0; i < articles.size(); ++i)
    if (matching[i]) found += (found.empty() ? "" : " ") + articles[i].id;
  return found;
}

}  // namespace

TEST_CASE("each example of the reference is read as it says there, and finds what it says") {
  const Reference reference = read_reference();
  const Oracle oracle(reference.articles);
  CHECK(reference.examples.size() > 85);
  const TemporaryFolder folder;
  for (const auto& [name, list] : reference.lists) folder.write(name, list);
  const Lists lists = read_lists({}, folder.path(), "");
  ParseOptions options = on_a_thursday();
  options.saved = &lists.queries;
  options.synonyms = &lists.synonyms;
  for (const auto& example : reference.examples) {
    const Parsed parsed = parse_query(example.query, options);
    INFO("| `", example.query, "` | `", parsed.query.str(), "` | ", numbers(reference.articles, oracle.ask(parsed.query)), " |");
    CHECK_FALSE(parsed.failed());
    CHECK(parsed.query.str() == example.tree);
    CHECK(numbers(reference.articles, oracle.ask(parsed.query)) == example.found);
    Matcher matcher(parsed.query);
    std::vector<bool> matching;
    for (const auto& article : reference.articles) matching.push_back(matcher.matches(article));
    CHECK(numbers(reference.articles, matching) == example.found);
  }
}
