// SPDX-License-Identifier: GPL-2.0-or-later
// Folders and indexes that tests work on.
#pragma once

#include <newsgrep/indexer.hpp>
#include <newsgrep/searcher.hpp>

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace newsgrep::testing {

namespace fs = std::filesystem;

/// A new empty folder, removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "newsgrep-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TemporaryFolder() {
    std::error_code error;
    fs::remove_all(path_, error);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const fs::path& path() const { return path_; }

  /// Writes a file, with the folders it needs.
  fs::path write(const std::string& name, const std::string& bytes) const {
    const fs::path file = path_ / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
  }

 private:
  fs::path path_;
};

inline IndexOptions options_for(const fs::path& archive) {
  IndexOptions options;
  options.db = archive / ".newsgrep";
  options.paths = {archive.string()};
  return options;
}

inline IndexSummary index_folder(const fs::path& archive) { return Indexer(options_for(archive)).run(); }

/// Ids of all articles that match, newest first.
inline std::vector<std::string> ids_of(const Searcher& searcher, const std::string& query, Sort sort = Sort::newest) {
  Request request;
  request.query = query;
  request.sort = sort;
  request.limit = 0;
  request.passages = 0;
  std::vector<std::string> ids;
  searcher.each(request, [&](Hit&& hit) {
    ids.push_back(hit.article.id);
    return true;
  });
  return ids;
}

/// Headlines of all articles that match, newest first.
inline std::vector<std::string> titles_of(const Searcher& searcher, const std::string& query, Sort sort = Sort::newest) {
  Request request;
  request.query = query;
  request.sort = sort;
  request.limit = 0;
  request.passages = 0;
  std::vector<std::string> titles;
  searcher.each(request, [&](Hit&& hit) {
    titles.push_back(hit.article.title);
    return true;
  });
  return titles;
}

}  // namespace newsgrep::testing
