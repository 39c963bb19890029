// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/crash/watching_reader.hpp"

#include <newsgrep/error.hpp>
#include <newsgrep/indexer.hpp>
#include <newsgrep/searcher.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <thread>

namespace newsgrep::testing {
namespace {

std::atomic<bool> stopped{false};

Contents contents_of(const Searcher& searcher) {
  Request request;
  request.limit = 0;
  request.passages = 0;
  request.whole_text = true;
  Contents contents;
  searcher.each(request, [&](Hit&& hit) {
    if (!contents.emplace(hit.article.url, marked_state(hit.article.text)).second)
      throw std::runtime_error("there twice: " + hit.article.url);
    return true;
  });
  return contents;
}

unsigned state_of(const Contents& contents, const ChangingArchive& archive) {
  for (unsigned state = archive.states(); state-- > 0;)
    if (archive.contents(state) == contents) return state;
  unsigned newest = 0;
  for (const auto& [url, state] : contents) newest = std::max(newest, state);
  throw std::runtime_error("a mix of states: " + std::to_string(contents.size()) + " articles, the newest of state " +
                           std::to_string(newest));
}

std::uint64_t articles_written_in(const Contents& contents, unsigned state) {
  std::uint64_t count = 0;
  for (const auto& [url, written] : contents) count += written == state;
  return count;
}

// The whole answer and the counts of single words come from one generation.
unsigned observe(const Searcher& searcher, const ChangingArchive& archive) {
  const unsigned state = state_of(contents_of(searcher), archive);
  const Contents& contents = archive.contents(state);
  for (const unsigned word : {state, state / 2, state + 1}) {
    Request request;
    request.query = marker(word);
    if (searcher.count(request) != articles_written_in(contents, word))
      throw std::runtime_error("state " + std::to_string(state) + " counts its articles of state " + std::to_string(word) + " wrongly");
  }
  if (searcher.articles() != contents.size()) throw std::runtime_error("articles() is not what can be found");
  return state;
}

std::optional<Searcher> open_if_there(const std::filesystem::path& index) {
  try {
    return Searcher(index);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::no_index) throw;
    return std::nullopt;
  }
}

unsigned long memory_held() {
  unsigned long all = 0, held = 0;
  std::ifstream("/proc/self/statm") >> all >> held;
  return held * static_cast<unsigned long>(::sysconf(_SC_PAGESIZE)) / 1024;
}

unsigned open_files() {
  const std::filesystem::directory_iterator all("/proc/self/fd");
  return static_cast<unsigned>(std::distance(begin(all), end(all)));
}

// One searcher keeps an old generation for a while, the others are opened anew each time.
WatchingReader::Report watch(const std::filesystem::path& index, const ChangingArchive& archive, std::chrono::milliseconds pause) {
  WatchingReader::Report report;
  std::optional<Searcher> kept;
  unsigned kept_state = 0, seen = 0;
  for (; !stopped; std::this_thread::sleep_for(pause)) {
    if (!kept) kept = open_if_there(index);
    if (!kept) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      continue;
    }
    const Searcher fresh(index);
    const unsigned state = observe(fresh, archive);
    if (state < seen) throw std::runtime_error("went back from state " + std::to_string(seen) + " to " + std::to_string(state));
    report.generations += state != seen || report.searches == 0;
    seen = state;
    statistics(index);
    constexpr unsigned refresh_after = 7;
    if (report.searches % refresh_after == 0) {
      kept->refresh();
      kept_state = observe(*kept, archive);
    } else if (observe(*kept, archive) != kept_state) {
      throw std::runtime_error("a searcher moved on without being asked to");
    }
    ++report.searches;
    constexpr unsigned settled = 50;
    report.memory_last = memory_held();
    report.files_last = open_files();
    if (report.searches > settled) continue;
    report.memory_first = report.memory_last;
    report.files_first = report.files_last;
  }
  report.sound = true;
  return report;
}

}  // namespace

std::optional<unsigned> state_of_index(const std::filesystem::path& index, const ChangingArchive& archive) {
  const auto searcher = open_if_there(index);
  return searcher ? std::optional(observe(*searcher, archive)) : std::nullopt;
}

WatchingReader::WatchingReader(const std::filesystem::path& index, const ChangingArchive& archive, std::chrono::milliseconds pause) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
  process_ = ::fork();
  if (process_ != 0) {
    ::close(ends[1]);
    report_ = ends[0];
    return;
  }
  std::signal(SIGTERM, [](int) { stopped = true; });
  Report report;
  try {
    report = watch(index, archive, pause);
  } catch (const std::exception& error) {
    std::cerr << "the reader: " << error.what() << '\n';
  }
  const bool told = ::write(ends[1], &report, sizeof report) == sizeof report;
  ::_exit(told ? 0 : 1);
}

WatchingReader::~WatchingReader() {
  if (process_ > 0) stop();
}

WatchingReader::Report WatchingReader::stop() {
  ::kill(process_, SIGTERM);
  Report report;
  if (::read(report_, &report, sizeof report) != sizeof report) report = {};
  ::close(report_);
  int status = 0;
  ::waitpid(process_, &status, 0);
  process_ = -1;
  return report;
}

}  // namespace newsgrep::testing
