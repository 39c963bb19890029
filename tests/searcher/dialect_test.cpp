// SPDX-License-Identifier: GPL-2.0-or-later
// Queries as the manuals of other archives and engines teach to write them, and what they mean here.
#include "searcher/query/parse.hpp"
#include "tests/searcher/reading_queries.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

ParseOptions in(Dialect dialect) {
  ParseOptions options = on_a_thursday();
  options.dialect = dialect;
  return options;
}

struct Read {
  const char *text, *tree;
};

void check_trees(Dialect dialect, std::initializer_list<Read> cases) {
  for (const auto& [text, tree] : cases) {
    CAPTURE(text);
    CHECK(tree_of(text, in(dialect)) == tree);
  }
}

std::string differences_of(const std::string& text, Dialect dialect) {
  std::string all;
  for (const auto& one : parse_query(text, in(dialect)).differences)
    all += (all.empty() ? "" : "; ") + text.substr(one.begin, one.end - one.begin) + ": " + one.message;
  return all;
}

}  // namespace

TEST_CASE("Factiva: phrases without quotes, small operators, w/N with an order, fields with a sign of equality") {
  check_trees(Dialect::factiva,
              {{"climate policy", "\"climate policy\""},
               {"climate policy and carbon tax", "\"climate policy\" AND \"carbon tax\""},
               {"oil w/5 price", "oil pre/5 price"},
               {"oil adj5 price", "oil pre/5 price"},
               {"oil near5 price", "oil near/5 price"},
               {"hd=merger and la=en", "title:merger AND language:en"},
               {"hd=(bank merger or takeover) not rumour", "(title:\"bank merger\" OR title:takeover) AND NOT rumour"},
               {"hlp=inflation", "title:inflation OR lead:(inflation)"},
               {"lp=inflation", "lead:(inflation)"},
               {"strike same union", "strike /p union"},
               {"atleast5 inflation", "atleast5(inflation)"},
               {"inflation /F50/", "text:first50(inflation)"},
               {"wc>1000 and inflation", "words:1001.. AND inflation"},
               {"telecom* and engineer$3", "telecom* AND engineer$3"},
               {"rst=reuters and date from 20240101 to 20240331", "source:reuters AND date:2024-01-01..2024-03-31"},
               {"inflation and date aft 20240301", "inflation AND date:2024-03-02.."},
               {"inflation and date after -7", "inflation AND date:2024-03-01.."},
               {"a or b and c", "a OR (b AND c)"},
               {"smoking/F50/", "text:first50(smoking)"},
               {"bush/F20/ and \"iraq war\"/F20/", "text:first20(bush) AND text:first20(\"iraq war\")"},
               {"bill gates near5 foundation", "\"bill gates\" near/5 foundation"},
               {"hd=bank* w/4 merger", "title:(bank* pre/4 merger)"},
               {"sn=wall street journal", "source:\"wall street journal\""},
               {"date from 01 jan 2024 to 31 mar 2024 and oil", "date:2024-01-01..2024-03-31 AND oil"},
               {"oil and date aft 3 Feb 2024", "oil AND date:2024-02-04.."},
               {"hd=(european central bank or ecb)", "title:\"european central bank\" OR title:ecb"},
               {"microsoft not hd=apple", "microsoft AND NOT title:apple"}});
}

TEST_CASE("Nexis: OR before near, near before AND; segments in capitals, truncation with an exclamation mark") {
  check_trees(Dialect::nexis,
              {{"climate policy", "\"climate policy\""},
               {"bank or lender w/5 rate", "(bank OR lender) near/5 rate"},
               {"rate w/5 bank or lender", "rate near/5 (bank OR lender)"},
               {"bank and rate or price", "bank AND (rate OR price)"},
               {"bank or lender and not river", "(bank OR lender) AND NOT river"},
               {"HEADLINE(merger w/5 bank)", "title:(merger near/5 bank)"},
               {"HLEAD(merger)", "title:merger OR lead:(merger)"},
               {"litigat! w/s settle!", "litigat* /s settle*"},
               {"court litigat!", "\"court litigat*\""},
               {"wom*n /p vote", "wom*n /p vote"},
               {"merger pre/3 talks", "merger pre/3 talks"},
               {"turkey not w/5 roast", "turkey not w/5 roast"},
               {"caps(turkey) and allcaps(nato) and nocaps(apple)", "caps(turkey) AND allcaps(nato) AND nocaps(apple)"},
               {"atleast5(tariff) and length > 1200", "atleast5(tariff) AND words:1201.."},
               {"PUBLICATION(times)", "source:times"},
               {"headline(merger w/5 bank)", "title:(merger near/5 bank)"},
               {"city w/2 council or commission", "city near/2 (council OR commission)"},
               {"length(>500) and merger", "words:501.. AND merger"},
               {"LENGTH < 300 and merger", "words:..299 AND merger"},
               {"date is 2020 and merger", "date:2020-01-01..2020-12-31 AND merger"},
               {"date = 2020 and merger", "date:2020-01-01..2020-12-31 AND merger"},
               {"DATE(>=2020) and merger", "date:2020-01-01.. AND merger"},
               {"date aft 1/13/2020 and merger", "date:2020-01-14.. AND merger"},
               {"GEOGRAPHIC(france) and PERSON(doe)", "tag:france AND tag:doe"},
               {"LANGUAGE(english) and merger", "language:en AND merger"},
               {"bank(s)", "bank AND s"},
               {"BYLINE(doe) and not letter to the editor", "byline:doe AND NOT \"letter to the editor\""}});
}

TEST_CASE("ProQuest: words side by side are all wanted; NEAR, PRE, small operators") {
  check_trees(Dialect::proquest, {{"climate policy", "climate AND policy"},
                                  {"nursing and education", "nursing AND education"},
                                  {"nursing NEAR/3 education", "nursing near/3 education"},
                                  {"nursing N/3 education", "nursing near/3 education"},
                                  {"nursing PRE/4 education", "nursing pre/4 education"},
                                  {"nursing P/4 education", "nursing pre/4 education"},
                                  {"nursing not shortage", "nursing AND NOT shortage"},
                                  {"{higher education}", "{higher education}"},
                                  {"nurse? and colo?r", "nurse? AND colo?r"},
                                  {"ti(nursing OR care) and au(doe) and pub(times)",
                                   "(title:nursing OR title:care) AND byline:doe AND source:times"},
                                  {"(a or b) and c", "(a OR b) AND c"},
                                  {"nurse NEAR education", "nurse near/4 education"},
                                  {"nurs[*5]", "nurs[*5]"},
                                  {"pd(20240101-20240331) and oil", "date:2024-01-01..2024-03-31 AND oil"},
                                  {"yr(2005-2010) and oil", "date:2005-01-01..2010-12-31 AND oil"},
                                  {"yr(>2005) and oil", "date:2006-01-01.. AND oil"},
                                  {"su(oil) and la(german)", "tag:oil AND language:de"}});
}

TEST_CASE("where a field stands before a parenthesis, one that there is not is an error, and not a word") {
  for (const auto dialect : {Dialect::nexis, Dialect::proquest})
    for (const char* text : {"AB(oil)", "ti,ab(oil)", "plural(job)", "su.exact(\"oil price\")", "date(blah)", "length(many)"}) {
      CAPTURE(text);
      CHECK(parse_query(text, in(dialect)).failed());
    }
  CHECK(tree_of("AB(oil)", in(Dialect::news)) == "AB AND oil");
}

TEST_CASE("Lucene: any of the words, unless a sign wants them") {
  check_trees(Dialect::lucene, {{"climate policy", "climate OR policy"},
                                {"+climate policy", "+climate policy"},
                                {"climate policy -tax", "(climate OR policy) AND NOT tax"},
                                {"title:\"climate policy\" AND text:tax", "title:\"climate policy\" AND text:tax"},
                                {"title:(+climate +\"carbon tax\")", "title:climate AND title:\"carbon tax\""},
                                {"\"carbon tax\"~5", "\"carbon tax\"~5"},
                                {"carbon^4 tax", "carbon^4 OR tax"},
                                {"te?t test* te*t", "te?t OR test* OR te*t"},
                                {"roam~ roaming~2", "roam~ OR roaming~2"},
                                {"date:[2024-01-01 TO 2024-03-31]", "date:2024-01-01..2024-03-31"},
                                {"date:{2024-01-01 TO 2024-03-31}", "date:2024-01-02..2024-03-30"},
                                {"climate && policy || tax", "(climate AND policy) OR tax"},
                                {"!climate", "NOT climate"},
                                {"/[mb]oat/", "/[mb]oat/"},
                                {"\\(1\\+1\\)", "\\(1\\+1\\)"},
                              {"\"jakarta apache\"^4 \"Apache Lucene\"", "\"jakarta apache\"^4 OR \"Apache Lucene\""},
                              {"\"jakarta apache\" NOT \"Apache Lucene\"", "\"jakarta apache\" AND NOT \"Apache Lucene\""},
                              {"quick brown +fox -news", "+(fox AND NOT news) quick brown"},
                              {"title:/joh?n(ath[oa]n)/", "title:/joh?n(ath[oa]n)/"},
                              {"_exists_:title", "has:title"},
                              {"words:[10 TO *]", "words:10.."},
                              {"words:{10 TO 20}", "words:11..19"},
                              {"date:>2012", "date:2013-01-01.."},
                              {"date:{* TO 2012-01-01}", "date:..2011-12-31"},
                              {"date:[\"2012-01-01\" TO \"2012-12-31\"]", "date:2012-01-01..2012-12-31"},
                              {"date:[now-7d TO now]", "date:2024-02-29..2024-03-07"},
                              {"*:*", "*"}});
  for (const char* text : {"title:{Aida TO Carmen}", "title:[Aida TO Carmen]", "mod_date:[20020101 TO 20030101]", "roam~0.8", "name:/joh?n/"}) {
    CAPTURE(text);
    CHECK(parse_query(text, in(Dialect::lucene)).failed());
  }
}

TEST_CASE("Google, notmuch and Recoll need no dialect") {
  for (const auto dialect : {Dialect::news, Dialect::google})
    check_trees(dialect,
                {{"climate policy", "climate AND policy"},
                 {"\"climate policy\" -tax", "\"climate policy\" AND NOT tax"},
                 {"climate OR weather", "climate OR weather"},
                 {"climate | weather", "climate OR weather"},
                 {"site:example.com climate", "site:example.com AND climate"},
                 {"climate after:2024-01-31 before:2024-03-01", "climate AND date:2024-02-01.. AND date:..2024-02-29"},
                 {"date:2024-01..2024-02", "date:2024-01-01..2024-02-29"},
                 {"date:yesterday..", "date:2024-03-06.."},
                 {"path:archive* climate", "path:archive* AND climate"},
                 {"date:2024-01/2024-02", "date:2024-01-01..2024-02-29"},
                 {"date:2024-03/", "date:2024-03-01.."},
                 {"date:/2024-03-05", "date:..2024-03-05"},
                 {"author:doe title:rate", "byline:doe AND title:rate"},
                 {"\"carbon tax\"s", "{carbon tax}"},
                 {"oil AROUND(5) price", "oil near/5 price"},
                 {"intitle:oil inurl:politics intext:gas", "title:oil AND url:politics AND text:gas"},
                 {"date:2001-03-01/P1Y2M", "date:2001-03-01..2002-04-30"},
                 {"date:P10D/", "date:2024-02-26.."},
                 {"date:P1M/2024-03-01", "date:2024-02-02..2024-03-01"},
                 {"apples NEAR oranges", "apples near/10 oranges"},
                 {"Beatles OR Lennon Live OR Unplugged -potatoes", "(Beatles OR Lennon) AND (Live OR Unplugged) AND NOT potatoes"},
                 {"date:2012..yesterday", "date:2012-01-01..2024-03-06"},
                 {"date:last_month..", "date:2024-02-01.."}});
}

TEST_CASE("each difference from the usual reading is told with its place, and only those") {
  CHECK(differences_of("oil price and gas", Dialect::factiva) ==
        "oil price: words side by side are a phrase; and: `and` is an operator, as AND is");
  CHECK(differences_of("oil w/3 gas", Dialect::factiva) == "w/3: `w/3` wants its operands in this order");
  CHECK(differences_of("oil w/3 gas", Dialect::nexis).empty());
  CHECK(differences_of("oil or gas w/3 price", Dialect::nexis) ==
        "oil or gas: OR is read first: (oil OR gas); or: `or` is an operator, as OR is");
  CHECK(differences_of("oil or gas", Dialect::nexis) == "or: `or` is an operator, as OR is");
  CHECK(differences_of("oil price", Dialect::lucene) == "oil price: any of the words side by side is enough");
  CHECK(differences_of("+oil price", Dialect::lucene).empty());
  CHECK(differences_of("oil price and gas", Dialect::news).empty());
}

TEST_CASE("what a dialect means is printed so that the usual reading gives the same") {
  for (const auto dialect : {Dialect::lucene, Dialect::factiva, Dialect::nexis, Dialect::proquest})
    for (const char* text : {"a b or c w/3 d and not e", "a* \"b c\" d? and hd=x y", "wo\\*rd x", "a\\\"b c", "+a b c",
                             "a or not b and c", "(a b or c) d", "a /s b c /p d"}) {
      CAPTURE(text);
      const Parsed there = parse_query(text, in(dialect));
      if (there.failed()) continue;
      CAPTURE(there.query.str());
      CHECK(parse_query(there.query.str(), on_a_thursday()).query == there.query);
    }
}

TEST_CASE("a query that seems to come from elsewhere, and would mean something else there, gets a hint") {
  const auto hint_of = [](const std::string& text) -> std::string {
    for (const auto& one : parse_query(text, on_a_thursday()).diagnostics)
      if (one.kind == "dialect_hint") return one.hint.substr(0, one.hint.find(' '));
    return "";
  };
  CHECK(hint_of("HEADLINE(merger) and bank! w/s rate") == "--dialect=nexis");
  CHECK(hint_of("hd=merger and rst=reuters") == "--dialect=factiva");
  CHECK(hint_of("nursing NEAR/3 education and training") == "--dialect=proquest");
  CHECK(hint_of("title:x date:[2024 TO 2025] && oil") == "--dialect=lucene");
  // The same meaning in either, one sign only, or words of a sentence only.
  for (const char* text : {"bank /s rate w/5 cut", "oil w/5 price", "bread and butter or jam", "+a b^2",
                           "hd=merger la=en", "\"a b\"~5 c^2 +d"}) {
    CAPTURE(text);
    CHECK(hint_of(text) == "");
  }
}
