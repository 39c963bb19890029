// SPDX-License-Identifier: GPL-2.0-or-later
// What a request says besides its query, through the library.
#include "tests/support/folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

// Three articles of as many days, one word common to all, the days in the headlines.
struct Archive {
  Archive() {
    for (const char* day : {"1", "2", "3"})
      folder.write(std::string("a") + day + ".json",
                   std::string(R"({"title": "day )") + day + R"(", "date": "2024-03-0)" + day +
                       R"(", "text": "oil price oilman oils)" + day + " " + std::string(day) + R"( oil"})");
    index_folder(folder.path());
  }

  std::string titles(const Request& request) const {
    std::string all;
    for (const auto& hit : Searcher(folder.path()).search(request).hits)
      all += (all.empty() ? "" : " ") + hit.article.title.substr(4);
    return all;
  }

  TemporaryFolder folder;
};

Request asking(const std::string& query) {
  Request request;
  request.query = query;
  request.passages = 0;
  return request;
}

bool told(const std::vector<Diagnostic>& diagnostics, const std::string& kind) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& one) { return one.kind == kind; });
}

}  // namespace

TEST_CASE("the order of a request goes before that of the query, which is told") {
  const Archive archive;
  Request request = asking("oil sort:date");
  CHECK(archive.titles(request) == "3 2 1");
  request.query = "oil sort:-date";
  CHECK(archive.titles(request) == "1 2 3");
  request.sort = Sort::newest;
  CHECK(archive.titles(request) == "3 2 1");
  CHECK(told(translate(request).diagnostics, "two_orders"));
  request.query = "oil sort:date";
  CHECK_FALSE(told(translate(request).diagnostics, "two_orders"));
  request = asking("sort:-date");
  CHECK(archive.titles(request) == "1 2 3");
  request = asking("");
  request.any_of = {"oil sort:date", "price sort:-date"};
  CHECK(archive.titles(request) == "3 2 1");
  CHECK(told(translate(request).diagnostics, "two_orders"));
}

TEST_CASE("dates that leave no day are told") {
  const auto contradicts = [](const std::string& query, const std::string& since = "") {
    Request request = asking(query);
    request.since = since;
    return told(translate(request).diagnostics, "empty_period");
  };
  CHECK(contradicts("oil since:2025 until:2024"));
  CHECK(contradicts("oil date:2024-03 (price date:2024-04)"));
  CHECK(contradicts("date:2023", "2024"));
  CHECK_FALSE(contradicts("date:2023 OR date:2024"));
  CHECK_FALSE(contradicts("date:2023 -date:2024"));
  CHECK_FALSE(contradicts("date:2023 seen:2024"));
  CHECK_FALSE(contradicts("date:2024-03 date:2024"));
  CHECK_FALSE(contradicts("date:2024", "2024-03"));
}

TEST_CASE("a request is translated without an index") {
  Request request = asking("oil price or gas w/3 @more");
  request.dialect = Dialect::nexis;
  request.saved = {{"more", "coal or peat sort:date"}};
  request.since = "2024-03";
  const QueryExplanation there = translate(request);
  CHECK(there.tree == "((\"oil price\" OR gas) near/3 (coal OR peat)) AND date:2024-03-01..");
  CHECK(there.sort == Sort::newest);
  CHECK(there.differences.size() == 3);
  CHECK(there.diagnostics.empty());
  CHECK(there.terms.empty());
  request.query = "oil AND";
  CHECK(told(translate(request).diagnostics, "missing_operand"));
}

TEST_CASE("more words than a request allows a star are an error that names it") {
  const Archive archive;
  const Searcher searcher(archive.folder.path());
  Request request = asking("title:oil* OR oil*");
  CHECK(searcher.count(request) == 3);
  request.max_expansions = 2;
  CHECK_THROWS_AS(searcher.count(request), Error);
  request.max_expansions = 0;
  CHECK(searcher.count(request) == 3);
}

TEST_CASE("a week begins on the day that the request says") {
  Request request = asking("date:this-week");
  request.now = 1709812800;  // Thursday, 7 March 2024
  CHECK(translate(request).tree == "date:2024-03-04..2024-03-10");
  request.week_start = "sunday";
  CHECK(translate(request).tree == "date:2024-03-03..2024-03-09");
}

TEST_CASE("what is asked of a field's beginning, and synonyms, are found in an index") {
  const Archive archive;
  Request request = asking("title:/^day [12]/ sort:date");
  CHECK(archive.titles(request) == "2 1");
  request = asking("~petroleum sort:date");
  request.synonyms = {{"petroleum", "oilman"}};
  CHECK(archive.titles(request) == "3 2 1");
  request = asking("(oilman AND price) w/1 2");
  CHECK(archive.titles(request) == "");
  request = asking("(oils2 AND oil) w/1 2");
  CHECK(archive.titles(request) == "2");
}
