// SPDX-License-Identifier: GPL-2.0-or-later
// Files of the index that are not what they were. Their seals are made right here, or nothing behind them would ever be reached.
#include "common/catalog.hpp"
#include "common/coded_text.hpp"
#include "common/files.hpp"
#include "common/term_list.hpp"
#include "common/record.hpp"
#include "common/records.hpp"
#include "common/term_policy.hpp"
#include "indexer/inventory.hpp"

#include <zstd.h>
#include "common/manifest.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/folder.hpp"

#include <newsgrep/error.hpp>

#include <nlohmann/json.hpp>

#include <filesystem>

namespace newsgrep::fuzz {
namespace {

namespace fs = std::filesystem;

const fs::path& folder() {
  static const testing::TemporaryFolder made;
  static const bool ready = fs::create_directories(made.path() / "inventory") && fs::create_directories(made.path() / "segments" / "1");
  require(ready, "the folder for trials can be made");
  return made.path();
}

template <class Read>
void may_fail(Read&& read) {
  try {
    read();
  } catch (const Error&) {
  }
}

Symbols some_symbols() {
  SymbolCounter counter;
  for (int i = 0; i < 2; ++i) counter.add("The price of oil rose, the price of gold fell.\n\nOil: 10 pct of it; \xE4\xB8\xAD\xE6\x96\x87.");
  return counter.build();
}

void try_coding(std::string_view bytes) {
  static const Symbols symbols = some_symbols();
  std::string codes, text;
  encode(bytes, symbols, codes);
  decode(codes, symbols, text);
  require(text == bytes, "a text is decoded to what it was");
  text.clear();
  may_fail([&] { decode(bytes, symbols, text); });
  may_fail([&] { Symbols::parse(std::string(bytes)); });
  may_fail([&] { TermPolicy::parse(bytes); });
}

void try_record(std::string_view bytes) {
  static const auto tables = [] {
    auto made = std::make_shared<RecordTables>();
    made->add_symbols(1, some_symbols());
    return made;
  }();
  static RecordReader reader(tables);
  Article article;
  may_fail([&] { reader.read(bytes, article); });
  may_fail([&] {
    deserialise(bytes, article);
    std::string again;
    serialise(article, again);
    Article same;
    deserialise(again, same);
    require(same.text == article.text && same.published == article.published, "an article is read back from how it is stored");
  });
}

void try_catalog(std::string_view bytes) {
  write_file(catalog_path(folder()), bytes);
  may_fail([&] { read_catalog(folder()); });
  const auto body = nlohmann::json::parse(bytes, nullptr, false);
  if (body.is_discarded()) return;
  const nlohmann::json sealed = {
      {"schema", schema}, {"checksum", checksum(body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace))}, {"catalog", body}};
  write_file(catalog_path(folder()), sealed.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  may_fail([&] {
    const Catalog catalog = read_catalog(folder());
    publish_catalog(folder(), catalog);
    const Catalog again = read_catalog(folder());
    require(again.segments == catalog.segments && again.place == renewed(folder(), catalog.place), "a catalog is read back from how it is written");
  });
}

void try_inventory(std::string_view bytes) {
  Catalog catalog;
  catalog.generation = 2;
  catalog.inventories = {"1"};
  std::string frame(ZSTD_compressBound(bytes.size()), '\0');
  frame.resize(ZSTD_compress(frame.data(), frame.size(), bytes.data(), bytes.size(), 1));
  write_sealed(inventory_path(folder(), "1"), "inventory 1", frame);
  may_fail([&] {
    const Inventory inventory = read_inventory(folder(), catalog);
    catalog.inventories.clear();
    add_inventory(folder(), catalog, {inventory, {}});
    require(read_inventory(folder(), catalog).size() == inventory.size(), "an inventory is read back from how it is written");
  });
}

void try_tombstones(std::string_view bytes) {
  SegmentEntry segment;
  segment.id = "1";
  segment.articles = 100'000;
  segment.dead = "dead.1";
  segment.dead_sum = checksum(bytes);
  write_sealed(segment_path(folder(), segment.id) / segment.dead, "tombstones", bytes);
  may_fail([&] {
    const Tombstones dead = read_tombstones(folder(), segment);
    require(dead.count() <= segment.articles, "no more articles are dead than there are");
    require(Tombstones::from(dead.bytes(), segment.articles).count() == dead.count(), "tombstones are read back from how they are written");
  });
}

void try_manifest(std::string_view bytes) {
  const auto path = segment_path(folder(), "1");
  write_sealed(path / "manifest", "manifest", bytes);
  may_fail([&] { verify_files(path, checksum(bytes), Verify::all); });
}

// The first bytes say which block is the root, and at which level.
void try_posting_lists(std::string_view bytes) {
  constexpr std::string_view head("\x0F\x0DXapian Glass\x04\x6E________________\x01", 33);
  if (bytes.size() < 2) return;
  const auto path = segment_path(folder(), "1");
  const auto root = static_cast<unsigned char>(bytes[0] & 0x7F), level = static_cast<unsigned char>(bytes[1] % 11);
  write_file(path / "iamglass", std::string(head) + static_cast<char>(root) + static_cast<char>(level << 2 | 2) + "\x01\x01");
  write_file(path / "postlist.glass", bytes.substr(2));
  may_fail([&] {
    const auto table = PostingTable::open(path, UINT32_MAX - 1);
    require(table != nullptr, "a table of one revision, in order, is read");
    for (const char* term : {"a", "of", "word"}) {
      table->frequency(term);
      std::uint32_t before = 0;
      for (PostingList list(*table, term); !list.at_end(); list.next()) {
        require(list.document() > before, "a list's documents ascend");
        before = list.document();
      }
      for (PostingList list(*table, term); !list.at_end(); list.skip_to(list.document() * 2)) {
        if (list.document() > UINT32_MAX / 2) break;
      }
    }
    const PostingLists lists(Xapian::Database(), table.get());
    for (const char* from : {"", "of"})
      for (TermList terms(lists, from); !terms.at_end(); terms.next()) require(terms.term() >= from, "a list of terms begins where it is to");
  });
}

void try_sealed(std::string_view bytes) {
  write_file(folder() / "sealed", bytes);
  may_fail([&] { read_sealed(folder() / "sealed", "inventory"); });
}

}  // namespace

void add_storage(std::vector<Target>& targets) {
  targets.push_back({"coding", try_coding});
  targets.push_back({"record", try_record});
  targets.push_back({"catalog", try_catalog});
  targets.push_back({"inventory", try_inventory});
  targets.push_back({"tombstones", try_tombstones});
  targets.push_back({"manifest", try_manifest});
  targets.push_back({"sealed", try_sealed});
  targets.push_back({"posting-lists", try_posting_lists});
}

}  // namespace newsgrep::fuzz
