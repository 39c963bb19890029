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

/// One thing of all articles that a request finds, in its order.
template <class Of>
std::vector<std::string> of_each(const Searcher& searcher, Request request, Of of) {
  request.limit = 0;
  request.passages = 0;
  std::vector<std::string> found;
  searcher.each(request, [&](Hit&& hit) {
    found.push_back(of(hit.article));
    return true;
  });
  return found;
}

inline Request request_for(const std::string& query, Sort sort = Sort::newest) {
  Request request;
  request.query = query;
  request.sort = sort;
  return request;
}

/// Ids of all articles that match, newest first.
inline std::vector<std::string> ids_of(const Searcher& searcher, const std::string& query, Sort sort = Sort::newest) {
  return of_each(searcher, request_for(query, sort), [](const Article& article) { return article.id; });
}

/// Headlines of all articles that match, in the order of the request, or newest first.
inline std::vector<std::string> titles_of(const Searcher& searcher, const Request& request) {
  return of_each(searcher, request, [](const Article& article) { return article.title; });
}
inline std::vector<std::string> titles_of(const Searcher& searcher, const std::string& query,
                                          Sort sort = Sort::newest) {
  return titles_of(searcher, request_for(query, sort));
}

}  // namespace newsgrep::testing
