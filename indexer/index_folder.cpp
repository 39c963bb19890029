// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index_folder.hpp"

#include "common/hints.hpp"
#include "indexer/lock.hpp"

#include <newsgrep/error.hpp>

#include <string>

namespace newsgrep {
namespace fs = std::filesystem;

const fs::path& open_folder(const fs::path& folder, OpenFolder how) {
  std::error_code error;
  if (how == OpenFolder::make) fs::create_directories(folder, error);
  if (error) {
    const std::string hint = hint_of(error.value());
    throw Error(ErrorCode::io, "cannot make " + folder.string() + ": " + error.message(), hint.empty() ? "put the index elsewhere with --db DIR" : hint);
  }
  // What an index does not name is removed from its folder: nobody else's files may lie there.
  if (folder.filename() == ".newsgrep" || has_own_catalog(folder) || has_own_lock(folder) || is_as_new(folder)) return folder;
  const char* what = has_index(folder) ? " is no index: its catalog.json is not of newsgrep" : " is no index, and not empty";
  throw Error(ErrorCode::usage, folder.string() + what, "give --db a folder of its own");
}

std::optional<Layout> wanted_layout(const IndexOptions& options) {
  if (!options.portable) return options.layout;
  if (options.layout && *options.layout != Layout::stock)
    throw Error(ErrorCode::usage, "--portable writes the stock layout, not the default one",
                "leave --portable or --layout out");
  return Layout::stock;
}

void require_layout(const IndexOptions& options, std::optional<Layout> wanted, const Catalog& present) {
  if (!wanted || *wanted == present.layout) return;
  throw Error(
      ErrorCode::usage,
      options.db.string() + " has the " + to_string(present.layout) + " layout, not the " + to_string(*wanted) + " one",
      "make the index anew in the other layout: add --rebuild");
}

Layout layout_on_disk(const fs::path& folder) {
  try {
    return has_index(folder) ? read_catalog(folder).layout : Layout::lean;
  } catch (const Error&) {
    return Layout::lean;
  }
}

}  // namespace newsgrep
