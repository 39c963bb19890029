// SPDX-License-Identifier: GPL-2.0-or-later
// What runs leave in the index folder, and what they must leave alone there.
#include "common/catalog.hpp"
#include "common/files.hpp"
#include "indexer/lock.hpp"
#include "tests/support/folder.hpp"

#include <newsgrep/error.hpp>

#include <doctest/doctest.h>

#include <unistd.h>

#include <chrono>
#include <optional>
#include <thread>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

std::string line(const std::string& url, const std::string& text) {
  return R"({"url": ")" + url + R"(", "title": "A headline", "date": "2020-02-03", "text": ")" + text + "\"}\n";
}

// Enough articles that a dictionary is trained.
std::string many_lines(unsigned seed) {
  std::string all;
  for (unsigned i = 0; i < 300; ++i) {
    std::string text;
    for (unsigned w = 0; w < 800; ++w) text += "word" + std::to_string((i * 31 + w * 17 + seed) % 2500) + " ";
    all += line("https://a.example/" + std::to_string(i), text);
  }
  return all;
}

}  // namespace

TEST_CASE("a folder with other files in it is not taken for an index, and loses none of them") {
  const TemporaryFolder folder;
  folder.write("news/a.jsonl", line("https://a.example/1", "text"));
  const auto precious = folder.write("work/tables/precious.txt", "a table of mine");
  IndexOptions options = options_for(folder.path() / "news");
  options.db = folder.path() / "work";
  CHECK_THROWS_AS(Indexer(options).run(), Error);
  CHECK(read_file(precious) == "a table of mine");
}

TEST_CASE("who only asks whether an index is being written does not stop a writer, and another writer does") {
  const TemporaryFolder folder;
  { const WriterLock first(folder.path()); }
  std::optional<FolderLock> asking(std::in_place, folder.path() / "lock", FolderLock::Mode::shared);
  REQUIRE(asking->held());
  std::thread answered([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    asking.reset();
  });
  const WriterLock writer(folder.path());
  answered.join();
  CHECK_THROWS_WITH_AS(WriterLock(folder.path()), doctest::Contains("is being written by process"), Error);
}

TEST_CASE("a folder whose lock or catalog.json is not of newsgrep is no index, to rebuild neither, and loses nothing") {
  for (const std::string foreign : {"lock", "catalog.json"}) {
    const TemporaryFolder folder;
    folder.write("news/a.jsonl", line("https://a.example/1", "text"));
    const std::vector<std::string> names = {foreign, "segments/1", "inventory/1", "tables/symbols-1.a", "scratch/mine"};
    for (const auto& name : names) folder.write("work/" + name, R"({"books": 3})");
    for (const bool rebuild : {false, true}) {
      IndexOptions options = options_for(folder.path() / "news");
      options.db = folder.path() / "work";
      options.rebuild = rebuild;
      CHECK_THROWS_AS(Indexer(options).run(), Error);
      for (const auto& name : names) CHECK(fs::exists(options.db / name));
    }
  }
}

TEST_CASE("what the death of a machine leaves of a first build that had just begun makes way for the next one") {
  for (const auto& [name, bytes] : {std::pair<const char*, std::string>{"lock", ""}, {"lock", "process 12 on"}, {"lock", std::string(40, '\0')}, {"catalog.copy.new", "{"}}) {
    CAPTURE(name);
    const TemporaryFolder folder;
    folder.write(std::string("db/") + name, bytes);
    folder.write("news/a.txt", "Headline\n\nA text.\n");
    auto options = options_for(folder.path() / "news");
    options.db = folder.path() / "db";
    CHECK(Indexer(options).run().articles == 1);
  }
}

TEST_CASE("files that are not named as newsgrep names its own stay in an index folder") {
  const TemporaryFolder folder;
  folder.write("a.jsonl", line("https://a.example/1", "text"));
  index_folder(folder.path());
  const auto db = folder.path() / ".newsgrep";
  for (const auto* name : {"segments/notes", "inventory/list.txt", "tables/symbols-x.a", "tables/prices-1.a", "segments/1/dead.end"}) folder.write(std::string(".newsgrep/") + name, "mine");
  index_folder(folder.path());
  for (const auto* name : {"segments/notes", "inventory/list.txt", "tables/symbols-x.a", "tables/prices-1.a", "segments/1/dead.end"}) CHECK(fs::exists(db / name));
}

TEST_CASE("what a first build left when it died is cleared away, and does not get into the index") {
  const TemporaryFolder folder;
  folder.write("a.jsonl", line("https://a.example/1", "text"));
  folder.write(".newsgrep/lock", "process 7 on host.example since 2024-02-03T04:05:06Z\n");
  for (const auto* name : {"scratch/1/0/records", "segments/1/postlist.glass", "segments/2/x", "inventory/1",
                           "tables/dictionary-1.a", "catalog.json.new"})
    folder.write(std::string(".newsgrep/") + name, "half");
  const auto db = folder.path() / ".newsgrep";
  begin_catalog(db);
  CHECK(index_folder(folder.path()).articles == 1);
  CHECK(check(db).empty());
  CHECK(ids_of(Searcher(db), "text").size() == 1);
  for (const auto* name : {"scratch", "segments/2", "tables/dictionary-1.a", "catalog.json.new"}) CHECK_FALSE(fs::exists(db / name));
}

TEST_CASE("segments beside which nothing says that a first build was not finished are not cleared away") {
  const TemporaryFolder folder;
  folder.write("a.jsonl", line("https://a.example/1", "text"));
  const auto stored = folder.write(".newsgrep/segments/1/records", "of another generation");
  CHECK_THROWS_WITH_AS(index_folder(folder.path()), doctest::Contains("has lost its catalog"), Error);
  CHECK(fs::exists(stored));
}

TEST_CASE("a rebuild that ends early leaves the present index readable, its tables too") {
  const TemporaryFolder folder;
  folder.write("a.jsonl", many_lines(1));
  index_folder(folder.path());
  const auto db = folder.path() / ".newsgrep";
  REQUIRE(newest_table(read_catalog(db).tables, TableKind::symbols) != nullptr);
  folder.write("a.jsonl", many_lines(2));
  std::atomic<int> cancelled{0};
  IndexOptions options = options_for(folder.path());
  options.rebuild = true;
  options.cancelled = &cancelled;
  options.progress = [&](const Progress& now) {
    if (now.stage == Progress::Stage::writing) cancelled = 2;  // the tables have been made by now
  };
  CHECK_THROWS_AS(Indexer(options).run(), Error);
  CHECK(check(db).empty());
  CHECK(ids_of(Searcher(db), "word1").size() > 0);
}

TEST_CASE("one ^C ends a rebuild, and the index that was there stays") {
  const TemporaryFolder folder;
  folder.write("a.jsonl", line("https://a.example/1", "first"));
  folder.write("b.jsonl", line("https://a.example/2", "second"));
  index_folder(folder.path());
  std::atomic<int> cancelled{0};
  IndexOptions options = options_for(folder.path());
  options.rebuild = true;
  options.jobs = 1;
  options.cancelled = &cancelled;
  options.progress = [&](const Progress& now) {
    if (now.stage == Progress::Stage::reading) cancelled = 1;
  };
  CHECK_THROWS_AS(Indexer(options).run(), Error);
  const auto db = folder.path() / ".newsgrep";
  CHECK(check(db).empty());
  CHECK(ids_of(Searcher(db), "first").size() + ids_of(Searcher(db), "second").size() == 2);
}

TEST_CASE("a reader keeps its generation through updates and rebuilds, and what it held is removed afterwards") {
  const TemporaryFolder folder;
  folder.write("a.jsonl", line("https://a.example/1", "first"));
  index_folder(folder.path());
  const auto db = folder.path() / ".newsgrep";
  {
    const Searcher reader(db);
    folder.write("a.jsonl", line("https://a.example/1", "second one"));
    index_folder(folder.path());
    IndexOptions rebuild = options_for(folder.path());
    rebuild.rebuild = true;
    Indexer(rebuild).run();
    CHECK(ids_of(reader, "first").size() == 1);
    CHECK(ids_of(reader, "second").empty());
    CHECK(fs::exists(db / "segments" / "1"));
  }
  folder.write("b.jsonl", line("https://a.example/2", "third"));
  index_folder(folder.path());
  CHECK_FALSE(fs::exists(db / "segments" / "1"));
  CHECK(ids_of(Searcher(db), "first").empty());
}

TEST_CASE("a searcher moves on to an index that was made anew in the place of its own, were it of the same generation") {
  const TemporaryFolder folder;
  folder.write("a.jsonl", line("https://a.example/1", "first"));
  index_folder(folder.path());
  Searcher reader(folder.path());
  CHECK_FALSE(reader.refresh());
  fs::remove_all(folder.path() / ".newsgrep");
  folder.write("a.jsonl", line("https://a.example/1", "second"));
  index_folder(folder.path());
  CHECK(reader.refresh());
  CHECK(reader.generation() == 1);
  CHECK(ids_of(reader, "second").size() == 1);
}

TEST_CASE("an index folder that may not be entered is not reported as absent") {
  if (::geteuid() == 0) return;  // nothing is forbidden to root
  const TemporaryFolder folder;
  folder.write("a.jsonl", line("https://a.example/1", "text"));
  index_folder(folder.path());
  const auto db = folder.path() / ".newsgrep";
  fs::permissions(db, fs::perms::none);
  for (const auto& path : {db, folder.path()}) CHECK_THROWS_WITH_AS(find_index(path), ("cannot open " + db.string() + ": Permission denied").c_str(), Error);
  fs::permissions(db, fs::perms::owner_all);
}
