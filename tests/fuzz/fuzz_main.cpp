// SPDX-License-Identifier: GPL-2.0-or-later
// newsgrep-fuzz --target=NAME [LIBFUZZER-OPTION...] [FOLDER...]: looks for bytes that break a promise.
#include "tests/fuzz/target.hpp"

#include <cstdint>
#include <cstdlib>
#include <iostream>

namespace {

newsgrep::fuzz::Target chosen;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* count, char*** values) {
  constexpr std::string_view option = "--target=";
  std::string_view wanted;
  for (int i = 1; i < *count; ++i)
    if (const std::string_view one = (*values)[i]; one.starts_with(option)) wanted = one.substr(option.size());
  for (auto& target : newsgrep::fuzz::targets())
    if (target.name == wanted) chosen = std::move(target);
  if (chosen.run) return 0;
  std::cerr << "newsgrep-fuzz --target=NAME, with one of";
  for (const auto& target : newsgrep::fuzz::targets()) std::cerr << ' ' << target.name;
  std::cerr << '\n';
  std::exit(2);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  chosen.run({reinterpret_cast<const char*>(bytes), size});
  return 0;
}
