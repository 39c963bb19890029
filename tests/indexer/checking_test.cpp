// SPDX-License-Identifier: GPL-2.0-or-later
// Damage is found, whatever it did, and named by its place.
#include "common/catalog.hpp"
#include "common/files.hpp"
#include "common/joined_units.hpp"
#include "common/manifest.hpp"
#include "common/records.hpp"
#include "common/terms.hpp"
#include "indexer/child.hpp"
#include "indexer/segment/manifest.hpp"
#include "tests/support/folder.hpp"

#include <newsgrep/error.hpp>

#include <doctest/doctest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

// As many articles in each archive, and none alike.
void write_archive(const TemporaryFolder& folder, const std::string& word) {
  for (int i = 0; i < 20; ++i) {
    const auto number = std::to_string(i);
    folder.write(number + ".txt", "Headline " + number + "\n\n2024-03-0" + std::to_string(i % 9 + 1) + "\n\nThe " + word + " of day " + number + ".\n");
  }
  index_folder(folder.path());
}

fs::path only_segment(const fs::path& db) { return segment_path(db, read_catalog(db).segments.at(0).id); }

}  // namespace

TEST_CASE("a manifest has a checksum for each 64 KB, and tells which of them is wrong") {
  const TemporaryFolder folder;
  std::string bytes(200'000, 'x');
  folder.write("records", bytes);
  folder.write("empty", "");
  const auto sum = Manifest(folder.path()).write();
  CHECK(verify_files(folder.path(), sum, Verify::all).empty());
  CHECK(sums_of(folder.path() / "records").blocks.size() == 4);
  CHECK(sums_of(folder.path() / "empty").blocks.empty());
  bytes[131'072] = 'y';
  folder.write("records", bytes);
  CHECK(verify_files(folder.path(), sum, Verify::all) == std::vector<std::string>{"records is damaged (wrong checksum of bytes 131072 to 196608)"});
  CHECK(verify_files(folder.path(), sum, Verify::sizes).empty());
  CHECK(verify_files(folder.path(), sum, Verify::unguarded).empty());
  folder.write("empty", "no more");
  CHECK(verify_files(folder.path(), sum, Verify::sizes).size() == 1);
  fs::remove(folder.path() / "empty");
  CHECK(verify_files(folder.path(), sum, Verify::sizes) == std::vector<std::string>{"empty is missing"});
  CHECK(verify_files(folder.path(), sum + 1, Verify::sizes).size() == 1);
}

TEST_CASE("of a text of more words than a row can tell, the row tells that it is very long") {
  const TemporaryFolder folder;
  RecordsWriter writer(folder.path());
  for (const std::uint32_t length : {16'777'214u, 16'777'215u, 16'777'216u, 4'000'000'000u}) writer.add("record", order_value({}, 1), length);
  writer.finish();
  const Records records(folder.path());
  CHECK(records.length(1) == 16'777'214);
  for (std::uint64_t document = 2; document <= 4; ++document) CHECK(records.length(document) == Records::most_length);
}

TEST_CASE("a row holds good in its own place only") {
  const TemporaryFolder folder;
  RecordsWriter writer(folder.path());
  for (std::uint64_t id = 1; id <= 4; ++id) writer.add("record", order_value({}, id), 7);
  writer.finish();
  CHECK(Records(folder.path()).id(2) == 2);
  std::string rows = read_file(folder.path() / "rows");
  const auto size = static_cast<std::ptrdiff_t>(rows.size() / 4);
  std::swap_ranges(rows.begin() + size, rows.begin() + 2 * size, rows.begin() + 2 * size);
  write_file(folder.path() / "rows", rows);
  const Records damaged(folder.path());
  CHECK(damaged.id(1) == 1);
  CHECK_THROWS_AS(damaged.id(2), Error);
  CHECK_THROWS_AS(damaged.record(3), Error);
  CHECK(damaged.id(4) == 4);
  CHECK(damaged.length(4) == 7);
  CHECK_THROWS_AS(damaged.length(3), Error);
}

TEST_CASE("sums come back from their bytes, and bytes that end too early are an error") {
  const Sums sums{{"a", {70'000, {1, ~std::uint64_t{0}}}}, {"b", {0, {}}}};
  const std::string bytes = serialise(sums);
  CHECK(parse_sums(bytes) == sums);
  for (std::size_t size = 1; size < bytes.size() - 3; ++size) CHECK_THROWS_AS(parse_sums(bytes.substr(0, size)), Error);
}

TEST_CASE("tables that are whole but say something else than the texts are found by a full check alone") {
  const TemporaryFolder mine, other;
  write_archive(mine, "harvest");
  write_archive(other, "weather");
  const auto db = mine.path() / ".newsgrep";
  Catalog catalog = read_catalog(db);
  const auto segment = only_segment(db);
  for (const auto* name : {"postlist.glass", "iamglass"}) fs::copy_file(only_segment(other.path() / ".newsgrep") / name, segment / name, fs::copy_options::overwrite_existing);
  fs::remove(segment / "manifest");
  catalog.segments.at(0).manifest = Manifest(segment).write();
  publish_catalog(db, catalog);
  CHECK(check(db).empty());
  CheckOptions full;
  full.full = true;
  const auto troubles = check(db, full);
  REQUIRE(troubles.size() == 1);
  CHECK(troubles[0].address == segment.string());
  CHECK(check(other.path() / ".newsgrep", full).empty());
}

TEST_CASE("joined units that are whole but not those of the texts are found by a full check alone") {
  const TemporaryFolder folder;
  folder.write("a.txt", "Headline\n\nAn e-mail about the well-known harvest.\n");
  index_folder(folder.path());
  const auto db = folder.path() / ".newsgrep";
  Catalog catalog = read_catalog(db);
  const auto segment = only_segment(db);
  CheckOptions full;
  full.full = true;
  REQUIRE(check(db, full).empty());
  JoinedUnits().write(segment);
  fs::remove(segment / "manifest");
  catalog.segments.at(0).manifest = Manifest(segment).write();
  publish_catalog(db, catalog);
  CHECK(check(db).empty());
  const auto troubles = check(db, full);
  REQUIRE(troubles.size() == 1);
  CHECK(troubles[0].message == "the joined units are not those of the texts");
}

TEST_CASE("a file that is cut while a searcher has it open is an error of the next question, not the end of the program") {
  for (const auto* name : {"records", "rows"}) {
    CAPTURE(name);
    const TemporaryFolder folder;
    write_archive(folder, "harvest");
    const Searcher searcher(folder.path());
    REQUIRE(ids_of(searcher, "harvest").size() == 20);
    fs::resize_file(only_segment(folder.path() / ".newsgrep") / name, 0);
    CHECK_THROWS_WITH_AS(ids_of(searcher, "harvest"), doctest::Contains("damaged"), Error);
    CHECK_THROWS_AS(Searcher(folder.path()), Error);
  }
}

TEST_CASE("a file that is cut in the middle of a question is an error of that question") {
  for (const auto* name : {"records", "rows"}) {
    CAPTURE(name);
    const TemporaryFolder folder;
    constexpr int articles = 2000;  // several pages of rows
    for (int i = 0; i < articles; ++i) folder.write(std::to_string(i) + ".txt", "Headline " + std::to_string(i) + "\n\nThe harvest of day " + std::to_string(i) + ".\n");
    index_folder(folder.path());
    const Searcher searcher(folder.path());
    Request request = request_for("harvest");
    request.limit = 0;
    int hits = 0;
    const auto ask = [&] {
      searcher.each(request, [&](Hit&&) {
        if (++hits == 1) fs::resize_file(only_segment(folder.path() / ".newsgrep") / name, 4096);
        return true;
      });
    };
    CHECK_THROWS_WITH_AS(ask(), doctest::Contains("damaged"), Error);
    CHECK(hits < articles);
  }
}

TEST_CASE("a list of joined units that is whole but another one is not taken for the right one, however large it is") {
  const TemporaryFolder folder;
  std::string text = "Headline\n\n";
  for (int i = 0; i < 60'000; ++i) text += "a" + std::to_string(i) + "-b" + std::to_string(i) + (i % 20 == 19 ? ".\n" : " ");
  folder.write("a.txt", text);
  index_folder(folder.path());
  const auto units = only_segment(folder.path() / ".newsgrep") / "units";
  REQUIRE(fs::file_size(units) > summed_block);
  std::string bits = read_sealed(units, "units 1");
  std::reverse(bits.begin(), bits.end());
  write_sealed(units, "units 1", bits);
  CHECK_THROWS_WITH_AS(Searcher(folder.path()), doctest::Contains("units is damaged"), Error);
}

TEST_CASE("a full check of the stock layout compares positions too, and finds a sound index sound") {
  const TemporaryFolder folder;
  write_archive(folder, "harvest");
  for (const bool portable : {false, true}) {
    IndexOptions options = options_for(folder.path());
    options.layout = Layout::stock;
    options.rebuild = true;
    options.portable = portable;
    Indexer(options).run();
    CheckOptions full;
    full.full = true;
    CHECK(check(options.db, full).empty());
  }
}

TEST_CASE("tombstones of another time, and an inventory in another's place, are not taken for the right ones") {
  const TemporaryFolder folder;
  write_archive(folder, "harvest");
  const auto db = folder.path() / ".newsgrep";
  for (const auto* name : {"3.txt", "4.txt"}) {
    fs::remove(folder.path() / name);
    index_folder(folder.path());
  }
  const Catalog catalog = read_catalog(db);
  Tombstones dead;
  dead.kill(1);
  dead.kill(2);
  write_sealed(only_segment(db) / catalog.segments.at(0).dead, "tombstones", dead.bytes());
  CHECK_THROWS_AS(Searcher{db}, Error);
  CHECK(check(db).size() == 1);
  const auto a = inventory_path(db, catalog.inventories.at(1)), b = inventory_path(db, catalog.inventories.at(2));
  const std::string of_a = read_file(a), of_b = read_file(b);
  write_file(a, of_b);
  write_file(b, of_a);
  CHECK(check(db).size() == 2);
}

TEST_CASE("a crash of what is done by a child is an Error that says so, and an Error of it stays what it is") {
  CHECK(done_by_child("work", [] { return std::string("done\0whole", 10); }) == std::string("done\0whole", 10));
  CHECK_THROWS_WITH_AS(done_by_child("the check", []() -> std::string {
                         std::signal(SIGSEGV, SIG_DFL);
                         ::raise(SIGSEGV);
                         return "";
                       }),
                       doctest::Contains("the check died of signal 11"), Error);
  try {
    done_by_child("work", []() -> std::string { throw Error(ErrorCode::version, "too new", "do this"); });
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::version);
    CHECK(std::string(error.what()) == "too new");
    CHECK(error.hint() == "do this");
  }
}

TEST_CASE("a child ends when its work is cancelled, when it is told to end, and when its parent is killed") {
  const auto for_ever = []() -> std::string {
    for (;;) ::pause();
  };
  std::atomic<int> cancelled{0};
  std::thread canceller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    cancelled = 1;
  });
  CHECK_THROWS_WITH_AS(done_by_child("the check", for_ever, &cancelled), doctest::Contains("the check was stopped"), Error);
  canceller.join();
  CHECK(::waitpid(-1, nullptr, WNOHANG) == -1);  // no child is left

  for (const int one : {SIGINT, SIGTERM, SIGHUP}) {
    CAPTURE(one);
    CHECK_THROWS_WITH_AS(done_by_child("the check", [&]() -> std::string {
                           ::kill(::getpid(), one);
                           return for_ever();
                         }),
                         doctest::Contains("the check was stopped"), Error);
  }

  int alive[2];  // an end of it stays open as long as somebody lives
  REQUIRE(::pipe(alive) == 0);
  const pid_t parent = ::fork();
  if (parent == 0) {
    ::close(alive[0]);
    done_by_child("the check", [&]() -> std::string {
      [[maybe_unused]] const auto told = ::write(alive[1], "!", 1);
      return for_ever();
    });
    ::_exit(0);
  }
  ::close(alive[1]);
  char byte = 0;
  REQUIRE(::read(alive[0], &byte, 1) == 1);
  ::kill(parent, SIGKILL);
  CHECK(::read(alive[0], &byte, 1) == 0);
  ::close(alive[0]);
  ::waitpid(parent, nullptr, 0);
}

TEST_CASE("an index that is opened with verification is not opened when a table of Xapian is damaged, and without it is") {
  const TemporaryFolder folder;
  write_archive(folder, "harvest");
  const auto file = only_segment(folder.path() / ".newsgrep") / "termlist.glass";
  std::string bytes = read_file(file);
  bytes[bytes.size() - 100] ^= 1;
  write_file(file, bytes);
  CHECK_THROWS_AS(Searcher(folder.path(), OpenOptions{true}), Error);
  CHECK(Searcher(folder.path()).articles() == 20);
}

TEST_CASE("a searcher that verifies moves on to new generations, and verifies what is new") {
  const TemporaryFolder folder;
  write_archive(folder, "harvest");
  Searcher searcher(folder.path(), OpenOptions{true});
  folder.write("new.txt", "Headline\n\nThe rain of spring.\n");
  index_folder(folder.path());
  CHECK(searcher.refresh());
  CHECK(ids_of(searcher, "rain").size() == 1);
  folder.write("newer.txt", "Headline\n\nThe rain of summer.\n");
  index_folder(folder.path());
  const auto db = folder.path() / ".newsgrep";
  const auto file = segment_path(db, read_catalog(db).segments.back().id) / "postlist.glass";
  std::string bytes = read_file(file);
  bytes[bytes.size() - 1] ^= 1;
  write_file(file, bytes);
  CHECK_THROWS_AS(searcher.refresh(), Error);
  CHECK(ids_of(searcher, "rain").size() == 1);
}
