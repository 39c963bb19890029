// SPDX-License-Identifier: GPL-2.0-or-later
// An archive in many languages is searched for beginnings and patterns of words as one in a single language is.
#include "searcher/database.hpp"
#include "searcher/query/parse.hpp"
#include "searcher/query/plan.hpp"
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

const std::vector<std::string> languages{"en", "de", "fr", "es", "it", "pt", "nl", "sv",
                                         "da", "fi", "hu", "ro", "ru", "tr", "el", "ca"};
constexpr std::size_t copies = 65;  // more than a thousand in all: fewer have no words without a term

// Each has many words of its own, all of which begin alike, in several articles: such words have no terms but their
// stems.
void write_archive(const TemporaryFolder& folder) {
  for (const auto& language : languages) {
    std::string text;
    for (unsigned i = 0; i < 40; ++i)
      text += "unter" + language + std::string(1, static_cast<char>('a' + i % 26)) +
              std::string(1, static_cast<char>('a' + i / 26)) + "ung ";
    std::string lines;
    for (unsigned copy = 0; copy < copies; ++copy)
      lines += R"({"title": "In )" + language + " " + std::to_string(copy) + R"(", "language": ")" + language +
               R"(", "text": ")" + text + "\"}\n";
    folder.write(language + ".jsonl", lines);
  }
}

std::size_t operands(const Xapian::Query& query) {
  std::size_t all = 1;
  for (std::size_t i = 0; i < query.get_num_subqueries(); ++i) all += operands(query.get_subquery(i));
  return all;
}

}  // namespace

TEST_CASE("a beginning is looked up only by stems that the archive has, whatever the number of its languages") {
  const TemporaryFolder folder;
  write_archive(folder);
  index_folder(folder.path());
  const Database database(open_generation(folder.path() / ".newsgrep"));
  CHECK(database.facts().stemmers.size() > 10);
  for (const std::string query : {"unter*", "unt*g"}) {
    INFO(query);
    const auto parsed = parse_query(query, {});
    const Plan plan = plan_query(parsed.query, database.facts());
    CHECK(!database.generation().policy.stem_only("unter").empty());
    CHECK(operands(plan.candidates) < 3 * 40 * languages.size());
    CHECK(titles_of(Searcher(folder.path()), query).size() == copies * languages.size());
  }
}
