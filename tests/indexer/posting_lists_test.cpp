// SPDX-License-Identifier: GPL-2.0-or-later
// Posting lists read straight from the table are those that Xapian reads.
#include "common/files.hpp"
#include "common/term_list.hpp"
#include "tests/support/effort.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/glass_sample.hpp"

#include <newsgrep/error.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>

using namespace newsgrep;
using namespace newsgrep::testing;
namespace fs = std::filesystem;

namespace {

std::set<std::string> terms_of(const Sample& sample) {
  std::set<std::string> terms;
  for (const auto& [id, document] : sample.documents)
    for (const auto& [name, term] : document.terms) terms.insert(name);
  return terms;
}

using Posting = std::pair<std::uint32_t, std::uint32_t>;

std::vector<Posting> whole(PostingList list) {
  std::vector<Posting> postings;
  for (; !list.at_end(); list.next()) postings.emplace_back(list.document(), list.times());
  return postings;
}

std::vector<Posting> skipped(PostingList list, std::uint32_t widest, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<Posting> postings;
  while (!list.at_end()) {
    postings.emplace_back(list.document(), list.times());
    if (random() % 3 == 0)
      list.next();
    else
      list.skip_to(list.document() + random() % widest);  // the one it stands at, too
    if (postings.size() > 100'000) FAIL("a list goes round in circles");
  }
  return postings;
}

void check_lists(const Sample& sample, const fs::path& folder) {
  const Xapian::Database database(folder.string());
  const auto table = PostingTable::open(folder, database.get_lastdocid());
  REQUIRE(table);
  const PostingLists ours(database, table.get()), stock(database, nullptr);
  auto terms = terms_of(sample);
  for (const auto& term : terms_of(sample)) terms.insert({term + "a", term + '\0', term.substr(0, term.size() - 1)});  // mostly absent
  terms.insert({"", "\xFF", std::string(300, 'x')});
  unsigned seed = 1;
  for (const auto& term : terms) {
    INFO("term " << term);
    CHECK(ours.frequency(term) == database.get_termfreq(term));
    if (term.empty()) continue;
    CHECK((whole(ours.of(term)) == whole(stock.of(term))));
    for (const std::uint32_t widest : {3, 50, 3000}) {
      ++seed;
      CHECK((skipped(ours.of(term), widest, seed) == skipped(stock.of(term), widest, seed)));
    }
  }
}

std::vector<std::string> all_of(TermList list) {
  std::vector<std::string> terms;
  for (; !list.at_end(); list.next()) terms.push_back(list.term());
  return terms;
}

std::vector<std::string> skipped(TermList list, const std::vector<std::string>& to, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::string> terms;
  while (!list.at_end()) {
    terms.push_back(list.term());
    if (random() % 3 == 0) list.next();
    else list.skip_to(std::max(to[random() % to.size()], list.term() + '\0'));
  }
  return terms;
}

void check_terms(const Sample& sample, const fs::path& folder) {
  const Xapian::Database database(folder.string());
  const auto table = PostingTable::open(folder, database.get_lastdocid());
  REQUIRE(table);
  const PostingLists ours(database, table.get()), stock(database, nullptr);
  const auto there = terms_of(sample);
  CHECK(all_of(TermList(ours, "")) == std::vector(there.begin(), there.end()));
  CHECK(all_of(TermList(stock, "")) == std::vector(there.begin(), there.end()));
  std::vector<std::string> from{"", "\xFF", std::string("\0", 1), std::string("\0\xFF", 2)};
  for (const auto& term : there)
    for (const auto& one : {term, term + 'a', term + '\0', term + "\xFF", term.substr(0, term.size() - 1)}) from.push_back(one);
  std::mt19937 random(4);
  for (unsigned seed = 1; seed <= 60; ++seed) {
    const auto& begin = from[random() % from.size()];
    CHECK(all_of(TermList(ours, begin)) == std::vector(there.lower_bound(begin), there.end()));
    CHECK(skipped(TermList(ours, begin), from, seed) == skipped(TermList(stock, begin), from, seed));
  }
}

Sample frequent_terms(std::uint32_t documents) {
  Sample sample;
  std::mt19937 random(9);
  for (std::uint32_t id = 1; id <= documents; ++id) {
    auto& terms = sample.documents[id * 3].terms;
    terms["every"] = {1, {}};
    if (random() % 2 == 0) terms["half"] = {static_cast<std::uint32_t>(random() % 300), {}};
    if (random() % 50 == 0) terms["few"] = {static_cast<std::uint32_t>(random() % 1'000'000), {}};
    if (id > documents - 3) terms["late"] = {2, {}};
  }
  return sample;
}

}  // namespace

TEST_CASE("posting lists are those that Xapian reads, however they are cut into chunks and blocks") {
  for (const auto& sample : {random_sample(400, 11), edge_sample(), frequent_terms(30'000), random_sample(1, 1)}) {
    const TemporaryFolder folder;
    for (const std::size_t chunk : {1, 40, 350, 2000})
      for (const std::uint32_t block : {2048, 8192, 65536}) {
        if (chunk == 1 && sample.documents.size() > 10'000) continue;
        const auto path = folder.path() / (std::to_string(chunk) + "." + std::to_string(block));
        write_directly(sample, path, Termlists::none, block, {.postings = chunk, .lengths = chunk, .values = 2000});
        INFO("chunks of " << chunk << ", blocks of " << block);
        check_lists(sample, path);
        check_terms(sample, path);
      }
  }
}

TEST_CASE("the lists of documents of any number are read") {
  Sample sample;
  for (const std::uint32_t id : {1u, 32'767u, 32'768u, 268'435'455u, 268'435'456u, 4'294'967'294u}) sample.documents[id].terms["word"] = {1, {}};
  const TemporaryFolder folder;
  for (const std::size_t chunk : {1, 2000}) {
    const auto path = folder.path() / std::to_string(chunk);
    write_directly(sample, path, Termlists::none, 8192, {.postings = chunk, .lengths = chunk, .values = 2000});
    check_lists(sample, path);
  }
}

TEST_CASE("a table that Xapian has written in another order is left to Xapian") {
  const TemporaryFolder folder;
  write_directly(random_sample(500, 3), folder.path() / "ours");
  CHECK(PostingTable::open(folder.path() / "ours", 1000));
  update_through_xapian(folder.path() / "ours");
  CHECK_FALSE(PostingTable::open(folder.path() / "ours", 1000));
  write_directly({}, folder.path() / "empty");
  CHECK_FALSE(PostingTable::open(folder.path() / "empty", 1000));
}

TEST_CASE("what Xapian has written in one go is read, too") {
  for (const auto& sample : {random_sample(400, 12), frequent_terms(20'000)}) {
    const TemporaryFolder folder;
    write_through_xapian(sample, folder.path() / "written");
    compact(folder.path() / "written", folder.path() / "compacted");
    check_lists(sample, folder.path() / "compacted");
    if (PostingTable::open(folder.path() / "written", UINT32_MAX - 1)) check_lists(sample, folder.path() / "written");
  }
}

TEST_CASE("a list that has more documents than there are, or others, is damaged") {
  const TemporaryFolder folder;
  write_directly(frequent_terms(300), folder.path() / "sound", Termlists::none);
  const auto table = PostingTable::open(folder.path() / "sound", 900), fewer = PostingTable::open(folder.path() / "sound", 299), lower = PostingTable::open(folder.path() / "sound", 899);
  CHECK(table->frequency("every") == 300);
  CHECK_THROWS_AS(fewer->frequency("every"), Error);
  CHECK_THROWS_AS(whole(PostingList(*lower, "every")), Error);
}

TEST_CASE("where blocks have changed places nothing is read without an error but what is right") {
  const TemporaryFolder folder;
  write_directly(frequent_terms(3000), folder.path() / "ours", Termlists::none, 2048, {.postings = 100, .lengths = 100, .values = 2000});
  const std::string sound = read_file(folder.path() / "ours" / "postlist.glass");
  const Xapian::Database database((folder.path() / "ours").string());
  const auto read = [&](const PostingTable& table) {
    std::vector<std::vector<Posting>> lists;
    for (const char* term : {"every", "half", "few", "late", "none"}) {
      lists.push_back(whole(PostingList(table, term)));
      lists.push_back(skipped(PostingList(table, term), 500, 3));
    }
    return std::pair(lists, all_of(TermList(PostingLists(database, &table), "")));
  };
  const auto wanted = read(*PostingTable::open(folder.path() / "ours", 9000));
  std::size_t silent = 0, wrong = 0;
  for (std::size_t a = 0; a + 2048 <= sound.size(); a += 2048)
    for (std::size_t b = a + 2048; b + 2048 <= sound.size(); b += 2048) {
      std::string bytes = sound;
      std::swap_ranges(bytes.begin() + static_cast<std::ptrdiff_t>(a), bytes.begin() + static_cast<std::ptrdiff_t>(a) + 2048, bytes.begin() + static_cast<std::ptrdiff_t>(b));
      write_file(folder.path() / "ours" / "postlist.glass", bytes);
      try {
        ++(read(*PostingTable::open(folder.path() / "ours", 9000)) == wanted ? silent : wrong);
      } catch (const Error&) {
      }
    }
  CHECK(wrong == 0);
  CHECK(silent > 0);  // what lies elsewhere is of no matter
}

TEST_CASE("a damaged table of posting lists is an error or another list, and reading it ends") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "damaged";
  write_directly(frequent_terms(3000), path, Termlists::none, 2048, {.postings = 100, .lengths = 100, .values = 2000});
  const std::string sound = read_file(path / "postlist.glass"), version = read_file(path / "iamglass");
  std::mt19937 random(5);
  std::size_t refused = 0;
  const auto read = [&] {
    try {
      const auto table = PostingTable::open(path, 9000);
      if (!table) return;
      for (const char* term : {"every", "half", "few", "late", "none"}) {
        table->frequency(term);
        for (PostingList list(*table, term); !list.at_end(); list.next()) list.times();
        for (PostingList list(*table, term); !list.at_end(); list.skip_to(list.document() + 70)) list.times();
      }
      table->require_whole();
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::corrupt);
      ++refused;
    }
  };
  const std::size_t rounds = effort(4000);
  for (std::size_t round = 0; round < rounds; ++round) {
    std::string bytes = sound;
    for (unsigned changes = 1 + random() % 3; changes > 0; --changes) bytes[random() % bytes.size()] = static_cast<char>(random());
    if (random() % 10 == 0) bytes.resize(random() % bytes.size());
    write_file(path / "postlist.glass", bytes);
    read();
  }
  CHECK(refused > rounds / 10);
  write_file(path / "postlist.glass", sound);
  for (std::size_t at = 0; at < version.size(); ++at)
    for (const int bit : {1, 4, 128}) {
      std::string bytes = version;
      bytes[at] = static_cast<char>(bytes[at] ^ bit);
      write_file(path / "iamglass", bytes.substr(0, random() % 4 == 0 ? at : bytes.size()));
      read();
    }
}
