// SPDX-License-Identifier: GPL-2.0-or-later
// Which articles the next generation holds: of several places with one identity the newest wins.
#pragma once

#include "indexer/inventory.hpp"
#include "indexer/reading.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace newsgrep {

struct Resolution {
  std::vector<SpooledArticle> write;       ///< into new segments
  std::uint64_t write_bytes = 0;           ///< of their texts
  std::vector<std::uint64_t> kill;         ///< ids whose document in the present segments no longer counts
  std::unordered_map<std::uint64_t, Date> captured;  ///< by id, the earliest date of capture that was read, of articles of which another form may have an earlier one
  InventoryChange change;
  std::set<std::string> comes_back;        ///< unchanged files that hold an article which wins now: read them and resolve again
  std::uint64_t added = 0, replaced = 0, removed = 0;
};

/// `read` are the files read in this run, `removed` the stored paths that are gone. `tried` are files that came back before: of those,
/// what was not read cannot win, and one that is not in `read` is noted as unread. Touches no disk. Unless files come back, what was read
/// is moved from.
Resolution resolve(const Inventory& inventory, std::vector<ReadFile>& read, const std::vector<std::string>& removed,
                   const std::set<std::string>& tried = {});

}  // namespace newsgrep
