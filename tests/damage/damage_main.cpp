// SPDX-License-Identifier: GPL-2.0-or-later
// Damages an index at random, over and over, and sees what becomes of it:
//   newsgrep-damage --indexer PATH --searcher PATH [--rounds N] [--seed S]
// Each damage is found by --check and mended by --repair; nothing crashes; an answer is wrong only where Xapian's tables are damaged and
// not verified, and how often that is gets counted.
#include "common/files.hpp"
#include "tests/crash/changing_archive.hpp"
#include "tests/damage/answers.hpp"
#include "tests/damage/damage.hpp"
#include "tests/support/folder.hpp"
#include "tests/support/process.hpp"

#include <newsgrep/error.hpp>

#include <CLI/CLI.hpp>

#include <array>
#include <iostream>
#include <map>
#include <random>
#include <stdexcept>

namespace newsgrep::testing {
namespace {

struct Settings {
  std::string indexer, searcher;
  unsigned rounds = 40;
  std::uint64_t seed = 1;
};

constexpr int some_failed_exit = 1, damaged_exit = 3;
constexpr unsigned states = 5, translated = 2;  // of the archive; the index is of the last but one, or of the last

class Series {
 public:
  explicit Series(const Settings& settings) : settings_(settings), archive_(settings.seed, states, translated), random_(settings.seed) {
    for (const bool stale : {false, true}) build(stale);
    sound_ = answers(index(false), false);
    if (sound_ != answers(index(false), true)) throw std::runtime_error("a sound index answers differently when it is verified");
  }

  bool run() {
    for (unsigned number = 0; number < settings_.rounds; ++number) round();
    return report();
  }

 private:
  fs::path news(bool stale) const { return folder_.path() / (stale ? "news-stale" : "news"); }
  fs::path index(bool stale) const { return folder_.path() / (stale ? "stale" : "index"); }
  fs::path damaged() const { return folder_.path() / "damaged"; }

  // The archive of a stale index is one state ahead of it.
  void build(bool stale) {
    for (unsigned state = 0; state < states - 1; ++state) {
      archive_.write(news(stale), state == 0 ? 0 : state - 1, state);
      require(index_run(index(stale), news(stale)) == 0, "an undisturbed run fails");
    }
    if (stale) archive_.write(news(stale), states - 2, states - 1);
  }

  int index_run(const fs::path& db, const fs::path& archive) const {
    return exit_of(settings_.indexer, {"--quiet", "--no-messages", "--progress=none", "--db", db.string(), archive.string()});
  }

  static void require(bool holds, const std::string& otherwise) {
    if (!holds) throw std::runtime_error(otherwise);
  }

  // False when the damage would change nothing.
  bool damage_copy(bool stale, std::uint64_t seed, std::string& what) {
    fs::remove_all(damaged());
    fs::copy(index(stale), damaged(), fs::copy_options::recursive);
    std::mt19937_64 random(seed);
    const auto done = damage(damaged(), random);
    if (!done) return false;
    kind_ = done->kind;
    what = done->what;
    return true;
  }

  void round() {
    std::uint64_t seed = random_();
    std::string what;
    while (!damage_copy(false, seed, what)) seed = random_();
    look(what);
    repair(what);
    if (damage_copy(true, seed, what)) update(what);
  }

  void count(const std::string& column) { ++counts_[kind_][column]; }

  void fail(const std::string& column, const std::string& what) {
    count(column);
    std::cerr << column << ": " << what << '\n';
    failed_ = true;
  }

  void look(const std::string& what) {
    const int check = exit_of(settings_.indexer, {"--check", "--quiet", "--db", damaged().string()});
    check == damaged_exit ? count("found") : fail(check > 128 ? "check crashed" : "missed", what);
    for (const bool verify : {false, true}) {
      const std::string column = verify ? "verified: " : "";
      const Answers given = answers(damaged(), verify);
      const auto outcome = compare(sound_, given);
      const bool in_xapians = what.find("glass") != std::string::npos;
      const bool bad = outcome == Outcome::crashed || (outcome == Outcome::wrong && (verify || !in_xapians));
      bad ? fail(column + to_string(outcome), what) : count(column + to_string(outcome));
      if (outcome == Outcome::wrong) tell_believed(what, given);
      std::vector<std::string> arguments{"--no-config", "--db", damaged().string(), "-n", "3", "marker1 OR word12*"};
      if (verify) arguments.insert(arguments.begin(), "--verify");
      if (exit_of(settings_.searcher, arguments) > 128) fail("newsgrep crashed", what);
    }
  }

  void tell_believed(const std::string& what, const Answers& given) const {
    std::cout << "believed: " << what << ", by questions";
    for (const auto number : answered_wrongly(sound_, given)) std::cout << ' ' << number;
    std::cout << std::endl;
  }

  // The archive has everything, so that nothing is lost once it is read again.
  void repair(const std::string& what) {
    const int exit = exit_of(settings_.indexer, {"--repair", "--quiet", "--db", damaged().string()});
    const bool mended = (exit == 0 || exit == some_failed_exit) && exit_of(settings_.indexer, {"--check", "--quiet", "--db", damaged().string()}) == 0;
    if (!mended) return fail("not repaired", what + " (" + std::to_string(exit) + ")");
    const bool whole = index_run(damaged(), news(false)) == 0 && contents_of(damaged()) == archive_.contents(states - 2);
    whole ? count(exit == 0 ? "repaired" : "repaired, once the archive was read") : fail("repaired to something else", what);
  }

  // An update fails, or leaves an index that is known to be damaged, or one that is right.
  void update(const std::string& what) {
    const int exit = index_run(damaged(), news(true));
    if (exit > 128) return fail("update crashed", what);
    if (exit != 0) return count("update refused");
    if (exit_of(settings_.indexer, {"--check", "--quiet", "--db", damaged().string()}) != 0) return count("update left it");
    contents_of(damaged()) == archive_.contents(states - 1) ? count("update mended it") : fail("update falsified it", what);
  }

  bool report() const {
    std::map<std::string, unsigned> all;
    for (const auto& [kind, counts] : counts_) {
      std::cout << kind << '\n';
      for (const auto& [column, number] : counts) {
        std::cout << "  " << column << "\t" << number << '\n';
        all[column] += number;
      }
    }
    std::cout << "all of " << settings_.rounds << '\n';
    for (const auto& [column, number] : all) std::cout << "  " << column << "\t" << number << '\n';
    return !failed_;
  }

  const Settings& settings_;
  ChangingArchive archive_;
  std::mt19937_64 random_;
  TemporaryFolder folder_;
  Answers sound_;
  std::string kind_;  // of the damage in hand
  std::map<std::string, std::map<std::string, unsigned>> counts_;
  bool failed_ = false;
};

int run(int count, char** values) {
  Settings settings;
  CLI::App app("damages an index at random, and sees what becomes of it", "newsgrep-damage");
  app.add_option("--indexer", settings.indexer, "newsgrep-index")->required();
  app.add_option("--searcher", settings.searcher, "newsgrep")->required();
  app.add_option("--rounds", settings.rounds, "how many damages");
  app.add_option("--seed", settings.seed, "of the archive and of the damages");
  CLI11_PARSE(app, count, values);
  return Series(settings).run() ? 0 : 1;
}

}  // namespace
}  // namespace newsgrep::testing

int main(int count, char** values) {
  try {
    return newsgrep::testing::run(count, values);
  } catch (const std::exception& error) {
    std::cerr << "newsgrep-damage: " << error.what() << '\n';
    return 1;
  }
}
