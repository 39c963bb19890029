// SPDX-License-Identifier: GPL-2.0-or-later
// WARC (0.17 to 1.1) and ARC (1, 2), decompressed: the pages that a crawler stored.
#pragma once

#include "indexer/containers/http_response.hpp"
#include "indexer/containers/kind.hpp"
#include "indexer/containers/source.hpp"
#include "indexer/readers/reader.hpp"

#include <newsgrep/diagnostic.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace newsgrep {

/// One record: where it begins, what its header says, and how long its block is.
struct CrawlRecord {
  std::uint64_t offset = 0;  ///< in the decompressed file
  std::string type;          ///< "response", "resource", "revisit", "request" ...; lower case
  std::string url;
  std::string time;          ///< digits of year, month, day, hour, minute and second
  std::string content_type;  ///< of the block
  std::string truncated;     ///< why the crawler stored only its beginning
  std::uint64_t length = 0;
};

class Crawl {
 public:
  /// `budget` must outlive it.
  Crawl(ContainerKind kind, std::unique_ptr<Source> source, Budget& budget);
  ~Crawl();

  /// Goes on to the next page: an answer with status 200, a resource or a conversion whose type may be that of a text. False at the end.
  /// Throws Error(corrupt) when the file breaks off or is damaged.
  bool next();

  const CrawlRecord& record() const { return record_; }
  std::string name() const;      ///< "URL@YYYYMMDDhhmmss"
  Origin origin() const;
  /// The page's bytes, without HTTP's header and encodings, good until next(). Throws Error(corrupt) when the file ends within them.
  std::unique_ptr<Source> content();
  /// Whether an Error of the content is one of the whole file.
  bool broken() const { return broken_; }

  /// What was passed over so far, and what was stored only in part.
  std::vector<Diagnostic> notes() const;

 private:
  class Block;

  bool next_record();
  bool read_warc_header();
  bool read_arc_header();
  bool is_page();
  bool has_text_type();
  void pass_over(const std::string& what) { ++passed_over_[what]; }
  void skip_block();
  void find_next(std::string line);
  [[noreturn]] void break_off(const std::string& what);

  ContainerKind kind_;
  std::unique_ptr<Source> source_;
  Budget& budget_;
  LineSource lines_;
  CrawlRecord record_;
  std::uint64_t number_ = 0, left_ = 0;  // of the record; of its block
  std::unique_ptr<Block> block_;
  std::unique_ptr<LineSource> in_block_;
  HttpResponse response_;
  bool broken_ = false;
  std::map<std::string, std::uint64_t> passed_over_;
  std::uint64_t revisits_ = 0, cut_ = 0, strays_ = 0, stray_bytes_ = 0;
  std::string first_cut_, first_stray_;
};

}  // namespace newsgrep
