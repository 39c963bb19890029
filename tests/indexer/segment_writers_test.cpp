// SPDX-License-Identifier: GPL-2.0-or-later
// Both ways of writing a segment make the same one: what a search or any tool of Xapian's sees of them cannot be told
// apart.
#include "common/files.hpp"
#include "common/joined_units.hpp"
#include "common/records.hpp"
#include "common/terms.hpp"
#include "common/xapian.hpp"
#include "tests/support/article.hpp"
#include "tests/support/corpora.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/glass_sample.hpp"
#include "tests/support/indexed.hpp"
#include "tests/support/random_articles.hpp"
#include "tests/support/tcp_server.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

struct Made {
  explicit Made(const std::filesystem::path& folder) : database(folder.string()), records(folder), units(folder) {}
  Xapian::Database database;
  Records records;
  UnitFilter units;
};

std::map<std::string, std::string> postings_of(const Xapian::Database& database) {
  std::map<std::string, std::string> all;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    std::string list = std::to_string(term.get_termfreq()) + "/" + std::to_string(database.get_collection_freq(*term)) + ":";
    for (auto at = database.postlist_begin(*term); at != database.postlist_end(*term); ++at)
      list += " " + std::to_string(*at) + "x" + std::to_string(at.get_wdf());
    all[*term] = std::move(list);
  }
  return all;
}

void check_same(const Made& one, const Made& other) {
  CHECK((one.units == other.units));
  REQUIRE(one.database.get_doccount() == other.database.get_doccount());
  CHECK(one.database.get_total_length() == other.database.get_total_length());
  CHECK(one.database.get_doclength_lower_bound() == other.database.get_doclength_lower_bound());
  CHECK(one.database.get_doclength_upper_bound() == other.database.get_doclength_upper_bound());
  const auto first = postings_of(one.database), second = postings_of(other.database);
  CHECK(first.size() == second.size());
  for (const auto& [term, list] : first) {
    CAPTURE(term);
    const auto found = second.find(term);
    REQUIRE(found != second.end());
    CHECK(found->second == list);
  }
  for (Xapian::docid document = 1; document <= one.database.get_doccount(); ++document) {
    CHECK(one.database.get_doclength(document) == other.database.get_doclength(document));
    CHECK(one.records.length(document) == std::min(one.database.get_doclength(document), Records::most_length));
    CHECK(other.records.length(document) == one.records.length(document));
    CHECK(one.records.record(document) == other.records.record(document));
    CHECK(one.records.order(document) == other.records.order(document));
    for (const auto slot : {order_slot, segment_slot})
      CHECK(one.database.get_document(document).get_value(slot) == other.database.get_document(document).get_value(slot));
  }
  for (const auto slot : {order_slot, segment_slot}) {
    CHECK(one.database.get_value_freq(slot) == other.database.get_value_freq(slot));
    CHECK(one.database.get_value_lower_bound(slot) == other.database.get_value_lower_bound(slot));
  }
}

std::vector<std::string> files_of(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

void check_same_bytes(const fs::path& one, const fs::path& other) {
  REQUIRE(files_of(one) == files_of(other));
  for (const auto& name : files_of(one)) {
    INFO("file " << name);
    CHECK((read_file(one / name) == read_file(other / name)));
  }
}

constexpr std::uint64_t plenty = 256 << 20, next_to_nothing = 1;

// The same articles in the stock layout, written in both ways.
class BothWays {
 public:
  explicit BothWays(const std::vector<Article>& articles, const TablesOf& tables = {}, std::uint64_t memory = plenty,
                    std::size_t parts = 1) {
    const auto write = [&](MakeWriter make, const char* name) {
      const auto place = SegmentPlace{path(name), folder_.path() / name / "scratch", parts, parts, memory, Layout::stock};
      CHECK(write_segment_of(articles, make, place, tables.view()).articles == articles.size());
      CHECK_FALSE(fs::exists(place.scratch));
    };
    write(direct_writer, "direct");
    write(portable_writer, "portable");
  }

  fs::path direct() const { return path("direct"); }
  fs::path portable() const { return path("portable"); }
  const fs::path& folder() const { return folder_.path(); }

  void check_alike() const {
    CHECK(first_difference(content(direct()), content(portable())) == "");
    for (const auto& segment : {direct(), portable()}) CHECK(complaints(segment) == "");
    check_same(Made(direct()), Made(portable()));
  }

 private:
  // Both segments have the same name, which is one of their values.
  fs::path path(const char* name) const { return folder_.path() / name / "7"; }

  TemporaryFolder folder_;
};

// Term lists are packed in another way than Xapian's; check_alike() compares what they unpack to.
void check_same_when_compacted(const BothWays& both) {
  const auto direct = both.folder() / "direct-compacted", portable = both.folder() / "portable-compacted";
  compact(both.direct(), direct);
  compact(both.portable(), portable);
  CHECK(first_difference(content(direct), content(portable)) == "");
  CHECK(complaints(direct) == "");
  for (const std::string table : {"postlist.glass", "position.glass"}) {
    INFO("table " << table);
    REQUIRE(fs::exists(direct / table) == fs::exists(portable / table));  // no positions, no file
    if (fs::exists(direct / table)) CHECK((read_file(direct / table) == read_file(portable / table)));
  }
}

void check_same_when_updated(const BothWays& both) {
  for (const auto& segment : {both.direct(), both.portable()}) {
    update_through_xapian(segment);
    CHECK(complaints(segment) == "");
  }
  CHECK(first_difference(content(both.direct()), content(both.portable())) == "");
}

// Whatever is long, many or missing.
std::vector<Article> edge_articles() {
  std::vector<Article> articles = RandomArticles(5).make(40);
  Article& often = articles.emplace_back(with_text(""));
  for (int i = 0; i < 100'000; ++i) often.text += "again ";
  Article& many = articles.emplace_back(with_text(""));
  for (int i = 0; i < 60'000; ++i) many.text += "w" + std::to_string(i * 7919 % 30'000) + (i % 40 ? " " : "\n\n");
  Article& long_words = articles.emplace_back(with_text(""));
  for (std::size_t length = 1; length < 300; ++length)
    long_words.text += std::string(length, 'k') + (length % 2 ? " " : "-");
  Article& bytes = articles.emplace_back(with_text(""));
  for (int byte = 0; byte < 256; ++byte)
    bytes.text += std::string(2, static_cast<char>(byte)) + "a" + static_cast<char>(byte) + "b ";
  articles.emplace_back();
  sort_newest_first(articles);
  return articles;
}

}  // namespace

TEST_CASE(
    "a lean segment holds the terms that one through Xapian's API holds, whatever the parts, the memory and the "
    "tables") {
  const TemporaryFolder folder;
  unsigned number = 0;
  for (const unsigned count : {0u, 1u, 40u, 700u})
    for (const bool with_tables : {false, true}) {
      CAPTURE(count);
      CAPTURE(with_tables);
      const auto articles = RandomArticles(count + with_tables).make(count);
      const TablesOf tables = with_tables ? TablesOf(articles) : TablesOf();
      const auto at = folder.path() / std::to_string(++number);
      const auto stock = at / "stock" / "1", plain = at / "plain" / "1", spilled = at / "spilled" / "1";
      write_segment_of(articles, portable_writer, {stock, at / "a", 1, plenty}, tables.view());
      write_segment_of(articles, direct_writer, {plain, at / "b", 1, plenty}, tables.view());
      write_segment_of(articles, direct_writer, {spilled, at / "c", 3, next_to_nothing}, tables.view());
      check_same(Made(stock), Made(plain));
      check_same_bytes(plain, spilled);
      CHECK(complaints(plain) == "");
      CHECK_FALSE(fs::exists(plain / "position.glass"));
    }
}

TEST_CASE("in the stock layout a segment written directly cannot be told from one through Xapian's API") {
  for (const unsigned count : {0u, 1u, 40u, 200u})
    for (const bool with_tables : {false, true}) {
      CAPTURE(count);
      CAPTURE(with_tables);
      const auto articles = RandomArticles(100 + count + with_tables).make(count);
      const TablesOf tables = with_tables ? TablesOf(articles) : TablesOf();
      const BothWays both(articles, tables);
      both.check_alike();
      check_same_when_compacted(both);
      BothWays(articles, tables, next_to_nothing, 3).check_alike();
    }
}

TEST_CASE("in the stock layout the parts and the memory make no difference to a byte") {
  const auto articles = RandomArticles(8).make(300);
  const TablesOf tables(articles);
  const TemporaryFolder folder;
  const auto write = [&](const char* name, std::size_t parts, std::uint64_t memory) {
    const auto target = folder.path() / name / "1";
    write_segment_of(articles, direct_writer, {target, folder.path() / "scratch", parts, parts, memory, Layout::stock},
                     tables.view());
    return target;
  };
  const auto whole = write("whole", 1, plenty);
  check_same_bytes(whole, write("parts", 5, plenty));
  check_same_bytes(whole, write("runs", 2, next_to_nothing));
}

TEST_CASE("segments of other articles, and of the same ones in another layout, have other UUIDs") {
  const TemporaryFolder folder;
  const auto uuid_of = [&](const std::vector<Article>& articles, Layout layout) {
    const auto target = folder.path() / "segment" / "1";
    fs::remove_all(target);
    write_segment_of(articles, direct_writer, {target, folder.path() / "scratch", 1, 1, plenty, layout},
                     TablesOf().view());
    return Xapian::Database(target.string()).get_uuid();
  };
  const std::vector<Article> one = {with_text("One text")}, other = {with_text("Two text")};
  CHECK(uuid_of(one, Layout::lean) == uuid_of(one, Layout::lean));
  CHECK(uuid_of(one, Layout::lean) != uuid_of(other, Layout::lean));
  CHECK(uuid_of(one, Layout::lean) != uuid_of(one, Layout::stock));
  CHECK(uuid_of({}, Layout::lean) != std::string("00000000-0000-4000-8000-000000000000"));
}

TEST_CASE("in the stock layout a segment of edge cases cannot be told from one through Xapian's API") {
  const auto articles = edge_articles();
  const BothWays both(articles, TablesOf(articles));
  both.check_alike();
  check_same_when_compacted(both);
  BothWays(articles, TablesOf(), next_to_nothing, 2).check_alike();
}

TEST_CASE("in the stock layout a segment written directly is updated through Xapian's API as one of Xapian's is") {
  const auto articles = RandomArticles(9).make(900);
  check_same_when_updated(BothWays(articles, TablesOf(articles)));
}

TEST_CASE("in the stock layout a segment written directly is served by xapian-tcpsrv as one of Xapian's is") {
  if (!TcpServer::installed()) {
    MESSAGE("skipped: xapian-tcpsrv is not installed");
    return;
  }
  const auto articles = RandomArticles(10).make(60);
  const BothWays both(articles, TablesOf(articles));
  const auto served = [](const fs::path& segment) {
    const TcpServer server(segment);
    return content(server.open());
  };
  const std::string direct = served(both.direct());
  CHECK(first_difference(direct, served(both.portable())) == "");
  CHECK(direct.find("documents 60 ") != std::string::npos);
}

TEST_SUITE_BEGIN("long");

TEST_CASE(
    "in the stock layout a segment of more documents than a short key numbers cannot be told from one through Xapian's "
    "API") {
  std::vector<Article> articles = RandomArticles(11).make(33'500);
  for (auto& article : articles) article.text.resize(std::min<std::size_t>(article.text.size(), 30));
  const BothWays both(articles, TablesOf(articles), 32 << 20, 2);
  both.check_alike();
  check_same_when_updated(both);
}

TEST_CASE(
    "in the stock layout a segment of Reuters-21578 written directly cannot be told from one through Xapian's API") {
  const auto corpora = real_corpora();
  if (!corpora || !fs::exists(*corpora / "reuters21578")) {
    MESSAGE("skipped: Reuters-21578 is not beside the project");
    return;
  }
  auto articles = articles_of(*corpora / "reuters21578");
  CHECK(articles.size() > 20'000);
  for (auto& article : articles) article.id.clear();  // write_segment_of() numbers them
  sort_newest_first(articles);
  const TablesOf tables(articles);
  const BothWays both(articles, tables, 32 << 20);
  both.check_alike();
  check_same_when_updated(both);
  articles.resize(7'500);  // one piece of the writer through the API, so that chunks of postings end alike
  check_same_when_compacted(BothWays(articles, tables));
}

TEST_SUITE_END();
