// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/files.hpp"
#include "common/joined_units.hpp"
#include "tests/support/folder.hpp"

#include <newsgrep/error.hpp>

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

namespace newsgrep {

using testing::TemporaryFolder;

TEST_CASE("every joined unit is found again, and few words that are none") {
  const TemporaryFolder folder;
  JoinedUnits units, others;
  for (int i = 0; i < 20'000; ++i) (i % 2 ? units : others).add("unit" + std::to_string(i));
  units.absorb(others);
  units.write(folder.path());
  const UnitFilter filter(folder.path());
  int passed = 0;
  for (int i = 0; i < 20'000; ++i) {
    CHECK(filter.may_contain("unit" + std::to_string(i)));
    passed += filter.may_contain("word" + std::to_string(i));
  }
  CHECK(passed < 600);
}

TEST_CASE("the same units give the same bytes, in whatever order and however often they come") {
  const TemporaryFolder one, two;
  JoinedUnits forwards, backwards, rest;
  for (int i = 0; i < 9000; ++i) forwards.add(std::to_string(i));
  for (int round = 0; round < 3; ++round)
    for (int i = 9000; i-- > 0;) (i % 3 == round ? rest : backwards).add(std::to_string(i));
  backwards.absorb(rest);
  for (const auto& folder : {one.path(), two.path()}) std::filesystem::create_directories(folder / "1");
  forwards.write(one.path() / "1");
  backwards.write(two.path() / "1");
  CHECK((read_file(one.path() / "1" / "units") == read_file(two.path() / "1" / "units")));
}

TEST_CASE("the units of one segment are not taken for those of another") {
  const TemporaryFolder folder;
  for (const auto* id : {"1", "2"}) {
    std::filesystem::create_directories(folder.path() / id);
    JoinedUnits units;
    units.add("email" + std::string(id));
    units.write(folder.path() / id);
  }
  std::filesystem::rename(folder.path() / "1" / "units", folder.path() / "2" / "units");
  CHECK_THROWS_AS(UnitFilter(folder.path() / "2"), Error);
}

TEST_CASE("where there are no joined units no word is one") {
  const TemporaryFolder folder;
  JoinedUnits().write(folder.path());
  CHECK_FALSE(UnitFilter(folder.path()).may_contain("email"));
}

TEST_CASE("damaged units are refused") {
  const TemporaryFolder folder;
  JoinedUnits units;
  units.add("email");
  units.write(folder.path());
  std::string bytes = read_file(folder.path() / "units");
  bytes[bytes.size() - 9] = static_cast<char>(bytes[bytes.size() - 9] ^ 1);
  write_file(folder.path() / "units", bytes);
  CHECK_THROWS_AS(UnitFilter(folder.path()), Error);
}

}  // namespace newsgrep
