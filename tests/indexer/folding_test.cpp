// SPDX-License-Identifier: GPL-2.0-or-later
// Many small updates leave few segments, and every article once.
#include "indexer/folding.hpp"
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

std::vector<SegmentEntry> segments_of(const std::vector<std::uint64_t>& sizes) {
  std::vector<SegmentEntry> segments;
  for (const auto size : sizes) {
    SegmentEntry& segment = segments.emplace_back();
    segment.articles = 1;
    segment.text_bytes = size;
  }
  return segments;
}

// Articles without an id of their own have one by their path, which is absolute in one index and relative in the other: so is the
// order of those that share a date.
std::vector<std::string> sorted(std::vector<std::string> titles) {
  std::sort(titles.begin(), titles.end());
  return titles;
}

}  // namespace

TEST_CASE("no segment is written again while there is room for more") {
  CHECK(segments_to_fold(segments_of({1, 1, 1}), 100).empty());
  CHECK(segments_to_fold(segments_of({1, 1, 1, 1, 1, 1, 1, 1, 1}), 100).empty());
}

TEST_CASE("small segments are taken in, and large ones left alone") {
  CHECK(segments_to_fold(segments_of({9000, 5, 5, 5, 5, 5, 5, 5, 5, 800}), 5) == std::vector<std::size_t>{1, 2, 3, 4, 5, 6, 7, 8});
}

TEST_CASE("segments never become more than the limit, even when each is far larger than the next") {
  std::vector<std::uint64_t> sizes;
  for (unsigned i = 0; i < 10; ++i) sizes.push_back(std::uint64_t{1} << (4 * i + 4));
  CHECK(segments_to_fold(segments_of(sizes), 1) == std::vector<std::size_t>{0});
}

TEST_CASE("bytes written again stay within a logarithm of the archive") {
  std::vector<SegmentEntry> segments;
  std::uint64_t written = 0;
  constexpr unsigned updates = 4096;
  for (unsigned update = 0; update < updates; ++update) {
    const auto fold = segments_to_fold(segments, 1);
    std::uint64_t size = 1;
    for (auto at = fold.rbegin(); at != fold.rend(); ++at) {
      size += segments[*at].text_bytes;
      segments.erase(segments.begin() + static_cast<std::ptrdiff_t>(*at));
    }
    written += size;
    segments.emplace_back().text_bytes = size;
    REQUIRE(segments.size() <= most_segments);
  }
  CHECK(written <= updates * 13);  // log2(4096) + 1
}

TEST_CASE("an index made by many updates, some of them replacing and removing, answers as one made at once") {
  const TemporaryFolder archive;
  for (int i = 0; i < 30; ++i) {
    const std::string number = std::to_string(i);
    archive.write(number + ".txt", "Headline " + number + "\n\n2024-03-" + std::to_string(i % 28 + 1) + "\n\nApples and pears, lot " + number + ".\n");
    if (i % 7 == 6) fs::remove(archive.path() / (std::to_string(i - 3) + ".txt"));
    if (i % 5 == 4) archive.write(std::to_string(i - 2) + ".txt", "Headline again\n\nPlums instead of the other fruit, lot " + std::to_string(i - 2) + ".\n");
    index_folder(archive.path());
  }
  const Searcher many(archive.path());
  CHECK(statistics(archive.path() / ".newsgrep").segments <= most_segments);
  CHECK(check(archive.path() / ".newsgrep").empty());

  IndexOptions options = options_for(archive.path());
  options.db = archive.path() / "other.db";
  options.hidden = false;
  Indexer(options).run();
  const Searcher once(options.db);
  CHECK(many.articles() == once.articles());
  for (const char* query : {"apples", "plums", "headline", "\"lot 12\"", "date:2024-03-05", "*"}) {
    CAPTURE(query);
    CHECK(sorted(titles_of(many, query)) == sorted(titles_of(once, query)));
  }
}
