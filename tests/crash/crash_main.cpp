// SPDX-License-Identifier: GPL-2.0-or-later
// Kills newsgrep-index at random instants, over and over, while an archive changes and a reader searches:
//   newsgrep-crash --indexer PATH [--rounds N] [--seed S]
//   newsgrep-crash --indexer PATH --each-step LIBRARY    the same, before each thing that a run does to its files, one after another
//   newsgrep-crash --indexer PATH --each-step LIBRARY --lose names|bytes    the same, and what was not synced is lost: as if the machine died
//   newsgrep-crash --indexer PATH --each-step LIBRARY --refuse     the same, but the thing is refused as on a full disk, and the run goes on
//   newsgrep-crash --indexer PATH --readers N [--seconds S]    N readers search while the index is updated every second; nobody dies
// After each kill the index holds the old or the new state, whole, and is sound; the next run completes it, and leaves nothing behind.
#include "common/catalog.hpp"
#include "common/files.hpp"
#include "tests/crash/changing_archive.hpp"
#include "tests/crash/indexer_process.hpp"
#include "tests/crash/watching_reader.hpp"
#include "tests/support/folder.hpp"

#include <newsgrep/error.hpp>

#include <CLI/CLI.hpp>

#include <sys/wait.h>

#include <array>
#include <chrono>
#include <csignal>
#include <functional>
#include <iostream>
#include <memory>
#include <set>
#include <stdexcept>
#include <thread>

namespace newsgrep::testing {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

/// How far a run had come, by the traces it leaves on disk.
enum class Stage { looking, reading, writing, publishing, cleaning, finished };
constexpr std::array<const char*, 6> stage_names = {"before it read",     "while it read",      "while it wrote",
                                                    "while it published", "after it published", "too late"};

std::uint64_t generation_of(const fs::path& index) {
  try {
    return read_catalog(index).generation;
  } catch (const Error& error) {
    if (error.code() != ErrorCode::no_index) throw;
    return 0;
  }
}

Stage stage_of(const fs::path& index, std::uint64_t before) {
  const std::string next = std::to_string(before + 1);
  if (generation_of(index) != before) return Stage::cleaning;
  if (fs::exists(inventory_path(index, next)) || fs::exists(segment_path(index, next) / "manifest")) return Stage::publishing;
  if (fs::exists(segment_path(index, next)) || fs::exists(index / "scratch" / next)) return Stage::writing;
  return fs::exists(index / "scratch") ? Stage::reading : Stage::looking;
}

struct Settings {
  std::string indexer, each_step, lose;
  bool refuse = false;
  unsigned rounds = 10, readers = 0, seconds = 60;
  std::uint64_t seed = 1;
};

/// Some rounds on one index, from the first build on, with one reader.
class Series {
 public:
  /// In the round `translated` so much is written in other words that the run makes a table of symbols.
  Series(const Settings& settings, std::uint64_t seed, unsigned rounds, unsigned translated)
      : settings_(settings), archive_(seed, rounds, translated), random_(seed), news_(folder_.path() / "news"), index_(folder_.path() / "index") {
    fs::create_directories(index_);
    archive_.write(news_, 0, 0);
    measure();
  }

  void run() {
    WatchingReader reader(index_, archive_);
    for (unsigned state = 0; state < archive_.states(); ++state) {
      if (state > 0) archive_.write(news_, state - 1, state);
      round(state);
    }
    const auto report = reader.stop();
    require(report.sound && report.searches > 0, "the reader met trouble");
    searches += report.searches;
    generations += report.generations;
    complete(archive_.states() - 1);
    require(leftovers().empty(), "left behind: " + leftovers());
  }

  // The first update dies before its first step, the next before its second, until one has no step left. Returns how many died.
  unsigned run_each_step(bool rebuild) {
    const fs::path first = folder_.path() / "first";
    if (archive_.states() > 1) {
      complete(0);
      fs::copy(index_, first, fs::copy_options::recursive);
      archive_.write(news_, 0, 1);
    }
    const unsigned state = archive_.states() - 1;
    for (unsigned step = 1;; ++step) {
      fs::remove_all(index_);
      fs::create_directories(index_);
      if (fs::exists(first)) fs::copy(first, index_, fs::copy_options::recursive);
      const auto old_state = state_of_index(index_, archive_);
      IndexerProcess process(settings_.indexer, arguments(rebuild), surroundings(step));
      const int status = process.wait();
      if (settings_.refuse ? !fs::remove(refused()) : status == 0) return step - 1;
      if (settings_.refuse)
        check_refusal(status, step);
      else
        require(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, "the run that was to die at step " + std::to_string(step) + " fails by itself");
      check_left(old_state, state);
      complete(state);
      require(leftovers().empty(), "left behind: " + leftovers());
    }
  }

  /// The same of repairs, of an index of which a segment and copies of tables and of the catalog are damaged: the next repair makes it whole.
  unsigned run_each_step_of_repair() {
    const fs::path damaged = folder_.path() / "damaged";
    complete(0);
    for (const auto& table : read_catalog(index_).tables) fs::resize_file(table_path(index_, table, 'b'), 3);
    fs::remove(segment_path(index_, read_catalog(index_).segments.front().id) / "postlist.glass");
    fs::remove(catalog_path(index_));
    fs::copy(index_, damaged, fs::copy_options::recursive);
    for (unsigned step = 1;; ++step) {
      fs::remove_all(index_);
      fs::copy(damaged, index_, fs::copy_options::recursive);
      const int status = IndexerProcess(settings_.indexer, repair_arguments(), surroundings(step)).wait();
      if (settings_.refuse ? !fs::remove(refused()) : status == 0) return step - 1;
      const std::string what = "after a repair that ended before step " + std::to_string(step);
      require(IndexerProcess(settings_.indexer, repair_arguments()).wait() == 0, what + " another one fails");
      require(state_of_index(index_, archive_) == 0u, what + " the index is not whole again");
      check();
      complete(0);
      require(leftovers().empty(), what + " is left behind: " + leftovers());
    }
  }

  /// Updates every second, with readers beside; `readers` of them are to meet no trouble.
  void run_beside(unsigned readers) {
    complete(0);
    std::vector<std::unique_ptr<WatchingReader>> beside;
    for (unsigned i = 0; i < readers; ++i) beside.push_back(std::make_unique<WatchingReader>(index_, archive_, 100ms));
    for (unsigned state = 1; state < archive_.states(); ++state) {
      const auto next = Clock::now() + 1s;
      archive_.write(news_, state - 1, state);
      require(IndexerProcess(settings_.indexer, arguments(false)).wait() == 0, "an update fails");
      std::this_thread::sleep_until(next);
    }
    for (const auto& reader : beside) {
      const auto report = reader->stop();
      require(report.sound && report.searches > 0, "a reader met trouble");
      searches += report.searches;
      generations += report.generations;
      std::cout << "a reader: " << report.searches << " rounds of searches, " << report.generations << " generations, memory " << report.memory_first << " kB, then "
                << report.memory_last << " kB; open files " << report.files_first << ", then " << report.files_last << '\n';
      constexpr unsigned segments = 11, searchers = 2, others = 20;
      constexpr unsigned of_segment = 6;  // the folder that is locked, records, rows, term lists, and the posting lists mapped and through Xapian
      require(report.files_last <= others + segments * searchers * of_segment, "a reader leaks files");
      require(report.memory_last <= 2 * report.memory_first, "a reader grows");
    }
    complete(archive_.states() - 1);
    require(leftovers().empty(), "left behind: " + leftovers());
  }

  /// Whether a run after the first build has made symbols.
  bool symbols_made() const {
    const Catalog catalog = read_catalog(index_);
    return newest_table(catalog.tables, TableKind::symbols)->number > 1;
  }

  std::map<Stage, unsigned> kills;
  unsigned searches = 0, generations = 0;

 private:
  static void require(bool holds, const std::string& otherwise) {
    if (!holds) throw std::runtime_error(otherwise);
  }

  std::vector<std::string> arguments(bool rebuild) const {
    std::vector<std::string> all{"--quiet", "--progress=none", "--db", index_.string(), news_.string()};
    if (rebuild) all.insert(all.begin(), "--rebuild");
    return all;
  }

  std::vector<std::string> repair_arguments() const { return {"--repair", "--quiet", "--no-messages", "--db", index_.string()}; }

  std::vector<std::string> surroundings(unsigned step) const {
    std::vector<std::string> all{"LD_PRELOAD=" + settings_.each_step, "NEWSGREP_DIE_AT=" + std::to_string(step)};
    if (settings_.refuse) all.push_back("NEWSGREP_REFUSE=" + refused().string());
    if (!settings_.lose.empty()) all.push_back("NEWSGREP_LOSE=" + index_.string());
    if (settings_.lose == "bytes") all.push_back("NEWSGREP_LOSE_BYTES_ONLY=1");
    return all;
  }

  fs::path refused() const { return folder_.path() / "refused"; }

  // What nothing needs, like the removal of a leftover, may be refused without an error. After an error nothing of the run is there.
  void check_refusal(int status, unsigned step) const {
    constexpr int failed_exit = 2;
    const std::string what = "the run of which step " + std::to_string(step) + " was refused ";
    require(WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == failed_exit), what + "ends otherwise than with an error");
    if (WEXITSTATUS(status) == 0) return;
    const bool published = generation_of(index_) > 0;
    require(!fs::exists(index_ / "scratch") && (published ? leftovers().empty() : numbered_entries(index_ / "segments").empty()), what + "leaves something behind");
  }

  // An undisturbed run into an index of its own.
  void measure() {
    const auto start = Clock::now();
    IndexerProcess process(settings_.indexer,
                           {"--quiet", "--progress=none", "--db", (folder_.path() / "measured").string(), news_.string()});
    require(process.wait() == 0, "an undisturbed run fails");
    update_ = whole_ = Clock::now() - start;
  }

  // One change of the archive: a run is killed, what it leaves is looked at, and mostly another run completes it.
  void round(unsigned state) {
    const auto old_state = state_of_index(index_, archive_);
    const bool rebuild = state % 5 == 4;
    ++kills[kill_a_run(rebuild)];
    check_left(old_state, state);
    const bool kill_again = random_() % 4 == 0;
    if (!kill_again) complete(state);
  }

  void check_left(std::optional<unsigned> old_state, unsigned state) {
    const auto left = state_of_index(index_, archive_);
    require(left == old_state || left == state, "after the kill the index holds neither the old nor the new state");
    if (left) check();
  }

  void complete(unsigned state) {
    const auto start = Clock::now();
    require(IndexerProcess(settings_.indexer, arguments(false)).wait() == 0, "the run after a kill fails");
    update_ = std::min(whole_, Seconds(Clock::now() - start));
    require(state_of_index(index_, archive_) == state, "the run after a kill does not complete the index");
    require(!fs::exists(index_ / "scratch") && !fs::exists(index_ / "catalog.json.new"), "the run after a kill leaves its scratch behind");
    check();
  }

  void check() {
    require(IndexerProcess(settings_.indexer, {"--check", "--quiet", "--db", index_.string()}).wait() == 0, "the index is not sound");
  }

  // Half of the kills are spread over the time a run takes; the other half follow the first trace of a stage.
  Stage kill_a_run(bool rebuild) {
    const auto before = generation_of(index_);
    auto how = arguments(rebuild);
    if (random_() % 4 == 0) how.insert(how.begin(), "--memory=1M");  // postings are written in pieces and merged
    const bool watches = random_() % 4 == 0;  // it goes on after the update
    if (watches) how.insert(how.begin(), "--watch");
    IndexerProcess process(settings_.indexer, how);
    if (random_() % 2 == 0) {
      const Seconds expected = rebuild || before == 0 ? whole_ : update_;
      std::this_thread::sleep_for(expected * (static_cast<double>(random_() % 1000) / 1000));
    } else {
      const auto wanted = static_cast<Stage>(1 + random_() % 4);
      const auto latest = Clock::now() + 10s;
      while (process.running() && stage_of(index_, before) < wanted && Clock::now() < latest) std::this_thread::sleep_for(50us);
      std::this_thread::sleep_for(std::chrono::microseconds(random_() % 4000));
    }
    process.kill();
    const int status = process.wait();
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) return stage_of(index_, before);
    require(status == 0, "the run that was to be killed fails by itself");
    return Stage::finished;
  }

  // What no catalog names, once no reader holds it any more.
  std::string leftovers() const {
    const Catalog catalog = read_catalog(index_);
    std::set<std::string> named{"catalog.json", "catalog.copy", "lock", "segments", "inventory", "tables"};
    for (const auto& segment : catalog.segments) {
      named.insert("segments/" + segment.id);
      if (!segment.dead.empty()) named.insert("segments/" + segment.id + "/" + segment.dead);
    }
    for (const auto& name : catalog.inventories) named.insert("inventory/" + name);
    for (const auto& table : catalog.tables)
      for (const char copy : {'a', 'b'}) named.insert(table_path("", table, copy).string());
    std::string others;
    for (const auto& entry : fs::recursive_directory_iterator(index_)) {
      const auto path = entry.path().lexically_relative(index_);
      const bool of_segment = std::distance(path.begin(), path.end()) == 3 && !path.filename().string().starts_with("dead.");
      if (!of_segment && !named.contains(path.string())) others += path.string() + " ";
    }
    return others;
  }

  const Settings& settings_;
  TemporaryFolder folder_;
  ChangingArchive archive_;
  std::mt19937_64 random_;
  fs::path news_, index_;
  Seconds whole_{}, update_{};  // what an undisturbed run takes: over everything, and over one change
};

void run(const Settings& settings) {
  constexpr unsigned rounds_a_series = 10;
  std::map<Stage, unsigned> kills;
  unsigned searches = 0, generations = 0;
  for (unsigned done = 0; done < settings.rounds; done += rounds_a_series) {
    Series series(settings, settings.seed + done, std::min(rounds_a_series, settings.rounds - done), rounds_a_series / 2);
    try {
      series.run();
    } catch (const std::exception& error) {
      throw std::runtime_error(std::string(error.what()) + " (seed " + std::to_string(settings.seed + done) + ")");
    }
    for (const auto& [stage, count] : series.kills) kills[stage] += count;
    searches += series.searches;
    generations += series.generations;
  }
  std::cout << settings.rounds << " rounds; the indexer was killed";
  for (const auto& [stage, count] : kills) std::cout << ", " << count << " times " << stage_names[static_cast<std::size_t>(stage)];
  std::cout << "; " << searches << " searches meanwhile saw " << generations << " generations, each whole\n";
}

void run_beside(const Settings& settings) {
  Series series(settings, settings.seed, settings.seconds, settings.seconds);
  series.run_beside(settings.readers);
  std::cout << settings.seconds << " updates; " << series.searches << " rounds of searches saw " << series.generations << " generations, each whole\n";
}

// A first build, an update, one in other words, a rebuild, and a repair.
void run_each_step(const Settings& settings) {
  constexpr unsigned never = 2;
  const unsigned first = Series(settings, settings.seed, 1, never).run_each_step(false);
  const unsigned update = Series(settings, settings.seed, 2, never).run_each_step(false);
  Series other_words(settings, settings.seed, 2, 1);
  const unsigned translated = other_words.run_each_step(false);
  const unsigned rebuild = Series(settings, settings.seed, 2, never).run_each_step(true);
  const unsigned repair = Series(settings, settings.seed, 1, never).run_each_step_of_repair();
  if (first == 0 || update == 0 || translated == 0 || rebuild == 0 || repair == 0) throw std::runtime_error("no run died: is " + settings.each_step + " the right library?");
  if (!other_words.symbols_made()) throw std::runtime_error("no update made symbols: it was too small");
  std::cout << (settings.refuse ? "was refused each of " : "died before each of ") << first << " steps of a first build, " << update << " of an update, " << translated
            << " of an update that makes symbols, " << rebuild << " of a rebuild, " << repair << " of a repair\n";
}

}  // namespace
}  // namespace newsgrep::testing

int main(int argc, char** argv) {
  newsgrep::testing::Settings settings;
  CLI::App app("Kills the indexer while it works, and looks at what is left");
  app.add_option("--indexer", settings.indexer, "newsgrep-index")->required();
  app.add_option("--rounds", settings.rounds, "how many runs are killed");
  app.add_option("--seed", settings.seed, "which archive and which instants");
  app.add_option("--readers", settings.readers, "readers beside an index that is updated every second");
  app.add_option("--seconds", settings.seconds, "for so long");
  app.add_option("--lose", settings.lose, "with --each-step: names or bytes");
  app.add_flag("--refuse", settings.refuse, "with --each-step: the step is refused, and nobody dies");
  app.add_option("--each-step", settings.each_step, "the library that lets a process die at its nth step");
  CLI11_PARSE(app, argc, argv);
  try {
    using namespace newsgrep::testing;
    (settings.readers > 0 ? run_beside : settings.each_step.empty() ? run : run_each_step)(settings);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "newsgrep-crash: " << error.what() << '\n';
    return 1;
  }
}
