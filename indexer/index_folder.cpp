// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index_folder.hpp"

#include "common/hints.hpp"
#include "indexer/lock.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

// Empty, or left by a run that ended between making the lock file and writing its name into it.
bool is_as_new(const fs::path& folder) {
  std::error_code error;
  fs::directory_iterator at(folder, error);
  if (error) throw refusal("open", folder, error.value());
  return std::all_of(begin(at), end(at), [](const fs::directory_entry& entry) {
    std::error_code ignored;
    return entry.path().filename() == "lock" && entry.is_regular_file(ignored) && entry.file_size(ignored) == 0;
  });
}

}  // namespace

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
