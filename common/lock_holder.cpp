// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/lock_holder.hpp"

#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <string_view>

namespace newsgrep {
namespace {

// Bytes, line end included.
constexpr std::size_t longest_holder = 512;

// Takes PREFIX and then the longest run of characters from ALLOWED (at least one) off the front of LINE.
bool take(std::string_view& line, std::string_view prefix, std::string_view allowed) {
  if (!line.starts_with(prefix)) return false;
  line.remove_prefix(prefix.size());
  const auto run = std::min(line.find_first_not_of(allowed), line.size());
  line.remove_prefix(run);
  return run > 0;
}

// Whether LINE is of the form that lock_holder_here() gives.
bool is_holder(std::string_view line) {
  if (!take(line, "process ", "0123456789") || !line.starts_with(" on ")) return false;
  const auto since = line.find(" since ");
  if (since == line.npos || line.find(' ', 4) != since) return false;
  line.remove_prefix(since);
  return take(line, " since ", "0123456789-:T") && line == "Z";
}

}  // namespace

std::string lock_holder(const std::filesystem::path& folder) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(folder / "lock", error)) return {};
  std::string text(longest_holder, '\0');
  std::ifstream file(folder / "lock", std::ios::binary);
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  const auto end = text.find('\n');
  if (end == text.npos) return {};
  text.resize(end);
  return is_holder(text) ? text : std::string();
}

std::string lock_holder_here() {
  char host[256] = "?", when[32] = "?";
  ::gethostname(host, sizeof host - 1);
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  if (::gmtime_r(&now, &utc)) std::strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return "process " + std::to_string(::getpid()) + " on " + host + " since " + when;
}

}  // namespace newsgrep
