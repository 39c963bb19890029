// SPDX-License-Identifier: GPL-2.0-or-later
// When what comes later is written with tables of its own.
#include "indexer/learning.hpp"

#include "common/record.hpp"
#include "tests/support/article.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/invented_language.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

// What a run has read.
class Spooled {
 public:
  Spooled() : spool_(folder_.path()) {}

  void add(InventedLanguage& language, std::size_t count, std::size_t words = 300) {
    std::string bytes;
    for (std::size_t i = 0; i < count; ++i) {
      serialise(with_text(language.text(words), language.text(5)), bytes);
      articles_.emplace_back().place = spool_.put(bytes);
    }
  }

  const std::vector<SpooledArticle>& all() const { return articles_; }
  std::uint64_t bytes() const {
    std::uint64_t bytes = 0;
    for (const auto& article : articles_) bytes += article.place.size;
    return bytes;
  }
  Spool& spool() { return spool_; }

 private:
  TemporaryFolder folder_;
  Spool spool_;
  std::vector<SpooledArticle> articles_;
};

// An index folder without segments, whose tables articles may have learnt.
class Tables {
 public:
  LearntTables next_for(Spooled& read, unsigned threads = 1) {
    ++catalog.generation;
    return tables_for(folder_.path(), catalog, read.all(), read.spool(), threads);
  }
  std::size_t count(TableKind kind) const {
    return static_cast<std::size_t>(std::count_if(catalog.tables.begin(), catalog.tables.end(), [&](const TableEntry& table) { return table.kind == kind; }));
  }
  const fs::path& folder() const { return folder_.path(); }

  Catalog catalog;

 private:
  TemporaryFolder folder_;
};

constexpr std::size_t many = 1200;  // articles, of more bytes than least_drift

}  // namespace

TEST_CASE("articles have drifted when their records are a twentieth longer than need be, and a table saves more than it takes") {
  const Fit fit{1000, 520, 480, 300};
  CHECK(has_drifted(fit, 1'000'000));
  CHECK(has_drifted(fit, 7501));
  CHECK_FALSE(has_drifted(fit, 7500));
  CHECK_FALSE(has_drifted({1000, 504, 480, 300}, 1'000'000'000));
  CHECK_FALSE(has_drifted({1000, 400, 480, 300}, 1'000'000'000));
  CHECK_FALSE(has_drifted({0, 0, 0, 0}, 1'000'000'000));
}

TEST_CASE("what is measured tells articles like those that were learnt from, from others") {
  InventedLanguage first(1), second(2);
  Spooled begun, more, other;
  begun.add(first, many);
  more.add(first, many);
  other.add(second, many);
  REQUIRE(more.bytes() > least_drift);
  Tables tables;
  const auto present = tables.next_for(begun);
  const Fit same = measure_fit(present.view(), more.all(), more.spool(), 1), different = measure_fit(present.view(), other.all(), other.spool(), 2);
  CHECK_FALSE(has_drifted(same, more.bytes()));
  CHECK(has_drifted(different, other.bytes()));
  CHECK(different.plain > other.bytes() / 10);
  CHECK(different.plain < other.bytes() / 2);
  CHECK(different.table > 1000);
}

TEST_CASE("however many threads learn, they learn the same") {
  InventedLanguage first(1), second(2);
  Spooled read;
  for (auto* language : {&first, &second}) read.add(*language, 2 * many);
  REQUIRE(read.bytes() > 4 * (2u << 20));
  Tables one, several;
  const auto expected = one.next_for(read), same = several.next_for(read, 5);
  CHECK((same.symbols.serialise() == expected.symbols.serialise()));
  CHECK(same.terms == expected.terms);
  CHECK((same.dictionary == expected.dictionary));
}

TEST_CASE("articles in a new language get symbols of their own, and the terms stay") {
  InventedLanguage first(1), second(2);
  Spooled begun, other;
  begun.add(first, many);
  other.add(second, many);
  Tables tables;
  const auto before = tables.next_for(begun);
  REQUIRE(before.policy.pair_words() > 0);
  const auto after = tables.next_for(other);
  CHECK(after.symbols_number == 2);
  CHECK(after.symbols.find_word(second.word(0)));
  CHECK_FALSE(before.symbols.find_word(second.word(0)));
  CHECK(after.terms == before.terms);
  CHECK(after.policy.serialise() == before.policy.serialise());
  CHECK(tables.count(TableKind::symbols) == 2);
  CHECK(tables.count(TableKind::terms) == 1);
  CHECK(tables.count(TableKind::dictionary) == 0);
  CHECK(after.policy.has_raw(*find_field("text"), second.word(0)));
  CHECK(read_table(tables.folder(), *find_table(tables.catalog.tables, TableKind::symbols, 2)) == after.symbols.serialise());
}

TEST_CASE("more articles of the same language, and few of another, are written with the tables there are") {
  InventedLanguage first(1), second(2);
  Spooled begun, more, few;
  begun.add(first, many);
  more.add(first, many);
  few.add(second, many / 4);
  REQUIRE(few.bytes() < least_drift);
  Tables tables;
  const auto before = tables.next_for(begun);
  for (Spooled* read : {&more, &few}) {
    const auto after = tables.next_for(*read);
    CHECK(after.symbols_number == 1);
    CHECK(after.symbols.serialise() == before.symbols.serialise());
    CHECK(after.terms == before.terms);
  }
  CHECK(tables.catalog.tables.size() == 2);
}

TEST_CASE("drift is seen though it begins late in what a run has read, and the new table knows all of it") {
  InventedLanguage first(1), second(2);
  Spooled begun, mixture;
  begun.add(first, many);
  mixture.add(first, 3 * many);
  mixture.add(second, 3 * many);
  Tables tables;
  tables.next_for(begun);
  const auto after = tables.next_for(mixture);
  CHECK(after.symbols_number == 2);
  CHECK(after.symbols.find_word(first.word(0)));
  CHECK(after.symbols.find_word(second.word(0)));
}

TEST_CASE("an archive begun with a handful of articles gets better symbols when many come") {
  InventedLanguage language(1);
  Spooled begun, more, yet_more;
  begun.add(language, 3);
  more.add(language, many);
  yet_more.add(language, many);
  Tables tables;
  CHECK(tables.next_for(begun).symbols_number == 1);
  CHECK(tables.next_for(more).symbols_number == 2);
  CHECK(tables.next_for(yet_more).symbols_number == 2);
}

TEST_CASE("a dictionary belongs to the symbols it was learnt with") {
  InventedLanguage first(1), second(2);
  Spooled begun;
  begun.add(first, 3);
  Tables tables;
  tables.next_for(begun);
  const auto dictionary = write_table(tables.folder(), TableKind::dictionary, 1, "bytes of a dictionary");
  tables.catalog.tables.push_back(dictionary);
  const auto present = tables.next_for(begun);
  CHECK(present.dictionary == "bytes of a dictionary");
  CHECK(present.view().dictionary_number == 1);
  Spooled other;
  other.add(second, many);
  CHECK(tables.next_for(other).symbols_number == 3);
  const auto later = tables.next_for(begun);
  CHECK(later.symbols_number == 3);
  CHECK(later.dictionary.empty());
  CHECK(later.view().dictionary_number == 0);
}
