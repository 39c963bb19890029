// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/options.hpp"

#include "common/catalog.hpp"
#include "common/flags.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

namespace newsgrep {
namespace {

constexpr const char* examples = R"(newsgrep-index - makes a folder of news searchable

  newsgrep-index ~/news                   build or update the index in ~/news/.newsgrep
  newsgrep-index --db /var/idx ~/news     keep the index somewhere else
  newsgrep-index --dry-run ~/news         say what would be read, and why
  newsgrep-index --extract page.html      show what is taken from a file, as JSON lines
  newsgrep-index --watch ~/news           keep it current as files change
  newsgrep-index --failures               what the index of this folder holds, and what could not be read

)";

std::uint64_t parse_size(const std::string& text) {
  std::size_t used = 0;
  double value = 0;
  try {
    value = std::stod(text, &used);
  } catch (const std::exception&) {
    used = 0;
  }
  const std::string unit = text.substr(used);
  const double factor = unit.empty() ? 1 : unit[0] == 'k' || unit[0] == 'K' ? 1024.0 : unit[0] == 'm' || unit[0] == 'M' ? 1048576.0 : unit[0] == 'g' || unit[0] == 'G' ? 1073741824.0 : 0;
  constexpr double most = 1e18;
  if (used == 0 || factor == 0 || !(value > 0 && value * factor < most)) throw Error(ErrorCode::usage, "--memory: \"" + text + "\" is no size", "write it like 512M or 2G");
  return static_cast<std::uint64_t>(value * factor);
}

std::vector<std::string> read_patterns(const std::string& path) {
  std::ifstream in(path);
  in.peek();  // a folder can be opened, but not read
  if (!in.is_open() || in.bad()) throw Error(ErrorCode::usage, "--exclude-from: cannot read " + path + ": " + std::strerror(errno), "it holds one pattern a line");
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> flag_names(const CLI::App& app, bool switches_only = false) {
  std::vector<std::string> names;
  for (const auto* option : app.get_options())
    for (const auto& name : option->get_lnames())
      if (!switches_only || option->get_expected_max() == 0) names.push_back("--" + name);
  return names;
}

// CLI11 takes `--wait 5` for `--wait` and a PATH; optional values come as --flag=VALUE only.
void take_optional_value(std::vector<std::string>& arguments, const std::string& flag, std::optional<std::string>& value) {
  for (auto at = arguments.begin(); at != arguments.end();) {
    if (*at == "--") return;
    if (*at != flag && !at->starts_with(flag + "=")) {
      ++at;
      continue;
    }
    value = *at == flag ? std::string() : at->substr(flag.size() + 1);
    at = arguments.erase(at);
  }
}

double parse_wait(const std::string& text) {
  constexpr double a_day = 86400;
  if (text.empty()) return a_day;
  try {
    std::size_t used = 0;
    const double seconds = std::stod(text, &used);
    if ((used == text.size() || text.substr(used) == "s") && seconds >= 0) return seconds;
  } catch (const std::exception&) {
  }
  throw Error(ErrorCode::usage, "--wait: \"" + text + "\" is no number of seconds", "write it like --wait=30");
}

CLI::Validator jobs_number() {
  return CLI::Validator([](const std::string& value) {
    const bool number = !value.empty() && value.size() < 5 && value.find_first_not_of("0123456789") == std::string::npos && std::stoi(value) <= 1024;
    return number ? std::string() : "\"" + value + "\" is no number from 0 to 1024";
  }, "");
}

CLI::Validator progress_style() {
  return CLI::Validator([](const std::string& value) {
    return value == "auto" || value == "json" || value == "none" ? std::string() : "\"" + value + "\" is none of auto json none";
  }, "");
}

CLI::Validator layout_name() {
  return CLI::Validator(
      [](const std::string& value) {
        return find_layout(value) ? std::string() : "\"" + value + "\" is none of default stock";
      },
      "");
}

// What flags say, before it is settled what they mean together.
struct Typed {
  bool help = false, brief_help = false, version = false, dry_run = false, extract = false, stats = false, check = false, no_messages = false;
  bool shown_only = false;  // take_optional_value() takes it; here it is for --help
  std::string memory, progress, exclude_from, layout;
  bool watch = false, repair = false, compact = false;
  std::optional<std::string> wait, check_what;
};

void declare_inputs(CLI::App& app, IndexCommand& command, Typed& typed) {
  IndexOptions& options = command.options;
  const auto many = CLI::MultiOptionPolicy::TakeAll;
  app.add_option("PATH", options.paths, "files and folders of news; - is standard input")->type_name("")->multi_option_policy(many);
  app.add_option("--db", command.db, "the index folder (default: $NEWSGREP_DB, else .newsgrep in the first PATH, or beside it if it is a file)")->type_name("DIR");
  app.add_option("--files-from", command.files_from, "read the names of files from FILE, one a line; - is standard input")->type_name("FILE");
  app.add_flag("-0,--null", command.null_separated, "the names of --files-from end with a NUL");
  app.add_option("--exclude", options.exclude, "leave out what matches, as .gitignore does; may be repeated")->type_name("PATTERN")->multi_option_policy(many)->allow_extra_args(false);
  app.add_option("--exclude-from", typed.exclude_from, "read such patterns from FILE")->type_name("FILE");
  app.add_flag("-L,--follow", options.follow_links, "follow symbolic links");
  app.add_flag("--hidden", options.hidden, "read hidden files too");
}

void declare_actions(CLI::App& app, IndexCommand& command, Typed& typed) {
  app.add_flag("--dry-run", typed.dry_run, "print what would be done and why; write nothing");
  app.add_flag("--extract", typed.extract, "print the articles as JSON lines; index nothing");
  app.add_flag("--explain", command.explain, "with --extract: say where each field comes from");
  app.add_flag("--stats", typed.stats, "print what the index holds");
  app.add_flag("--failures", command.failures, "the same, and list what could not be read, and why");
  app.add_flag("--json", command.json, "with --stats or --failures: as JSON");
  app.add_flag("--check", typed.check, "verify the files of the index; --check=full compares its tables with the texts too");
  app.add_flag("--repair", typed.repair, "make a damaged index whole: from what is stored in it, then from the archive");
  app.add_option("--backup", command.backup, "put a copy of the index into a new folder, whatever else writes it")->type_name("DIR");
  app.add_flag("--compact", typed.compact, "bring the index into one segment");
}

void declare_updating(CLI::App& app, IndexCommand& command, Typed& typed) {
  IndexOptions& options = command.options;
  app.add_flag("--watch", typed.watch, "keep the index current as files change, until a signal ends it");
  app.add_flag("--retry-failed", options.retry_failed, "read again what failed before");
  app.add_flag("--remove-missing", options.remove_missing, "articles under a PATH that is missing or empty are gone; with --rebuild, all that no PATH covers");
  app.add_flag("--date-from-mtime", options.date_from_mtime, "date undated articles by their file's modification time");
  app.add_flag("--rebuild", options.rebuild, "make the index anew; the old one serves until the end");
  app.add_option("--layout", typed.layout, "default, or stock: larger, but whole for Xapian's own tools and servers")
      ->type_name("LAYOUT")
      ->check(layout_name());
  app.add_flag("--portable", options.portable, "write through Xapian's public API: slower; implies --layout stock");
  app.add_option("-j,--jobs", options.jobs, "threads (default: one for each processor)")->type_name("N")->check(jobs_number());
  app.add_option("--memory", typed.memory, "memory to aim at, such as 512M")->type_name("SIZE");
  app.add_flag("--wait", typed.shown_only, "wait for another writer to end; --wait=SECONDS is how long at most");
  app.add_option("--progress", typed.progress, "auto, json or none")->type_name("STYLE")->check(progress_style());
}

void declare_program_flags(CLI::App& app, IndexCommand& command, Typed& typed) {
  app.add_flag("-q,--quiet", command.quiet, "print errors only");
  app.add_flag("--no-messages", typed.no_messages, "do not list what could not be read");
  app.add_flag("-h", typed.brief_help, "a short help");
  app.add_flag("--help", typed.help, "this help");
  app.add_flag("-V,--version", typed.version, "the version");
}

[[noreturn]] void refuse_empty(const std::string& flag) { throw Error(ErrorCode::usage, flag + " needs a value", "newsgrep-index --help"); }

// CLI11 takes what follows `--db=` for its value.
void require_values(const CLI::App& app, const std::vector<std::string>& arguments) {
  for (const auto& argument : arguments) {
    if (argument == "--") return;
    if (!argument.starts_with("--") || !argument.ends_with('=')) continue;
    const auto flag = argument.substr(0, argument.size() - 1);
    if (const auto* option = app.get_option_no_throw(flag); option && option->get_expected_max() > 0) refuse_empty(flag);
  }
}

void parse_flags(CLI::App& app, std::vector<std::string> arguments) {
  const auto names = flag_names(app, true);
  std::transform(arguments.begin(), std::find(arguments.begin(), arguments.end(), "--"), arguments.begin(),
                 [&](const std::string& argument) { return declared_form(argument, names); });
  require_values(app, arguments);
  const std::string last = arguments.empty() ? "" : arguments.back();
  std::reverse(arguments.begin(), arguments.end());
  try {
    app.parse(arguments);
  } catch (const CLI::ExtrasError&) {
    const std::string flag = app.remaining().empty() ? "" : app.remaining().front();
    const auto hint = nearest_flag(flag, flag_names(app));
    throw Error(ErrorCode::usage, "there is no flag " + flag, hint.empty() ? "newsgrep-index --help lists all of them" : hint);
  } catch (const CLI::ParseError& error) {
    const auto* option = app.get_option_no_throw(last);
    const bool lacks_value = error.get_name() == "ArgumentMismatch" && option && option->get_expected_max() > 0;  // only the last one can
    throw Error(ErrorCode::usage, lacks_value ? last + " needs a value" : error.what(), "newsgrep-index --help");
  }
}

// Nothing means "not given" further on, and is no value.
void require_values(const CLI::App& app) {
  for (const auto* option : app.get_options()) {
    const auto values = option->results();
    if (option->get_expected_max() == 0 || std::find(values.begin(), values.end(), std::string()) == values.end()) continue;
    if (option->get_lnames().empty()) throw Error(ErrorCode::usage, "a PATH is empty", "newsgrep-index FOLDER");
    refuse_empty("--" + option->get_lnames().front());
  }
}

// In .gitignore such a pattern leaves nothing out, without a word.
void require_pattern(const std::string& pattern) {
  const auto unclosed = [&] {
    for (std::size_t at = 0; at < pattern.size(); ++at) {
      if (pattern[at] == '\\') ++at;
      else if (pattern[at] == '[' && (at = pattern.find(']', at + 2)) == pattern.npos) return true;
    }
    return false;
  };
  if (!pattern.starts_with('#') && unclosed())
    throw Error(ErrorCode::usage, "--exclude: \"" + pattern + "\" has a [ without its ]", "a [ that is meant itself is written \\[");
}

struct NamedAction {
  const char* flag;
  IndexAction action;
};

// What else than an update is to be done.
std::vector<NamedAction> named_actions(const IndexCommand& command, const Typed& typed) {
  std::vector<NamedAction> named;
  const auto add = [&](bool given, const char* flag, IndexAction action) {
    if (given) named.push_back({flag, action});
  };
  add(typed.stats, "--stats", IndexAction::stats);
  add(command.failures, "--failures", IndexAction::stats);
  add(typed.check, "--check", IndexAction::check);
  add(typed.repair, "--repair", IndexAction::repair);
  add(!command.backup.empty(), "--backup", IndexAction::backup);
  add(typed.compact, "--compact", IndexAction::compact);
  add(typed.extract, "--extract", IndexAction::extract);
  add(typed.dry_run, "--dry-run", IndexAction::dry_run);
  add(typed.watch, "--watch", IndexAction::watch);
  return named;
}

bool reads_stored_index(IndexAction action) {
  return action == IndexAction::check || action == IndexAction::repair || action == IndexAction::backup || action == IndexAction::compact;
}

IndexAction action_of(const IndexCommand& command, const Typed& typed) {
  if (typed.help || typed.brief_help) return IndexAction::help;
  if (typed.version) return IndexAction::version;
  const auto named = named_actions(command, typed);
  if (named.empty()) return IndexAction::update;
  const auto [flag, action] = named.front();
  for (const auto& other : named)
    if (other.action != action) throw Error(ErrorCode::usage, std::string(flag) + " and " + other.flag + " are two things to do", "do one at a time");
  if (command.options.rebuild && reads_stored_index(action))
    throw Error(ErrorCode::usage, std::string("--rebuild reads the archive anew; ") + flag + " does not", "to build the index again: newsgrep-index --rebuild PATH");
  return action;
}

void settle(IndexCommand& command, const Typed& typed) {
  IndexOptions& options = command.options;
  if (command.explain && !typed.extract) throw Error(ErrorCode::usage, "--explain goes with --extract", "newsgrep-index --extract --explain PATH");
  if (typed.check_what && typed.check_what != "" && typed.check_what != "full")
    throw Error(ErrorCode::usage, "--check: \"" + *typed.check_what + "\" is none of full", "--check alone verifies checksums; --check=full compares the tables with the texts too");
  command.full_check = typed.check_what == "full";
  if (typed.wait) command.wait = parse_wait(*typed.wait);
  if (!typed.memory.empty()) options.memory = parse_size(typed.memory);
  if (!typed.layout.empty()) options.layout = find_layout(typed.layout);
  if (!typed.exclude_from.empty()) {
    const auto patterns = read_patterns(typed.exclude_from);
    options.exclude.insert(options.exclude.begin(), patterns.begin(), patterns.end());
  }
  for (const auto& pattern : options.exclude) require_pattern(pattern);
  command.messages = !typed.no_messages;
  command.progress = typed.progress == "json" ? ProgressStyle::json : typed.progress == "none" || command.quiet ? ProgressStyle::none : ProgressStyle::automatic;
  command.action = action_of(command, typed);
}

}  // namespace

IndexCommand parse_index_command(const std::vector<std::string>& arguments) {
  IndexCommand command;
  Typed typed;
  CLI::App app("", "newsgrep-index");
  app.set_help_flag();
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  for (const auto declare : {declare_inputs, declare_actions, declare_updating, declare_program_flags}) declare(app, command, typed);
  std::vector<std::string> rest = arguments;
  take_optional_value(rest, "--wait", typed.wait);
  take_optional_value(rest, "--check", typed.check_what);
  typed.check = typed.check_what.has_value();
  parse_flags(app, std::move(rest));
  require_values(app);
  settle(command, typed);
  if (typed.brief_help) command.text = std::string(examples) + "More: newsgrep-index --help (all flags)\n";
  if (typed.help) command.text = examples + app.help() + "Flags without a value are undone by --no-FLAG; what comes last wins.\n";
  return command;
}

}  // namespace newsgrep
