// SPDX-License-Identifier: GPL-2.0-or-later
// The same articles in every kind of index there is: a search must not tell them apart.
#pragma once

#include "common/catalog.hpp"
#include "tests/support/folder.hpp"

#include <memory>
#include <string>
#include <vector>

namespace newsgrep::testing {

/// A copy of an archive, indexed in one of several ways.
class Indexed {
 public:
  using Build = void (*)(const fs::path& archive, const fs::path& copy);

  Indexed(std::string kind, Build build, const fs::path& archive) : kind_(std::move(kind)) {
    build(archive, folder_.path());
    searcher_.emplace(folder_.path());
  }

  const std::string& kind() const { return kind_; }
  const fs::path& folder() const { return folder_.path(); }
  const Searcher& searcher() const { return *searcher_; }
  IndexStatistics numbers() const { return statistics(searcher_->folder()); }
  Catalog catalog() const { return read_catalog(searcher_->folder()); }

 private:
  std::string kind_;
  TemporaryFolder folder_;
  std::optional<Searcher> searcher_;
};

using Indexes = std::vector<std::unique_ptr<Indexed>>;

/// The archive as one segment, as several, as one that has been through changes, with dead articles in it, with segments of which one is
/// coded with other symbols than the other, after those of the first symbols were merged into one of the second, and as one segment of the
/// stock layout, written in both ways.
Indexes every_kind_of_index(const fs::path& archive);

/// The one as several segments alone: for archives that take long to index.
Indexes index_of_several_segments(const fs::path& archive);

/// The one with two tables of symbols alone.
Indexes index_with_two_tables(const fs::path& archive);

/// All articles of an archive as its files hold them, in the order of the files.
std::vector<Article> articles_of(const fs::path& archive);

}  // namespace newsgrep::testing
