// SPDX-License-Identifier: GPL-2.0-or-later
// What is tried on arbitrary bytes: by libFuzzer, which looks for new ones, and by the replay of those that are kept.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep::fuzz {

struct Target {
  std::string name;                           ///< also that of its folder of inputs
  std::function<void(std::string_view)> run;  ///< ends the process if a promise is broken
};

/// THE TABLE: whole files, each format, and then the parts that read what users type or what disks give back.
std::vector<Target> targets();

void add_readers(std::vector<Target>& targets);
void add_containers(std::vector<Target>& targets);
void add_queries(std::vector<Target>& targets);
void add_storage(std::vector<Target>& targets);
void add_matching(std::vector<Target>& targets);
void add_words(std::vector<Target>& targets);
void add_segments(std::vector<Target>& targets);

/// Ends the process, with the promise on stderr, unless it holds.
void require(bool holds, std::string_view promise);

}  // namespace newsgrep::fuzz
