// SPDX-License-Identifier: GPL-2.0-or-later
// An index has one layout from its first run on.
#include "common/catalog.hpp"
#include "common/files.hpp"
#include "common/xapian.hpp"
#include "indexer/folding.hpp"
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <map>
#include <random>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

IndexOptions options_with(const fs::path& archive, std::optional<Layout> layout, bool rebuild = false) {
  IndexOptions options = options_for(archive);
  options.layout = layout;
  options.rebuild = rebuild;
  return options;
}

void write_news(const TemporaryFolder& archive, int number) {
  archive.write(std::to_string(number) + ".txt", "Headline " + std::to_string(number) +
                                                     "\n\n2024-03-01\n\nApples and pears, lot " +
                                                     std::to_string(number) + ".\n");
}

Layout layout_of(const fs::path& archive) { return statistics(archive / ".newsgrep").layout; }

unsigned segments_with_positions(const fs::path& archive) {
  unsigned count = 0;
  for (const auto& segment : read_catalog(archive / ".newsgrep").segments)
    count += Xapian::Database(segment_path(archive / ".newsgrep", segment.id).string()).has_positions();
  return count;
}

// Bytes of all files of an index.
std::map<std::string, std::string> files_of(const fs::path& index) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(index))
    if (entry.is_regular_file() && entry.path().filename() != "lock")
      files[entry.path().lexically_relative(index).string()] = read_file(entry.path());
  return files;
}

std::string large_archive(std::uint64_t bytes) {
  std::mt19937 random(3);
  std::string lines;
  for (int number = 0; lines.size() < bytes; ++number) {
    lines += R"({"title": "Headline )" + std::to_string(number) + R"(", "date": "20)" +
             std::to_string(10 + random() % 14) + R"(-03-01", "text": ")";
    for (int words = 0; words < 400; ++words)
      lines += "word" + std::to_string(random() % (1 + random() % 20'000)) + ' ';
    lines += "\"}\n";
  }
  return lines;
}

}  // namespace

TEST_CASE("updates and merges keep the layout that the first run chose") {
  for (const auto layout : {Layout::lean, Layout::stock}) {
    const TemporaryFolder archive;
    for (unsigned run = 0; run < 2 * most_segments; ++run) {
      write_news(archive, static_cast<int>(run));
      Indexer(options_with(archive.path(), run == 0 ? std::optional(layout) : std::nullopt)).run();
    }
    CHECK(layout_of(archive.path()) == layout);
    const auto numbers = statistics(archive.path() / ".newsgrep");
    CHECK(numbers.segments <= most_segments);
    CHECK(numbers.articles == 2 * most_segments);
    CHECK(segments_with_positions(archive.path()) == (layout == Layout::stock ? numbers.segments : 0));
    CHECK(check(archive.path() / ".newsgrep").empty());
  }
}

TEST_CASE("an index is lean unless something else is wanted, and only a rebuild changes that") {
  const TemporaryFolder archive;
  write_news(archive, 1);
  index_folder(archive.path());
  CHECK(layout_of(archive.path()) == Layout::lean);
  const auto refused = [&](const IndexOptions& options) {
    try {
      Indexer(options).run();
    } catch (const Error& error) {
      return error.code() == ErrorCode::usage && error.hint().find("--rebuild") != std::string::npos;
    }
    return false;
  };
  CHECK(refused(options_with(archive.path(), Layout::stock)));
  IndexOptions portable = options_for(archive.path());
  portable.portable = true;
  CHECK(refused(portable));
  Indexer(options_with(archive.path(), Layout::lean)).run();

  Indexer(options_with(archive.path(), Layout::stock, true)).run();
  CHECK(layout_of(archive.path()) == Layout::stock);
  CHECK(refused(options_with(archive.path(), Layout::lean)));
  Indexer(options_with(archive.path(), {}, true)).run();
  CHECK(layout_of(archive.path()) == Layout::stock);
  CHECK(segments_with_positions(archive.path()) == 1);
  Indexer(options_with(archive.path(), Layout::lean, true)).run();
  CHECK(layout_of(archive.path()) == Layout::lean);
  CHECK(segments_with_positions(archive.path()) == 0);
}

TEST_CASE("an index that cannot be read is rebuilt lean") {
  const TemporaryFolder archive;
  write_news(archive, 1);
  Indexer(options_with(archive.path(), Layout::stock)).run();
  archive.write(".newsgrep/catalog.json", "{}");
  Indexer(options_with(archive.path(), {}, true)).run();
  CHECK(layout_of(archive.path()) == Layout::lean);
}

TEST_CASE("through Xapian's API nothing but the stock layout is written, and a refusal makes no folder") {
  const TemporaryFolder archive;
  write_news(archive, 1);
  IndexOptions options = options_with(archive.path(), Layout::lean);
  options.portable = true;
  CHECK_THROWS_AS(Indexer(options).run(), Error);
  CHECK_THROWS_AS(Indexer(options).plan(), Error);
  CHECK_FALSE(fs::exists(archive.path() / ".newsgrep"));
  options.layout.reset();
  Indexer(options).run();
  CHECK(layout_of(archive.path()) == Layout::stock);
}

TEST_CASE("a catalog without a layout is a lean one, and an unknown layout is refused") {
  const TemporaryFolder archive;
  write_news(archive, 1);
  Indexer(options_with(archive.path(), Layout::stock)).run();
  const auto path = catalog_path(archive.path() / ".newsgrep");
  const auto rewrite = [&](auto&& change) {
    auto value = nlohmann::json::parse(read_file(path));
    change(value.at("catalog"));
    value["checksum"] = checksum(value.at("catalog").dump());
    write_file(path, value.dump());
  };
  rewrite([](nlohmann::json& catalog) { catalog.erase("layout"); });
  CHECK(layout_of(archive.path()) == Layout::lean);
  rewrite([](nlohmann::json& catalog) { catalog["layout"] = "other"; });
  CHECK_THROWS_AS(layout_of(archive.path()), Error);
}

TEST_CASE("the same archive gives the same bytes, whatever the number of threads") {
  const TemporaryFolder archive;
  const fs::path news = archive.write("news.jsonl", large_archive(13 << 20));
  fs::last_write_time(news, fs::file_time_type::clock::now() - std::chrono::hours(1));  // a fresh file is noted as such
  for (const auto layout : {Layout::lean, Layout::stock}) {
    const auto build = [&](unsigned jobs) {
      IndexOptions options = options_with(archive.path(), layout, true);
      options.jobs = jobs;
      fs::remove_all(options.db);
      Indexer(options).run();
      return files_of(options.db);
    };
    const auto one = build(1), three = build(3);
    REQUIRE(one.size() == three.size());
    for (const auto& [name, bytes] : one) {
      INFO("file " << name);
      REQUIRE(three.contains(name));
      CHECK((bytes == three.at(name)));
    }
  }
}
