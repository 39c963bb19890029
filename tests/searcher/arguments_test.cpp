// SPDX-License-Identifier: GPL-2.0-or-later
// From the command line to the query: which words are flags, which arguments are phrases.
#include "searcher/options.hpp"
#include "searcher/queries.hpp"
#include "tests/searcher/reading_queries.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

using Arguments = std::vector<std::string>;

std::string joined(const Arguments& arguments, Reading reading = Reading::automatic) { return join_arguments(arguments, reading); }

std::string query_of(const Arguments& arguments) { return queries_of(parse_search_command(arguments)).front().text; }

std::string complaint(const Arguments& arguments) {
  try {
    parse_search_command(arguments);
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::usage);
    return std::string(error.what()) + (error.hint().empty() ? "" : " | " + error.hint());
  }
  return {};
}

}  // namespace

TEST_CASE("an argument with spaces and no syntax is a phrase, and arguments are joined by AND") {
  CHECK(joined({"Superintelligence", "Labs"}) == "Superintelligence Labs");
  CHECK(joined({"Superintelligence Labs"}) == "\"Superintelligence Labs\"");
  CHECK(joined({"Superintelligence Labs", "Meta"}) == "\"Superintelligence Labs\" Meta");
  CHECK(joined({"a\u00A0b"}) == "\"a\u00A0b\"");
  CHECK(joined({"rock \\ roll"}) == "\"rock \\\\ roll\"");
}

TEST_CASE("any syntax of the query language keeps an argument from being a phrase") {
  for (const char* text : {"a AND b", "a OR b", "a | b", "NOT a b", "a -b", "a +b", "a !b", "a =b", "\"a b\" c", "(a b)", "title:a b", "date:2024 b", "gov* a", "a near/5 b", "a /5 b", "a (b)", "~a b", "wom?n b"}) {
    CAPTURE(text);
    CHECK(joined({text}) == text);
  }
}

TEST_CASE("single quotes around a part of an argument keep it from being one phrase, around all of it they are the phrase") {
  CHECK(joined({"'oil prices' opec"}) == "'oil prices' opec");
  CHECK(joined({"'oil prices'"}) == "\"'oil prices'\"");
}

TEST_CASE("signs that are no syntax do not keep an argument from being a phrase") {
  for (const char* text : {"AT&T and Verizon", "COVID-19 deaths", "O'Brien said", "U.S. economy", "cats or dogs", "12:30 train", "what next?", "$5 bn", "a - b"}) {
    CAPTURE(text);
    CHECK(joined({text}) == "\"" + std::string(text) + "\"");
  }
}

TEST_CASE("an OR in one argument does not reach into the next") {
  CHECK(tree_of(joined({"Meta OR Google", "Labs"})) == "(Meta OR Google) AND Labs");
  CHECK(tree_of(joined({"a AND b", "c OR d"})) == "(a AND b) AND (c OR d)");
  CHECK(tree_of(joined({"Meta", "OR", "Google"})) == "Meta OR Google");
}

TEST_CASE("-F and -w force either reading") {
  CHECK(joined({"a b", "c"}, Reading::words) == "a b c");
  CHECK(joined({"a b", "c"}, Reading::phrase) == "\"a b\" \"c\"");
  CHECK(joined({"say \"it\" OR not"}, Reading::phrase) == "\"say \\\"it\\\" OR not\"");
}

TEST_CASE("a word behind a dash is an exclusion unless it is a flag") {
  CHECK(query_of({"Meta", "-Llama"}) == "Meta -Llama");
  CHECK(query_of({"Meta", "-lama", "-fed", "-needle", "-now"}) == "Meta -lama -fed -needle -now");
  CHECK(query_of({"-Llama", "Meta", "-l"}) == "-Llama Meta");
  CHECK(query_of({"Meta", "--", "-l", "--json"}) == "Meta -l --json");
  CHECK(parse_search_command({"Meta", "-l0"}).output == OutputFormat::paths);
  CHECK(parse_search_command({"Meta", "-n5"}).limit == 5);
  CHECK(parse_search_command({"Meta", "-n", "5"}).limit == 5);
  CHECK(parse_search_command({"Meta", "-qn5"}).quiet);
}

TEST_CASE("several -e are alternatives, and arguments beside them are wanted too") {
  CHECK(query_of({"-e", "a b"}) == "a b");
  CHECK(queries_of(parse_search_command({"-e", "a b", "-e", "\"c"})).front().any_of == Arguments{"a b", "\"c"});
  CHECK(tree_of(query_of({"-e", "a", "-e", "b", "x y"})) == "\"x y\"");
  CHECK(queries_of(parse_search_command({"-e", "a", "-e", "b", "x y"})).front().any_of == Arguments{"a", "b"});
}

TEST_CASE("an unknown flag is an error with the nearest one; so is a flag without its value, or with one too many") {
  CHECK(complaint({"--sinse", "2024"}) == "there is no flag --sinse | did you mean --since?");
  CHECK(complaint({"--foo"}).find("there is no flag --foo | newsgrep --help") == 0);
  CHECK(complaint({"Meta", "--since"}).find("--since needs a value") == 0);
  CHECK(complaint({"Meta", "-n"}).find("-n needs a value") == 0);
  CHECK(complaint({"Meta", "--json=x"}).find("--json takes no value") == 0);
  CHECK(complaint({"Meta", "--sort", "sideways"}).find("--sort: \"sideways\" is none of relevance newest oldest") == 0);
  CHECK(complaint({"Meta", "--now", "soon"}).find("--now: \"soon\" is no point in time") == 0);
  CHECK(complaint({"Meta", "--tz", "Mars"}).find("--tz: \"Mars\" is no time zone") == 0);
  CHECK(complaint({"Meta", "--since", "2024"}) == "");
}

TEST_CASE("the last flag wins, and --no-FLAG takes back") {
  CHECK(parse_search_command({"a", "--json", "--csv"}).output == OutputFormat::csv);
  CHECK(parse_search_command({"a", "--csv", "--no-csv"}).output == OutputFormat::text);
  CHECK(parse_search_command({"a", "--csv", "--no-json"}).output == OutputFormat::csv);
  CHECK(parse_search_command({"a", "--since", "2024", "--no-since"}).request.since == "");
  CHECK(parse_search_command({"a", "--since=2023", "--no-since", "--since", "2024"}).request.since == "2024");
  CHECK(parse_search_command({"a", "-n", "3", "--no-limit"}).limit == std::nullopt);
  CHECK(parse_search_command({"a", "--strict", "--no-strict"}).request.strict == false);
  CHECK(parse_search_command({"a", "--color=always", "--no-color"}).color == When::never);
  CHECK(parse_search_command({"a", "--no-color", "--color=always"}).color == When::always);
  CHECK(query_of({"a", "--db", "--no-db", "b"}) == "a b");
  CHECK(parse_search_command({"a", "--all", "-n", "5"}).limit == 5);
  CHECK(parse_search_command({"a", "-n", "5", "--all"}).limit == UINT64_MAX);
  CHECK(parse_search_command({"a", "--all", "--no-all"}).limit == std::nullopt);
}

TEST_CASE("a flag that changes nothing is told, and only that") {
  const auto idle = [](const Arguments& arguments) {
    std::string all;
    for (const auto& one : parse_search_command(arguments).idle) all += (all.empty() ? "" : ", ") + one.substr(0, one.find(" has no effect"));
    return all;
  };
  CHECK(idle({"a", "-0"}) == "--null");
  CHECK(idle({"a", "-0", "--json"}) == "--null");
  CHECK(idle({"a", "--csv", "--export"}) == "--csv");
  CHECK(idle({"a", "-c", "--json", "-n", "5"}) == "--json, --limit");
  CHECK(idle({"a", "-c", "-0"}) == "--null");
  CHECK(idle({"a", "-c", "--explain"}) == "--count");
  CHECK(idle({"--show", "x", "a"}) == "the query");
  CHECK(idle({"a", "-l", "--passages", "3"}) == "--passages");
  CHECK(idle({"a", "--format", "{title}", "--passages", "3"}) == "--passages");
  CHECK(idle({"a", "--no-feedback"}) == "--no-feedback");
  CHECK(idle({"-w", "-e", "a b"}) == "--words");
  CHECK(idle({"-F", "-f", "x"}) == "--phrase");
  CHECK(idle({"-F", "-w", "a b"}) == "--words");
  for (const auto& arguments : {Arguments{"a", "-l0"}, {"a", "--format", "{passage}", "-0", "--passages", "3"}, {"a", "-n", "5", "--all"}, {"a", "-q", "--json", "-n", "5"},
                                {"--show", "x", "--json"}, {"a", "--or", "--no-feedback"}, {"a", "-w", "-e", "b"}, {"a", "-c", "--since", "2024"}, {"--help", "-0"}}) {
    CAPTURE(arguments.back());
    CHECK(idle(arguments) == "");
  }
}

TEST_CASE("optional values come with an equals sign only") {
  CHECK(query_of({"--pager", "less"}) == "less");
  CHECK(parse_search_command({"a", "--pager=less -R"}).pager == "less -R");
  CHECK(parse_search_command({"--help=query"}).text.find("The query language") == 0);
  CHECK(query_of({"a", "--pager"}) == "a");
}

TEST_CASE("people get the first ten, programs everything") {
  const auto limit = [](const Arguments& arguments) { return parse_search_command(arguments).request.limit; };
  CHECK(limit({"a"}) == 10);
  CHECK(limit({"a", "--json"}) == 10);
  for (const char* flag : {"-l", "--csv", "--tsv", "--format={id}", "--export", "--all"}) CHECK(limit({"a", flag}) == UINT64_MAX);
  CHECK(limit({"a", "-l", "-n", "3"}) == 3);
  CHECK(limit({"a", "--json", "--all"}) == UINT64_MAX);
}
