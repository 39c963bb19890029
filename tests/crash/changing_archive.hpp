// SPDX-License-Identifier: GPL-2.0-or-later
// An archive that changes from state to state, and what an index of each state holds.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace newsgrep::testing {

/// What an index of one state holds: for each article, by its URL, the state in which it was last written.
using Contents = std::map<std::string, unsigned>;

/// The word that every article last written in that state has.
std::string marker(unsigned state);
/// The state whose marker begins the text.
unsigned marked_state(const std::string& text);

/// All states of an archive, made beforehand from a seed; the same in every process.
class ChangingArchive {
 public:
  /// In the state `translated` every article is rewritten in other words, at such length that they are worth a table of symbols.
  ChangingArchive(std::uint64_t seed, unsigned states, unsigned translated);

  unsigned states() const { return static_cast<unsigned>(files_.size()); }
  const Contents& contents(unsigned state) const { return contents_[state]; }

  /// Makes the files of one state: those that differ from `from` are written or removed, the others left alone. A folder without files
  /// may be made any state with `from` the same as `state`.
  void write(const std::filesystem::path& folder, unsigned from, unsigned state) const;

 private:
  using File = std::map<unsigned, unsigned>;  // number of an article -> the state it was last written in
  using Files = std::map<std::string, File>;

  void add_file(Files& files, unsigned state);
  void change(Files& files, unsigned state);
  static void rewrite(Files& files, unsigned state);
  std::string text(unsigned article, unsigned state) const;
  std::string lines(const File& file) const;

  std::mt19937_64 random_;
  unsigned translated_, articles_ = 0, names_ = 0;
  std::vector<Files> files_;  // of each state
  std::vector<Contents> contents_;
};

}  // namespace newsgrep::testing
