// SPDX-License-Identifier: GPL-2.0-or-later
// A damaged index is made whole; nothing is lost that is stored anywhere.
#include "common/catalog.hpp"
#include "common/files.hpp"
#include "tests/support/folder.hpp"

#include <newsgrep/error.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

std::string line(int article, const std::string& text) {
  return R"({"url": "https://a.example/)" + std::to_string(article) + R"(", "title": "Headline )" + std::to_string(article) + R"(", "date": "2020-02-03", "text": ")" + text + "\"}\n";
}

// Three segments, the first with an article that was replaced and one that is gone.
class Archive {
 public:
  Archive() {
    write(0, {line(1, "first one"), line(2, "second one"), line(3, "third one")});
    write(1, {line(4, "fourth one"), line(5, "fifth one")});
    write(0, {line(1, "first one"), line(2, "second one anew")});
  }

  void write(int number, const std::vector<std::string>& lines) {
    std::string all;
    for (const auto& one : lines) all += one;
    folder_.write(name(number), all);
    index_folder(folder_.path());
  }

  static std::string name(int number) { return "part-" + std::to_string(number) + ".jsonl"; }
  fs::path db() const { return folder_.path() / ".newsgrep"; }
  fs::path path(int number) const { return folder_.path() / name(number); }
  fs::path segment(std::size_t number) const { return segment_path(db(), read_catalog(db()).segments.at(number).id); }

  RepairSummary repair() const { return Indexer(options_for(folder_.path())).repair(); }

  std::vector<std::string> texts() const {
    Request request;
    request.limit = 0;
    request.whole_text = true;
    std::vector<std::string> all;
    Searcher(db()).each(request, [&](Hit&& hit) {
      all.push_back(hit.article.text);
      return true;
    });
    std::sort(all.begin(), all.end());
    return all;
  }

 private:
  TemporaryFolder folder_;
};

const std::vector<std::string> sound{"fifth one", "first one", "fourth one", "second one anew"};

void flip(const fs::path& file, std::size_t at) {
  std::string bytes = read_file(file);
  char& byte = bytes[at % bytes.size()];
  byte = static_cast<char>(byte ^ 0x55);
  write_file(file, bytes);
}

}  // namespace

TEST_CASE("a sound index is left as it is by a repair") {
  const Archive archive;
  const auto generation = read_catalog(archive.db()).generation;
  CHECK(archive.repair().damaged.empty());
  CHECK(read_catalog(archive.db()).generation == generation);
}

TEST_CASE("whatever part is damaged or gone, a repair gives the same articles, and they are found") {
  const std::vector<std::function<void(const Archive&)>> damages{
      [](const Archive& archive) { flip(archive.segment(0) / "postlist.glass", 77); },
      [](const Archive& archive) { flip(archive.segment(0) / "records", 10); },
      [](const Archive& archive) { flip(archive.segment(0) / "rows", 3); },
      [](const Archive& archive) { fs::remove(archive.segment(1) / "records"); },
      [](const Archive& archive) { fs::remove_all(archive.segment(1)); },
      [](const Archive& archive) { fs::remove(archive.segment(2) / "manifest"); },
      [](const Archive& archive) { fs::remove(archive.segment(0) / read_catalog(archive.db()).segments.at(0).dead); },
      [](const Archive& archive) { fs::remove_all(archive.db() / "segments"); },
      [](const Archive& archive) { fs::remove_all(archive.db() / "tables"); },
      [](const Archive& archive) { fs::remove_all(archive.db() / "inventory"); },
      [](const Archive& archive) { fs::remove(catalog_copy_path(archive.db())); },
      [](const Archive& archive) {
        for (const auto& entry : fs::directory_iterator(archive.db() / "tables"))
          if (entry.path().extension() == ".a") flip(entry.path(), 30);
      },
      [](const Archive& archive) { fs::remove(catalog_path(archive.db())); },
      [](const Archive& archive) { write_file(catalog_path(archive.db()), "{}"); },
      [](const Archive& archive) {
        fs::remove_all(archive.db() / "inventory");
        fs::remove(archive.segment(0) / read_catalog(archive.db()).segments.at(0).dead);
        flip(archive.segment(2) / "postlist.glass", 100);
      },
  };
  for (std::size_t number = 0; number < damages.size(); ++number) {
    CAPTURE(number);
    Archive archive;
    damages[number](archive);
    const auto summary = archive.repair();
    CHECK_FALSE(summary.damaged.empty());
    CHECK(summary.lost.empty());
    CHECK(check(archive.db()).empty());
    if (number + 1 < damages.size()) CHECK(archive.texts() == sound);  // the last one lost what says that an article is gone
    const auto run = Indexer(options_for(archive.db().parent_path())).run();
    CHECK(run.articles == 4);
    CHECK(archive.texts() == sound);
    CHECK(ids_of(Searcher(archive.db()), "anew").size() == 1);
  }
}

TEST_CASE("an article that neither the index nor the archive has is named, and the rest stays") {
  const Archive archive;
  fs::remove(archive.segment(1) / "records");
  fs::remove(archive.path(1));
  const auto summary = archive.repair();
  CHECK(summary.lost == std::vector<std::string>{"part-1.jsonl#1", "part-1.jsonl#2"});
  CHECK(check(archive.db()).empty());
  CHECK(archive.texts() == std::vector<std::string>{"first one", "second one anew"});
}

TEST_CASE("articles whose segment and whose list of files are both gone are told as lost, and come back when the archive is read again") {
  const Archive archive;
  fs::remove_all(archive.segment(1));
  fs::remove_all(archive.db() / "inventory");
  const auto summary = archive.repair();
  CHECK(summary.nameless == 2);
  CHECK(summary.inventory_lost);
  CHECK(archive.texts() == std::vector<std::string>{"first one", "second one anew"});
  Indexer(options_for(archive.db().parent_path())).run();
  CHECK(archive.texts() == sound);
}

TEST_CASE("a lost article of which a file holds an older version comes back from there") {
  Archive archive;
  archive.write(2, {line(4, "fourth one, older")});
  fs::last_write_time(archive.path(2), fs::last_write_time(archive.path(1)) - std::chrono::hours(1));
  archive.write(3, {line(6, "sixth one")});
  REQUIRE(archive.texts().size() == 5);
  fs::remove_all(archive.db() / "segments");
  fs::remove(archive.path(1));
  const auto summary = archive.repair();
  CHECK(summary.lost == std::vector<std::string>{"part-1.jsonl#2"});
  const auto texts = archive.texts();
  CHECK(std::count(texts.begin(), texts.end(), "fourth one, older") == 1);
}

namespace {

using Damage = std::function<void(const fs::path& file)>;

// What a catalog and its copy may share.
const std::vector<Damage> catalog_damages{[](const fs::path& file) { fs::remove(file); }, [](const fs::path& file) { write_file(file, "{}"); }};

void damage_catalogs(const fs::path& db, const Damage& damage) {
  for (const auto& file : {catalog_path(db), catalog_copy_path(db)}) damage(file);
}

IndexOptions from_standard_input(const fs::path& db, std::string text) {
  IndexOptions options;
  options.db = db;
  options.paths = {"-"};
  options.standard_input = [text = std::move(text), at = std::size_t{0}](char* to, std::size_t size) mutable {
    const auto count = text.copy(to, size, at);
    at += count;
    return count;
  };
  return options;
}

}  // namespace

TEST_CASE("an index that lost its catalog and the copy of it is neither read nor written, and keeps all that is stored in it") {
  for (const auto& damage : catalog_damages) {
    const Archive archive;
    damage_catalogs(archive.db(), damage);
    CHECK_THROWS_AS(index_folder(archive.db().parent_path()), Error);
    CHECK_THROWS_AS(check(archive.db()), Error);
    CHECK(fs::exists(archive.db() / "segments" / "1" / "records"));
  }
}

TEST_CASE("an index that lost its catalog and the copy of it is whole again after a repair, even of articles that cannot be read again") {
  for (const auto& damage : catalog_damages) {
    const Archive archive;
    Indexer(from_standard_input(archive.db(), line(7, "seventh one"))).run();
    for (int number = 0; number < 2; ++number) fs::remove(archive.path(number));
    damage_catalogs(archive.db(), damage);
    const auto summary = archive.repair();
    CHECK(summary.saved == 5);
    CHECK(summary.nameless == 0);
    CHECK(check(archive.db()).empty());
    CHECK(archive.texts() == std::vector<std::string>{"fifth one", "first one", "fourth one", "second one anew", "seventh one"});
  }
}

TEST_CASE("an index that lost its catalog keeps its layout, and goes on as before") {
  const TemporaryFolder folder;
  folder.write("a.jsonl", line(1, "first one"));
  IndexOptions options = options_for(folder.path());
  options.layout = Layout::stock;
  Indexer(options).run();
  damage_catalogs(options.db, catalog_damages.front());
  Indexer(options).repair();
  CHECK(statistics(options.db).layout == Layout::stock);
  CHECK(Indexer(options).run().unchanged == 1);
}

TEST_CASE("a segment that was taken in by another and lies there still brings no article back that is gone") {
  Archive archive;
  const auto kept = archive.db().parent_path() / "kept";
  fs::copy(archive.segment(0), kept, fs::copy_options::recursive);
  for (const auto& entry : fs::directory_iterator(kept))
    if (entry.path().filename().string().starts_with("dead.")) fs::remove(entry.path());
  Indexer(options_for(archive.db().parent_path())).compact();
  archive.write(0, {line(2, "second one anew")});
  fs::rename(kept, archive.db() / "segments" / "1");
  damage_catalogs(archive.db(), catalog_damages.front());
  archive.repair();
  const auto texts = archive.texts();
  CHECK(std::count(texts.begin(), texts.end(), "first one") == 0);
  CHECK(std::count(texts.begin(), texts.end(), "second one") == 0);
}

TEST_CASE("an index without a catalog whose stored articles cannot be read is left as it is") {
  const Archive archive;
  damage_catalogs(archive.db(), catalog_damages.front());
  for (const auto& segment : fs::directory_iterator(archive.db() / "segments")) write_file(segment.path() / "records", "nothing");
  CHECK_THROWS_WITH_AS(archive.repair(), doctest::Contains("nothing is changed"), Error);
  CHECK(fs::exists(archive.db() / "segments" / "1" / "rows"));
}

TEST_CASE("what a first build leaves that ended before it had a catalog makes way for the next one") {
  const Archive archive;
  fs::remove(catalog_path(archive.db()));
  publish_catalog(archive.db(), {});
  fs::remove(catalog_path(archive.db()));
  CHECK(index_folder(archive.db().parent_path()).added == 4);
  CHECK(check(archive.db()).empty());
}

TEST_CASE("a backup is an index by itself, and stays as it was while the index goes on") {
  Archive archive;
  const TemporaryFolder folder;
  const auto target = folder.path() / "copy";
  const auto summary = backup(archive.db(), target);
  CHECK(summary.generation == 3);
  archive.write(4, {line(9, "ninth one")});
  IndexOptions rebuild = options_for(archive.db().parent_path());
  rebuild.rebuild = true;
  Indexer(rebuild).run();
  CHECK(check(target).empty());
  CHECK(Searcher(target).articles() == 4);
  CHECK(ids_of(Searcher(target), "ninth").empty());
  CHECK_THROWS_AS(backup(archive.db(), target), Error);
}

TEST_CASE("a backup of the index in an archive, or any other copy of it, knows the archive's articles: it shows where they lie, and an update adds what is new alone") {
  Archive archive;
  const TemporaryFolder folder;
  const auto backed_up = folder.path() / "backup", copied = folder.path() / "copied", again = folder.path() / "again";
  backup(archive.db(), backed_up);
  fs::copy(archive.db(), copied, fs::copy_options::recursive);
  backup(copied, again);
  archive.write(4, {line(9, "ninth one")});
  for (const auto& copy : {backed_up, copied, again}) {
    CAPTURE(copy.string());
    const auto paths = [&] { return of_each(Searcher(copy), request_for("one"), [](const Article& article) { return article.path; }); };
    for (const auto& path : paths()) CHECK(fs::exists(path));
    IndexOptions options = options_for(archive.db().parent_path());
    options.db = copy;
    const auto summary = Indexer(options).run();
    CHECK(summary.added == 1);
    CHECK(summary.files_unchanged == 2);
    CHECK(summary.articles == 5);
    options.rebuild = true;
    CHECK(Indexer(options).run().articles == 5);
    for (const auto& path : paths()) CHECK(fs::exists(path));
    options.rebuild = false;
    CHECK(Indexer(options).run().files_unchanged == 3);
  }
}

TEST_CASE("a backup that is put back into an archive, were it a moved one, is the index of that") {
  const Archive archive;
  const TemporaryFolder moved;
  const auto news = moved.path() / "news with a % and a \xFF";
  backup(archive.db(), moved.path() / "backup");
  fs::create_directories(news);
  for (const int number : {0, 1}) fs::copy(archive.path(number), news);
  fs::rename(moved.path() / "backup", news / ".newsgrep");
  CHECK(of_each(Searcher(news), request_for("fifth"), [](const Article& article) { return article.path; }) == std::vector{(news / Archive::name(1)).string()});
  CHECK(index_folder(news).files_unchanged == 2);
  backup(news / ".newsgrep", moved.path() / "of the moved one");
  CHECK(of_each(Searcher(moved.path() / "of the moved one"), request_for("fifth"), [](const Article& article) { return article.path; }) == std::vector{(news / Archive::name(1)).string()});
}

TEST_CASE("a backup of an index of which a part is gone fails and leaves no index, and is made in the same folder once that is mended") {
  const Archive archive;
  const TemporaryFolder folder;
  for (const auto& part : {archive.segment(1) / "records", inventory_path(archive.db(), "2"), table_path(archive.db(), read_catalog(archive.db()).tables.front(), 'b')}) {
    CAPTURE(part.string());
    const auto target = folder.path() / part.filename(), kept = folder.path() / "kept";
    fs::rename(part, kept);
    CHECK_THROWS_WITH_AS(backup(archive.db(), target), doctest::Contains("is missing"), Error);
    CHECK_FALSE(has_index(target));
    CHECK_FALSE(fs::exists(target / "segments"));
    fs::rename(kept, part);
    CHECK(backup(archive.db(), target).generation == 3);
    CHECK(check(target).empty());
  }
}

TEST_CASE("what a backup leaves that was killed is no index, no news either, and makes way for the next one") {
  const Archive archive;
  const TemporaryFolder folder;
  const auto target = folder.path() / "copy";
  fs::create_directories(target);
  begin_catalog(target);
  fs::create_directories(target / "segments");
  fs::copy(archive.segment(0), target / "segments" / "1", fs::copy_options::recursive);
  CHECK_FALSE(has_index(target));
  CHECK(is_index_folder(target));
  backup(archive.db(), target);
  CHECK(check(target).empty());
  CHECK(Searcher(target).articles() == 4);
}

TEST_CASE("a backup into the folder of the index itself, which the next run would remove, is refused") {
  const Archive archive;
  for (const auto& target : {archive.db(), archive.db() / "copy", archive.db() / "segments" / ".." / "deep" / "copy"})
    CHECK_THROWS_WITH_AS(backup(archive.db(), target), doctest::Contains("lies in the folder of the index itself"), Error);
  CHECK_FALSE(fs::exists(archive.db() / "copy"));
  CHECK(backup(archive.db(), archive.db().parent_path() / "copy").generation == 3);
}

TEST_CASE("compacting leaves one segment without dead articles, and the same answers") {
  const Archive archive;
  const auto before = archive.texts();
  const auto summary = Indexer(options_for(archive.db().parent_path())).compact();
  CHECK(summary.published);
  CHECK(summary.articles == 4);
  const auto numbers = statistics(archive.db());
  CHECK(numbers.segments == 1);
  CHECK(numbers.dead == 0);
  CHECK(check(archive.db()).empty());
  CHECK(archive.texts() == before);
  CHECK_FALSE(Indexer(options_for(archive.db().parent_path())).compact().published);
}

TEST_CASE("one ^C ends compacting, and the segments stay as they were") {
  const Archive archive;
  std::atomic<int> cancelled{0};
  IndexOptions options = options_for(archive.db().parent_path());
  options.cancelled = &cancelled;
  options.progress = [&](const Progress& now) {
    if (now.stage == Progress::Stage::writing) cancelled = 1;
  };
  CHECK_THROWS_WITH_AS(Indexer(options).compact(), doctest::Contains("stopped"), Error);
  CHECK(statistics(archive.db()).segments == 3);
  CHECK_FALSE(fs::exists(archive.db() / "scratch"));
  CHECK(check(archive.db()).empty());
}

TEST_CASE("an update that does not find an article that it replaces fails, and leaves the index") {
  Archive archive;
  Catalog catalog = read_catalog(archive.db());
  Tombstones dead = read_tombstones(archive.db(), catalog.segments.at(1));
  dead.kill(1);
  catalog.segments[1].dead = "dead.9";
  catalog.segments[1].dead_count = 1;
  catalog.segments[1].dead_sum = checksum(dead.bytes());
  write_sealed(archive.segment(1) / "dead.9", "tombstones", dead.bytes());
  publish_catalog(archive.db(), catalog);
  CHECK_THROWS_WITH_AS(archive.write(1, {line(4, "fourth anew"), line(5, "fifth anew")}), doctest::Contains("is not found in the segments"), Error);
  CHECK(read_catalog(archive.db()).generation == catalog.generation);
}
