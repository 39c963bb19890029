// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/idle_flags.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace newsgrep {
namespace {

using Given = std::function<bool(const std::string&)>;

std::string idle(std::string_view flag, const std::string& why) { return std::string(flag) + " has no effect: " + why; }

// In the order in which one goes before the other.
constexpr std::array<std::pair<std::string_view, SearchAction>, 5> actions{{{"--show", SearchAction::show},
                                                                           {"--explain", SearchAction::explain},
                                                                           {"--translate", SearchAction::translate},
                                                                           {"--count", SearchAction::count},
                                                                           {"--quiet", SearchAction::search}}};

constexpr std::array<std::pair<std::string_view, OutputFormat>, 6> forms{{{"--files-with-matches", OutputFormat::paths},
                                                                         {"--json", OutputFormat::json},
                                                                         {"--csv", OutputFormat::csv},
                                                                         {"--tsv", OutputFormat::tsv},
                                                                         {"--export", OutputFormat::exported},
                                                                         {"--format", OutputFormat::pattern}}};

// What is printed, and how, when the command prints no hits.
void beside_action(const SearchCommand& command, const Given& given, std::vector<std::string>& told) {
  std::string_view first;
  for (const auto& [flag, action] : actions) {
    if (!given(std::string(flag))) continue;
    if (!first.empty() && flag != "--quiet") told.push_back(idle(flag, std::string(first) + " goes before it"));
    if (first.empty()) first = flag;
  }
  if (first.empty() || first == "--quiet" || given("--quiet")) return;
  for (const auto& [flag, form] : forms)
    if (command.action != SearchAction::show && given(std::string(flag))) told.push_back(idle(flag, std::string(first) + " prints no articles"));
  for (const char* flag : {"--limit", "--all", "--offset", "--passages"})
    if (given(flag)) told.push_back(idle(flag, std::string(first) + " prints no list of articles"));
  if (command.action != SearchAction::show && given("--null")) told.push_back(idle("--null", "it ends the lines of -l and --format"));
  if (command.action == SearchAction::show && (!command.arguments.empty() || !command.expressions.empty() || !command.query_file.empty()))
    told.emplace_back("the query has no effect: --show prints the one article that it names");
}

void beside_form(const SearchCommand& command, const Given& given, std::vector<std::string>& told) {
  std::string_view last;
  for (const auto& [flag, form] : forms)
    if (form == command.output) last = flag;
  for (const auto& [flag, form] : forms)
    if (!last.empty() && form != command.output && given(std::string(flag))) told.push_back(idle(flag, std::string(last) + " comes later"));
  const bool lines = command.output == OutputFormat::paths || command.output == OutputFormat::pattern;
  if (given("--null") && !lines) told.push_back(idle("--null", "it ends the lines of -l and --format"));
  const bool no_passages = command.output == OutputFormat::paths || command.output == OutputFormat::exported ||
                           (command.output == OutputFormat::pattern && command.pattern.find("{passage}") == std::string::npos);
  if (given("--passages") && no_passages) told.push_back(idle("--passages", std::string(last) + " prints none"));
}

void beside_query(const SearchCommand& command, const Given& given, std::vector<std::string>& told) {
  if (given("--no-feedback") && !command.request.any_word) told.push_back(idle("--no-feedback", "only --or learns from the best articles"));
  const bool elsewhere = command.arguments.empty() && (!command.expressions.empty() || !command.query_file.empty());
  for (const char* flag : {"--phrase", "--words"})
    if (given(flag) && elsewhere) told.push_back(idle(flag, "it is for queries that are arguments, and each of -e and -f is read as it is written"));
  if (!elsewhere && given("--phrase") && given("--words")) told.push_back(idle("--words", "--phrase goes before it"));
}

}  // namespace

std::vector<std::string> idle_flags(const SearchCommand& command, const Given& given) {
  std::vector<std::string> told;
  const bool answers = command.action != SearchAction::help && command.action != SearchAction::version && command.action != SearchAction::fields && command.action != SearchAction::show_config;
  if (!answers) return told;
  beside_action(command, given, told);
  if (command.action == SearchAction::search && !command.quiet) beside_form(command, given, told);
  beside_query(command, given, told);
  return told;
}

}  // namespace newsgrep
