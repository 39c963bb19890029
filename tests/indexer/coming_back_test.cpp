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

TEST_CASE("a short excerpt with the same date does not take the place of the whole text, and comes back when that goes") {
  const TemporaryFolder folder;
  const std::string whole = "whole, of " + std::string(200, 'x') + ' ' + std::string(200, 'y');
  folder.write("a.json", article("one", whole, "2020-01-01"));
  folder.write("b.json", article("one", "excerpt", "2020-01-01"));
  folder.write("c.json", article("two", whole, "2020-01-01"));
  folder.write("d.json", article("two", "corrected, of " + std::string(200, 'x'), "2020-01-01"));
  folder.write("e.json", article("three", whole, "2020-01-01"));
  folder.write("f.json", article("three", "withdrawn", "2020-01-02"));
  const auto hour = std::chrono::hours(1);
  for (const auto* older : {"a.json", "c.json", "e.json"}) fs::last_write_time(folder.path() / older, fs::last_write_time(folder.path() / older) - hour);
  index_folder(folder.path());
  const auto found = [&](const char* word) { return ids_of(Searcher(folder.path()), word).size(); };
  CHECK(found("excerpt") == 0);
  CHECK(found("whole") == 1);
  CHECK(found("corrected") == 1);  // more than half of the text: a version, not an excerpt
  CHECK(found("withdrawn") == 1);  // of a later date
  fs::remove(folder.path() / "a.json");
  index_folder(folder.path());
  CHECK(found("excerpt") == 1);
}

TEST_CASE("of two places of one file the later one counts, and of two files of one time that with the higher number, however many digits they have") {
  const TemporaryFolder folder;
  const auto line = [](int id, const std::string& word) { return article(std::to_string(id), word, "2020-01-01"); };
  std::string lines;
  for (int number = 1; number <= 9; ++number) lines += line(number, "draft" + std::to_string(number));
  folder.write("crawl.jsonl", lines + line(5, "corrected") + line(2, "mended"));
  folder.write("wire-9.jsonl", line(70, "earlier"));
  folder.write("wire-10.jsonl", line(70, "later"));
  fs::last_write_time(folder.path() / "wire-9.jsonl", fs::last_write_time(folder.path() / "wire-10.jsonl"));
  index_folder(folder.path());
  const auto found = [&](const char* word) { return ids_of(Searcher(folder.path()), word).size(); };
  CHECK(found("corrected") == 1);
  CHECK(found("mended") == 1);
  CHECK(found("draft5") + found("draft2") == 0);
  CHECK(found("later") == 1);
  CHECK(found("earlier") == 0);
}

TEST_CASE("what says itself that it is only a part of an article is never newer than the whole") {
  const TemporaryFolder folder;
  folder.write("page.json", article("one", "entire", "2020-01-01"));
  folder.write("service.json", article("one", "partial… [+3120 chars]", "2020-01-02"));
  folder.write("feed.xml", "<rss version=\"2.0\"><channel><title>T</title><item><title>A headline</title><link>http://x.example/one</link>"
                           "<pubDate>Fri, 03 Jan 2020 10:00:00 GMT</pubDate><description>summary</description></item></channel></rss>");
  index_folder(folder.path());
  const auto found = [&](const char* word) { return ids_of(Searcher(folder.path()), word).size(); };
  CHECK(found("entire") == 1);
  CHECK(found("partial") + found("summary") == 0);
  fs::remove(folder.path() / "page.json");
  index_folder(folder.path());
  CHECK(found("summary") == 1);  // of two parts the newer one
}

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

TEST_CASE("each file counts as one thing: read, unchanged, skipped or failed, were it unchanged and read again for an article that comes back") {
  TwoVersions archive;
  const auto numbers = [](const IndexSummary& of) {
    std::string text = std::to_string(of.files_seen) + " files:";
    for (const auto count : {of.files_read, of.files_unchanged, of.files_skipped, of.files_failed}) text += " " + std::to_string(count);
    return text + ", gone: " + std::to_string(of.files_removed);
  };
  archive.folder().write("b/empty.txt", "");
  archive.folder().write("b/table.json", "[1, 2, 3]");
  archive.folder().write("b/broken.txt.gz", std::string("\x1F\x8B\x08\0\0\0\0\0\0\x03\x4B", 11));
  CHECK(numbers(archive.run({"a", "b"})) == "6 files: 0 3 2 1, gone: 0");
  fs::remove(archive.at("b/w.json"));
  CHECK(numbers(archive.run({"a", "b"})) == "5 files: 1 4 0 0, gone: 1");
  archive.folder().write("b/w.json", article("one", "winner", "2021-01-01"));
  CHECK(numbers(archive.run({"b"})) == "5 files: 1 4 0 0, gone: 0");
  fs::remove(archive.at("b/w.json"));
  CHECK(numbers(archive.run({"b"})) == "5 files: 1 4 0 0, gone: 1");  // a/l.json is needed again, and under no path of the run
  auto listed = archive.options_of({"b"});
  listed.files = {archive.at("b/nowhere.txt").string(), archive.at("a/l.json").string()};
  CHECK(numbers(Indexer(listed).run()) == "6 files: 0 5 0 1, gone: 0");
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
