// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/planning.hpp"

#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

// What the index knows of a file that has not changed since, and failed.
KnownFile failed_file(const fs::path& path, std::uint64_t hash) {
  const auto job = job_for(StoredPaths({}), path.string());
  REQUIRE(job);
  KnownFile known;
  known.size = job->size;
  known.mtime_ns = job->mtime_ns;
  known.hash = hash;
  known.failed = true;
  return known;
}

}  // namespace

TEST_CASE("a file that could not be opened is tried again by every run, one with damage only when asked for") {
  const TemporaryFolder folder;
  const auto path = folder.write("a.jsonl", "{}");
  IndexOptions options;
  options.paths = {folder.path().string()};
  const auto unopened = make_plan(options, {{path.string(), failed_file(path, 0)}});
  REQUIRE(unopened.read.size() == 1);
  CHECK(unopened.files.front().change == Change::retry);
  const Inventory damaged = {{path.string(), failed_file(path, hash_file(path.string()))}};
  CHECK(make_plan(options, damaged).read.empty());
  options.retry_failed = true;
  CHECK(make_plan(options, damaged).read.size() == 1);
}
