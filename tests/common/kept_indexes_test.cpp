// SPDX-License-Identifier: GPL-2.0-or-later
// corpora/indexes/schema-N is a small archive with its index as newsgrep wrote it while that had schema N (common/catalog.hpp): what is written
// into an index does not change without its schema. To add one: newsgrep-index FOLDER, rename FOLDER/.newsgrep to index, remove index/lock.
#include "common/catalog.hpp"
#include "tests/support/corpora.hpp"
#include "tests/support/folder.hpp"

#include <newsgrep/error.hpp>

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

// An archive with its index, to be written to.
class Kept {
 public:
  explicit Kept(int of_schema) {
    fs::copy(kept_folder(of_schema), news(), fs::copy_options::recursive);
    fs::rename(news() / "index", db());
  }

  static bool exists(int of_schema) { return fs::exists(kept_folder(of_schema)); }

  fs::path news() const { return folder_.path() / "news"; }
  fs::path db() const { return news() / ".newsgrep"; }
  void write(const std::string& name, const std::string& bytes) const { folder_.write("news/" + name, bytes); }

 private:
  static fs::path kept_folder(int of_schema) { return own_corpus("indexes") / ("schema-" + std::to_string(of_schema)); }

  TemporaryFolder folder_;
};

CheckOptions full_check() {
  CheckOptions options;
  options.full = true;
  return options;
}

void check_answers(const fs::path& db) {
  const Searcher searcher(db, OpenOptions{true});
  CHECK(searcher.articles() == 5);
  CHECK(titles_of(searcher, "\"storm had sunk\"") == std::vector<std::string>{"Harbour open again"});
  CHECK(titles_of(searcher, "boats near/9 storm") == std::vector<std::string>{"Harbour open again", "Harbour closed after storm"});
  CHECK(titles_of(searcher, "date:2024-03-08 rate") == std::vector<std::string>{"Bank cuts rates"});
  CHECK(titles_of(searcher, "byline:marsh harb*") == std::vector<std::string>{"Harbour open again", "Harbour closed after storm"});
  CHECK(titles_of(searcher, "wahl") == std::vector<std::string>{"Wahlen in Hamburg"});
}

}  // namespace

TEST_CASE("an index of the present schema that was written before is sound, answers, and is gone on with") {
  REQUIRE(Kept::exists(schema));
  const Kept kept(schema);
  CHECK(check(kept.db(), full_check()).empty());
  check_answers(kept.db());
  auto summary = index_folder(kept.news());
  CHECK(summary.files_unchanged == 2);
  CHECK(summary.unchanged == 5);
  kept.write("more.txt", "Storm again\n\nAnother storm is on its way.\n");
  summary = index_folder(kept.news());
  CHECK(summary.added == 1);
  CHECK(titles_of(Searcher(kept.db()), "storm").size() == 3);
  CHECK(Indexer(options_for(kept.news())).compact().articles == 6);
  CHECK(check(kept.db()).empty());
}

TEST_CASE("an index of an earlier schema is refused, left as it is, and built again when that is asked for") {
  for (int earlier = 0; earlier < schema; ++earlier) {
    if (!Kept::exists(earlier)) continue;
    CAPTURE(earlier);
    const Kept kept(earlier);
    const auto refused = [&](auto&& work) {
      try {
        work();
      } catch (const Error& error) {
        return error.code() == ErrorCode::version && error.hint().find("--rebuild") != std::string::npos;
      }
      return false;
    };
    CHECK(refused([&] { Searcher{kept.db()}; }));
    CHECK(refused([&] { index_folder(kept.news()); }));
    CHECK(refused([&] { check(kept.db()); }));
    CHECK(refused([&] { Indexer(options_for(kept.news())).repair(); }));
    auto options = options_for(kept.news());
    options.rebuild = true;
    CHECK(Indexer(options).run().articles == 5);
    check_answers(kept.db());
  }
}
