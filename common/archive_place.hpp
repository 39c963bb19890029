// SPDX-License-Identifier: GPL-2.0-or-later
// Where the archive of an index lies: the folder that its relative paths are below.
//
// In the catalog, where bytes of a folder's name that are no printable ASCII are written %XX:
//   "base": ""                               all paths are absolute
//   "base": "/abs/news/", "inside": true     the index goes with its archive
//   "base": "/abs/news/", "inside": false    the archive is that one, wherever the index lies
// Without "inside" and with no base or one that is not empty, it was written before catalogs said it.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <filesystem>
#include <string>

namespace newsgrep {

/// What the catalog of an index says of it.
struct ArchivePlace {
  enum class Rule : std::uint8_t {
    unsaid,  ///< `around` in a folder named .newsgrep, otherwise `fixed` if there is a folder, else `none`
    none,    ///< the index was made outside of the archive: its paths are absolute
    around,  ///< the folder that holds the index, if that is named .newsgrep; else `folder`: it is a copy, or opened through the target of a link
    fixed,   ///< `folder`, whatever the index is named
  };
  Rule rule = Rule::unsaid;
  std::string folder;  ///< absolute and normal, with a slash at the end; of `around`: as it was when the catalog was written

  bool operator==(const ArchivePlace&) const = default;
};

/// The folder, with a slash at the end, that the relative paths of an index are below. `relative`: paths below it are stored so; otherwise it
/// is the folder that holds the index.
struct Base {
  std::string folder;
  bool relative = false;
};

/// Of the index in `folder`, as that was opened: links are not resolved. Looks whether an index of that name in a place that was written down is this one.
Base base_of(const std::filesystem::path& folder, const ArchivePlace& place);

/// Of an index that is made in `folder`.
ArchivePlace place_of_new(const std::filesystem::path& folder);

/// Of an index in `folder` that is made anew, from what it said before: what is named .newsgrep belongs to the folder that holds it.
ArchivePlace place_of_rebuilt(const std::filesystem::path& folder, const ArchivePlace& before);

/// What the next catalog of an index in `folder` says: the same, with the folder as it is by now.
ArchivePlace renewed(const std::filesystem::path& folder, const ArchivePlace& place);

/// Of a copy in `target`: put back into an archive as .newsgrep it goes with that, but one that is made under that name lies beside no archive.
ArchivePlace place_of_copy(const std::filesystem::path& folder, const ArchivePlace& place, const std::filesystem::path& target);

/// Writes it into the body of a catalog.
void put_place(nlohmann::json& body, const ArchivePlace& place);

/// Throws Error(corrupt), and what the JSON library throws for a wrong type.
ArchivePlace place_from(const nlohmann::json& body);

}  // namespace newsgrep
