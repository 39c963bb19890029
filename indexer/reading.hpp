// SPDX-License-Identifier: GPL-2.0-or-later
// Files to articles: opens, detects, reads, names the articles and spools them.
#pragma once

#include "indexer/inventory.hpp"
#include "indexer/page_contents.hpp"
#include "indexer/readers/reader.hpp"
#include "indexer/spool.hpp"

#include <newsgrep/indexer.hpp>

#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// A file to read: where it is, what the index calls it, and how it was found.
struct FileJob {
  std::string path;    ///< what to open; "-" is standard input
  std::string stored;  ///< what the index calls it
  std::string shown;   ///< what the user called it
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;
  bool needed = false;  ///< the first ^C does not end its reading
  PageContents::Documents contents = nullptr;  ///< around it
};

struct ReadFile {
  struct Spooled {
    SpoolPlace place;
    std::uint64_t moment = 0;  ///< see SpooledArticle
    Date captured;
  };

  std::string stored;
  KnownFile state;
  std::vector<Spooled> spooled;  ///< where the articles of `state` lie
  bool complete = true;  ///< read to its end; otherwise what is not in the state may still be in the file
  bool rolling = false;  ///< a feed: what is not in the state any more is still part of the archive
  std::uint64_t repairs = 0;
  std::uint64_t entries = 0, entries_skipped = 0;  ///< of containers: looked at; of those, no news
};

/// What is known of a finished article beside its fields.
struct Finding {
  std::uint64_t id = 0;
  bool partial = false, standfirst_in_story = false;  ///< see Draft
  const std::vector<Explanation>& why;
};

/// KnownArticle::content of an article; `serialised` are its bytes.
std::uint64_t content_sum(std::string_view serialised, const Article& article);

/// What the inventory notes of an article; `serialised` are its bytes. One of which only a part is there is never newer than a whole one.
KnownArticle known_article(const Article& article, std::uint64_t id, std::string_view serialised, bool partial);

/// Calls a reader for one file and completes what it delivers. `each` gets finished articles (id set) with their explanations
/// and returns false to stop; it is called from a thread of its own when `beside` is set. What fails is in the returned state.
ReadFile read_file_articles(const FileJob& job, const IndexOptions& options, bool explain, bool beside,
                            const std::function<bool(Article&&, const Finding&)>& each);

/// Reads all jobs into the spool, several at a time, in the order of the jobs in the result. Cancelled jobs are not in the result.
std::vector<ReadFile> read_into_spool(const std::vector<FileJob>& jobs, const IndexOptions& options, Spool& spool, unsigned threads,
                                      const std::function<void(const ReadFile&)>& done);

}  // namespace newsgrep
