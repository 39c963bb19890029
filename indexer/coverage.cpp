// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/coverage.hpp"

#include "common/catalog.hpp"
#include "common/hints.hpp"
#include "indexer/inventory.hpp"
#include "indexer/planning.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

std::string listed(const std::vector<std::string>& roots) {
  constexpr std::size_t most = 5;
  std::string list;
  for (std::size_t i = 0; i < std::min(roots.size(), most); ++i) list += (i == 0 ? "" : ", ") + roots[i];
  return roots.size() > most ? list + " and " + std::to_string(roots.size() - most) + " more" : list;
}

// By the copy of the catalog, if that itself is damaged.
Uncovered uncovered(const IndexOptions& options) {
  const auto by = [&](const Catalog& catalog) { return uncovered_by(options, read_inventory(options.db, catalog), base_of(options.db, catalog.place)); };
  try {
    return read_generation(options.db, by);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::corrupt) throw;
    try {
      return by(read_catalog_copy(options.db));
    } catch (const Error&) {
    }
    throw;
  }
}

void refuse_to_drop(const Unread& unread, const std::string& what, const std::string& hint) {
  if (unread.articles == 0) return;
  throw Error(ErrorCode::usage, "--rebuild would drop " + std::to_string(unread.articles) + (unread.articles == 1 ? " article " : " articles ") + what + ", of " + listed(unread.roots), hint);
}

}  // namespace

void require_covered(const IndexOptions& options) {
  if (options.remove_missing || !has_index(options.db)) return;
  Uncovered dropped;
  try {
    dropped = uncovered(options);
  } catch (const Error& error) {
    if (error.code() == ErrorCode::version) return;
    throw Error(error.code(), "what --rebuild would drop cannot be told: " + std::string(error.what()),
                "keep what is stored: " + indexer_of(options.db) + " --repair; or give up what is not under the PATHs: add --remove-missing");
  }
  refuse_to_drop(dropped.apart, "that no PATH covers", "name all that is to be in the index; or give up the rest: add --remove-missing");
  refuse_to_drop(dropped.unreachable, "that cannot be read now", "bring back what is missing (a disk that is not mounted?), or keep it by an update without --rebuild; if it is really gone: add --remove-missing");
}

}  // namespace newsgrep
