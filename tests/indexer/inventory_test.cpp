// SPDX-License-Identifier: GPL-2.0-or-later
// What an index notes of the files of its archive, over many generations.
#include "indexer/inventory.hpp"
#include "common/catalog.hpp"
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

KnownFile file_of_size(std::uint64_t size) {
  KnownFile file;
  file.size = size;
  file.format = "text";
  file.articles.push_back({size * 7919, "", 1, size, 100, false});
  return file;
}

std::map<std::string, std::uint64_t> sizes_of(const Inventory& inventory) {
  std::map<std::string, std::uint64_t> sizes;
  for (const auto& [path, file] : inventory) sizes.emplace(path, file.size);
  return sizes;
}

}  // namespace

TEST_CASE("an inventory is what its changes say, however they were joined, and small changes never write all of it again") {
  const TemporaryFolder folder;
  Catalog catalog;
  std::map<std::string, std::uint64_t> expected;
  std::mt19937 random(1);
  constexpr int first_files = 5000, changes = 200;
  for (int generation = 1; generation <= changes; ++generation) {
    InventoryChange change;
    catalog.generation = static_cast<std::uint64_t>(generation);
    for (int i = 0; i < (generation == 1 ? first_files : 5); ++i) {
      const auto path = "news/" + std::to_string(generation == 1 ? i : static_cast<int>(random() % (first_files + 100)));
      if (generation > 1 && i == 0 && expected.erase(path) > 0) {
        change.gone.push_back(path);
        continue;
      }
      const std::uint64_t size = random();
      change.changed.insert_or_assign(path, file_of_size(size));
      expected[path] = size;
    }
    for (const auto& path : change.gone)
      if (const auto again = change.changed.find(path); again != change.changed.end()) expected[path] = again->second.size;
    add_inventory(folder.path(), catalog, change);
    REQUIRE(sizes_of(read_inventory(folder.path(), catalog)) == expected);
    REQUIRE(catalog.inventories.size() <= 8);
    CHECK(catalog.inventories.front() == "1");
  }
}
