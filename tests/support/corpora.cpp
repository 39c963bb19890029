// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/corpora.hpp"

#include <cstdlib>

namespace newsgrep::testing {

namespace fs = std::filesystem;

fs::path own_corpus(std::string_view name) { return fs::path(NEWSGREP_SOURCE_DIR) / "corpora" / name; }

std::optional<fs::path> real_corpora() {
  const char* named = std::getenv("NEWSGREP_CORPORA");
  const fs::path folder = named ? fs::path(named) : fs::path(NEWSGREP_SOURCE_DIR) / "../shared/corpora";
  std::error_code error;
  return fs::is_directory(folder, error) ? std::optional(folder) : std::nullopt;
}

std::optional<fs::path> real_corpus(std::string_view name) {
  const auto all = real_corpora();
  std::error_code error;
  return all && fs::is_directory(*all / name, error) ? std::optional(*all / name) : std::nullopt;
}

}  // namespace newsgrep::testing
