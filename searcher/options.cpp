// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/options.hpp"

#include "common/date.hpp"
#include "common/flags.hpp"
#include "common/utf8.hpp"
#include "searcher/help.hpp"
#include "searcher/idle_flags.hpp"
#include "searcher/query/dialect.hpp"
#include "searcher/render/render.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace newsgrep {
namespace {

std::vector<std::string> long_names(const CLI::App& app, bool switches_only = false) {
  std::vector<std::string> names;
  for (const auto* option : app.get_options())
    for (const auto& name : option->get_lnames())
      if (!switches_only || option->get_expected_max() == 0) names.push_back("--" + name);
  return names;
}

// The letters of short flags, with whether they take a value.
std::optional<bool> short_flag(const CLI::App& app, char letter) {
  for (const auto* option : app.get_options())
    for (const auto& name : option->get_snames())
      if (name.size() == 1 && name[0] == letter) return option->get_expected_max() > 0;
  return std::nullopt;
}

// "-lc" and "-n5" are flags; "-Llama" and "-fed" are exclusions: a value is joined only to -n, and it is a number.
bool is_flag_bundle(const CLI::App& app, const std::string& argument) {
  for (std::size_t i = 1; i < argument.size(); ++i) {
    const auto takes_value = short_flag(app, argument[i]);
    if (!takes_value) return false;
    if (!*takes_value) continue;
    const std::string value = argument.substr(i + 1);
    return value.empty() || (argument[i] == 'n' && value.find_first_not_of("0123456789") == std::string::npos);
  }
  return argument.size() > 1;
}

bool takes_value(const CLI::App& app, const std::string& flag) {
  const auto* option = app.get_option_no_throw(flag);
  return option && option->get_expected_max() > 0;
}

// What CLI11 gets to see, and what is part of the query.
struct Sorted {
  std::vector<std::string> flags, query;
  std::optional<std::string> pager, help;
  bool no_pager = false;
};

// "--no-since" takes back every --since before it; "--no-color" is what other programs call --color=never.
bool take_back(const CLI::App& app, const std::string& argument, std::vector<std::string>& flags) {
  if (!argument.starts_with("--no-")) return false;
  const auto* option = app.get_option_no_throw("--" + argument.substr(5));
  if (!option || option->get_expected_max() == 0) return false;
  for (auto at = flags.begin(); at != flags.end();) {
    const auto name = at->substr(0, at->starts_with("--") ? at->find('=') : 2);
    const auto* given = app.get_option_no_throw(name);
    const bool value_follows = given && given->get_expected_max() > 0 && name.size() == at->size() && at + 1 != flags.end();
    const auto next = at + (value_follows ? 2 : 1);
    at = given == option ? flags.erase(at, next) : next;
  }
  if (argument == "--no-color") flags.emplace_back("--color=never");
  return true;
}

Sorted sort_arguments(const CLI::App& app, const std::vector<std::string>& arguments) {
  Sorted sorted;
  const auto names = long_names(app, true);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    const auto take_flag = [&](const std::string& flag, bool with_value) {
      sorted.flags.push_back(flag);
      if (with_value && i + 1 < arguments.size()) sorted.flags.push_back(arguments[++i]);
    };
    if (argument == "--") {
      sorted.query.insert(sorted.query.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1, arguments.end());
      break;
    }
    if (argument == "--pager" || argument.starts_with("--pager=") || argument == "--no-pager") {
      sorted.no_pager = argument == "--no-pager";
      sorted.pager = argument.starts_with("--pager=") ? argument.substr(8) : std::string();
    } else if (argument == "--help" || argument.starts_with("--help=")) {
      sorted.help = argument.size() > 7 ? argument.substr(7) : std::string("all");
    } else if (take_back(app, argument, sorted.flags)) {
      continue;
    } else if (argument.starts_with("--")) {
      take_flag(declared_form(argument, names), takes_value(app, argument));
    } else if (argument[0] == '-' && is_flag_bundle(app, argument)) {
      take_flag(argument, short_flag(app, argument.back()).value_or(false));
    } else {
      sorted.query.push_back(argument);
    }
  }
  return sorted;
}

std::int64_t parse_now(const std::string& text) {
  const auto date = parse_date(text);
  if (!date || date->precision < Precision::day) throw Error(ErrorCode::usage, "--now: \"" + text + "\" is no point in time", "write it like 2024-03-07T12:00Z");
  return date->instant();
}

int parse_zone(const std::string& text) {
  const auto date = parse_date("2000-01-01T00:00" + text);
  if (text == "UTC" || text == "utc") return 0;
  if (!date || !date->zone) throw Error(ErrorCode::usage, "--tz: \"" + text + "\" is no time zone", "write it like +02:00 or Z");
  return *date->zone;
}

// The forms of output: the last one wins.
void declare_forms(CLI::App& app, SearchCommand& command) {
  const auto form = [&](const char* flag, OutputFormat output, const char* text) {
    const auto choose = [&command, output](std::int64_t on) {
      if (on > 0) command.output = output;
      else if (command.output == output) command.output = OutputFormat::text;
    };
    app.add_flag_function(flag, choose, text)->trigger_on_parse();
  };
  form("-l,--files-with-matches", OutputFormat::paths, "print only where the articles are");
  form("--json", OutputFormat::json, "JSON lines");
  form("--csv", OutputFormat::csv, "comma-separated values");
  form("--tsv", OutputFormat::tsv, "tab-separated values");
  form("--export", OutputFormat::exported, "JSON lines of every article with its whole text");
  const auto pattern = [&command](const std::string& value) {
    command.pattern = value;
    command.output = OutputFormat::pattern;
  };
  app.add_option_function<std::string>("--format", pattern, "a line an article: " + std::string(template_names) + "; {query} with -f")
      ->type_name("TEMPLATE")
      ->trigger_on_parse();
}

void settle_request(SearchCommand& command) {
  constexpr std::uint64_t first_hits = 10;
  Request& request = command.request;
  const bool few = command.output == OutputFormat::text || command.output == OutputFormat::json;
  request.limit = command.limit.value_or(few ? first_hits : UINT64_MAX);
  request.whole_text = command.output == OutputFormat::exported || (command.output == OutputFormat::pattern && command.pattern.find("{text}") != std::string::npos);
  const bool pieces = command.output != OutputFormat::pattern || command.pattern.find("{passage}") != std::string::npos;
  if (!pieces || command.output == OutputFormat::exported || command.output == OutputFormat::paths) request.passages = 0;
}

When parse_when(const std::string& text) { return text == "always" ? When::always : text == "never" ? When::never : When::automatic; }

// The checks of values say what is wrong in our words.
CLI::Validator member(std::vector<std::string> names) {
  return CLI::Validator([names = std::move(names)](const std::string& value) {
    if (std::find(names.begin(), names.end(), value) != names.end()) return std::string();
    std::string out = "\"" + value + "\" is none of";
    for (const auto& name : names) out += " " + name;
    return out;
  }, "");
}

CLI::Validator whole_number(std::uint64_t most = UINT64_MAX) {
  return CLI::Validator([most](const std::string& value) {
    const bool digits = !value.empty() && value.size() < 19 && value.find_first_not_of("0123456789") == std::string::npos;
    return digits && std::stoull(value) <= most ? std::string() : "\"" + value + "\" is no number" + (most == UINT64_MAX ? "" : " from 0 to " + std::to_string(most));
  }, "");
}

// An empty value is most often a variable of a script that was never set.
CLI::Validator given() {
  return CLI::Validator([](const std::string& value) { return value.empty() ? std::string("an empty value says nothing") : std::string(); }, "");
}

CLI::Validator weekday_name() {
  return CLI::Validator(
      [](const std::string& value) {
        return weekday_named(value) ? std::string() : "\"" + value + "\" is no day of the week";
      },
      "");
}

class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_usage(const CLI::App*, std::string) const override { return "Usage: newsgrep [OPTIONS] [QUERY...]\n"; }
};

std::string long_help(const CLI::App& app) {
  return short_help + ("\n" + app.help()) + "Flags without a value are undone by --no-FLAG; what comes last wins.\n";
}

// What flags say, before it is settled what they mean together.
struct Typed {
  bool count = false, any = false, phrase = false, words = false, explain = false, fields = false, show_config = false;
  bool brief_help = false, version = false, no_messages = false, no_config = false;
  bool shown_only = false;  // sort_arguments() takes these; here they are for --help
  bool translate = false;
  std::string sort, dialect = "news", color = "auto", now, zone;
  std::uint64_t format_version = 1;
};

CLI::Option* many(CLI::Option* option) { return option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->allow_extra_args(false); }

void declare_query_flags(CLI::App& app, SearchCommand& command, Typed& typed) {
  Request& request = command.request;
  app.add_option("--db", command.db, "the index folder, or a folder that holds .newsgrep (default: $NEWSGREP_DB, else the .newsgrep here or above, else the index built last)")->type_name("DIR")->check(given());
  app.add_flag("--verify", command.verify, "verify the whole index first: slower, but no damage of the disk can falsify an answer");
  app.add_option("--since", request.since, "published on this date or later")->type_name("DATE")->check(given());
  app.add_option("--until", request.until, "published on this date or earlier")->type_name("DATE")->check(given());
  app.add_option("--sort", typed.sort, "relevance, newest or oldest (sort:date in a query)")
      ->check(member({"relevance", "newest", "oldest"}))
      ->type_name("ORDER");
  app.add_option_function<std::uint64_t>("-n,--limit", [&command](std::uint64_t most) { command.limit = most; }, "at most so many articles (text and --json: 10)")
      ->type_name("N")
      ->check(whole_number())
      ->trigger_on_parse();
  app.add_option("--offset", request.offset, "leave out the first N")->type_name("N")->check(whole_number());
  const auto choose_all = [&command](std::int64_t on) {
    if (on > 0) command.limit = UINT64_MAX;
    else if (command.limit == UINT64_MAX) command.limit.reset();
  };
  app.add_flag_function("--all", choose_all, "every article that matches (the default of -l, --csv, --tsv, --format and --export)")->trigger_on_parse();
  app.add_flag("--or", typed.any, "articles with any of the words, ranked; what the best ones have in common counts too");
  app.add_flag_callback("--no-feedback", [&request] { request.feedback = false; }, "with --or: rank by the words of the query alone");
  app.add_flag("-F,--phrase", typed.phrase, "every argument is a phrase");
  app.add_flag("-w,--words", typed.words, "no argument is a phrase unless it has quotes");
  many(app.add_option("-e,--query", command.expressions, "a query; several mean any of them"))->type_name("QUERY")->check(given());
  app.add_option("-f,--query-file", command.query_file, "one query a line, `name<TAB>query` or `query`; - is standard input")->type_name("FILE")->check(given());
}

void declare_output_flags(CLI::App& app, SearchCommand& command, Typed& typed) {
  app.add_flag("-c,--count", typed.count, "print only how many articles match, exactly");
  declare_forms(app, command);
  app.add_flag("-0,--null", command.null_terminated, "end the lines of -l and --format with a NUL");
  app.add_option("--format-version", typed.format_version, "of --json; an error if this newsgrep does not write it")->type_name("N")->check(whole_number());
  app.add_option("--show", command.show_id, "print a whole article, by its id or by its address as results show it")->type_name("ARTICLE")->check(given());
  app.add_option("--passages", command.request.passages, "most passages an article")->type_name("N")->check(whole_number(20));
  app.add_flag("--explain", typed.explain, "print how the query is understood; search nothing");
  app.add_flag("--translate", typed.translate,
               "print the query as it is written without --dialect, with notes on the differences; search nothing");
  app.add_flag("--fields", typed.fields, "list the fields");
}

void declare_reading_flags(CLI::App& app, SearchCommand& command, Typed& typed) {
  app.add_flag("--strict", command.request.strict, "a query that needs a repair is an error");
  app.add_option("--dialect", typed.dialect,
                 "whose habits decide where they differ: news, google, lucene, factiva, nexis or proquest")
      ->check(member({dialect_names().begin(), dialect_names().end()}))
      ->type_name("NAME");
  app.add_option("--synonyms", command.synonyms,
                 "a file with words that mean the same on a line, for ~word: car, automobile")
      ->type_name("FILE")
      ->check(given());
  app.add_option("--max-expansions", command.request.max_expansions,
                 "most words that one with a star may stand for (default: 100000)")
      ->type_name("N")
      ->check(whole_number(UINT32_MAX));
  app.add_option("--week-start", command.request.week_start, "the first day of `last week` (default: monday)")
      ->check(weekday_name())
      ->type_name("DAY");
  app.add_option("--date-order", command.request.date_order, "how 03/04/2024 is read: dmy or mdy")->check(member({"dmy", "mdy"}))->type_name("ORDER");
  app.add_option("--now", typed.now, "the instant that relative dates count from")->type_name("TIME");
  app.add_option("--tz", typed.zone, "the time zone of relative dates, as +02:00")->type_name("ZONE");
}

void declare_terminal_flags(CLI::App& app, SearchCommand& command, Typed& typed) {
  app.add_option("--color", typed.color, "auto, always or never")->check(member({"auto", "always", "never"}))->type_name("WHEN");
  many(app.add_option("--colors", command.colors, "the color of a part, as match:fg:red; may be repeated"))->type_name("PART:fg:COLOR");
  app.add_option("--hyperlink-format", command.hyperlink_format, "where headlines link to: {url}, {path}, or none")->check(member({"{url}", "{path}", "none"}))->type_name("TARGET");
  app.add_flag("--pager", typed.shown_only, "use a pager, however short the answer; --pager=COMMAND names it");
  app.add_flag("--no-pager", typed.shown_only, "never use a pager");
  app.add_flag("--line-buffered", command.line_buffered, "flush after every line");
}

void declare_program_flags(CLI::App& app, SearchCommand& command, Typed& typed) {
  app.add_flag("-q,--quiet", command.quiet, "print nothing; the exit code tells");
  app.add_flag("--no-messages", typed.no_messages, "no notes about the query");
  app.add_flag("--no-config", typed.no_config,
               "do not read the configuration file, nor the user's saved queries and synonyms");
  app.add_flag("--show-config", typed.show_config, "print the configuration in use");
  app.add_flag("-h", typed.brief_help, "a short help");
  app.add_flag("--help", typed.shown_only, "this help; --help=query and --help=dates say more");
  app.add_flag("-V,--version", typed.version, "the version");
}

void parse_flags(CLI::App& app, std::vector<std::string> flags) {
  const std::string last = flags.empty() ? "" : flags.back();
  std::reverse(flags.begin(), flags.end());
  try {
    app.parse(flags);
  } catch (const CLI::ExtrasError&) {
    const std::string flag = app.remaining().empty() ? "" : app.remaining().front();
    const auto hint = nearest_flag(flag, long_names(app));
    throw Error(ErrorCode::usage, "there is no flag " + flag, hint.empty() ? "newsgrep --help lists all of them; to exclude a word write NOT word" : hint);
  } catch (const CLI::ParseError& error) {
    const bool lacks_value = error.get_name() == "ArgumentMismatch" && takes_value(app, last);  // only the last one can
    throw Error(ErrorCode::usage, lacks_value ? last + " needs a value" : error.what(), "newsgrep --help");
  }
}

SearchAction action_of(const SearchCommand& command, const Typed& typed, bool help) {
  return help                       ? SearchAction::help
         : typed.version            ? SearchAction::version
         : typed.fields             ? SearchAction::fields
         : typed.show_config        ? SearchAction::show_config
         : !command.show_id.empty() ? SearchAction::show
         : typed.explain            ? SearchAction::explain
         : typed.translate          ? SearchAction::translate
         : typed.count              ? SearchAction::count
                                    : SearchAction::search;
}

std::string help_text(const CLI::App& app, const std::string& topic) {
  if (topic == "all") return long_help(app);
  if (topic == "query") return query_help;
  if (topic == "dates") return dates_help;
  throw Error(ErrorCode::usage, "there is no help on \"" + topic + "\"", "--help=query or --help=dates");
}

void settle(SearchCommand& command, const Typed& typed) {
  Request& request = command.request;
  if (typed.format_version != 1)
    throw Error(ErrorCode::usage, "--format-version " + std::to_string(typed.format_version) + " is not supported", "this newsgrep writes version 1");
  const auto dialects = dialect_names();
  request.dialect = static_cast<Dialect>(std::find(dialects.begin(), dialects.end(), typed.dialect) - dialects.begin());
  const bool words =
      typed.words || request.dialect != Dialect::news;  // what an argument with spaces means the dialect says
  command.reading = typed.phrase ? Reading::phrase : words ? Reading::words : Reading::automatic;
  request.any_word = typed.any;
  if (!typed.sort.empty())
    request.sort = typed.sort == "newest" ? Sort::newest : typed.sort == "oldest" ? Sort::oldest : Sort::relevance;
  command.own_lists = !typed.no_config;
  if (!typed.now.empty()) request.now = parse_now(typed.now);
  if (!typed.zone.empty()) request.zone = parse_zone(typed.zone);
  command.local_zone = typed.zone.empty() && typed.now.empty();
  command.color = parse_when(typed.color);
  command.messages = !typed.no_messages;
  settle_request(command);
}

}  // namespace

SearchCommand parse_search_command(const std::vector<std::string>& arguments) {
  SearchCommand command;
  Typed typed;
  CLI::App app("", "newsgrep");
  app.formatter(std::make_shared<HelpFormatter>());
  app.set_help_flag();
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  for (const auto declare : {declare_query_flags, declare_output_flags, declare_reading_flags, declare_terminal_flags, declare_program_flags}) declare(app, command, typed);

  Sorted sorted = sort_arguments(app, arguments);
  parse_flags(app, std::move(sorted.flags));
  command.arguments = std::move(sorted.query);
  command.paging = sorted.no_pager ? When::never : sorted.pager ? When::always : When::automatic;
  command.pager = sorted.pager.value_or("");
  settle(command, typed);
  command.action = action_of(command, typed, typed.brief_help || sorted.help);
  if (typed.brief_help) command.text = short_help;
  if (sorted.help) command.text = help_text(app, *sorted.help);
  command.idle = idle_flags(command, [&app](const std::string& flag) {
    const auto& values = app.get_option(flag)->results();
    return !values.empty() && values.back() != "false";
  });
  return command;
}

}  // namespace newsgrep
