// SPDX-License-Identifier: GPL-2.0-or-later
// What a reader is: a function from an entry (bytes with an address) to articles in a sink.
#pragma once

#include "common/date.hpp"

#include <newsgrep/article.hpp>
#include <newsgrep/diagnostic.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// What is known of an entry from outside of its bytes.
struct Origin {
  std::string url;       ///< where it was fetched from
  std::string charset;   ///< as the server declared it; lower case
  Date captured;         ///< when it was fetched
  bool crawled = false;  ///< by a crawler, who fetches more than news, or from a book, which holds more than its chapters
  bool partial = false;  ///< who stored it cut it off
};

/// The bytes of one file or of one entry of a container, read once from front to back, already decompressed.
class Entry {
 public:
  virtual ~Entry() = default;

  /// The file; within a container as if that were a folder; of a crawled page its URL.
  virtual const std::string& path() const = 0;
  virtual const std::string& name() const = 0;  ///< "" for a plain file, "!dir/b.html" within a container

  /// Up to `most` bytes from the front (at most 64 KiB), without moving on. Fewer only at the end.
  virtual std::string_view head(std::size_t most) = 0;

  /// The next bytes; an empty view at the end. The view is good until the next call. Throws Error (io, corrupt,
  /// cancelled).
  virtual std::string_view read() = 0;

  virtual const Origin& origin() const {
    static const Origin unknown;
    return unknown;
  }

  /// Hash of the bytes that were read, and of the rest of the file, which this reads; 0 when it cannot be read, or is no
  /// file. A file that changes meanwhile has the hash of neither form.
  virtual std::uint64_t hash() { return 0; }
};

/// Reads the rest of the entry; throws Error(io) naming the limit when it is larger than `most` bytes.
std::string read_all(Entry& entry, std::size_t most);

/// What was found, and how, for --explain.
struct Explanation {
  std::string field, from, note;
};

/// As many authors, tags and captions an article keeps; readers hand over one more where there are more, which is told.
inline constexpr std::size_t most_in_list = 1000;

/// An article on its way in: readers fill what they know. `entry` is filled by the reader with "#N" (1-based) when
/// the entry may hold several articles, and left empty otherwise; path, container name and id are the pipeline's
/// business.
struct Draft {
  Article article;
  bool global_id = false;                ///< native_id is globally unique (GUID, URN, tag:, agency id with provider)
  bool standfirst_in_story = false;      ///< it is printed above the text, which does not hold it
  bool partial = false;                  ///< the source gives only a part of the text: a summary, or what was cut off
  std::uint32_t repairs = 0;             ///< characters, escapes or tags that had to be repaired
  std::uint64_t line = 0;                ///< where it starts, 1-based, when known
  std::string unread_date, unread_from;  ///< a date that only lacks the order of day and month, and its name
  DayOrder shown_order = DayOrder::unknown;  ///< the order that this article's date shows
  std::vector<Explanation> why;
};

/// Receives what a reader finds. Not thread-safe: one sink per reader call.
class ArticleSink {
 public:
  virtual ~ArticleSink() = default;

  /// Takes one article. False means: stop reading.
  virtual bool article(Draft&& draft) = 0;

  /// One article (or the rest of the file) could not be used. `address` may hold just the "#N" part; it is completed.
  virtual void skipped(Diagnostic&& diagnostic) = 0;

  /// The file is a rolling window (a feed): articles that drop out of it later are still part of the archive.
  virtual void rolling() {}

  /// Whether explanations are wanted.
  virtual bool explain() const { return false; }
};

using ReadFunction = void (*)(Entry&, ArticleSink&);

/// How sure a sniffer is that the head of an entry is its format.
enum class Likeness : std::uint8_t { no, perhaps, likely, surely };

/// One row of the table of formats.
struct Format {
  std::string_view name;         ///< "html", "jsonl"
  std::string_view description;  ///< "a web page"
  std::string_view endings;      ///< ".html .htm .xhtml", separated by spaces; they only break ties
  Likeness (*sniff)(std::string_view head);
  ReadFunction read;
};

/// THE TABLE. A new format is one row here and one file beside it.
std::span<const Format> formats();

/// The format whose sniffer is surest; endings decide between equals; null for binary and empty entries.
const Format* detect_format(std::string_view path, std::string_view head);

}  // namespace newsgrep
