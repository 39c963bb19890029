// SPDX-License-Identifier: GPL-2.0-or-later
// Superseded articles whose winner goes.
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

std::string article(const std::string& url, const std::string& word, const std::string& date) {
  return R"({"url": "http://x.example/)" + url + R"(", "title": "A headline", "text": "Text )" + word + R"(", "date": ")" + date + "\"}\n";
}

// An archive of two folders: a holds the older form of the article that b/w.json holds.
class TwoVersions {
 public:
  TwoVersions() {
    folder_.write("a/l.json", article("one", "loser", "2020-01-01"));
    folder_.write("b/w.json", article("one", "winner", "2021-01-01"));
    folder_.write("b/o.json", article("two", "other", "2021-01-01"));
    run({"a", "b"});
  }

  IndexSummary run(const std::vector<std::string>& paths) {
    IndexOptions options = options_of(paths);
    return Indexer(options).run();
  }

  IndexOptions options_of(const std::vector<std::string>& paths) const {
    IndexOptions options;
    options.db = folder_.path() / "db";
    for (const auto& path : paths) options.paths.push_back((folder_.path() / path).string());
    return options;
  }

  std::size_t found(const std::string& word) const { return ids_of(Searcher(folder_.path() / "db"), word).size(); }
  fs::path at(const std::string& name) const { return folder_.path() / name; }
  const TemporaryFolder& folder() const { return folder_; }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("a winner that goes is not answered any more, though the loser cannot be read, and the loser comes back when it can") {
  TwoVersions archive;
  fs::rename(archive.at("a"), archive.at("away"));
  fs::remove(archive.at("b/w.json"));
  const auto without = archive.run({"b"});
  CHECK(without.removed == 1);
  CHECK(without.files_failed == 1);
  CHECK(archive.found("winner") == 0);
  CHECK(archive.found("other") == 1);
  CHECK(archive.run({"b"}).files_failed == 0);
  fs::rename(archive.at("away"), archive.at("a"));
  CHECK(archive.run({"a", "b"}).added == 1);
  CHECK(archive.found("loser") == 1);
  CHECK(archive.run({"a", "b"}).files_read == 0);
}

TEST_CASE("the best version that can be read comes back") {
  TwoVersions archive;
  archive.folder().write("b/third.json", article("one", "third", "2019-01-01"));
  archive.run({"a", "b"});
  fs::rename(archive.at("a"), archive.at("away"));
  fs::remove(archive.at("b/w.json"));
  CHECK(archive.run({"b"}).replaced == 1);
  CHECK(archive.found("third") == 1);
  fs::rename(archive.at("away"), archive.at("a"));
  CHECK(archive.run({"a", "b"}).replaced == 1);
  CHECK(archive.found("loser") == 1);
  CHECK(archive.found("third") == 0);
}

TEST_CASE("what comes back is read after a first ^C too") {
  TwoVersions archive;
  fs::remove(archive.at("b/w.json"));
  archive.folder().write("b/new.json", article("three", "new", "2021-01-01"));
  std::atomic<int> cancelled{0};
  IndexOptions options = archive.options_of({"a", "b"});
  options.cancelled = &cancelled;
  options.progress = [&](const Progress& now) {
    if (now.stage == Progress::Stage::reading) cancelled = 1;
  };
  CHECK(Indexer(options).run().interrupted);
  CHECK(archive.found("winner") == 0);
  CHECK(archive.found("loser") == 1);
}
