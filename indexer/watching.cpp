// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/watching.hpp"

#include "common/catalog.hpp"
#include "indexer/folder_watch.hpp"
#include "indexer/update.hpp"

#include <newsgrep/error.hpp>

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

namespace newsgrep {
namespace fs = std::filesystem;
namespace {

using Clock = std::chrono::steady_clock;

// Where the paths lead. No event in a folder tells that it was moved with one above it, that a link leads elsewhere, that something was
// mounted in its place, or that it is there again.
class Places {
 public:
  /// Of listed files only those that are not there: the others are watched themselves.
  void look(const IndexOptions& options) {
    seen_.clear();
    for (const auto& path : options.paths) seen_.emplace_back(path, place_of(path));
    for (const auto& file : options.files)
      if (const Place place = place_of(file); place == Place()) seen_.emplace_back(file, place);
  }

  /// Whether one leads elsewhere by now.
  bool moved() const {
    return std::any_of(seen_.begin(), seen_.end(), [](const auto& seen) { return place_of(seen.first) != seen.second; });
  }

 private:
  using Place = std::pair<dev_t, ino_t>;

  // Zeros: nowhere.
  static Place place_of(const std::string& path) {
    struct stat status;
    return ::stat(path.c_str(), &status) == 0 ? Place(status.st_dev, status.st_ino) : Place();
  }

  std::vector<std::pair<std::string, Place>> seen_;
};

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
    places_.look(options_);
    watch_.begin_round();
    const bool done = try_run();
    has_begun_ = has_begun_ || exists(options_.db);
    return done;
  }

  bool try_run() {
    try {
      require_index();
      const IndexSummary summary = update_index(options_, has_begun_ ? OpenFolder::existing : OpenFolder::make);
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
    if (!has_begun_ || (has_run_ ? has_index(options_.db) : exists(options_.db))) return;
    throw Error(ErrorCode::io, "the index that was watched for is gone from " + options_.db.string(),
                "if its folder was moved, end this watch and begin one at the new place");
  }

  static bool exists(const fs::path& path) {
    std::error_code error;
    return fs::exists(path, error);
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
      const bool moved = places_.moved();
      const bool changed = watch_.changed(step) || moved;
      if (moved) places_.look(options_);
      if (until(changed, moved)) return;
      if (changed) std::this_thread::sleep_for(together);
    }
  }

  // What was away may be there again before its end.
  void pause(std::chrono::milliseconds time) {
    const auto end = Clock::now() + time;
    wait([&](bool, bool moved) { return moved || Clock::now() >= end; });
  }

  void wait_for_change(Clock::duration last_run) {
    const auto begin = Clock::now(), rescan = begin + (watch_.complete() ? pace_.rescan : pace_.poll);
    Clock::time_point first{}, last{};
    wait([&](bool changed, bool) {
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
  Places places_;
  bool told_ = false;
  bool has_begun_ = false;  // there was an index folder
  bool has_run_ = false;    // at least one run has ended well
};

}  // namespace

void watch_archive(IndexOptions& options, const WatchEvents& events, const Pace& pace) { Watching(options, events, pace).run(); }

}  // namespace newsgrep
