// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/options.hpp"

#include "common/date.hpp"
#include "common/flags.hpp"
#include "common/utf8.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace newsgrep {
namespace {

constexpr const char* short_help = R"(newsgrep - searches an archive of news

  newsgrep "Superintelligence Labs"             the phrase (one argument with spaces)
  newsgrep Meta llama -Google                   all of the words, without Google
  newsgrep 'title:drought (wheat OR maize)'     fields, OR, parentheses
  newsgrep 'merger near/5 regulator' --since 2024-01 --sort newest
  newsgrep "rate cut" --json | jq .             for programs; also --csv, --tsv, -l, -c, --format
  newsgrep --show 5f1d2c3b4a596877              a whole article by its id

An index is made by: newsgrep-index FOLDER
More: newsgrep --help (all flags), --help=query (the query language), --help=dates, --fields
)";

constexpr const char* query_help = R"(The query language

  climate policy            both words, in any form (stems), in text or headline
  "climate policy"          the phrase: these words side by side, exactly as written
  climate OR weather        either;  a OR b c means (a OR b) AND c
  climate AND NOT policy    AND, OR, NOT in capitals; -policy and !policy exclude, too
  +climate policy           climate is required, policy only ranks higher
  (a OR b) AND c            parentheses group
  oil near/5 price          at most 5 words apart; pre/5 in this order
  govern*                   words that begin so
  =elections                this form of the word only
  title:word text:"a b"     in one field; all fields: newsgrep --fields
  date:2024-03 since:2024   dates: newsgrep --help=dates

An argument with spaces and no operator is a phrase: newsgrep "climate policy" Meta is
the phrase AND Meta. -F reads every argument as a phrase, -w none.
-word is an exclusion unless it is a flag: newsgrep Meta -Llama. After -- everything is.
)";

constexpr const char* dates_help = R"(Dates of publication

  date:2024  date:2024-03  date:2024-03-05  date:2024-Q1  date:2024-W09  date:2010s
  date:2024-01..2024-03    both ends included; either may be left out
  since:2024-03 until:...  inclusive;  after:2024 before:2024 exclude the whole period named
  date:today  date:yesterday  date:monday  date:"last week"  date:this-month
  date:7d  date:"last 7 days"  date:past-year      counted back from today
  date:"9 April 2026"  date:april-2026  date:none  (articles without a date)

--since and --until take the same forms. --now and --tz make relative dates reproducible.
)";

std::vector<std::string> long_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* option : app.get_options())
    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

// The letters of short flags, with whether they take a value.
std::optional<bool> short_flag(const CLI::App& app, char letter) {
  for (const auto* option : app.get_options())
    for (const auto& name : option->get_snames())
      if (name.size() == 1 && name[0] == letter) return option->get_expected_max() > 0;
  return std::nullopt;
}

// "-lc" and "-n5" are flags; "-Llama" is an exclusion: not all of its letters are flags.
bool is_flag_bundle(const CLI::App& app, const std::string& argument) {
  for (std::size_t i = 1; i < argument.size(); ++i) {
    const auto takes_value = short_flag(app, argument[i]);
    if (!takes_value) return false;
    if (!*takes_value) continue;
    const std::string value = argument.substr(i + 1);
    const bool number = !value.empty() && value.find_first_not_of("0123456789") == std::string::npos;
    return value.empty() || (argument[i] == 'n' ? number : i == 1 && argument[i] != 'e');
  }
  return true;
}

// What CLI11 gets to see, and what is part of the query.
struct Sorted {
  std::vector<std::string> flags, query;
  std::optional<std::string> pager, help;
};

bool long_flag_takes_value(const CLI::App& app, const std::string& name) {
  for (const auto* option : app.get_options())
    for (const auto& known : option->get_lnames())
      if ("--" + known == name) return option->get_expected_max() > 0;
  return false;
}

Sorted sort_arguments(const CLI::App& app, const std::vector<std::string>& arguments) {
  Sorted sorted;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (argument == "--") {
      sorted.query.insert(sorted.query.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1, arguments.end());
      break;
    }
    if (argument == "--pager" || argument.starts_with("--pager=")) {
      sorted.pager = argument.size() > 8 ? argument.substr(8) : std::string();
    } else if (argument == "--help" || argument.starts_with("--help=")) {
      sorted.help = argument.size() > 7 ? argument.substr(7) : std::string("all");
    } else if (argument.starts_with("--")) {
      sorted.flags.push_back(argument);
      if (argument.find('=') == std::string::npos && long_flag_takes_value(app, argument) && i + 1 < arguments.size()) sorted.flags.push_back(arguments[++i]);
    } else if (argument.size() > 1 && argument[0] == '-' && is_flag_bundle(app, argument)) {
      sorted.flags.push_back(argument);
      if (short_flag(app, argument.back()).value_or(false) && i + 1 < arguments.size()) sorted.flags.push_back(arguments[++i]);
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

void choose_output(SearchCommand& command, bool json, bool csv, bool tsv, bool paths, bool exported) {
  if (json || exported) command.output = OutputFormat::json;
  if (csv) command.output = OutputFormat::csv;
  if (tsv) command.output = OutputFormat::tsv;
  if (paths) command.output = OutputFormat::paths;
  if (!command.pattern.empty()) command.output = OutputFormat::pattern;
  constexpr std::uint64_t first_hits = 10;
  const bool few = command.output == OutputFormat::text || (command.output == OutputFormat::json && !exported);
  command.request.limit = command.limit.value_or(few ? first_hits : UINT64_MAX);
  command.request.whole_text = exported;
  if (exported || command.output == OutputFormat::paths) command.request.passages = 0;
}

}  // namespace

SearchCommand parse_search_command(const std::vector<std::string>& arguments) {
  SearchCommand command;
  Request& request = command.request;
  CLI::App app("Searches an archive of news.", "newsgrep");
  app.set_help_flag();
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  bool count = false, paths = false, json = false, csv = false, tsv = false, all = false, any = false, phrase = false, words = false, explain = false,
       fields = false, show_config = false, brief_help = false, version = false, no_pager = false, no_messages = false, exported = false, no_config = false;
  std::string sort = "relevance", color = "auto", colors, now, zone;
  std::uint64_t limit = 0;
  unsigned format_version = 1;
  app.add_option("--db", command.db, "the index folder, or a folder that holds .newsgrep");
  app.add_option("--since", request.since, "published on this date or later")->type_name("DATE");
  app.add_option("--until", request.until, "published on this date or earlier")->type_name("DATE");
  app.add_option("--sort", sort, "relevance, newest or oldest")->check(CLI::IsMember({"relevance", "newest", "oldest"}));
  auto* limit_option = app.add_option("-n,--limit", limit, "at most so many articles (text and --json: 10)")->type_name("N");
  app.add_option("--offset", request.offset, "leave out the first N")->type_name("N");
  app.add_flag("--all,!--no-all", all, "every article that matches");
  app.add_flag("--or", any, "articles with any of the words, ranked");
  app.add_flag("-F,--phrase", phrase, "every argument is a phrase");
  app.add_flag("-w,--words", words, "no argument is a phrase unless it has quotes");
  app.add_option("-e,--query", command.expressions, "a query; several mean any of them")->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->allow_extra_args(false);
  app.add_option("-f,--query-file", command.query_file, "one query a line, `name<TAB>query` or `query`; - is standard input");
  app.add_flag("-c,--count", count, "print only how many articles match, exactly");
  app.add_flag("-l,--files-with-matches", paths, "print only where the articles are");
  app.add_flag("-0,--null", command.null_terminated, "end paths with a NUL");
  app.add_flag("--json", json, "JSON lines");
  app.add_flag("--csv", csv, "comma-separated values");
  app.add_flag("--tsv", tsv, "tab-separated values");
  app.add_option("--format", command.pattern, "a line an article: {date} {source} {title} {url} {path} {id} {score} {passage}")->type_name("TEMPLATE");
  app.add_flag("--export", exported, "JSON lines of every article with its whole text");
  app.add_option("--format-version", format_version, "of --json; an error if this newsgrep does not write it");
  app.add_option("--show", command.show_id, "print a whole article")->type_name("ID");
  app.add_option("--passages", request.passages, "most passages an article")->check(CLI::Range(0, 20));
  app.add_flag("--explain", explain, "print how the query is understood; search nothing");
  app.add_flag("--fields", fields, "list the fields");
  app.add_flag("--strict,!--no-strict", request.strict, "a query that needs a repair is an error");
  app.add_option("--date-order", request.date_order, "how 03/04/2024 is read: dmy or mdy")->check(CLI::IsMember({"dmy", "mdy"}));
  app.add_option("--now", now, "the instant that relative dates count from")->type_name("TIME");
  app.add_option("--tz", zone, "the time zone of --now, as +02:00")->type_name("ZONE");
  app.add_option("--color", color, "auto, always or never")->check(CLI::IsMember({"auto", "always", "never"}));
  app.add_option("--colors", command.match_color, "SGR codes of a match, as 1;31");
  app.add_option("--hyperlink-format", command.hyperlink_format, "where headlines link to: {url}, {path}, or none");
  app.add_flag("--no-pager", no_pager, "never use a pager");
  app.add_flag("--line-buffered", command.line_buffered, "flush after every line");
  app.add_flag("-q,--quiet", command.quiet, "print nothing; the exit code tells");
  app.add_flag("--no-messages", no_messages, "no notes about the query");
  app.add_flag("--no-config", no_config, "do not read the configuration file");
  app.add_flag("--show-config", show_config, "print the configuration in use");
  app.add_flag("-h", brief_help, "a short help; --help, --help=query and --help=dates say more");
  app.add_flag("--version", version, "the version");

  Sorted sorted = sort_arguments(app, arguments);
  std::reverse(sorted.flags.begin(), sorted.flags.end());
  try {
    app.parse(sorted.flags);
  } catch (const CLI::ExtrasError&) {
    const std::string flag = app.remaining().empty() ? "" : app.remaining().front();
    const auto hint = nearest_flag(flag, long_names(app));
    throw Error(ErrorCode::usage, "there is no flag " + flag, hint.empty() ? "newsgrep --help lists all of them; to exclude a word write NOT word" : hint);
  } catch (const CLI::ParseError& error) {
    throw Error(ErrorCode::usage, error.what(), "newsgrep --help");
  }
  if (format_version != 1) throw Error(ErrorCode::usage, "--format-version " + std::to_string(format_version) + " is not supported", "this newsgrep writes version 1");
  command.arguments = std::move(sorted.query);
  command.reading = phrase ? Reading::phrase : words ? Reading::words : Reading::automatic;
  request.any_word = any;
  request.sort = sort == "newest" ? Sort::newest : sort == "oldest" ? Sort::oldest : Sort::relevance;
  if (limit_option->count() > 0) command.limit = limit;
  if (all) command.limit = UINT64_MAX;
  if (!now.empty()) request.now = parse_now(now);
  if (!zone.empty()) request.zone = parse_zone(zone);
  command.color = color == "always" ? When::always : color == "never" ? When::never : When::automatic;
  command.paging = no_pager ? When::never : sorted.pager ? When::always : When::automatic;
  if (sorted.pager) command.pager = *sorted.pager;
  command.messages = !no_messages;
  choose_output(command, json, csv, tsv, paths, exported);
  command.action = brief_help || sorted.help    ? SearchAction::help
                   : version                    ? SearchAction::version
                   : fields                     ? SearchAction::fields
                   : show_config                ? SearchAction::show_config
                   : !command.show_id.empty()   ? SearchAction::show
                   : explain                    ? SearchAction::explain
                   : count                      ? SearchAction::count
                                                : SearchAction::search;
  if (brief_help) command.text = short_help;
  if (sorted.help) command.text = *sorted.help == "query" ? query_help : *sorted.help == "dates" ? dates_help : short_help + ("\n" + app.help());
  if (sorted.help && *sorted.help != "all" && *sorted.help != "query" && *sorted.help != "dates")
    throw Error(ErrorCode::usage, "there is no help on \"" + *sorted.help + "\"", "--help=query or --help=dates");
  return command;
}

}  // namespace newsgrep
