// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index_folder.hpp"

#include "common/files.hpp"
#include "common/hints.hpp"
#include "indexer/lock.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

// Whose writing a death of the machine has undone: empty, nothing but zeros, or the beginning of what a lock says.
bool is_unfinished_lock(const fs::path& file) {
  constexpr std::uintmax_t longest = 512;
  constexpr std::string_view begin = "process ";
  std::error_code error;
  if (!fs::is_regular_file(file, error) || fs::file_size(file, error) > longest) return false;
  const std::string bytes = read_file(file);
  return bytes.starts_with(begin) || begin.starts_with(bytes) || bytes.find_first_not_of('\0') == std::string::npos;
}

// Empty, or left by a run that ended before there was a catalog or a copy of it.
bool is_as_new(const fs::path& folder) {
  std::error_code error;
  fs::directory_iterator at(folder, error);
  if (error) throw refusal("open", folder, error.value());
  return std::all_of(begin(at), end(at), [](const fs::directory_entry& entry) {
    const auto name = entry.path().filename();
    return (name == "lock" && is_unfinished_lock(entry.path())) || name == "catalog.copy.new";
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
