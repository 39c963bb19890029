// SPDX-License-Identifier: GPL-2.0-or-later
// Archives may hold several entries of one name, crawls one page twice in a second: each gets an address of its own.
#pragma once

#include "common/files.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>

namespace newsgrep {

/// The names that entries of one container have in addresses. Keeps hashes of them, because there may be millions.
class EntryNames {
 public:
  /// The name itself the first time; then "NAME@2", "NAME@3".
  std::string of(const std::string& name) {
    std::uint32_t& count = used_[checksum(name)];
    std::string address = name;
    while (count++ > 0) {
      address = name + "@" + std::to_string(count);
      if (used_.try_emplace(checksum(address), 1).second) break;
    }
    return address;
  }

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> used_;  // how often
};

}  // namespace newsgrep
