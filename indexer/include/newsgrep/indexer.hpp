// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <newsgrep/article.hpp>
#include <newsgrep/diagnostic.hpp>
#include <newsgrep/error.hpp>
#include <newsgrep/export.hpp>
#include <newsgrep/layout.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace newsgrep {

/// Why a file is read (again), or dropped.
enum class Change : std::uint8_t {
  none,         ///< the index has its bytes as they are, though its time changed: not read
  added,        ///< not seen before
  content,      ///< size or content differ
  retry,        ///< failed before
  removed,      ///< under a PATH of this run, and gone
  comes_back,   ///< unchanged, but an article of it was superseded by one that goes now
};

/// "unchanged", "new", "changed", "retried", "gone", "needed again"
NEWSGREP_EXPORT const char* to_string(Change change);

struct PlannedFile {
  std::string path;
  Change change = Change::none;
  std::string why;  ///< one phrase: "size 120 -> 340"
};

struct Progress {
  enum class Stage : std::uint8_t { looking, reading, writing, publishing } stage = Stage::looking;
  std::uint64_t files = 0, files_total = 0;
  std::uint64_t articles = 0, articles_total = 0;  ///< articles_total is known while writing
  std::uint64_t bytes = 0, bytes_total = 0;        ///< of the files as they lie on disk
  double seconds = 0;                              ///< since the run began
};

struct IndexOptions {
  std::filesystem::path db;              ///< the index folder itself (what --db names, or ROOT/.newsgrep)
  std::vector<std::string> paths;        ///< files and folders to read; "-" is `standard_input`
  std::vector<std::string> files;        ///< single files from --files-from; they name no root, so nothing vanishes under them
  std::vector<std::string> exclude;      ///< .gitignore patterns, relative to each path
  bool follow_links = false;
  bool hidden = false;
  bool retry_failed = false;
  bool remove_missing = false;           ///< a root that is missing or empty removes its articles
  bool date_from_mtime = false;
  bool rebuild = false;          ///< forget the present index but for its layout; the new one replaces it at the end
  std::optional<Layout> layout;  ///< none: that of the present index, lean for a new one. Only a rebuild changes it
  bool portable = false;         ///< write through Xapian's public API: many times slower; wants the stock layout
  unsigned jobs = 0;                     ///< 0: one for each processor
  std::uint64_t memory = 512u << 20;     ///< bytes that a run aims to stay under; a single larger article takes what it needs
  std::function<std::size_t(char*, std::size_t)> standard_input;  ///< reads like read(2); needed only for "-"

  std::function<void(const Progress&)> progress;        ///< called often, from one thread at a time
  std::function<void(const Diagnostic&)> diagnostic;    ///< called from one thread at a time
  std::function<void(const std::string&)> visiting;     ///< called for each folder, and each file that is named, before it is read
  const std::atomic<int>* cancelled = nullptr;          ///< 1: publish what is read and stop; 2, or 1 in a rebuild and while compacting: stop, index as before
};

struct IndexSummary {
  std::uint64_t files_seen = 0;       ///< under the paths or listed, and others that were needed again: each is one of the next four, but for those that an interrupted run left
  std::uint64_t files_read = 0;       ///< to the end; articles of theirs may have been left out
  std::uint64_t files_unchanged = 0;  ///< not read
  std::uint64_t files_skipped = 0;    ///< no news, no format that is read, or empty
  std::uint64_t files_failed = 0;     ///< could not be read, or not to the end; folders that cannot be looked into too
  std::uint64_t files_removed = 0;    ///< known, and not there any more: not among those seen
  std::uint64_t added = 0, replaced = 0, removed = 0, unchanged = 0, superseded = 0;  ///< articles
  std::uint64_t failed_articles = 0, repairs = 0;
  std::uint64_t entries = 0, entries_skipped = 0;  ///< of archives and crawls: looked at; of those, no format that is read, or empty
  std::uint64_t articles = 0;      ///< live in the index afterwards
  std::uint64_t text_bytes = 0;    ///< of the live articles
  std::uint64_t index_bytes = 0;   ///< on disk
  double seconds = 0, seconds_reading = 0, seconds_writing = 0, seconds_publishing = 0;
  bool published = false;          ///< false when nothing changed
  bool interrupted = false;        ///< cancelled == 1 was seen: the next run completes it
};

/// How watch() follows changes. A run begins when nothing has changed for `quiet`, at the latest `longest` after the first change, and not
/// before as much time has passed as the last run took; without any change after `rescan`, or after `poll` if the system does not let
/// all folders be watched. A run that failed is tried again after `retry`.
struct Pace {
  std::chrono::milliseconds quiet{1000}, longest{10'000}, rescan{600'000}, poll{30'000}, retry{10'000};
};

/// What watch() tells of its runs.
struct WatchEvents {
  std::function<void(const IndexSummary&)> updated;  ///< a run is over
  std::function<void(const Error&)> failed;          ///< a run failed, and will be tried again: another writer, a full disk
  std::function<void()> incomplete;                  ///< the system does not let all folders be watched: they are looked at now and then
};

struct RepairSummary {
  std::vector<std::string> damaged;   ///< what was, one phrase each; empty: nothing was, and nothing is changed
  std::uint64_t saved = 0;            ///< articles that came out of damaged segments
  std::uint64_t read_again = 0;       ///< articles that were read from the archive instead
  std::vector<std::string> lost;      ///< addresses of articles that neither could give
  std::uint64_t nameless = 0;         ///< more lost articles: with the list of files gone too, nothing tells where they came from
  bool inventory_lost = false;        ///< the next run reads every file again
  std::string taken_below;            ///< with the catalog and its copy gone: the folder that relative paths are taken to lie below; empty: there are none, or it is known
};

struct IndexStatistics {
  std::uint64_t generation = 0, segments = 0, articles = 0, dead = 0, undated = 0, files = 0, superseded = 0;
  std::uint64_t text_bytes = 0, index_bytes = 0;
  Layout layout = Layout::lean;
  std::string oldest, newest;             ///< ISO days; empty when nothing is dated
  std::vector<Diagnostic> failures;       ///< what could not be read, and why
  std::vector<std::string> superseded_by; ///< "ADDRESS superseded by ADDRESS"
};

/// Builds and updates an index. One Indexer is used by one thread at a time; it starts threads of its own. Independent
/// of the environment, prints nothing. Every method throws Error: `locked` when another writer holds the index (what()
/// names it), `version` for another schema, `io` for a file system that refuses, `usage` for a layout that the index
/// does not have. After an Error the index is as it was before.
class NEWSGREP_EXPORT Indexer {
 public:
  explicit Indexer(IndexOptions options);
  ~Indexer();
  Indexer(const Indexer&) = delete;
  Indexer& operator=(const Indexer&) = delete;

  /// Reads what changed and publishes one new generation.
  IndexSummary run();

  /// run(), and again whenever something changes under the paths, until `cancelled` is not 0, which it must be given. Throws what run()
  /// throws, except `locked` and `io`: these are told, and tried again. `rebuild` and `retry_failed` hold for the first run.
  void watch(const WatchEvents& events, const Pace& pace = {});

  /// Brings everything into one segment without dead articles. Reads nothing of the archive. `cancelled` at 1 stops it.
  IndexSummary compact();

  /// Makes a damaged index whole: from what is stored in it, then from the files that the lost articles came from. Options of reading should
  /// be those that the index was made with; its paths are not needed. When the catalog and its copy are both gone, every article that is stored comes into a new one. Throws
  /// Error(corrupt) when none can be read then.
  RepairSummary repair();

  /// What run() would do, and which files only had their time changed. Reads file metadata, and the content of files
  /// whose metadata leave a doubt; takes no lock, writes nothing.
  std::vector<PlannedFile> plan();

  /// Reads the paths and hands over every article, with the id that it has or would have in the index; touches no index. `explain` gets lines "field: from note".
  void extract(const std::function<bool(const Article&, const std::vector<std::string>& explain)>& each, bool explain = false);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Counts and failures of an index. Takes no lock.
NEWSGREP_EXPORT IndexStatistics statistics(const std::filesystem::path& db);

struct CheckOptions {
  bool full = false;                 ///< compare what the tables say with the stored texts too: each segment is written once more, elsewhere
  std::filesystem::path scratch;     ///< where; empty: the system's folder for temporary files
  std::uint64_t memory = 512u << 20; ///< bytes that this aims to stay under
};

/// Every trouble found in the index's files; empty when it is sound. Reads every byte; takes no lock and writes nothing into the index.
/// Xapian gets to see only tables whose checksums hold.
NEWSGREP_EXPORT std::vector<Diagnostic> check(const std::filesystem::path& db, const CheckOptions& options = {});

struct BackupSummary {
  std::uint64_t generation = 0, files = 0, linked = 0, bytes = 0;  ///< files, of which linked ones share their bytes with the index
};

/// Puts the present generation, whole, into a folder that is new or empty, whatever a writer does meanwhile. Files that are never written
/// again are linked where the file system can do that, and copied elsewhere. Throws Error(usage) when the folder holds something.
NEWSGREP_EXPORT BackupSummary backup(const std::filesystem::path& db, const std::filesystem::path& target);

}  // namespace newsgrep
