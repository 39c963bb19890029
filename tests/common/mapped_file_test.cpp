// SPDX-License-Identifier: GPL-2.0-or-later
// Files that are cut while they are mapped.
#include "common/mapped_file.hpp"
#include "common/records.hpp"
#include "common/terms.hpp"
#include "indexer/child.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/folder.hpp"

#include <newsgrep/error.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <csignal>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

constexpr std::size_t size = 1 << 20, kept = 4096 + 100;

}  // namespace

TEST_CASE("what is cut off a mapped file reads as zeros, and the file is no longer whole") {
  const TemporaryFolder folder;
  const auto path = folder.write("bytes", std::string(size, 'x'));
  const MappedFile file(path), again(path);
  CHECK(file.whole());
  fs::resize_file(path, kept);
  CHECK_FALSE(file.whole());
  const auto bytes = file.bytes();
  CHECK(std::count(bytes.begin(), bytes.end(), 'x') == kept);
  CHECK(std::count(bytes.begin(), bytes.end(), '\0') == size - kept);
  fs::resize_file(path, size);  // of other bytes
  CHECK_FALSE(file.whole());
  CHECK(again.whole());
  CHECK(again.bytes().back() == '\0');
}

TEST_CASE("a mapping that has gone leaves its place to others") {
  const TemporaryFolder folder;
  const auto path = folder.write("bytes", std::string(size, 'x'));
  for (int i = 0; i < 100; ++i) {
    const MappedFile file(path), other(path);
    CHECK(file.whole());
    CHECK(other.bytes().back() == 'x');
  }
}

TEST_CASE("a signal that is about no mapped file ends the process as before") {
  const TemporaryFolder folder;
  const auto path = folder.write("bytes", std::string(size, 'x'));
  CHECK_THROWS_WITH_AS(done_by_child("it", [&] {
                         const MappedFile file(path);
                         std::raise(SIGBUS);
                         return std::string();
                       }),
                       doctest::Contains(sanitized ? "" : "it died of signal 7"), Error);  // a sanitizer ends it in its own way
}

TEST_CASE("rows that are cut in the middle of a question are damaged") {
  const TemporaryFolder folder;
  constexpr unsigned documents = 1000;
  RecordsWriter writer(folder.path());
  for (unsigned id = 1; id <= documents; ++id) writer.add("a record", order_value({}, id), 2);
  writer.finish();
  const Records records(folder.path());
  records.require_whole();
  fs::resize_file(folder.path() / "rows", kept);
  CHECK(records.id(1) == 1);
  CHECK_THROWS_AS(records.id(documents), Error);
  CHECK_THROWS_AS(records.require_whole(), Error);
}
