// SPDX-License-Identifier: GPL-2.0-or-later
// What records and terms depend on survives the loss of a copy, and is never taken for something else.
#include "common/catalog.hpp"
#include "common/files.hpp"
#include "common/tables.hpp"
#include "common/term_policy.hpp"
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

TermPolicy some_policy() { return TermPolicy({"the", "of"}, {"prices", "oil", "oils"}); }

}  // namespace

TEST_CASE("a table comes back from either copy, and not at all when both are damaged") {
  const TemporaryFolder folder;
  const auto table = write_table(folder.path(), TableKind::terms, 3, "bytes of a table");
  CHECK(read_table(folder.path(), table) == "bytes of a table");
  write_file(table_path(folder.path(), table, 'a'), "damaged");
  CHECK(read_table(folder.path(), table) == "bytes of a table");
  fs::remove(table_path(folder.path(), table, 'a'));
  CHECK(read_table(folder.path(), table) == "bytes of a table");
  write_file(table_path(folder.path(), table, 'b'), "damaged too");
  CHECK_THROWS_AS(read_table(folder.path(), table), Error);
}

TEST_CASE("a whole table that is not the one the catalog names is refused") {
  const TemporaryFolder folder;
  auto table = write_table(folder.path(), TableKind::symbols, 1, "one");
  table.checksum ^= 1;
  CHECK_THROWS_AS(read_table(folder.path(), table), Error);
}

TEST_CASE("the newest of a kind is the last one") {
  const std::vector<TableEntry> tables{{TableKind::symbols, 1, 0}, {TableKind::terms, 1, 0}, {TableKind::symbols, 4, 0}};
  CHECK(newest_table(tables, TableKind::symbols)->number == 4);
  CHECK(newest_table(tables, TableKind::dictionary) == nullptr);
}

TEST_CASE("a table is found by its kind and number") {
  const std::vector<TableEntry> tables{{TableKind::symbols, 1, 0}, {TableKind::terms, 1, 0}, {TableKind::symbols, 4, 9}};
  CHECK(find_table(tables, TableKind::symbols, 4)->checksum == 9);
  CHECK(find_table(tables, TableKind::symbols, 1) == &tables[0]);
  CHECK(find_table(tables, TableKind::terms, 4) == nullptr);
  CHECK(find_table(tables, TableKind::symbols, 2) == nullptr);
}

TEST_CASE("a policy comes back from its bytes; words that are not listed have all terms") {
  const TermPolicy policy = TermPolicy::parse(some_policy().serialise());
  CHECK(policy.serialise() == some_policy().serialise());
  const Field &title = *find_field("title"), &byline = *find_field("byline");
  CHECK_FALSE(policy.has_raw(title, "oil"));
  CHECK_FALSE(policy.has_raw(title, "oils"));
  CHECK(policy.has_raw(title, "oi"));
  CHECK(policy.has_raw(byline, "oil"));
  CHECK(TermPolicy().has_raw(title, "oil"));
  CHECK_FALSE(TermPolicy().has_raw(title, "2024"));  // its stem is itself
  CHECK(policy.pair_word("of") == 1u);
  CHECK_FALSE(policy.pair_word("oil"));
}

TEST_CASE("the words on the list are found by how they begin") {
  const TermPolicy policy = some_policy();
  const auto listed = policy.stem_only("oil");
  CHECK(std::vector<std::string>(listed.begin(), listed.end()) == std::vector<std::string>{"oil", "oils"});
  CHECK(policy.stem_only("").size() == 3);
  CHECK(policy.stem_only("q").empty());
}

TEST_CASE("a damaged policy is refused") {
  const std::string bytes = some_policy().serialise();
  for (std::size_t size = 0; size < bytes.size(); ++size) CHECK_THROWS_AS(TermPolicy::parse(bytes.substr(0, size)), Error);
  CHECK_THROWS_AS(TermPolicy::parse(bytes + "x"), Error);
}

namespace {

// Of one segment, with symbols 1 and terms 6.
Catalog small_catalog() {
  Catalog catalog;
  catalog.generation = 1;
  catalog.tables = {{TableKind::symbols, 1, 5}, {TableKind::terms, 1, 6}};
  catalog.segments.push_back({});
  catalog.segments[0].id = "1";
  catalog.segments[0].symbols = 1;
  catalog.segments[0].terms = 6;
  return catalog;
}

}  // namespace

TEST_CASE("a segment that was written with other terms than the archive is refused") {
  const TemporaryFolder folder;
  Catalog catalog = small_catalog();
  catalog.segments[0].terms = 7;
  publish_catalog(folder.path(), catalog);
  CHECK_THROWS_WITH_AS(read_catalog(folder.path()), doctest::Contains("other terms"), Error);
  publish_catalog(folder.path(), small_catalog());
  CHECK(read_catalog(folder.path()).segments[0].symbols == 1);
}

TEST_CASE("a segment whose terms or symbols the catalog does not name is refused") {
  const TemporaryFolder folder;
  Catalog catalog = small_catalog();
  catalog.segments[0].symbols = 2;
  publish_catalog(folder.path(), catalog);
  CHECK_THROWS_WITH_AS(read_catalog(folder.path()), doctest::Contains("segment 1 in"), Error);
  CHECK_THROWS_WITH_AS(read_catalog(folder.path()), doctest::Contains("needs table of symbols 2, which the catalog does not name"), Error);
  catalog.tables.push_back({TableKind::symbols, 2, 8});
  publish_catalog(folder.path(), catalog);
  CHECK(read_catalog(folder.path()).segments[0].symbols == 2);
  std::erase_if(catalog.tables, [](const TableEntry& table) { return table.kind == TableKind::terms; });
  publish_catalog(folder.path(), catalog);
  CHECK_THROWS_WITH_AS(read_catalog(folder.path()), doctest::Contains("other terms"), Error);
}
