// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/lock_holder.hpp"
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

TEST_CASE("a lock file names its holder, and one of any other form names nobody") {
  const TemporaryFolder folder;
  CHECK(lock_holder(folder.path()).empty());
  const std::string holder = lock_holder_here();
  folder.write("lock", holder + "\n");
  CHECK(lock_holder(folder.path()) == holder);
  for (const auto& other : std::vector<std::string>{
           holder, "process of elimination\n" + holder + "\n", "process 1 on host\n",
           "process x on host since 2026-01-02T03:04:05Z\n",
           "process 1 on " + std::string(600, 'h') + " since 2026-01-02T03:04:05Z\n", std::string()}) {
    folder.write("lock", other);
    CHECK(lock_holder(folder.path()).empty());
  }
}
