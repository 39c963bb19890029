// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/planning.hpp"

#include "indexer/containers/open.hpp"
#include "indexer/spool.hpp"
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <thread>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

// What the index knows of a file that has not changed since, and failed.
KnownFile failed_file(const fs::path& path, std::uint64_t hash) {
  const auto job = job_for(StoredPaths(Base()), path.string());
  REQUIRE(job);
  KnownFile known;
  known.size = job->size;
  known.mtime_ns = job->mtime_ns;
  known.hash = hash;
  known.failed = true;
  return known;
}

// Writes the first byte of a file over and over, as it is.
class Rewriting {
 public:
  explicit Rewriting(const fs::path& path) : thread_([this, path] { rewrite(path); }) {
    while (!begun_) std::this_thread::yield();
  }
  ~Rewriting() {
    end_ = true;
    thread_.join();
  }

 private:
  void rewrite(const fs::path& path) {
    const int fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    while (!end_) begun_ = ::pwrite(fd, "{", 1, 0) == 1 || fd < 0;
    ::close(fd);
  }

  std::atomic<bool> begun_{false}, end_{false};
  std::thread thread_;
};

std::uint64_t hash_noted(const fs::path& path, const fs::path& scratch) {
  const auto job = job_for(StoredPaths(Base()), path.string());
  REQUIRE(job);
  Spool spool(scratch);
  return read_into_spool({*job}, {}, spool, 1, [](const ReadFile&) {}).front().state.hash;
}

}  // namespace

TEST_CASE("a file that could not be opened is tried again by every run, one with damage only when asked for") {
  const TemporaryFolder folder;
  const auto path = folder.write("a.jsonl", "{}");
  IndexOptions options;
  options.paths = {folder.path().string()};
  const auto unopened = make_plan(options, {{path.string(), failed_file(path, 0)}}, {});
  REQUIRE(unopened.read.size() == 1);
  CHECK(unopened.files.front().change == Change::retry);
  const Inventory damaged = {{path.string(), failed_file(path, hash_file(path.string()))}};
  CHECK(make_plan(options, damaged, {}).read.empty());
  options.retry_failed = true;
  CHECK(make_plan(options, damaged, {}).read.size() == 1);
}

TEST_CASE("a file that is written while it is read is read again by the next run") {
  const TemporaryFolder folder;
  std::string lines;
  constexpr int articles = 20'000;  // reading them takes many ticks of a file system's clock
  for (int i = 0; i < articles; ++i) lines += R"({"url": "http://x.example/)" + std::to_string(i) + R"(", "title": "A headline", "text": "A text"})" "\n";
  const auto path = folder.write("a.jsonl", lines);
  CHECK(hash_noted(path, folder.path()) == hash_file(path.string()));
  {
    const Rewriting rewriting(path);
    CHECK(hash_noted(path, folder.path()) == 0);
  }
  CHECK(hash_noted(path, folder.path()) != 0);
}

TEST_CASE("the hash of an entry is that of the whole file as it was read") {
  const TemporaryFolder folder;
  const auto text = [](char first) { return first + std::string(700'000, 'x'); };
  const auto path = folder.write("a.txt", text('a'));
  CHECK(open_entry(path.string(), nullptr)->hash() == hash_file(path.string()));
  const auto entry = open_entry(path.string(), nullptr);
  entry->read();
  folder.write("a.txt", text('b'));
  CHECK(entry->hash() != hash_file(path.string()));
  CHECK(entry->hash() != 0);
}
