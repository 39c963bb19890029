// SPDX-License-Identifier: GPL-2.0-or-later
// Archives whose news changes: several tables of symbols side by side, until a merge leaves one.
#include "common/catalog.hpp"
#include "common/files.hpp"
#include "common/records.hpp"
#include "common/record.hpp"
#include "common/term_policy.hpp"
#include "indexer/folding.hpp"
#include "indexer/publishing.hpp"
#include "tests/support/corpora.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/indexed.hpp"
#include "tests/support/invented_language.hpp"

#include <doctest/doctest.h>

#include <map>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

constexpr std::size_t many = 1200;  // articles, worth a table of their own

// An archive begun in one language and continued in another.
class ChangedArchive {
 public:
  ChangedArchive() {
    write("first", begun);
    write("second", later);
  }

  void write(const std::string& name, InventedLanguage& language, std::size_t articles = many) {
    folder.write(name + ".jsonl", language.lines(name, articles));
    index_folder(folder.path());
  }

  fs::path db() const { return folder.path() / ".newsgrep"; }
  Catalog catalog() const { return read_catalog(db()); }

  TemporaryFolder folder;
  InventedLanguage begun{1}, later{2};
};

std::vector<std::string> table_files(const fs::path& db) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(db / "tables")) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::uint64_t bytes_of_terms(const fs::path& db) {
  const Catalog catalog = read_catalog(db);
  return newest_table(catalog.tables, TableKind::terms)->checksum;
}

// The stored articles by their URLs, as bytes.
std::map<std::string, std::string> stored(const fs::path& db) {
  const Catalog catalog = read_catalog(db);
  RecordReader reader(read_record_tables(db, catalog.tables));
  std::map<std::string, std::string> all;
  Article article;
  for (const auto& segment : catalog.segments) {
    const Records records(segment_path(db, segment.id));
    for (std::uint64_t document = 1; document <= records.size(); ++document) {
      reader.read(records.record(document), article);
      serialise(article, all[article.url]);
    }
  }
  return all;
}

}  // namespace

TEST_CASE("an archive continued in another language has a table of symbols for each, and one policy of terms") {
  const ChangedArchive archive;
  const Catalog catalog = archive.catalog();
  REQUIRE(catalog.segments.size() == 2);
  CHECK(catalog.segments[0].symbols == 1);
  CHECK(catalog.segments[1].symbols == 2);
  CHECK(catalog.segments[0].terms == catalog.segments[1].terms);
  CHECK(table_files(archive.db()) == std::vector<std::string>{"symbols-1.a", "symbols-1.b", "symbols-2.a", "symbols-2.b", "terms-1.a", "terms-1.b"});
  CHECK(check(archive.db()).empty());
  const auto size = [&](const char* segment) { return fs::file_size(segment_path(archive.db(), segment) / "records"); };
  CHECK(size("2") < size("1") * 11 / 10);
}

TEST_CASE("words of either language are found in either, and by all their terms") {
  ChangedArchive archive;
  archive.folder.write("mixed.jsonl", R"({"url": "https://mixed.example/1", "title": "Mixed", "text": ")" + archive.begun.word(0) + " " + archive.later.word(0) + "\"}\n");
  index_folder(archive.folder.path());
  const Searcher searcher(archive.db());
  const auto phrase = "\"" + archive.begun.word(0) + " " + archive.later.word(0) + "\"";
  CHECK(ids_of(searcher, phrase).size() == 1);
  for (const std::size_t rank : {0, 7, 300}) {
    Request request;
    for (const auto* language : {&archive.begun, &archive.later}) {
      request.query = language->word(rank);
      CAPTURE(request.query);
      CHECK(searcher.count(request) > 1);
      CHECK(searcher.count(request) == ids_of(searcher, request.query).size());
    }
  }
}

TEST_CASE("a rebuild learns one table and decides the terms anew") {
  const ChangedArchive archive;
  const auto before = bytes_of_terms(archive.db());
  IndexOptions options = options_for(archive.folder.path());
  options.rebuild = true;
  Indexer(options).run();
  CHECK(table_files(archive.db()) == std::vector<std::string>{"symbols-3.a", "symbols-3.b", "terms-3.a", "terms-3.b"});
  CHECK(bytes_of_terms(archive.db()) != before);
}

TEST_CASE("a merge recodes what it takes in, byte for byte the same articles, and tables without segments go") {
  ChangedArchive archive;
  for (std::size_t run = 2; run < most_segments; ++run) archive.write("small" + std::to_string(run), archive.later, 3);
  CHECK(archive.catalog().segments.size() == most_segments);
  CHECK(find_table(archive.catalog().tables, TableKind::symbols, 1));
  auto before = stored(archive.db());
  archive.write("third", archive.later, 1500);
  const Catalog merged = archive.catalog();
  REQUIRE(merged.segments.size() == 1);
  CHECK_FALSE(find_table(merged.tables, TableKind::symbols, 1));
  CHECK_FALSE(fs::exists(archive.db() / "tables" / "symbols-1.a"));
  CHECK_FALSE(fs::exists(archive.db() / "tables" / "symbols-1.b"));
  CHECK(fs::exists(archive.db() / "tables" / "terms-1.a"));
  CHECK(check(archive.db()).empty());
  auto after = stored(archive.db());
  CHECK(after.size() == before.size() + 1500);
  for (const auto& [url, bytes] : before) REQUIRE(after[url] == bytes);
}

TEST_CASE("a reader that holds a generation goes on when its table goes") {
  ChangedArchive archive;
  const Searcher reader(archive.db());
  const auto query = "\"" + archive.begun.word(0) + " " + archive.begun.word(1) + "\"";
  const auto before = ids_of(reader, query);
  REQUIRE(before.size() > 1);
  fs::remove(archive.folder.path() / "first.jsonl");
  index_folder(archive.folder.path());
  CHECK_FALSE(fs::exists(archive.db() / "tables" / "symbols-1.a"));
  CHECK(ids_of(reader, query) == before);
  CHECK(ids_of(Searcher(archive.db()), query).empty());
}

TEST_CASE("tables that no segment uses are dropped with their dictionaries; an index without segments keeps its own") {
  Catalog catalog;
  catalog.tables = {{TableKind::symbols, 1, 0}, {TableKind::terms, 1, 0}, {TableKind::dictionary, 1, 0}, {TableKind::symbols, 3, 0}, {TableKind::symbols, 4, 0}, {TableKind::dictionary, 4, 0}};
  const auto all = catalog.tables;
  drop_unused_tables(catalog);
  CHECK(catalog.tables == all);
  catalog.segments.resize(2);
  catalog.segments[0].symbols = 4;
  catalog.segments[1].symbols = 3;
  drop_unused_tables(catalog);
  CHECK(catalog.tables == std::vector<TableEntry>{all[1], all[3], all[4], all[5]});
}

TEST_CASE("either copy of either table may be damaged; an index that has lost both is refused by the name of the table") {
  const auto index = std::move(index_with_two_tables(own_corpus("sample")).front());
  const auto db = index->folder() / ".newsgrep";
  const auto whole = ids_of(index->searcher(), "the");
  REQUIRE(whole.size() > 10);
  for (const char* table : {"symbols-1", "symbols-2"}) {
    std::map<std::string, std::string> sound;
    for (const char* copy : {".a", ".b"}) {
      const auto file = db / "tables" / (std::string(table) + copy);
      sound[file] = read_file(file);
      write_file(file, "damaged");
      CHECK(ids_of(Searcher(db), "the") == whole);
      CHECK(check(db).size() == 1);
      write_file(file, sound[file]);
    }
    for (const auto& [file, bytes] : sound) write_file(file, bytes.substr(0, bytes.size() / 2));
    CHECK_THROWS_WITH_AS(Searcher{db}, doctest::Contains(table), Error);
    CHECK(check(db).size() == 2);
    for (const auto& [file, bytes] : sound) write_file(file, bytes);
  }
}
