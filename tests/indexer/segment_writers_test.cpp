// SPDX-License-Identifier: GPL-2.0-or-later
// Both ways of writing a segment make the same one: what a search sees of them cannot be told apart.
#include "common/files.hpp"
#include "common/records.hpp"
#include "common/terms.hpp"
#include "common/xapian.hpp"
#include "indexer/sample.hpp"
#include "indexer/segment/writer.hpp"
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

// Words of all kinds, joined in all ways, in several fields and languages.
class Articles {
 public:
  explicit Articles(unsigned seed) : random_(seed) {}

  /// Newest first.
  std::vector<Article> make(unsigned count) {
    std::vector<Article> articles(count);
    for (auto& article : articles) {
      article.title = text(6);
      article.text = pick(10) == 0 ? "" : text(pick(8) == 0 ? 900 : 60);
      article.path = "folder/2024/file" + std::to_string(pick(3)) + ".txt";
      article.entry = "#" + std::to_string(pick(1000));
      article.source = pick(2) ? "The Harbour Courier" : "";
      article.byline = pick(3) ? "" : text(3);
      article.url = pick(2) ? "https://example.com/" + text(2) : "";
      article.language = pick(4) ? "en" : pick(2) ? "de" : "";
      article.native_id = std::to_string(pick(500));
      if (pick(5)) article.published = *parse_date(std::to_string(1990 + pick(30)) + (pick(2) ? "-0" + std::to_string(1 + pick(9)) : ""));
    }
    std::stable_sort(articles.begin(), articles.end(), [](const Article& a, const Article& b) { return order_value(a.published, 1) > order_value(b.published, 1); });
    return articles;
  }

 private:
  std::size_t pick(std::size_t below) { return random_() % below; }

  std::string text(std::size_t words) {
    static const std::vector<std::string> vocabulary = {
        "the", "of", "The", "THE", "oil", "Oil", "prices", "price", "priced", "U.S.", "AT&T", "don't", "e-mail", "10,000", "1987", "19th", "COVID-19",
        "M\xC3\xBCnchen", "na\xC3\xAFve", "caf\xC3\xA9", "\xE4\xB8\xAD\xE6\x96\x87", "\xCE\x91\xCE\xB8\xCE\xAE\xCE\xBD\xCE\xB1", "a\xCC\x81", "\xC2\xAD",
        std::string(120, 'x'), std::string("nul\0nul", 7), "x\xFFy", "us", "s", "u"};
    static const std::vector<std::string> gaps = {" ", " ", " ", " ", ", ", ". ", "\n", "\n\n", "  ", "-", "'", "", " \xE2\x80\x94 "};
    std::string made = pick(9) == 0 ? "\n" : "";
    for (std::size_t count = pick(words + 1); count > 0; --count) made += vocabulary[pick(vocabulary.size())] + gaps[pick(gaps.size())];
    return made;
  }

  std::mt19937 random_;
};

struct Made {
  explicit Made(const std::filesystem::path& folder) : database(folder.string()), records(folder) {}
  Xapian::Database database;
  Records records;
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

using MakeWriter = std::unique_ptr<SegmentWriter> (*)(const SegmentPlace&, const SegmentTables&);

void write(MakeWriter make, const std::filesystem::path& target, const std::filesystem::path& scratch, const std::vector<Article>& articles,
           std::size_t parts, std::uint64_t memory, const SegmentTables& tables) {
  std::filesystem::create_directories(scratch);
  std::filesystem::create_directories(target.parent_path());
  const auto writer = make({target, scratch, parts, memory}, tables);
  const std::size_t each = articles.size() / parts + 1;
  for (std::size_t part = 0; part < parts; ++part) {
    for (std::size_t i = part * each; i < std::min(articles.size(), (part + 1) * each); ++i)
      writer->add(part, articles[i], i + 1);
    writer->close(part);
  }
  CHECK(writer->finish().articles == articles.size());
}

}  // namespace

TEST_CASE("a segment written directly holds what one through Xapian's API holds, whatever the parts, the memory and the tables") {
  const TemporaryFolder folder;
  unsigned number = 0;
  for (const unsigned count : {0u, 1u, 40u, 700u})
    for (const bool with_tables : {false, true}) {
      CAPTURE(count);
      CAPTURE(with_tables);
      const auto articles = Articles(count + with_tables).make(count);
      Sample sample;
      for (const auto& article : articles) sample.add(article);
      const Symbols symbols = with_tables ? sample.symbols() : Symbols();
      const TermPolicy policy = with_tables ? TermPolicy({"the", "of", "us", "oil"}, {"price", "oil", "munchen", "email"}) : TermPolicy();
      const SegmentTables tables{symbols, 1, 0, "", policy};
      const auto at = folder.path() / std::to_string(++number);
      const auto stock = at / "stock" / "1", plain = at / "plain" / "1", spilled = at / "spilled" / "1";
      write(portable_writer, stock, at / "a", articles, 1, 64 << 20, tables);
      write(direct_writer, plain, at / "b", articles, 1, 64 << 20, tables);
      write(direct_writer, spilled, at / "c", articles, 3, 1, tables);
      check_same(Made(stock), Made(plain));
      check_same(Made(plain), Made(spilled));
      CHECK(read_file(plain / "postlist.glass") == read_file(spilled / "postlist.glass"));
      CHECK(Xapian::Database::check(plain.string(), 0, nullptr) == 0);
    }
}
