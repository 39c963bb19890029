// SPDX-License-Identifier: GPL-2.0-or-later
// What the tables refuse, and what they say of themselves.
#include "indexer/glass/positions.hpp"
#include "indexer/glass/postlist.hpp"
#include "indexer/glass/termlist.hpp"
#include "tests/support/folder.hpp"

#include <newsgrep/error.hpp>

#include <doctest/doctest.h>

#include <functional>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

ErrorCode code_of(const std::function<void()>& body) {
  try {
    body();
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::usage;
}

bool is_bug(const std::function<void()>& body) { return code_of(body) == ErrorCode::internal; }

// Calls on a fresh posting list table are a bug of the caller.
bool refused(const std::function<void(PostlistTable&)>& calls) {
  const TemporaryFolder folder;
  PostlistTable table(folder.path() / "postlist.glass");
  return is_bug([&] { calls(table); });
}

}  // namespace

TEST_CASE("a table to which nothing was added has no file") {
  const TemporaryFolder folder;
  CHECK(GlassTable(folder.path() / "t.glass").finish().blocks == 0);
  CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("a table says where its root is and how large it is") {
  const TemporaryFolder folder;
  GlassTable table(folder.path() / "t.glass");
  for (std::uint32_t id = 1; id <= 100'000; ++id) table.add(glass::document_key(id), std::string(id % 100, 'x'));
  const GlassRoot root = table.finish();
  CHECK(root.entries == 100'000);
  CHECK(root.level == 2);
  CHECK(root.block == root.blocks - 1);
  CHECK(fs::file_size(folder.path() / "t.glass") == std::uintmax_t{root.blocks} * 8192);
}

TEST_CASE("keys out of order, too short or too long, and tags too long are refused") {
  const TemporaryFolder folder;
  GlassTable table(folder.path() / "t.glass");
  table.add("b", "");
  CHECK(is_bug([&] { table.add("b", ""); }));
  CHECK(is_bug([&] { table.add("a", ""); }));
  CHECK(is_bug([&] { table.add("", ""); }));
  CHECK(is_bug([&] { table.add(std::string(256, 'c'), ""); }));
  CHECK(is_bug([&] { table.add("c", std::string(140'000'000, 'x')); }));
  table.add(std::string(255, 'c'), "");
  CHECK(is_bug([&] { GlassTable(folder.path() / "u.glass", 3000); }));
  CHECK(is_bug([&] { GlassTable(folder.path() / "u.glass", 1024); }));
}

TEST_CASE("a folder that is not there and a full disk are errors of the disk") {
  const TemporaryFolder folder;
  GlassTable nowhere(folder.path() / "no" / "t.glass");
  CHECK(code_of([&] { nowhere.add("a", "b"); }) == ErrorCode::io);
  if (fs::exists("/dev/full")) {
    GlassTable full("/dev/full");
    full.add("a", "b");
    CHECK(code_of([&] { full.finish(); }) == ErrorCode::io);
  }
}

TEST_CASE("a posting list that is not what was announced is refused") {
  CHECK(refused([](PostlistTable& table) {
    table.begin_term("a", 2, 2);
    table.posting(1, 2);
    table.end_term();
  }));
  CHECK(refused([](PostlistTable& table) {
    table.begin_term("a", 1, 2);
    table.posting(1, 1);
    table.end_term();
  }));
  CHECK(refused([](PostlistTable& table) {
    table.begin_term("a", 0, 0);
    table.end_term();
  }));
}

TEST_CASE("posting lists out of order are refused") {
  CHECK(refused([](PostlistTable& table) { table.posting(1, 1); }));
  CHECK(refused([](PostlistTable& table) { table.end_term(); }));
  CHECK(refused([](PostlistTable& table) { table.begin_term("", 1, 1); }));
  CHECK(refused([](PostlistTable& table) { table.begin_term(std::string(246, 'a'), 1, 1); }));
  CHECK(refused([](PostlistTable& table) {
    table.begin_term("a", 2, 2);
    table.posting(2, 1);
    table.posting(2, 1);
  }));
  CHECK(refused([](PostlistTable& table) {
    table.begin_term("a", 1, 1);
    table.posting(0, 1);
  }));
  CHECK(refused([](PostlistTable& table) {
    table.begin_term("a", 1, 1);
    table.begin_term("b", 1, 1);
  }));
  CHECK(refused([](PostlistTable& table) {
    table.begin_term("a", 1, 1);
    table.finish();
  }));
  CHECK(refused([](PostlistTable& table) {
    for (const char* term : {"b", "a"}) {
      table.begin_term(term, 1, 1);
      table.posting(1, 1);
      table.end_term();
    }
  }));
  CHECK(refused([](PostlistTable& table) {
    table.length(2, 1);
    table.length(1, 1);
  }));
}

TEST_CASE("values and metadata that Xapian does not know are refused") {
  CHECK(refused([](PostlistTable& table) { table.metadata("name", ""); }));
  CHECK(refused([](PostlistTable& table) { table.value_statistics(0, 0, "a", "b"); }));
  CHECK(refused([](PostlistTable& table) { table.value_statistics(0, 1, "b", "a"); }));
  CHECK(refused([](PostlistTable& table) { table.value(1, "a"); }));
  CHECK(refused([](PostlistTable& table) {
    table.begin_values(0);
    table.value(1, "");
  }));
  CHECK(refused([](PostlistTable& table) {
    table.begin_values(0);
    table.value(2, "a");
    table.value(1, "a");
  }));
}

TEST_CASE("statistics are counted from lengths and postings") {
  const TemporaryFolder folder;
  PostlistTable table(folder.path() / "postlist.glass");
  for (const std::uint32_t length : {7u, 0u, 3u}) table.length(length + 1 + table.statistics().last_document, length);
  table.begin_term("a", 2, 10);
  table.posting(8, 7);
  table.posting(13, 3);
  table.end_term();
  table.finish();
  const GlassStatistics& statistics = table.statistics();
  CHECK(statistics.documents == 3);
  CHECK(statistics.last_document == 13);
  CHECK(statistics.shortest == 3);
  CHECK(statistics.longest == 7);
  CHECK(statistics.largest_wdf == 7);
  CHECK(statistics.total_length == 10);
}

TEST_CASE("positions, terms and slots out of order are refused") {
  const TemporaryFolder folder;
  std::string tag;
  for (const auto& positions : std::vector<std::vector<std::uint32_t>>{{}, {2, 2}, {2, 1}})
    CHECK(is_bug([&] { put_positions(tag, positions); }));
  PositionTable positions(folder.path() / "position.glass");
  CHECK(is_bug([&] { positions.add("", 1, "tag"); }));
  CHECK(positions.finish().blocks == 0);

  CHECK(is_bug([&] { put_termlist(tag, 2, std::vector<GlassTerm>{{"b", 1}, {"a", 1}}); }));
  CHECK(is_bug([&] { put_termlist(tag, 2, std::vector<GlassTerm>{{"", 1}}); }));
  TermlistTable termlists(folder.path() / "termlist.glass");
  CHECK(is_bug([&] { termlists.slots(1, std::vector<std::uint32_t>{3, 3}); }));
}
