// SPDX-License-Identifier: GPL-2.0-or-later
// An index that follows its archive.
#include "indexer/folder_watch.hpp"
#include "indexer/lock.hpp"
#include "tests/support/folder.hpp"

#include <newsgrep/error.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

using namespace newsgrep;
using namespace newsgrep::testing;
using namespace std::chrono_literals;

namespace {

// Watches in a thread of its own, in short steps.
class Watched {
 public:
  explicit Watched(const fs::path& archive, const fs::path& db, std::chrono::milliseconds retry = 20ms) : retry_(retry) {
    IndexOptions options = options_for(archive);
    options.db = db;
    options.cancelled = &cancelled_;
    thread_ = std::thread([this, options] { watch(options); });
  }
  ~Watched() { stop(); }

  void stop() {
    cancelled_ = 1;
    if (thread_.joinable()) thread_.join();
  }

  /// Waits until a run has left so many articles; false when that takes too long.
  bool comes_to(std::uint64_t articles) const {
    for (int i = 0; i < 6000; ++i) {
      if (articles_ == articles) return true;
      std::this_thread::sleep_for(10ms);
    }
    return false;
  }

  std::uint64_t runs() const { return runs_; }
  std::uint64_t failures() const { return failures_; }

 private:
  void watch(const IndexOptions& options) {
    WatchEvents events;
    events.updated = [this](const IndexSummary& summary) {
      ++runs_;
      articles_ = summary.articles;
    };
    events.failed = [this](const Error&) { ++failures_; };
    Pace pace;
    pace.quiet = 20ms;
    pace.longest = 200ms;
    pace.retry = retry_;
    Indexer(options).watch(events, pace);
  }

  const std::chrono::milliseconds retry_;
  std::atomic<int> cancelled_{0};
  std::atomic<std::uint64_t> articles_{UINT64_MAX}, runs_{0}, failures_{0};
  std::thread thread_;
};

std::string story(const std::string& name) { return "Headline " + name + "\n\nA text about " + name + ".\n"; }

}  // namespace

TEST_CASE("a watched archive is indexed as files come, change, move and go") {
  const TemporaryFolder folder;
  const auto archive = folder.path() / "news";
  folder.write("news/a.txt", story("a"));
  Watched watched(archive, folder.path() / "db");
  REQUIRE(watched.comes_to(1));
  folder.write("news/b.txt", story("b"));
  CHECK(watched.comes_to(2));
  folder.write("news/deep/er/c.txt", story("c"));
  CHECK(watched.comes_to(3));
  folder.write("news/deep/er/d.txt", story("d"));
  CHECK(watched.comes_to(4));
  fs::rename(archive / "deep", folder.path() / "away");
  CHECK(watched.comes_to(2));
  folder.write("away/er/e.txt", story("e"));
  fs::rename(folder.path() / "away", archive / "back");
  CHECK(watched.comes_to(5));
  fs::rename(archive / "back", archive / "other");
  folder.write("news/other/er/f.txt", story("f"));
  CHECK(watched.comes_to(6));
  fs::remove_all(archive / "other");
  CHECK(watched.comes_to(2));
  watched.stop();
  CHECK(check(folder.path() / "db").empty());
}

TEST_CASE("a watched folder that is moved away with its index leaves no empty index behind, and is followed when it comes back") {
  const TemporaryFolder folder;
  const auto archive = folder.path() / "news", away = folder.path() / "away";
  folder.write("news/a.txt", story("a"));
  Watched watched(archive, archive / ".newsgrep");
  REQUIRE(watched.comes_to(1));
  const auto failed = watched.failures();
  fs::rename(archive, away);
  while (watched.failures() < failed + 2) std::this_thread::sleep_for(5ms);
  CHECK_FALSE(fs::exists(archive));
  folder.write("away/b.txt", story("b"));
  fs::rename(away, archive);
  CHECK(watched.comes_to(2));
}

TEST_CASE("a watched folder that comes back is read at once, though a run has failed meanwhile and the next try is far away") {
  const TemporaryFolder folder;
  const auto archive = folder.path() / "news", away = folder.path() / "away";
  folder.write("news/a.txt", story("a"));
  Watched watched(archive, archive / ".newsgrep", 10min);
  REQUIRE(watched.comes_to(1));
  fs::rename(archive, away);
  while (watched.failures() == 0) std::this_thread::sleep_for(5ms);
  folder.write("away/b.txt", story("b"));
  fs::rename(away, archive);
  CHECK(watched.comes_to(2));
}

TEST_CASE("a watched folder that is moved away before its first index is there is not made again empty") {
  const TemporaryFolder folder;
  const auto archive = folder.path() / "news", away = folder.path() / "away";
  folder.write("news/a.txt", story("a"));
  fs::create_directories(archive / ".newsgrep");
  std::optional<WriterLock> lock(archive / ".newsgrep");
  Watched watched(archive, archive / ".newsgrep");
  while (watched.failures() < 2) std::this_thread::sleep_for(5ms);
  fs::rename(archive, away);
  const auto failed = watched.failures();
  while (watched.failures() < failed + 3) std::this_thread::sleep_for(5ms);
  CHECK_FALSE(fs::exists(archive));
  fs::rename(away, archive);
  lock.reset();
  CHECK(watched.comes_to(1));
}

TEST_CASE("a folder that comes back, or is another one under the same name, is read again though no event tells of it") {
  const TemporaryFolder folder;
  const auto link = folder.path() / "today";
  folder.write("old/news/a.txt", story("a"));
  folder.write("new/news/b.txt", story("b"));
  folder.write("new/news/c.txt", story("c"));
  fs::create_directory_symlink("old", link);
  Watched watched(link / "news", folder.path() / "db");
  REQUIRE(watched.comes_to(1));
  fs::rename(folder.path() / "old", folder.path() / "away");
  folder.write("away/news/d.txt", story("d"));
  std::this_thread::sleep_for(500ms);
  fs::rename(folder.path() / "away", folder.path() / "old");
  CHECK(watched.comes_to(2));
  fs::remove(link);
  fs::create_directory_symlink("new", link);
  folder.write("new/news/e.txt", story("e"));
  CHECK(watched.comes_to(3));
}

TEST_CASE("a burst of files makes few runs, and none of them is missed") {
  const TemporaryFolder folder;
  const auto archive = folder.path() / "news";
  folder.write("news/first.txt", story("first"));
  Watched watched(archive, folder.path() / "db");
  REQUIRE(watched.comes_to(1));
  for (int i = 0; i < 500; ++i) folder.write("news/" + std::to_string(i % 7) + "/" + std::to_string(i) + ".txt", story(std::to_string(i)));
  CHECK(watched.comes_to(501));
  CHECK(watched.runs() < 100);
}

TEST_CASE("a watched index that another writer holds is updated when that one has ended") {
  const TemporaryFolder folder;
  folder.write("news/a.txt", story("a"));
  const auto db = folder.path() / "db";
  fs::create_directories(db);
  std::optional<WriterLock> lock(db);
  Watched watched(folder.path() / "news", db);
  while (watched.failures() < 2) std::this_thread::sleep_for(5ms);
  CHECK(watched.runs() == 0);
  lock.reset();
  CHECK(watched.comes_to(1));
}

TEST_CASE("hidden names and what a round does not name are not watched") {
  const TemporaryFolder folder;
  folder.write("a/x", "");
  folder.write("b/x", "");
  FolderWatch watch(false);
  watch.begin_round();
  for (const auto* name : {"a", "b"}) watch.add((folder.path() / name).string());
  watch.end_round();
  CHECK_FALSE(watch.changed(0ms));
  folder.write("a/.hidden", "x");
  CHECK_FALSE(watch.changed(0ms));
  folder.write("a/y", "x");
  CHECK(watch.changed(0ms));
  CHECK_FALSE(watch.changed(0ms));
  watch.begin_round();
  watch.add((folder.path() / "b").string());
  watch.end_round();
  folder.write("a/z", "x");
  CHECK_FALSE(watch.changed(0ms));
  folder.write("b/z", "x");
  CHECK(watch.changed(0ms));
}

TEST_CASE("watching needs an end, and paths that can be watched") {
  const TemporaryFolder folder;
  IndexOptions options = options_for(folder.path());
  CHECK_THROWS_AS(Indexer(options).watch({}), Error);
  std::atomic<int> cancelled{0};
  options.cancelled = &cancelled;
  options.paths = {"-"};
  CHECK_THROWS_AS(Indexer(options).watch({}), Error);
}
