// SPDX-License-Identifier: GPL-2.0-or-later
// Articles by where they lie: "news/a.txt", "dump.jsonl#3", "pages.tar.zst!dir/b.html".
#pragma once

#include "searcher/database.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace newsgrep {

struct AddressMatch {
  std::optional<Place> exact;
  std::uint64_t within = 0;   ///< articles that lie in what the address names
  std::string first_within;   ///< the address of one of them
};

/// `address` is absolute. Live articles only. Reads the articles of the file that the address begins with.
AddressMatch find_address(Database& database, const std::string& address);

}  // namespace newsgrep
