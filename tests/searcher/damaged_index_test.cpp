// SPDX-License-Identifier: GPL-2.0-or-later
// Searches of a damaged index answer or throw an Error; no exception of a library below gets out.
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

void write_bytes(const fs::path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes; }

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// An indexed archive whose postings can be damaged.
class Damaged {
 public:
  Damaged() {
    for (int i = 0; i < 300; ++i) {
      const auto number = std::to_string(i);
      folder_.write("a" + number + ".txt", "Title: Oil report " + number + "\nDate: 2024-03-0" + std::to_string(i % 9 + 1) + "\n\nThe price of oil rose to " + number + " in market" + number + ".\n");
    }
    index_folder(folder_.path());
    for (const auto& entry : fs::directory_iterator(folder_.path() / ".newsgrep" / "segments")) file_ = entry.path() / "postlist.glass";
    sound_ = bytes_of(file_);
  }

  const std::string& sound() const { return sound_; }

  // Every kind of search with these bytes for the postings; the number that failed with an Error.
  int failures(const std::string& bytes) const {
    write_bytes(file_, bytes);
    int failed = 0;
    for (const char* query : {"the", "mark*", "\"price of oil\"", "oil NOT 7", "date:2024-03-05", "title:report market3"})
      for (const auto sort : {Sort::relevance, Sort::newest, Sort::oldest}) failed += !answers(query, sort);
    return failed;
  }

 private:
  bool answers(const char* query, Sort sort) const {
    try {
      const Searcher searcher(folder_.path());
      Request request;
      request.query = query;
      request.sort = sort;
      searcher.explain(request);
      const auto response = searcher.search(request);
      if (!response.hits.empty()) searcher.article(response.hits.front().article.id.substr(0, 6));
      searcher.count(request);
      ids_of(searcher, query, sort);
      return true;
    } catch (const Error& error) {
      CHECK_MESSAGE(error.code() == ErrorCode::corrupt, error.what());
      return false;
    }
  }

  TemporaryFolder folder_;
  fs::path file_;
  std::string sound_;
};

// Xapian trusts the offsets inside a block: a flipped one makes it read beside the block. Where it reads decides what it
// answers, which is for checksums to find; that it reads there at all is reported by the address sanitizer alone.
#ifdef __SANITIZE_ADDRESS__
constexpr bool reads_are_watched = true;
#else
constexpr bool reads_are_watched = false;
#endif

}  // namespace

TEST_CASE("searches of truncated postings answer or throw an Error") {
  const Damaged index;
  REQUIRE(index.failures(index.sound()) == 0);
  int failed = 0;
  for (const std::size_t part : {0, 1, 10, 25, 50, 75, 90, 99}) failed += index.failures(index.sound().substr(0, index.sound().size() * part / 100));
  CHECK(failed > 0);
}

TEST_CASE("a damaged row or record is told by every search that needs it, with its file and what mends it, and is mended") {
  const TemporaryFolder folder;
  for (int i = 0; i < 30; ++i) folder.write("a" + std::to_string(i) + ".txt", "Oil report\nDate: 2024-03-01\n\nThe price of oil rose.\n");
  index_folder(folder.path());
  const auto db = folder.path() / ".newsgrep";
  const auto titles = titles_of(Searcher(db), "oil");
  for (const std::string name : {"rows", "records"}) {
    CAPTURE(name);
    for (const auto& segment : fs::directory_iterator(db / "segments")) {
      std::string bytes = bytes_of(segment.path() / name);
      bytes[bytes.size() / 2] ^= 1;
      write_bytes(segment.path() / name, bytes);
    }
    const auto told = [&](const char* query) -> std::string {
      try {
        titles_of(Searcher(db), query);
      } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::corrupt);
        CHECK(error.hint().find("--repair") != std::string::npos);
        return error.what();
      }
      return "";
    };
    for (const char* query : {"oil", "\"price of oil\""}) CHECK(told(query).find("/" + name) != std::string::npos);
    CHECK(Indexer(options_for(folder.path())).repair().lost.empty());
    CHECK(titles_of(Searcher(db), "oil") == titles);
  }
}

TEST_CASE("searches of postings with flipped bytes answer or throw an Error" * doctest::skip(reads_are_watched)) {
  const Damaged index;
  std::mt19937 random(20240307);
  for (int round = 0; round < 100; ++round) {
    std::string bytes = index.sound();
    bytes[random() % bytes.size()] ^= static_cast<char>(1 + random() % 255);
    index.failures(bytes);
  }
}
