// SPDX-License-Identifier: GPL-2.0-or-later
// What the index keeps comes back as it was, and damage is noticed.
#include "common/bytes.hpp"
#include "common/catalog.hpp"
#include "common/files.hpp"
#include "common/record.hpp"
#include "common/records.hpp"
#include "common/terms.hpp"
#include "tests/support/folder.hpp"

#include <newsgrep/error.hpp>

#include <doctest/doctest.h>

#include <map>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

Article sample_article(unsigned seed) {
  Article article;
  article.path = "a/b.txt";
  article.entry = "#" + std::to_string(seed);
  article.title = "Title " + std::to_string(seed);
  for (unsigned i = 0; i < 50 + seed % 50; ++i) article.text += "word" + std::to_string((seed * 7919 + i * 104729) % 1000) + " and ";
  article.text += std::string("\0\xFF\xC3(", 4);
  article.byline = "Jane Doe";
  article.dateline = "BUENOS AIRES, Argentina";
  for (unsigned i = 0; i < seed % 3; ++i) article.tags.push_back("tag " + std::to_string(i));
  if (seed % 2) article.captions = {"A rig in the North Sea; behind it the coast."};
  article.published = *parse_date("2024-03-07T12:00:01+02:00");
  article.updated = *parse_date("2025");
  return article;
}

bool same(const Article& a, const Article& b) {
  return a.path == b.path && a.entry == b.entry && a.title == b.title && a.text == b.text && a.byline == b.byline && a.dateline == b.dateline && a.tags == b.tags &&
         a.captions == b.captions && a.published == b.published && a.updated == b.updated;
}

ErrorCode code_of(const std::function<void()>& body) {
  try {
    body();
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::internal;
}

}  // namespace

TEST_CASE("a record gives the article back byte for byte, coded or compressed, with and without a dictionary") {
  std::vector<std::string> samples(3000);
  SymbolCounter counter;
  for (unsigned i = 0; i < samples.size(); ++i) {
    serialise(sample_article(i), samples[i]);
    counter.add(sample_article(i).text);
  }
  const std::string dictionary = train_dictionary(samples);
  REQUIRE_FALSE(dictionary.empty());
  RecordTables tables;
  tables.add_symbols(1, counter.build());
  tables.add_symbols(2, Symbols());  // everything codes badly
  tables.add_dictionary(1, dictionary);
  const auto prepared = std::make_shared<const RecordTables>(std::move(tables));
  RecordReader reader(prepared);
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> sizes;
  for (const std::uint32_t symbols : {1u, 2u})
    for (const std::uint32_t number : {0u, 1u}) {
      RecordWriter writer(prepared->symbols(symbols), symbols, number, number ? dictionary : "");
      for (unsigned i = 0; i < 100; ++i) {
        const Article article = sample_article(i);
        const auto record = writer.write(article);
        sizes[{symbols, number}] += record.size();
        Article back;
        reader.read(record, back);
        CHECK(same(article, back));
        reader.read(record, back, RecordReader::Part::without_text);
        Article rest = article;
        rest.text.clear();
        CHECK(same(rest, back));
      }
    }
  CHECK(sizes[{2, 1}] < sizes[{2, 0}]);
}

TEST_CASE("a damaged record is an error, never another article") {
  SymbolCounter counter;
  for (unsigned i = 0; i < 100; ++i) counter.add(sample_article(i).text);
  RecordTables tables;
  tables.add_symbols(1, counter.build());
  const auto prepared = std::make_shared<const RecordTables>(std::move(tables));
  RecordWriter writer(prepared->symbols(1), 1, 0, "");
  const std::string record(writer.write(sample_article(1)));
  RecordReader reader(prepared);
  Article back;
  for (std::size_t i = 0; i < record.size(); ++i) {
    std::string damaged = record;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x5A);
    CHECK(code_of([&] { reader.read(damaged, back); }) == ErrorCode::corrupt);  // and of no newer form
  }
  CHECK(code_of([&] { reader.read(record.substr(0, record.size() / 2), back); }) == ErrorCode::corrupt);
  CHECK(code_of([&] { reader.read("", back); }) == ErrorCode::corrupt);
}

TEST_CASE("stored articles are found by document, joined from parts, and damage is noticed") {
  const TemporaryFolder folder;
  const auto one = folder.path() / "one", two = folder.path() / "two", all = folder.path() / "all";
  for (const auto& path : {one, two, all}) fs::create_directories(path);
  RecordsWriter first(one), second(two), joined(all);
  first.add("alpha", order_value({}, 1), 9);
  first.add("", order_value(*parse_date("2020"), 2), 9);
  second.add("gamma", order_value(*parse_date("2021"), 3), 9);
  first.finish();
  second.finish();
  joined.append(one);
  joined.append(two);
  joined.finish();
  const Records records(all);
  CHECK(records.size() == 3);
  CHECK(records.record(1) == "alpha");
  CHECK(records.record(2).empty());
  CHECK(records.record(3) == "gamma");
  CHECK(records.id(3) == 3);
  CHECK(code_of([&] { records.record(4); }) == ErrorCode::corrupt);
  CHECK(code_of([&] { records.record(0); }) == ErrorCode::corrupt);
  std::string rows = read_file(all / "rows");
  rows[3] = static_cast<char>(rows[3] ^ 1);
  write_file(all / "rows", rows);
  CHECK(code_of([&] { Records(all).record(1); }) == ErrorCode::corrupt);
}

TEST_CASE("the days of a segment may all lie before 1970") {
  SegmentEntry segment;
  CHECK_FALSE(segment.dated());
  segment.widen(-53279, -53279);
  CHECK(segment.newest == -53279);
  segment.widen(-53000, -52999);
  CHECK(segment.oldest == -53279);
  CHECK(segment.newest == -52999);
}

TEST_CASE("without its date of capture an article is stored as one that was never fetched, and nothing else of it is left out") {
  Article article = sample_article(7);
  std::string never, fetched, changed;
  serialise(article, never);
  CHECK(without_capture(never, article) == never);
  for (const auto* date : {"2024", "2024-03-08", "2024-03-08T12:00:01+05:30"}) {
    article.captured = *parse_date(date);
    serialise(article, fetched);
    CHECK(fetched != never);
    CHECK(without_capture(fetched, article) == never);
    Article other = article;
    other.updated = *parse_date("2026-01-02");
    serialise(other, changed);
    CHECK(without_capture(changed, other) != never);
  }
  CHECK_THROWS_AS(without_capture(never, article), Error);
}

TEST_CASE("a catalog comes back; a damaged, newer or missing one is named") {
  const TemporaryFolder folder;
  CHECK(code_of([&] { read_catalog(folder.path()); }) == ErrorCode::no_index);
  Catalog catalog;
  catalog.generation = 7;
  catalog.stemmers = {"english"};
  catalog.segments.push_back({});
  catalog.segments[0].id = "7";
  catalog.segments[0].symbols = 7;
  catalog.segments[0].terms = 77;
  catalog.tables = {{TableKind::symbols, 7, 70}, {TableKind::terms, 7, 77}};
  catalog.segments[0].widen(100, 200);
  publish_catalog(folder.path(), catalog);
  const Catalog back = read_catalog(folder.path());
  CHECK(back.generation == 7);
  CHECK(back.segments[0].newest == 200);
  std::string text = read_file(catalog_path(folder.path()));
  std::string other = text;
  other.replace(other.find("\"generation\": 7"), 15, "\"generation\": 8");
  write_file(catalog_path(folder.path()), other);
  CHECK(code_of([&] { read_catalog(folder.path()); }) == ErrorCode::corrupt);
  other = text;
  const std::string present = "\"schema\": " + std::to_string(schema);
  other.replace(other.find(present), present.size(), "\"schema\": 99");
  write_file(catalog_path(folder.path()), other);
  CHECK(code_of([&] { read_catalog(folder.path()); }) == ErrorCode::version);
  write_file(catalog_path(folder.path()), text.substr(0, text.size() / 2));
  CHECK(code_of([&] { read_catalog(folder.path()); }) == ErrorCode::corrupt);
}

TEST_CASE("tombstones come back, and a broken seal is noticed") {
  const TemporaryFolder folder;
  Tombstones dead;
  for (const std::uint32_t document : {1u, 7u, 7u, 100'000u}) dead.kill(document);
  CHECK(dead.count() == 3);
  const Tombstones back = Tombstones::from(dead.bytes(), 100'000);
  CHECK(back.count() == 3);
  CHECK(back.dead(100'000));
  CHECK_FALSE(back.dead(2));
  CHECK(code_of([&] { Tombstones::from(dead.bytes(), 99'999); }) == ErrorCode::corrupt);
  write_sealed(folder.path() / "x", "tombstones", dead.bytes());
  CHECK(read_sealed(folder.path() / "x", "tombstones") == dead.bytes());
  CHECK(code_of([&] { read_sealed(folder.path() / "x", "inventory"); }) == ErrorCode::corrupt);
}

TEST_CASE("a period is covered by the fewest terms, and exactly") {
  const auto days = [](const char* text) { return *period_of(*parse_date(text)).first; };
  CHECK(cover(days("2024-03-07"), days("2024-03-07")) == std::vector<std::string>{"D20240307"});
  CHECK(cover(days("2023-01-01"), days("2024-02-29")) == std::vector<std::string>{"Y2023", "M202401", "M202402"});
  CHECK(cover(days("2024-02-10"), days("2024-03-01")) == std::vector<std::string>{"D20240210", "T2024021", "T2024022", "D20240301"});
}

TEST_CASE("order values sort by date, then by id the other way round, the undated last") {
  const auto early = order_value(*parse_date("0800-01-01"), 5), late = order_value(*parse_date("2024-01-01"), 5);
  CHECK(late > early);
  CHECK(early > order_value({}, 5));
  CHECK(order_value(*parse_date("2024-01-01"), 4) > late);
  CHECK(id_of_order(late) == 5);
}

TEST_CASE("numbers and texts in our files come back, and reading past the end is an error") {
  std::string bytes;
  for (const std::uint64_t value : {0ull, 127ull, 128ull, ~0ull}) put_number(bytes, value);
  for (const std::int64_t value : {std::int64_t{-1}, INT64_MIN, INT64_MAX}) put_signed(bytes, value);
  put_text(bytes, "text");
  ByteReader in(bytes);
  CHECK(in.number() == 0);
  CHECK(in.number() == 127);
  CHECK(in.number() == 128);
  CHECK(in.number() == ~0ull);
  CHECK(in.signed_number() == -1);
  CHECK(in.signed_number() == INT64_MIN);
  CHECK(in.signed_number() == INT64_MAX);
  CHECK(in.text() == "text");
  CHECK(in.done());
  CHECK(code_of([&] { in.number(); }) == ErrorCode::corrupt);
  CHECK(code_of([] { ByteReader("\xFFtoo short").text(); }) == ErrorCode::corrupt);
}
