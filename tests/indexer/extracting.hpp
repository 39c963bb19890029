// SPDX-License-Identifier: GPL-2.0-or-later
// Everything that is read from files, as Indexer::extract tells it.
#pragma once

#include <newsgrep/indexer.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace newsgrep::testing {

struct Extracted {
  std::vector<Article> articles;
  std::vector<Diagnostic> troubles;

  /// The troubles of one kind.
  std::size_t count(const std::string& kind) const {
    return static_cast<std::size_t>(std::count_if(troubles.begin(), troubles.end(), [&](const Diagnostic& one) { return one.kind == kind; }));
  }
};

inline Extracted extract(const std::filesystem::path& path) {
  Extracted found;
  IndexOptions options;
  options.paths = {path.string()};
  options.diagnostic = [&](const Diagnostic& trouble) { found.troubles.push_back(trouble); };
  Indexer(options).extract([&](const Article& article, const std::vector<std::string>&) {
    found.articles.push_back(article);
    return true;
  });
  return found;
}

}  // namespace newsgrep::testing
