// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/update.hpp"

#include "common/catalog.hpp"
#include "common/files.hpp"
#include "common/hints.hpp"
#include "common/manifest.hpp"
#include "indexer/coverage.hpp"
#include "indexer/first_captures.hpp"
#include "indexer/folding.hpp"
#include "indexer/inventory.hpp"
#include "indexer/lock.hpp"
#include "indexer/memory.hpp"
#include "indexer/parallel.hpp"
#include "indexer/planning.hpp"
#include "indexer/publishing.hpp"
#include "indexer/reading.hpp"
#include "indexer/resolve.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <set>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

class Update {
 public:
  Update(const IndexOptions& options, OpenFolder how)
      : options_(options),
        wanted_layout_(wanted_layout(options)),
        folder_(options.db),
        lock_(open_folder(folder_, how)),
        threads_(threads_for(options.jobs)),
        all_or_nothing_(options.rebuild) {}

  // What `work` returns. When it fails, a disk that may be full keeps nothing of it.
  template <class Work>
  IndexSummary tidily(Work&& work) {
    try {
      return work();
    } catch (...) {
      tidy();
      throw;
    }
  }

  IndexSummary compact() {
    all_or_nothing_ = true;
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
    RunPlan plan = find_work();
    make_folder(scratch_path(folder_));
    Spool spool(scratch_path(folder_));
    read(plan, spool);
    release_freed_memory();
    if (summary_.interrupted && all_or_nothing_) stopped();
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
  // By the catalog on disk: the failure may have come after it was replaced. Where it cannot be read nothing is touched.
  void tidy() const noexcept {
    try {
      remove_scratch(folder_);
      if (writing_ == 0) return;
      remove_leftovers(folder_, has_index(folder_) ? read_catalog(folder_) : Catalog());
    } catch (...) {
    }
  }

  [[noreturn]] static void stopped() { throw Error(ErrorCode::cancelled, "stopped; the index is as it was"); }

  bool stop_at_once() const { return options_.cancelled && options_.cancelled->load() > (all_or_nothing_ ? 0 : 1); }

  void load() {
    if (options_.rebuild) {
      require_covered(options_);
      catalog_.generation = generation_on_disk(folder_);
      catalog_.layout = wanted_layout_.value_or(layout_on_disk(folder_));
      catalog_.place = place_of_rebuilt(folder_, place_on_disk(folder_));
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
      catalog_.place = place_of_new(folder_);
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

  RunPlan find_work() {
    report(Progress::Stage::looking);
    const Base base = base_of(folder_, catalog_.place);
    note_absent_archive(base);
    RunPlan plan = make_plan(options_, inventory_, base);
    progress_.files_total = plan.read.size();
    progress_.bytes_total = plan.bytes;
    summary_.files_seen = plan.seen.size() + plan.missing;
    summary_.files_unchanged = plan.unchanged;
    summary_.files_removed = plan.removed.size();
    summary_.files_failed = plan.missing;
    if (!plan.read.empty()) note_absent_folder(plan);
    return plan;
  }

  // Of a copy whose archive was moved: its files would come in once more, under other paths.
  void note_absent_archive(const Base& base) const {
    std::error_code error;
    if (!options_.diagnostic || !base.relative || fs::exists(base.folder, error) || error || !has_relative_paths(inventory_)) return;
    options_.diagnostic({Severity::warning, "missing_archive", "the archive of this index is not there; if it was moved, its files come in once more",
                         catalog_.place.rule == ArchivePlace::Rule::fixed ? "build it again: --rebuild --remove-missing"
                                                                          : "put a copy of the index into the moved archive as .newsgrep, or build it again with --rebuild --remove-missing",
                         base.folder, 0, 0, 0});
  }

  // Of an index elsewhere whose archive was moved: the same, and what lay in the old place stays. One folder is told as an example.
  void note_absent_folder(const RunPlan& plan) const {
    const std::set<std::string_view> gone(plan.removed.begin(), plan.removed.end());
    const auto kept = [&](const std::string& path) { return path.starts_with('/') && !plan.seen.contains(path) && !gone.contains(path); };
    const auto one = std::find_if(inventory_.begin(), inventory_.end(), [&](const auto& known) { return kept(known.first); });
    if (!options_.diagnostic || one == inventory_.end()) return;
    const auto is_there = [](const fs::path& path) {
      std::error_code error;
      return fs::exists(path, error) || error;
    };
    fs::path folder = fs::path(one->first).parent_path();
    if (is_there(folder)) return;
    while (!is_there(folder.parent_path())) folder = folder.parent_path();
    options_.diagnostic({Severity::warning, "missing_archive", "a folder of this index is not there, and its articles stay; if it was moved, its files come in once more", "to give them up, name it as a PATH and add --remove-missing", folder.string(), 0, 0, 0});
  }

  void read(const RunPlan& plan, Spool& spool) {
    const auto start = Clock::now();
    read_ = read_into_spool(plan.read, options_, spool, threads_, [&](const ReadFile& file) { note(file); });
    summary_.interrupted = options_.cancelled && options_.cancelled->load() > 0;
    summary_.seconds_reading = seconds_since(start);
  }

  static bool is_no_news(const KnownFile& file) {
    return file.articles.empty() && std::any_of(file.failures.begin(), file.failures.end(), [](const Diagnostic& one) { return one.kind == "no_news"; });
  }

  void note(const ReadFile& file) {
    ++progress_.files;
    progress_.bytes += file.state.size;
    progress_.articles += file.state.articles.size();
    report(Progress::Stage::reading);
    summary_.repairs += file.repairs;
    summary_.entries += file.entries;
    summary_.entries_skipped += file.entries_skipped;
    ++(file.state.failed ? summary_.files_failed : file.state.format.empty() || is_no_news(file.state) ? summary_.files_skipped : summary_.files_read);
    for (const auto& failure : file.state.failures) {
      summary_.failed_articles += failure.severity == Severity::warning;
      if (options_.diagnostic) options_.diagnostic(failure);
    }
  }

  Resolution resolve_all(RunPlan& plan, Spool& spool) {
    std::set<std::string> tried;
    for (;;) {
      Resolution resolution = resolve(inventory_, read_, plan.removed, tried);
      if (resolution.comes_back.empty()) return resolution;
      read_again(resolution.comes_back, plan, spool);
      tried.merge(resolution.comes_back);
    }
  }

  // Unchanged files whose superseded articles win again, now that the winner goes: after a first ^C too, or they would be lost.
  void read_again(const std::set<std::string>& comes_back, RunPlan& plan, Spool& spool) {
    const StoredPaths paths(base_of(folder_, catalog_.place));
    std::set<std::string> known, planned;
    for (const auto& file : read_) known.insert(file.stored);
    for (const auto& job : plan.read) planned.insert(job.stored);
    std::vector<FileJob> jobs;
    for (const auto& stored : comes_back) {
      if (known.count(stored)) continue;
      if (!plan.seen.count(stored)) ++summary_.files_seen;  // it lies under no path of this run
      else if (!planned.count(stored)) --summary_.files_unchanged;
      if (auto job = job_for(paths, stored)) {
        job->contents = plan.contents.around(job->path);
        jobs.push_back(std::move(*job));
      } else {
        note_missing(paths.absolute(stored));
      }
    }
    auto again = read_into_spool(jobs, options_, spool, threads_, [&](const ReadFile& file) { note(file); });
    std::move(again.begin(), again.end(), std::back_inserter(read_));
  }

  void note_missing(const std::string& path) {
    ++summary_.files_failed;
    if (!options_.diagnostic) return;
    options_.diagnostic({Severity::warning, "unreadable", "holds another version of an article that goes, and is not there to be read", "", path, 0, 0, 0});
  }

  void count(const RunPlan& plan, const Resolution& resolution) {
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
    Catalog next = next_catalog();
    progress_.articles = 0;
    keep_first_captures(folder_, next, resolution, spool);
    kill_articles(folder_, next, resolution.kill);
    note_in_inventory(next, resolution);
    if (!resolution.write.empty()) write(next, resolution, spool);
    drop_unused_tables(next);
    summary_.seconds_writing = seconds_since(start);
    report(Progress::Stage::publishing);
    publish_catalog(folder_, next);
    catalog_ = std::move(next);
    summary_.published = true;
    summary_.seconds_publishing = seconds_since(start) - summary_.seconds_writing;
  }

  // Before articles are written: it takes as much memory as they do.
  void note_in_inventory(Catalog& next, Resolution& resolution) {
    add_inventory(folder_, next, resolution.change);
    resolution.change = {};
    inventory_ = {};
  }

  // Nothing that is on disk, whoever holds it, has its number.
  Catalog next_catalog() {
    Catalog next = catalog_;
    next.generation = writing_ = std::max(catalog_.generation, generation_on_disk(folder_)) + 1;
    return next;
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
    const std::uint64_t held = always_there + resolution.write.capacity() * sizeof(SpooledArticle);
    constexpr std::uint64_t least_of_thread = 4 << 20;  // its vocabulary alone takes as much
    return std::max({threads_ * least_of_thread, options_.memory / 5, options_.memory - std::min(options_.memory, held)});
  }

  // The new articles and those of the segments that they take in.
  void write(Catalog& next, Resolution& resolution, Spool& spool) {
    fold_small_segments(next, resolution, spool);
    write_articles(next, resolution, spool);
  }

  void write_articles(Catalog& next, Resolution& resolution, Spool& spool) {
    const auto tables = tables_for(folder_, next, resolution.write, spool, threads_);
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
    make_folder(scratch_path(folder_));
    Spool spool(scratch_path(folder_));
    Catalog next = next_catalog();
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
  bool all_or_nothing_;  // a part must not take the place of the whole
  Clock::time_point start_ = Clock::now();
  Catalog catalog_;
  std::uint64_t writing_ = 0;  // the generation; 0: none yet
  Inventory inventory_;
  std::vector<ReadFile> read_;
  Progress progress_;
  IndexSummary summary_;
};

}  // namespace

IndexSummary update_index(const IndexOptions& options, OpenFolder how) {
  Update update(options, how);
  return update.tidily([&] { return update.run(); });
}

IndexSummary gather_segments(const IndexOptions& options) {
  Update update(options, OpenFolder::existing);
  return update.tidily([&] { return update.compact(); });
}

}  // namespace newsgrep
