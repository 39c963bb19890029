// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/fuzz/target.hpp"

#include <cstdlib>
#include <iostream>

namespace newsgrep::fuzz {

std::vector<Target> targets() {
  std::vector<Target> all;
  add_readers(all);
  add_containers(all);
  add_queries(all);
  add_storage(all);
  add_matching(all);
  add_words(all);
  add_segments(all);
  return all;
}

void require(bool holds, std::string_view promise) {
  if (holds) return;
  std::cerr << "broken promise: " << promise << std::endl;
  std::abort();
}

}  // namespace newsgrep::fuzz
