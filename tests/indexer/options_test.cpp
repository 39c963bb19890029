// SPDX-License-Identifier: GPL-2.0-or-later
// The command line of newsgrep-index.
#include "indexer/options.hpp"
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

using Arguments = std::vector<std::string>;

IndexOptions options_of(const Arguments& arguments) { return parse_index_command(arguments).options; }

std::string complaint(const Arguments& arguments) {
  try {
    parse_index_command(arguments);
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::usage);
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("paths are taken in order, behind -- whatever they look like") {
  CHECK(options_of({"b", "a", "-"}).paths == Arguments{"b", "a", "-"});
  CHECK(options_of({"--", "--rebuild", "-x"}).paths == Arguments{"--rebuild", "-x"});
  CHECK(!options_of({"--", "--rebuild"}).rebuild);
}

TEST_CASE("a flag with several values does not swallow the paths behind it") {
  const auto options = options_of({"--exclude", "*.tmp", "news", "--exclude=drafts/", "more"});
  CHECK(options.exclude == Arguments{"*.tmp", "drafts/"});
  CHECK(options.paths == Arguments{"news", "more"});
}

TEST_CASE("patterns of a file come before those of the command line, which may take them back") {
  const TemporaryFolder folder;
  const auto file = folder.write("patterns", "# what is not news\n*.tmp\n");
  CHECK(options_of({"--exclude", "!keep.tmp", "--exclude-from", file.string()}).exclude == Arguments{"# what is not news", "*.tmp", "!keep.tmp"});
  CHECK(complaint({"--exclude-from", (folder.path() / "none").string()}).find("--exclude-from: cannot read") == 0);
}

TEST_CASE("--wait takes its value with an equals sign only") {
  CHECK(parse_index_command({"--wait", "5"}).options.paths == Arguments{"5"});
  CHECK(parse_index_command({"--wait", "news"}).wait > 3600);
  CHECK(parse_index_command({"--wait=5"}).wait == 5);
  CHECK(parse_index_command({"--wait=0.5s"}).wait == 0.5);
  CHECK(!parse_index_command({"news"}).wait);
  for (const char* value : {"--wait=soon", "--wait=-1", "--wait=5x", "--wait=nan"}) CHECK(complaint({value}).find("--wait: ") == 0);
}

TEST_CASE("sizes have units, and limits") {
  CHECK(options_of({"--memory", "512M"}).memory == 512u << 20);
  CHECK(options_of({"--memory", "1.5g"}).memory == 1536u << 20);
  CHECK(options_of({"--memory", "4096"}).memory == 4096);
  for (const char* size : {"lots", "-5M", "0", "5T", "1e300G", "nan", "M"}) {
    CAPTURE(size);
    CHECK(complaint({"--memory=" + std::string(size)}).find("--memory: ") == 0);
  }
}

TEST_CASE("a layout is wanted only where it is named") {
  CHECK_FALSE(options_of({"news"}).layout);
  CHECK(options_of({"--layout", "default", "news"}).layout == Layout::lean);
  CHECK(options_of({"--layout=stock", "news"}).layout == Layout::stock);
  CHECK(options_of({"--portable", "news"}).portable);
  CHECK_FALSE(options_of({"--portable", "--no-portable", "news"}).portable);
  CHECK(complaint({"--layout", "both", "news"}).find("none of default stock") != std::string::npos);
}

TEST_CASE("what cannot be meant is refused") {
  CHECK(complaint({"--dryrun"}) == "there is no flag --dryrun");
  CHECK(complaint({"--rebuild=yes"}) == "--rebuild takes no value");
  CHECK(complaint({"news", "--db"}) == "--db needs a value");
  CHECK(complaint({"--jobs", "many"}) == "--jobs: \"many\" is no number from 0 to 1024");
  CHECK(complaint({"--explain", "news"}) == "--explain goes with --extract");
}

TEST_CASE("the last flag wins, and --no-FLAG takes back") {
  CHECK(!options_of({"--rebuild", "--no-rebuild"}).rebuild);
  CHECK(options_of({"--no-rebuild", "--rebuild"}).rebuild);
  CHECK(options_of({"-j1", "-j", "3"}).jobs == 3);
  CHECK(parse_index_command({"--no-messages", "--messages"}).messages);
}

TEST_CASE("looking at an index never writes one") {
  CHECK(parse_index_command({"--failures"}).action == IndexAction::stats);
  CHECK(parse_index_command({"--stats", "--rebuild"}).action == IndexAction::stats);
  CHECK_THROWS_AS(parse_index_command({"--check", "--extract"}), Error);
  CHECK_THROWS_AS(parse_index_command({"--extract", "--dry-run"}), Error);
  CHECK(parse_index_command({"news"}).action == IndexAction::update);
}
