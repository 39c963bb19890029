// SPDX-License-Identifier: GPL-2.0-or-later
#include <newsgrep/indexer.hpp>

#include "common/catalog.hpp"
#include "common/files.hpp"
#include "common/hints.hpp"
#include "common/manifest.hpp"
#include "indexer/folding.hpp"
#include "indexer/inventory.hpp"
#include "indexer/lock.hpp"
#include "indexer/memory.hpp"
#include "indexer/parallel.hpp"
#include "indexer/planning.hpp"
#include "indexer/publishing.hpp"
#include "indexer/readers/byline.hpp"
#include "indexer/reading.hpp"
#include "indexer/repair.hpp"
#include "indexer/resolve.hpp"
#include "indexer/watching.hpp"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <numeric>
#include <set>
#include <thread>

namespace newsgrep {
namespace fs = std::filesystem;

const char* to_string(Change change) {
  switch (change) {
    case Change::none: return "unchanged";
    case Change::added: return "new";
    case Change::content: return "changed";
    case Change::retry: return "retried";
    case Change::removed: return "gone";
    case Change::comes_back: return "needed again";
  }
  return "";
}

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// Empty, or left by a run that ended between making the lock file and writing its name into it.
bool is_as_new(const fs::path& folder) {
  std::error_code error;
  fs::directory_iterator at(folder, error);
  if (error) throw Error(ErrorCode::io, "cannot open " + folder.string() + ": " + error.message(), "check the permissions");
  return std::all_of(begin(at), end(at), [](const fs::directory_entry& entry) {
    std::error_code ignored;
    return entry.path().filename() == "lock" && entry.is_regular_file(ignored) && entry.file_size(ignored) == 0;
  });
}

std::optional<Layout> wanted_layout(const IndexOptions& options) {
  if (!options.portable) return options.layout;
  if (options.layout && *options.layout != Layout::stock)
    throw Error(ErrorCode::usage, "--portable writes the stock layout, not the default one",
                "leave --portable or --layout out");
  return Layout::stock;
}

// Segments of one index have one layout.
void require_layout(const IndexOptions& options, std::optional<Layout> wanted, const Catalog& present) {
  if (!wanted || *wanted == present.layout) return;
  throw Error(
      ErrorCode::usage,
      options.db.string() + " has the " + to_string(present.layout) + " layout, not the " + to_string(*wanted) + " one",
      "make the index anew in the other layout: add --rebuild");
}

// Of an index that is made anew and need not be readable.
Layout layout_on_disk(const fs::path& folder) {
  try {
    return has_index(folder) ? read_catalog(folder).layout : Layout::lean;
  } catch (const Error&) {
    return Layout::lean;
  }
}

std::string listed(const std::vector<std::string>& roots) {
  constexpr std::size_t most = 5;
  std::string list;
  for (std::size_t i = 0; i < std::min(roots.size(), most); ++i) list += (i == 0 ? "" : ", ") + roots[i];
  return roots.size() > most ? list + " and " + std::to_string(roots.size() - most) + " more" : list;
}

// By the copy of the catalog, if that itself is damaged.
Inventory known_files(const fs::path& db) {
  try {
    return read_generation(db, [&](const Catalog& catalog) { return read_inventory(db, catalog); });
  } catch (const Error& error) {
    if (error.code() != ErrorCode::corrupt) throw;
    try {
      return read_inventory(db, read_catalog_copy(db));
    } catch (const Error&) {
    }
    throw;
  }
}

// A rebuild reads the paths that it is given, and nothing else that the index knows: what it would drop is dropped only for who says so.
// An index of another schema cannot tell.
void require_covered(const IndexOptions& options) {
  if (options.remove_missing || !has_index(options.db)) return;
  Uncovered uncovered;
  try {
    uncovered = uncovered_by(options, known_files(options.db));
  } catch (const Error& error) {
    if (error.code() == ErrorCode::version) return;
    throw Error(error.code(), "what --rebuild would drop cannot be told: " + std::string(error.what()),
                "keep what is stored: " + indexer_of(options.db) + " --repair; or give up what is not under the PATHs: add --remove-missing");
  }
  if (uncovered.articles == 0) return;
  throw Error(ErrorCode::usage, "--rebuild would drop " + std::to_string(uncovered.articles) + (uncovered.articles == 1 ? " article" : " articles") + " that no PATH covers, of " + listed(uncovered.roots),
              "name all that is to be in the index; or give up the rest: add --remove-missing");
}

// One update of one index, from the lock to the rename.
class Run {
 public:
  explicit Run(const IndexOptions& options)
      : options_(options),
        wanted_layout_(wanted_layout(options)),
        folder_(options.db),
        lock_(open_folder(folder_)),
        threads_(threads_for(options.jobs)) {}

  IndexSummary compact() {
    load();
    if (catalog_.segments.size() > 1 || has_dead()) gather_all();
    for (const auto& segment : catalog_.segments) {
      summary_.articles += segment.articles;
      summary_.text_bytes += segment.text_bytes;
    }
    summary_.unchanged = summary_.articles;
    finish();
    return summary_;
  }

  IndexSummary run() {
    load();
    Plan plan = find_work();
    fs::create_directories(scratch_path(folder_));
    Spool spool(scratch_path(folder_));
    read(plan, spool);
    if (summary_.interrupted && options_.rebuild) stopped();  // a part of the archive must not take the place of all of it
    Resolution resolution = resolve_all(plan, spool);
    read_ = {};
    for (auto& [path, state] : plan.touched)
      if (!resolution.change.changed.count(path)) resolution.change.changed.emplace(path, state);
    count(plan, resolution);
    if (stop_at_once()) stopped();
    if (!resolution.change.empty() || options_.rebuild || catalog_.generation == 0) publish(resolution, spool);
    finish();
    return summary_;
  }

 private:
  static const fs::path& open_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
      throw Error(ErrorCode::io, "cannot make " + folder.string() + ": " + error.message(), "put the index elsewhere with --db DIR");
    // What an index does not name is removed from its folder: nobody else's files may lie there.
    if (folder.filename() == ".newsgrep" || has_own_catalog(folder) || has_own_lock(folder) || is_as_new(folder)) return folder;
    const char* what = has_index(folder) ? " is no index: its catalog.json is not of newsgrep" : " is no index, and not empty";
    throw Error(ErrorCode::usage, folder.string() + what, "give --db a folder of its own");
  }

  [[noreturn]] static void stopped() { throw Error(ErrorCode::cancelled, "stopped; the index is as it was"); }

  bool stop_at_once() const { return options_.cancelled && options_.cancelled->load() > 1; }

  void load() {
    if (options_.rebuild) {
      require_covered(options_);
      catalog_.generation = generation_on_disk(folder_);
      catalog_.layout = wanted_layout_.value_or(layout_on_disk(folder_));
      remove_scratch(folder_);
      if (!has_index(folder_)) begin_catalog(folder_);
      return;
    }
    if (has_index(folder_)) {
      catalog_ = read_catalog(folder_);
      require_layout(options_, wanted_layout_, catalog_);
      require_segments();
    } else {
      begin_catalog(folder_);
      catalog_.layout = wanted_layout_.value_or(Layout::lean);
    }
    remove_leftovers(folder_, catalog_);
    inventory_ = read_inventory(folder_, catalog_);
  }

  // An update of an index that cannot be searched would only look like success.
  void require_segments() const {
    for (const auto& segment : catalog_.segments) {
      const auto path = segment_path(folder_, segment.id);
      const auto troubles = verify_files(path, segment.manifest, Verify::unguarded);
      if (!troubles.empty()) throw Error(ErrorCode::corrupt, path.string() + ": " + troubles.front(), repair_hint(folder_));
    }
  }

  Plan find_work() {
    report(Progress::Stage::looking);
    Plan plan = make_plan(options_, inventory_);
    progress_.files_total = plan.read.size();
    progress_.bytes_total = plan.bytes;
    summary_.files_seen = plan.seen;
    summary_.files_unchanged = plan.unchanged;
    summary_.files_removed = plan.removed.size();
    summary_.files_failed = plan.missing;
    return plan;
  }

  void read(const Plan& plan, Spool& spool) {
    const auto start = Clock::now();
    read_ = read_into_spool(plan.read, options_, spool, threads_, [&](const ReadFile& file) { note(file); });
    summary_.interrupted = options_.cancelled && options_.cancelled->load() > 0;
    summary_.seconds_reading = seconds_since(start);
  }

  void note(const ReadFile& file) {
    ++progress_.files;
    progress_.bytes += file.state.size;
    progress_.articles += file.state.articles.size();
    report(Progress::Stage::reading);
    ++summary_.files_read;
    summary_.repairs += file.repairs;
    summary_.entries += file.entries;
    summary_.entries_skipped += file.entries_skipped;
    summary_.files_failed += file.state.failed;
    summary_.files_skipped += file.state.format.empty() && !file.state.failed;
    for (const auto& failure : file.state.failures) {
      summary_.failed_articles += failure.severity == Severity::warning;
      if (options_.diagnostic) options_.diagnostic(failure);
    }
  }

  Resolution resolve_all(const Plan& plan, Spool& spool) {
    std::set<std::string> tried;
    for (;;) {
      Resolution resolution = resolve(inventory_, read_, plan.removed, tried);
      if (resolution.comes_back.empty()) return resolution;
      read_again(resolution.comes_back, spool);
      tried.merge(resolution.comes_back);
    }
  }

  // Unchanged files whose superseded articles win again, now that the winner goes: after a first ^C too, or they would be lost.
  void read_again(const std::set<std::string>& comes_back, Spool& spool) {
    const StoredPaths paths(folder_);
    std::set<std::string> known;
    for (const auto& file : read_) known.insert(file.stored);
    std::vector<FileJob> jobs;
    for (const auto& stored : comes_back) {
      if (known.count(stored)) continue;
      if (auto job = job_for(paths, stored)) jobs.push_back(std::move(*job));
      else note_missing(paths.absolute(stored));
    }
    auto again = read_into_spool(jobs, options_, spool, threads_, [&](const ReadFile& file) { note(file); });
    std::move(again.begin(), again.end(), std::back_inserter(read_));
  }

  void note_missing(const std::string& path) {
    ++summary_.files_failed;
    if (!options_.diagnostic) return;
    options_.diagnostic({Severity::warning, "unreadable", "holds another version of an article that goes, and is not there to be read", "", path, 0, 0, 0});
  }

  void count(const Plan& plan, const Resolution& resolution) {
    summary_.added = resolution.added;
    summary_.replaced = resolution.replaced;
    summary_.removed = resolution.removed;
    std::set<std::string> gone(plan.removed.begin(), plan.removed.end());
    const auto add = [&](const KnownFile& file) {
      for (const auto& article : file.articles) {
        summary_.superseded += article.superseded;
        summary_.articles += !article.superseded;
        if (!article.superseded) summary_.text_bytes += article.text_bytes;
      }
    };
    for (const auto& [path, file] : inventory_)
      if (!gone.count(path) && !resolution.change.changed.count(path)) add(file);
    for (const auto& [path, file] : resolution.change.changed) add(file);
    summary_.unchanged = summary_.articles - resolution.added - resolution.replaced;
  }

  void publish(Resolution& resolution, Spool& spool) {
    const auto start = Clock::now();
    Catalog next = catalog_;
    ++next.generation;
    progress_.articles = 0;
    kill_articles(folder_, next, resolution.kill);
    if (!resolution.write.empty()) write(next, resolution, spool);
    drop_unused_tables(next);
    summary_.seconds_writing = seconds_since(start);
    report(Progress::Stage::publishing);
    add_inventory(folder_, next, resolution.change);
    publish_catalog(folder_, next);
    catalog_ = std::move(next);
    summary_.published = true;
    summary_.seconds_publishing = seconds_since(start) - summary_.seconds_writing;
  }

  void note_other_xapian() const {
    if (!options_.diagnostic) return;
    options_.diagnostic({Severity::notice, "other_xapian",
                         "Xapian writes its tables itself, slower, in the stock layout: newsgrep does not know them",
                         "", folder_.string(), 0, 0, 0});
  }

  // What the run holds about each article is not there for writing.
  std::uint64_t memory_for_writing(const Resolution& resolution) const {
    constexpr std::uint64_t always_there = 32 << 20;  // tables, buffers, libraries
    std::uint64_t held = always_there + resolution.write.capacity() * sizeof(SpooledArticle);
    for (const auto* files : {&inventory_, &resolution.change.changed})
      for (const auto& [path, file] : *files) held += sizeof file + file.articles.capacity() * sizeof(KnownArticle);
    constexpr std::uint64_t least_of_thread = 4 << 20;  // its vocabulary alone takes as much
    return std::max({threads_ * least_of_thread, options_.memory / 4, options_.memory - std::min(options_.memory, held)});
  }

  // The new articles and those of the segments that they take in.
  void write(Catalog& next, Resolution& resolution, Spool& spool) {
    fold_small_segments(next, resolution, spool);
    write_articles(next, resolution, spool);
  }

  void write_articles(Catalog& next, Resolution& resolution, Spool& spool) {
    const auto tables = tables_for(folder_, next, resolution.write, spool);
    progress_.articles_total = resolution.write.size();
    release_freed_memory();
    const SegmentWriting how{threads_, memory_for_writing(resolution), options_.portable, [this] { note_other_xapian(); }};
    write_segment(folder_, next, resolution.write, tables, spool, how, [&](std::uint64_t done) {
      progress_.articles = done;
      report(Progress::Stage::writing);
      return !stop_at_once();
    });
    resolution.write = {};
    release_freed_memory();
  }

  bool has_dead() const {
    return std::any_of(catalog_.segments.begin(), catalog_.segments.end(), [](const SegmentEntry& segment) { return segment.dead_count > 0; });
  }

  void gather_all() {
    fs::create_directories(scratch_path(folder_));
    Spool spool(scratch_path(folder_));
    Catalog next = catalog_;
    ++next.generation;
    std::vector<std::size_t> all(next.segments.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    Resolution resolution;
    resolution.write = fold_segments(folder_, next, all, spool);
    inventory_ = {};
    write_articles(next, resolution, spool);
    drop_unused_tables(next);
    report(Progress::Stage::publishing);
    publish_catalog(folder_, next);
    catalog_ = std::move(next);
    summary_.published = true;
  }

  void fold_small_segments(Catalog& next, Resolution& resolution, Spool& spool) const {
    const auto folded = fold_segments(folder_, next, segments_to_fold(next.segments, resolution.write_bytes), spool);
    resolution.write.insert(resolution.write.end(), folded.begin(), folded.end());
  }

  void finish() {
    if (catalog_.generation > 0) keep_catalog_copy(folder_);
    remove_leftovers(folder_, catalog_);
    summary_.index_bytes = size_on_disk(folder_);
    summary_.seconds = seconds_since(start_);
  }

  void report(Progress::Stage stage) {
    if (!options_.progress) return;
    progress_.stage = stage;
    progress_.seconds = seconds_since(start_);
    options_.progress(progress_);
  }

  const IndexOptions& options_;
  const std::optional<Layout> wanted_layout_;
  fs::path folder_;
  WriterLock lock_;
  unsigned threads_;
  Clock::time_point start_ = Clock::now();
  Catalog catalog_;
  Inventory inventory_;
  std::vector<ReadFile> read_;
  Progress progress_;
  IndexSummary summary_;
};

}  // namespace

struct Indexer::Impl {
  IndexOptions options;
};

Indexer::Indexer(IndexOptions options) : impl_(std::make_unique<Impl>(Impl{std::move(options)})) {}
Indexer::~Indexer() = default;

IndexSummary Indexer::run() { return Run(impl_->options).run(); }

IndexSummary Indexer::compact() {
  if (!has_index(impl_->options.db)) throw Error(ErrorCode::no_index, "there is no index in " + impl_->options.db.string());
  if (impl_->options.rebuild) throw Error(ErrorCode::usage, "an index is not compacted and built again at once");
  return Run(impl_->options).compact();
}

namespace {

// Runs whenever something changes.
class Watching {
 public:
  Watching(IndexOptions& options, const WatchEvents& events, const Pace& pace)
      : options_(options), events_(events), pace_(pace), watch_(options.hidden) {
    options_.visiting = [this](const std::string& path) { watch_.add(path); };
  }
  ~Watching() { options_.visiting = {}; }

  void run() {
    while (!stopped()) {
      const auto begin = Clock::now();
      const bool done = run_once();
      if (!done)
        pause(pace_.retry);
      else
        wait_for_change(Clock::now() - begin);
    }
  }

 private:
  bool stopped() const { return options_.cancelled->load() > 0; }

  bool run_once() {
    watch_.begin_round();
    try {
      require_index();
      const IndexSummary summary = Run(options_).run();
      watch_.end_round();
      has_run_ = true;
      options_.rebuild = options_.retry_failed = false;
      if (events_.updated) events_.updated(summary);
      tell_incomplete();
      return true;
    } catch (const Error& error) {
      if (error.code() == ErrorCode::cancelled && stopped()) return false;
      if (error.code() != ErrorCode::locked && error.code() != ErrorCode::io) throw;
      if (events_.failed) events_.failed(error);
      return false;
    }
  }

  // A run would begin a new one where it was, of an archive that may be elsewhere by now.
  void require_index() const {
    if (!has_run_ || has_index(options_.db)) return;
    throw Error(ErrorCode::io, "the index that was watched for is gone from " + options_.db.string(),
                "if its folder was moved, end this watch and begin one at the new place");
  }

  void tell_incomplete() {
    if (!watch_.complete() && !told_ && events_.incomplete) events_.incomplete();
    told_ = !watch_.complete();
  }

  // In short steps: a signal may have come just before the wait. Events that come by the thousand are looked at together.
  template <class Until>
  void wait(Until&& until) {
    constexpr std::chrono::milliseconds step{200}, together{20};
    while (!stopped()) {
      const bool changed = watch_.changed(step);
      if (until(changed)) return;
      if (changed) std::this_thread::sleep_for(together);
    }
  }

  void pause(std::chrono::milliseconds time) {
    const auto end = Clock::now() + time;
    wait([&](bool) { return Clock::now() >= end; });
  }

  void wait_for_change(Clock::duration last_run) {
    const auto begin = Clock::now(), rescan = begin + (watch_.complete() ? pace_.rescan : pace_.poll);
    Clock::time_point first{}, last{};
    wait([&](bool changed) {
      const auto now = Clock::now();
      if (changed) last = now;
      if (changed && first == Clock::time_point{}) first = now;
      if (first == Clock::time_point{}) return now >= rescan;
      return now >= begin + last_run && (now >= last + pace_.quiet || now >= first + pace_.longest);
    });
  }

  IndexOptions& options_;
  const WatchEvents& events_;
  const Pace& pace_;
  FolderWatch watch_;
  bool told_ = false;
  bool has_run_ = false;  // at least one run has ended well
};

}  // namespace

void Indexer::watch(const WatchEvents& events, const Pace& pace) {
  auto& options = impl_->options;
  if (!options.cancelled) throw Error(ErrorCode::usage, "watching needs a way to be ended: cancelled");
  if (std::find(options.paths.begin(), options.paths.end(), "-") != options.paths.end())
    throw Error(ErrorCode::usage, "standard input cannot be watched", "give --watch files and folders");
  Watching(options, events, pace).run();
}

RepairSummary Indexer::repair() { return repair_index(impl_->options); }

std::vector<PlannedFile> Indexer::plan() {
  const auto& options = impl_->options;
  const auto wanted = wanted_layout(options);
  Inventory inventory;
  if (options.rebuild)
    require_covered(options);
  else if (has_index(options.db))
    inventory = read_generation(options.db, [&](const Catalog& catalog) {
      require_layout(options, wanted, catalog);
      return read_inventory(options.db, catalog);
    });
  return make_plan(options, inventory).files;
}

void Indexer::extract(const std::function<bool(const Article&, const std::vector<std::string>&)>& each, bool explain) {
  const auto& options = impl_->options;
  const Plan plan = make_plan(options, {});
  bool go_on = true;
  for (const FileJob& job : plan.read) {
    const auto file = read_file_articles(job, options, explain, false, [&](Article&& article, const Finding& finding) {
      std::vector<std::string> lines;
      for (const auto& reason : finding.why) lines.push_back(reason.field + ": " + reason.from + (reason.note.empty() ? "" : " " + reason.note));
      if (article.authors.empty()) article.authors = names_of_byline(article.byline);
      article.path = job.shown;  // its id is that of the stored path, as in the index
      return go_on = each(article, lines);
    });
    for (const auto& failure : file.state.failures)
      if (options.diagnostic) options.diagnostic(failure);
    if (!go_on || (options.cancelled && options.cancelled->load() > 0)) return;
  }
}

}  // namespace newsgrep
