// SPDX-License-Identifier: GPL-2.0-or-later
// What the system refuses is told, and nothing is lost by it.
#include "common/catalog.hpp"
#include "common/files.hpp"
#include "indexer/child.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/folder.hpp"

#include <newsgrep/error.hpp>

#include <doctest/doctest.h>

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <optional>
#include <set>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

void limit_file_size(rlim_t most) {
  const rlimit limits{most, RLIM_INFINITY};
  ::setrlimit(RLIMIT_FSIZE, &limits);
}

// With files that may not grow beyond so many bytes, as on a disk that is full, until something is told. A child's own trouble is thrown here.
void run_with_full_disk(IndexOptions options, rlim_t most) {
  options.diagnostic = [](const Diagnostic&) { limit_file_size(RLIM_INFINITY); };
  done_by_child("a run", [&] {
    std::signal(SIGXFSZ, SIG_IGN);
    limit_file_size(most);
    Indexer(options).run();
    return std::string();
  });
}

// With so many files open at most, beside those of the process.
template <class Work>
void with_few_files(rlim_t most, Work&& work) {
  done_by_child("it", [&] {
    const fs::directory_iterator open("/proc/self/fd");
    rlimit limits{};
    ::getrlimit(RLIMIT_NOFILE, &limits);
    limits.rlim_cur = static_cast<rlim_t>(std::distance(begin(open), end(open))) + most;
    ::setrlimit(RLIMIT_NOFILE, &limits);
    work();
    return std::string();
  });
}

std::optional<ErrorCode> code_of(const std::function<void()>& body) {
  try {
    body();
    return std::nullopt;
  } catch (const Error& error) {
    return error.code();
  }
}

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  if (fs::exists(folder))
    for (const auto& entry : fs::recursive_directory_iterator(folder)) names.insert(entry.path().string());
  return names;
}

std::string long_story(int number) {
  std::string text = "Headline " + std::to_string(number) + "\n\n";
  for (int i = 0; i < 4000; ++i) text += "Words of number " + std::to_string(i * 7919 % 3001) + " in a long story. ";
  return text + "\n";
}

}  // namespace

TEST_CASE("a disk that becomes full while files are read is no fault of theirs: the run fails, and leaves no article out") {
  const TemporaryFolder folder;
  folder.write("first.txt", "Headline\n\nA text.\n");
  index_folder(folder.path());
  constexpr int stories = 30;
  for (int i = 0; i < stories; ++i) folder.write("news/" + std::to_string(i) + ".txt", long_story(i));
  const auto options = options_for(folder.path());
  CHECK_THROWS_WITH_AS(run_with_full_disk(options, 2 << 20), doctest::Contains((options.db / "scratch" / "spool").c_str()), Error);
  CHECK(read_catalog(options.db).generation == 1);
  const auto summary = index_folder(folder.path());
  CHECK(summary.articles == stories + 1);
  CHECK(summary.files_failed == 0);
}

TEST_CASE("a run that fails leaves nothing behind on a disk that may be full") {
  const TemporaryFolder folder;
  for (int i = 0; i < 30; ++i) folder.write("news/" + std::to_string(i) + ".txt", long_story(i));
  auto options = options_for(folder.path() / "news");
  for (const bool update : {false, true}) {
    options.db = folder.path() / (update ? "update" : "first");
    if (update) {
      options.paths = {folder.write("a.txt", "Headline\n\nA text.\n").string()};
      Indexer(options).run();
      options.paths = {(folder.path() / "news").string()};
    }
    const auto before = names_in(options.db);
    for (const rlim_t most : {100'000, 400'000, 1'000'000}) CHECK(code_of([&] { run_with_full_disk(options, most); }) == ErrorCode::io);
    CHECK_FALSE(fs::exists(options.db / "scratch"));
    CHECK(numbered_entries(options.db / "segments").size() == (update ? 1 : 0));
    if (!update) continue;
    CHECK(names_in(options.db) == before);
    options.rebuild = options.remove_missing = true;
    CHECK(code_of([&] { run_with_full_disk(options, 1'000'000); }) == ErrorCode::io);
    CHECK(names_in(options.db) == before);
    CHECK(Searcher(options.db).articles() == 1);
  }
}

TEST_CASE("a run with too few open files fails, or reads all there is") {
  const TemporaryFolder folder;
  constexpr int stories = 8;
  for (int i = 0; i < stories; ++i) folder.write("news/" + std::to_string(i % 3) + "/" + std::to_string(i) + ".txt", "Headline " + std::to_string(i) + "\n\nA text of it.\n");
  auto options = options_for(folder.path() / "news");
  options.db = folder.path() / "db";
  unsigned refused = 0;
  constexpr rlim_t least = sanitized ? 12 : 1;  // a sanitizer looks at files of its own, and ends a process that has none left
  for (rlim_t most = least; most < 20; ++most) {
    CAPTURE(most);
    fs::remove_all(options.db);
    const auto code = code_of([&] { with_few_files(most, [&] { Indexer(options).run(); }); });
    refused += code.has_value();
    if (code) CHECK(*code == ErrorCode::io);
    else CHECK(Searcher(options.db).articles() == stories);
    CHECK((!code || !has_index(options.db)));
  }
  CHECK((sanitized || refused > 0));
}

TEST_CASE("a repair that cannot open all files takes none of them for damaged") {
  const TemporaryFolder folder;
  for (int i = 0; i < 3; ++i) {
    folder.write("news/" + std::to_string(i) + ".txt", "Headline " + std::to_string(i) + "\n\nA text of it.\n");
    index_folder(folder.path() / "news");
  }
  const auto sound = folder.path() / "news" / ".newsgrep", kept = folder.path() / "kept";
  const auto table = segment_path(sound, "1") / "postlist.glass";
  std::string bytes = read_file(table);
  bytes[100] = static_cast<char>(bytes[100] ^ 1);
  write_file(table, bytes);
  fs::rename(sound, kept);
  fs::remove_all(folder.path() / "news");  // what is not saved is lost
  IndexOptions options;
  options.db = folder.path() / "db";
  unsigned refused = 0;
  for (rlim_t most = 1; most < 20; ++most) {
    CAPTURE(most);
    fs::remove_all(options.db);
    fs::copy(kept, options.db, fs::copy_options::recursive);
    const auto code = code_of([&] { with_few_files(most, [&] { Indexer(options).repair(); }); });
    refused += code.has_value();
    if (code) CHECK(*code == ErrorCode::io);
    Indexer(options).repair();
    CHECK(Searcher(options.db).articles() == 3);
  }
  CHECK(refused > 0);
}

TEST_CASE("a check and a repair that may not read a file are errors of their own, and no damage") {
  if (::geteuid() == 0) return;  // nothing is forbidden to root
  const TemporaryFolder folder;
  folder.write("a.txt", "Headline\n\nA text.\n");
  index_folder(folder.path());
  const auto options = options_for(folder.path());
  const auto records = segment_path(options.db, "1") / "records";
  fs::permissions(records, fs::perms::none);
  CHECK(code_of([&] { check(options.db); }) == ErrorCode::io);
  CHECK(code_of([&] { Indexer(options).repair(); }) == ErrorCode::io);
  fs::permissions(records, fs::perms::owner_read);
  CHECK(check(options.db).empty());
}
