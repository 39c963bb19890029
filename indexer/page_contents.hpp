// SPDX-License-Identifier: GPL-2.0-or-later
// Which documents of an archive may tell what the pages of newspapers hold.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// By the names of all files of an archive. Not for several threads until all are added.
class PageContents {
 public:
  using Documents = std::shared_ptr<const std::vector<std::string>>;

  /// Whether a file of that name, or path, is of interest at all.
  static bool may_tell(std::string_view path);
  /// A file of the archive, by its absolute path.
  void add(const std::string& path);
  bool empty() const { return folders_.empty(); }

  /// Those in the folder of a file, then those in the folder above, as paths relative to the file's own; null where there are none. It is
  /// shared by the files of a folder.
  Documents around(const std::string& path);

 private:
  std::map<std::string, std::vector<std::string>> folders_;  // names of such documents, sorted
  std::map<std::string, Documents> around_;
};

}  // namespace newsgrep
