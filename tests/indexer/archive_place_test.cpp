// SPDX-License-Identifier: GPL-2.0-or-later
// Wherever an index and its archive are moved, copied or linked to, the paths it shows are there, and an update finds each file again.
#include "common/catalog.hpp"
#include "common/files.hpp"
#include "tests/support/folder.hpp"

#include <newsgrep/error.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>

using namespace newsgrep;
using namespace newsgrep::testing;
using Rule = ArchivePlace::Rule;

namespace {

// A folder NEWS with two files, and room beside it. Articles without an address of their own: what they are called depends on their paths.
class Place {
 public:
  Place() {
    folder_.write("NEWS/one.txt", "Harbour closed\n\nThe harbour was closed after the storm.\n");
    folder_.write("NEWS/deep/two.txt", "Harbour open\n\nThe harbour is open again.\n");
  }

  fs::path root() const { return folder_.path(); }
  fs::path news() const { return root() / "NEWS"; }
  fs::path own() const { return news() / ".newsgrep"; }

  IndexSummary index(const fs::path& db, const fs::path& archive) const {
    auto options = options_for(archive);
    options.db = db;
    return Indexer(options).run();
  }
  void index() const { index(own(), news()); }

 private:
  TemporaryFolder folder_;
};

std::vector<std::string> paths_in(const fs::path& db) {
  auto paths = of_each(Searcher(db), request_for("harbour"), [](const Article& article) { return article.path; });
  std::sort(paths.begin(), paths.end());
  return paths;
}

// The index knows the two articles of that archive, by their paths there, and an update from it reads nothing and doubles nothing.
void check_is_index_of(const Place& place, const fs::path& archive, const fs::path& db) {
  const std::vector<std::string> paths{(archive / "deep" / "two.txt").string(), (archive / "one.txt").string()};
  CHECK(paths_in(db) == paths);
  const auto summary = place.index(db, archive);
  CHECK(summary.files_unchanged == 2);
  CHECK(summary.articles == 2);
  CHECK(paths_in(db) == paths);
}

void copy_folder(const fs::path& from, const fs::path& to) { fs::copy(from, to, fs::copy_options::recursive); }

// For the archive, and a copy of its index beside it.
IndexOptions options_for_copy(const Place& place) {
  place.index();
  auto options = options_for(place.news());
  options.db = place.root() / "copied";
  copy_folder(place.own(), options.db);
  return options;
}

// As a catalog was written that did not say where the archive lies, or by its folder alone.
void unsay(const fs::path& db, bool with_folder) {
  for (const auto& path : {catalog_path(db), catalog_copy_path(db)}) {
    auto value = nlohmann::json::parse(read_file(path));
    value["catalog"].erase("inside");
    if (!with_folder) value["catalog"].erase("base");
    value["checksum"] = checksum(value["catalog"].dump());
    write_file(path, value.dump());
  }
}

void publish_again(const fs::path& db) { publish_catalog(db, read_catalog(db)); }

}  // namespace

TEST_CASE("an index in its archive says so, and goes with it") {
  const Place place;
  place.index();
  CHECK(read_catalog(place.own()).place == ArchivePlace{Rule::around, place.news().string() + "/"});
  check_is_index_of(place, place.news(), place.own());
  const auto moved = place.root() / "moved with a % and a \xFF";
  fs::rename(place.news(), moved);
  check_is_index_of(place, moved, moved / ".newsgrep");
  fs::remove(moved / "one.txt");
  CHECK(place.index(moved / ".newsgrep", moved).removed == 1);
  CHECK(read_catalog(moved / ".newsgrep").place == ArchivePlace{Rule::around, moved.string() + "/"});
}

TEST_CASE("a copy of an archive with its index is an archive by itself, whether the first one is still there or not") {
  const Place place;
  place.index();
  copy_folder(place.news(), place.root() / "copy");
  for (const auto& file : {"one.txt", "deep/two.txt"}) fs::last_write_time(place.root() / "copy" / file, fs::last_write_time(place.news() / file));
  check_is_index_of(place, place.root() / "copy", place.root() / "copy" / ".newsgrep");
  check_is_index_of(place, place.news(), place.own());
}

TEST_CASE("an index made outside of the archive has whole paths, under any name that it is copied to, .newsgrep too") {
  const Place place;
  const auto outside = place.root() / "outside" / "db", copied = place.root() / "outside" / ".newsgrep";
  place.index(outside, place.news());
  CHECK(read_catalog(outside).place == ArchivePlace{Rule::none, {}});
  copy_folder(outside, copied);
  for (const auto& db : {outside, copied, place.own()}) {
    CAPTURE(db.string());
    if (db == place.own()) copy_folder(outside, db);
    check_is_index_of(place, place.news(), db);
    publish_again(db);
    check_is_index_of(place, place.news(), db);
  }
}

TEST_CASE("a copy of an archive's index under another name, and what is reached through the target of a link, belong to the archive that it was made for") {
  const Place place;
  const auto copied = place.root() / "copied", again = place.root() / "again";
  place.index();
  copy_folder(place.own(), copied);
  check_is_index_of(place, place.news(), copied);
  publish_again(copied);
  copy_folder(copied, again);
  check_is_index_of(place, place.news(), again);
}

TEST_CASE("an index behind a link named .newsgrep is that of the archive with the link, opened through it or by its own name, which may be .newsgrep too") {
  for (const auto* name : {"fast/index", "fast/.newsgrep"}) {
    CAPTURE(std::string(name));
    const Place place;
    const auto target = place.root() / name;
    fs::create_directories(target);
    fs::create_directory_symlink(target, place.own());
    place.index();
    check_is_index_of(place, place.news(), place.own());
    check_is_index_of(place, place.news(), target);
    publish_again(target);
    check_is_index_of(place, place.news(), place.own());
  }
}

TEST_CASE("an archive that was moved and left a link in its place has its index where it is") {
  const Place place;
  place.index();
  const auto moved = place.root() / "moved";
  fs::rename(place.news(), moved);
  fs::create_directory_symlink(moved, place.news());
  check_is_index_of(place, moved, moved / ".newsgrep");
}

TEST_CASE("a backup, a backup of that, and one that is made under the name .newsgrep belong to the archive") {
  const Place place;
  place.index();
  const auto one = place.root() / "one", two = place.root() / "two", named = place.root() / "backups" / ".newsgrep", of_named = place.root() / "three";
  backup(place.own(), one);
  backup(one, two);
  fs::create_directories(named.parent_path());
  backup(place.own(), named);
  backup(named, of_named);
  CHECK(read_catalog(named).place.rule == Rule::fixed);
  for (const auto& db : {one, two, named, of_named}) {
    CAPTURE(db.string());
    check_is_index_of(place, place.news(), db);
    publish_again(db);
    check_is_index_of(place, place.news(), db);
  }
}

TEST_CASE("a backup that is put back is the index of the archive that it is put into, moved meanwhile, and one that was named .newsgrep of where it was") {
  const Place place;
  place.index();
  const auto moved = place.root() / "moved", kept = place.root() / "kept", named = place.root() / "backups" / ".newsgrep";
  backup(place.own(), kept);
  fs::create_directories(named.parent_path());
  backup(place.own(), named);
  fs::remove_all(place.own());
  fs::rename(named, place.own());
  check_is_index_of(place, place.news(), place.own());
  publish_again(place.own());
  CHECK(read_catalog(place.own()).place.rule == Rule::around);
  fs::remove_all(place.own());
  fs::rename(place.news(), moved);
  fs::rename(kept, moved / ".newsgrep");
  check_is_index_of(place, moved, moved / ".newsgrep");
}

TEST_CASE("an update of a copy whose archive is not there any more says so, for the files of a moved archive count as others") {
  const Place place;
  place.index();
  const auto kept = place.root() / "kept", moved = place.root() / "moved";
  backup(place.own(), kept);
  auto options = options_for(place.news());
  options.db = kept;
  std::vector<std::string> told;
  options.diagnostic = [&](const Diagnostic& diagnostic) { told.push_back(diagnostic.kind + " " + diagnostic.address); };
  Indexer(options).run();
  CHECK(told.empty());
  fs::rename(place.news(), moved);
  options.paths = {moved.string()};
  Indexer(options).run();
  CHECK(told == std::vector{"missing_archive " + place.news().string() + "/"});
}

TEST_CASE("what is made anew in a folder named .newsgrep belongs to the folder around it; a copy that is made anew stays one") {
  const Place place;
  place.index();
  const auto kept = place.root() / "kept", named = place.root() / "backups" / ".newsgrep", moved = place.root() / "moved";
  backup(place.own(), kept);
  fs::create_directories(named.parent_path());
  backup(place.own(), named);
  auto options = options_for(place.news());
  options.rebuild = true;
  options.db = kept;
  CHECK(Indexer(options).run().articles == 2);
  check_is_index_of(place, place.news(), kept);
  fs::remove_all(place.own());
  fs::rename(place.news(), moved);
  fs::rename(named, moved / ".newsgrep");
  options = options_for(moved);
  options.rebuild = options.remove_missing = true;
  CHECK(Indexer(options).run().articles == 2);
  CHECK(read_catalog(moved / ".newsgrep").place == ArchivePlace{Rule::around, moved.string() + "/"});
  check_is_index_of(place, moved, moved / ".newsgrep");
}

TEST_CASE("a catalog that does not say where the archive lies goes by the name of its folder, and says it from the next one on") {
  for (const bool with_folder : {true, false}) {
    CAPTURE(with_folder);
    const Place place;
    place.index();
    unsay(place.own(), with_folder);
    CHECK(read_catalog(place.own()).place.rule == Rule::unsaid);
    const auto copied = place.root() / "copied", moved = place.root() / "moved";
    copy_folder(place.own(), copied);
    if (with_folder) check_is_index_of(place, place.news(), copied);
    fs::rename(place.news(), moved);
    check_is_index_of(place, moved, moved / ".newsgrep");
    publish_again(moved / ".newsgrep");
    CHECK(read_catalog(moved / ".newsgrep").place == ArchivePlace{Rule::around, moved.string() + "/"});
  }
}

TEST_CASE("a plan and what a rebuild would drop are told by the paths of the archive that the index belongs to") {
  const Place place;
  auto options = options_for_copy(place);
  CHECK(Indexer(options).plan().empty());
  options.rebuild = true;
  CHECK(Indexer(options).plan().size() == 2);
  options.paths = {(place.news() / "deep").string()};
  CHECK_THROWS_WITH_AS(Indexer(options).plan(), doctest::Contains(("of " + place.news().string()).c_str()), Error);
}

TEST_CASE("a repair by the copy of the catalog finds the archive; without both it says where it takes the archive to lie") {
  const Place place;
  auto options = options_for_copy(place);
  const auto copied = options.db;
  write_file(segment_path(copied, "1") / "records", "nothing");
  fs::remove(catalog_path(copied));
  const auto by_copy = Indexer(options).repair();
  CHECK(by_copy.read_again == 2);
  CHECK(by_copy.taken_below.empty());
  check_is_index_of(place, place.news(), copied);
  for (const auto& path : {catalog_path(copied), catalog_copy_path(copied)}) fs::remove(path);
  CHECK(Indexer(options).repair().taken_below == place.root().string() + "/");
  CHECK(paths_in(copied) == std::vector<std::string>{(place.root() / "deep" / "two.txt").string(), (place.root() / "one.txt").string()});
  fs::remove_all(place.own());
  fs::rename(copied, place.own());
  for (const auto& path : {catalog_path(place.own()), catalog_copy_path(place.own())}) fs::remove(path);
  options.db = place.own();
  CHECK(Indexer(options).repair().taken_below == place.news().string() + "/");
  CHECK(place.index(place.own(), place.news()).articles == 2);
  check_is_index_of(place, place.news(), place.own());
}

TEST_CASE("an index of whole paths that has lost both catalogs has them after its repair") {
  const Place place;
  const auto outside = place.root() / "outside";
  place.index(outside, place.news());
  for (const auto& path : {catalog_path(outside), catalog_copy_path(outside)}) fs::remove(path);
  auto options = options_for(place.news());
  options.db = outside;
  CHECK(Indexer(options).repair().taken_below.empty());
  CHECK(read_catalog(outside).place == ArchivePlace{Rule::none, {}});
  CHECK(place.index(outside, place.news()).articles == 2);
}

TEST_CASE("a catalog that names no folder for its archive is damaged, and is told with its name") {
  using nlohmann::json;
  const TemporaryFolder folder;
  const auto db = folder.path() / "db";
  const auto error_of = [&](const json& place) -> std::string {
    Catalog catalog;
    catalog.generation = 1;
    fs::create_directories(db);
    publish_catalog(db, catalog);
    auto value = json::parse(read_file(catalog_path(db)));
    value["catalog"].update(place);
    value["checksum"] = checksum(value["catalog"].dump());
    write_file(catalog_path(db), value.dump());
    try {
      read_catalog(db);
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::corrupt);
      CHECK(error.hint().find("--repair") != std::string::npos);
      return error.what();
    }
    return "";
  };
  CHECK(error_of({{"base", "/a/%FF/"}, {"inside", true}}).empty());
  CHECK(error_of({{"base", "/"}, {"inside", false}}).empty());
  CHECK(error_of({{"base", ""}}).empty());
  CHECK(error_of({{"base", "a/b/"}, {"inside", true}}) == (db / "catalog.json").string() + ": the catalog has \"a/b/\" for the folder of its archive, which is not absolute, or has no slash at its end");
  for (const json& place : std::vector<json>{{{"base", "/a/b"}}, {{"base", "/a/b"}, {"inside", true}}, {{"base", ""}, {"inside", true}}, {{"base", ""}, {"inside", false}}, {{"inside", true}},
                                             {{"base", "/a/%0/"}}, {{"base", "/a/%"}}, {{"base", "/a/%00/"}}, {{"base", "/a/../b/"}}, {{"base", "//a/"}}, {{"base", "/a/./"}}}) {
    CAPTURE(place.dump());
    CHECK(error_of(place).find("for the folder of its archive, which") != std::string::npos);
  }
  for (const json& place : std::vector<json>{{{"base", 7}}, {{"base", nullptr}}, {{"base", json::array({"/a/"})}}, {{"base", "/a/"}, {"inside", "yes"}}, {{"base", "/a/"}, {"inside", 1}}}) {
    CAPTURE(place.dump());
    CHECK(error_of(place) == (db / "catalog.json").string() + " is damaged");
  }
}
