// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/hints.hpp"

#include <algorithm>
#include <array>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

// What lies in an index folder (common/catalog.hpp).
bool is_part(const fs::path& name) {
  constexpr std::array parts{"segments", "tables", "inventory", "scratch", "catalog.json", "catalog.copy", "lock"};
  return std::find(parts.begin(), parts.end(), name.string()) != parts.end();
}

fs::path index_of(const fs::path& inside) {
  fs::path at = inside;
  for (int levels = 0; levels < 3 && at.has_filename(); ++levels, at = at.parent_path())
    if (is_part(at.filename())) return at.has_parent_path() ? at.parent_path() : fs::path(".");
  return inside;
}

std::string in_shell_words(const std::string& word) {
  const auto plain = [](unsigned char c) {
    return c >= 0x80 || std::isalnum(c) != 0 ||
           std::string_view("_./:=,+%@~-").find(static_cast<char>(c)) != std::string_view::npos;
  };
  if (!word.empty() && std::all_of(word.begin(), word.end(), plain)) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

}  // namespace

std::string indexer_of(const fs::path& inside) {
  return "newsgrep-index --db " + in_shell_words(index_of(inside).string());
}

std::string check_hint_for(const fs::path& inside) {
  return "run " + indexer_of(inside) + " --check, then " + indexer_of(inside) + " --repair";
}

std::string repair_hint(const fs::path& inside) { return "mend it: " + indexer_of(inside) + " --repair"; }

std::string rebuild_hint(const fs::path& inside) { return "build it again: " + indexer_of(inside) + " --rebuild PATH"; }

}  // namespace newsgrep
