// SPDX-License-Identifier: GPL-2.0-or-later
// Answers as bytes: what programs parse and what terminals show.
#include "searcher/render/environment.hpp"
#include "searcher/render/render.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <sstream>

using namespace newsgrep;

namespace {

Hit some_hit() {
  Hit hit;
  Article& article = hit.article;
  article.path = "/news/2024/a.txt";
  article.id = "0123456789abcdef";
  article.title = "A \"quoted\" headline, with a comma";
  article.source = "The Courier";
  article.published.year = 2024;
  article.published.month = 3;
  article.published.precision = Precision::month;
  hit.passages.push_back({"First line\nand\tsecond \\ line", 10, {{0, 5}}, true, false});
  hit.title_matches = {{2, 10}};
  return hit;
}

std::string rendered(OutputFormat format, const RenderOptions& options, const Hit& hit, const std::string& name = "") {
  std::string out;
  const auto renderer = make_renderer(format, options, [&](std::string_view bytes) {
    out += bytes;
    return true;
  });
  renderer->begin({name, "query", "query", nullptr});
  renderer->hit(hit);
  renderer->end({});
  return out;
}

std::string filled(const std::string& pattern, bool null_terminated = false) {
  RenderOptions options;
  options.pattern = pattern;
  options.null_terminated = null_terminated;
  return rendered(OutputFormat::pattern, options, some_hit());
}

std::vector<nlohmann::json> records(const Hit& hit, const std::string& name = "") {
  std::vector<nlohmann::json> all;
  std::istringstream lines(rendered(OutputFormat::json, {}, hit, name));
  for (std::string line; std::getline(lines, line);) all.push_back(nlohmann::json::parse(line));
  return all;
}

Environment surroundings(std::map<std::string, std::string> variables) {
  return [variables = std::move(variables)](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
}

}  // namespace

TEST_CASE("CSV quotes what needs it, doubles quotes, keeps line ends, and ends rows as RFC 4180 says") {
  CHECK(rendered(OutputFormat::csv, {}, some_hit()) ==
        "date,source,title,byline,section,language,url,path,id,passage\r\n"
        "2024-03,The Courier,\"A \"\"quoted\"\" headline, with a comma\",,,,,/news/2024/a.txt,0123456789abcdef,\"First line\nand\tsecond \\ line\"\r\n");
}

TEST_CASE("TSV has one line a row, whatever the cells hold") {
  CHECK(rendered(OutputFormat::tsv, {}, some_hit()) ==
        "date\tsource\ttitle\tbyline\tsection\tlanguage\turl\tpath\tid\tpassage\n"
        "2024-03\tThe Courier\tA \"quoted\" headline, with a comma\t\t\t\t\t/news/2024/a.txt\t0123456789abcdef\tFirst line\\nand\\tsecond \\\\ line\n");
}

TEST_CASE("with several queries a table has one head, and each row its query") {
  std::string out;
  const auto renderer = make_renderer(OutputFormat::tsv, {}, [&](std::string_view bytes) {
    out += bytes;
    return true;
  });
  for (const char* name : {"one", "two"}) {
    renderer->begin({name, "query", "query", nullptr});
    renderer->hit(some_hit());
  }
  CHECK(out.find("query\tdate") == 0);
  CHECK(out.find("query\tdate", 1) == std::string::npos);
  CHECK(out.find("\none\t2024-03") != std::string::npos);
  CHECK(out.find("\ntwo\t2024-03") != std::string::npos);
}

TEST_CASE("a template puts values for names, and stays on one line") {
  CHECK(filled("{date} {source}: {title}") == "2024-03 The Courier: A \"quoted\" headline, with a comma\n");
  CHECK(filled("{passage}") == "First line and second \\ line\n");
  CHECK(filled("{{{id}}}") == "{0123456789abcdef}\n");
  CHECK(filled("a\\tb\\\\n\\x") == "a\tb\\n\\x\n");
  CHECK(filled("{byline}") == "\n");
  CHECK(filled("}") == "}\n");
  CHECK(filled("") == "\n");
  CHECK(filled("{id}", true) == std::string("0123456789abcdef\0", 17));
}

TEST_CASE("a template with what there is not is refused") {
  for (const char* pattern : {"{titel}", "{title", "{}", "{ title}", "{title:10}"}) {
    CAPTURE(pattern);
    CHECK_THROWS_AS(filled(pattern), Error);
  }
}

TEST_CASE("paths are shown as seen from the working folder, and as the very bytes to programs") {
  RenderOptions options;
  options.working_folder = "/news/";
  CHECK(rendered(OutputFormat::paths, options, some_hit()) == "2024/a.txt\n");
  options.working_folder = "/new/";
  CHECK(rendered(OutputFormat::paths, options, some_hit()) == "/news/2024/a.txt\n");
  Hit odd = some_hit();
  odd.article.path = "/x/caf\xE9\x1B[31m";
  CHECK(rendered(OutputFormat::paths, options, odd) == "/x/caf\xE9\x1B[31m\n");
  options.terminal = true;
  CHECK(rendered(OutputFormat::paths, options, odd) == "/x/caf\uFFFD[31m\n");
  options.null_terminated = true;
  CHECK(rendered(OutputFormat::paths, options, some_hit()) == std::string("/news/2024/a.txt\0", 17));
}

TEST_CASE("JSON has one record a line, typed and versioned") {
  const auto all = records(some_hit());
  REQUIRE(all.size() == 3);
  CHECK(all[0].at("type") == "begin");
  CHECK(all[1].at("type") == "hit");
  CHECK(all[2].at("type") == "summary");
  for (const auto& record : all) CHECK(record.at("v") == 1);
  CHECK(all[1].at("date") == "2024-03");
  CHECK(!all[1].contains("byline"));
  CHECK(!all[1].contains("name"));
  CHECK(records(some_hit(), "mine")[2].at("name") == "mine");
}

TEST_CASE("ranges in JSON are bytes of a text that is there") {
  const auto hit = records(some_hit())[1];
  const std::string title = hit.at("title"), passage = hit.at("passages")[0].at("text");
  CHECK(title.substr(hit.at("title_matches")[0][0], 8) == "\"quoted\"");
  CHECK(passage.substr(hit.at("passages")[0].at("matches")[0][0], 5) == "First");
  CHECK(hit.at("passages")[0].at("cut_before") == true);
}

TEST_CASE("JSON is ASCII where a terminal might obey it, and valid for any bytes") {
  Hit hit = some_hit();
  hit.article.title = "\x1B[31mred \x7F \u009B32m caf\xE9 \u202E\u2066";
  hit.article.path = "caf\xE9";
  const std::string out = rendered(OutputFormat::json, {}, hit);
  CHECK(out.find('\x1B') == std::string::npos);
  CHECK(out.find('\x7F') == std::string::npos);
  for (const char* obeyed : {"\u009B", "\u202E", "\u2066"}) CHECK(out.find(obeyed) == std::string::npos);
  const auto record = records(hit)[1];
  CHECK(record.at("title") == "\x1B[31mred \x7F \u009B32m caf\uFFFD \u202E\u2066");
  CHECK(record.at("path").at("bytes") == "Y2Fm6Q==");
}

TEST_CASE("no control character of an article reaches a terminal, nor a pipe of text") {
  Hit hit = some_hit();
  hit.article.title = hit.article.source = "a\x1B]0;owned\a\x08" "b\u009B31m";
  hit.passages[0].text = "c\x1B[2J\rd\ne\u202Ef";
  hit.passages[0].matches = {{1, 3}};
  for (const bool terminal : {false, true})
    for (const OutputFormat format : {OutputFormat::text, OutputFormat::pattern}) {
      RenderOptions options;
      options.terminal = terminal;
      options.pattern = "{title} {passage}";
      const std::string out = rendered(format, options, hit);
      CHECK(out.find('\x1B') == std::string::npos);
      CHECK(out.find('\r') == std::string::npos);
      CHECK(out.find('\a') == std::string::npos);
      CHECK(out.find("\u009B") == std::string::npos);
      CHECK(out.find("\u202E") == std::string::npos);
    }
  Article article = hit.article;
  article.text = hit.passages[0].text;
  CHECK(article_text(article, {}).find('\x1B') == std::string::npos);
}

TEST_CASE("in a pipe a hit is one line of tab-separated parts, whatever it holds") {
  const std::string out = rendered(OutputFormat::text, {}, some_hit());
  CHECK(std::count(out.begin(), out.end(), '\n') == 1);
  CHECK(std::count(out.begin(), out.end(), '\t') == 4);
}

TEST_CASE("on a terminal lines end at its edge, and colours take no room") {
  RenderOptions options;
  options.terminal = options.color = true;
  options.width = 40;
  options.hyperlink_format = "none";
  Hit hit = some_hit();
  hit.passages[0] = {"one two three four five six seven eight nine ten eleven twelve thirteen", 0, {{4, 7}}, false, false};
  std::istringstream lines(rendered(OutputFormat::text, options, hit));
  std::string line, words;
  std::getline(lines, line);
  while (std::getline(lines, line) && line.find("0123456789abcdef") == std::string::npos) {
    std::string plain;
    for (std::size_t at = 0; at < line.size(); ++at) {
      if (line[at] == '\x1B') at = line.find('m', at);
      else plain += line[at];
    }
    CHECK(plain.size() <= 40);
    words += plain.substr(3);
  }
  CHECK(words == " one two three four five six seven eight nine ten eleven twelve thirteen");
}

TEST_CASE("an article is broken into lines on a terminal, and comes as it is to programs") {
  Article article;
  article.text = "one two three four five six seven\n\neight";
  RenderOptions options;
  options.width = 12;
  CHECK(article_text(article, options) == "\n" + article.text + "\n");
  options.terminal = true;
  CHECK(article_text(article, options) == "\none two\nthree four\nfive six\nseven\n\neight\n");
}

TEST_CASE("a link leads to the address on the web, else to the file, with nothing that could end it early") {
  RenderOptions options;
  options.terminal = options.color = true;
  Hit hit = some_hit();
  CHECK(rendered(OutputFormat::text, options, hit).find("\x1B]8;;file:///news/2024/a.txt\x1B\\") != std::string::npos);
  hit.article.path = "/news/50% #1?.txt";
  CHECK(rendered(OutputFormat::text, options, hit).find("\x1B]8;;file:///news/50%25%20%231%3F.txt\x1B\\") != std::string::npos);
  hit.article.url = "https://example.com/\x1B\\é b";
  CHECK(rendered(OutputFormat::text, options, hit).find("\x1B]8;;https://example.com/%1B\\%C3%A9%20b\x1B\\") != std::string::npos);
  hit.article.url = "javascript:alert(1)";
  CHECK(rendered(OutputFormat::text, options, hit).find("javascript") == std::string::npos);
  options.color = false;
  CHECK(rendered(OutputFormat::text, options, hit).find('\x1B') == std::string::npos);
}

TEST_CASE("a lower bound is called one, and numbers are grouped") {
  Response response;
  response.count = 1234;
  CHECK(count_text(response) == "more than 1,234 articles, 0.0 ms");
  response.count_exact = true;
  CHECK(count_text(response) == "1,234 articles, 0.0 ms");
  response.count = 1;
  CHECK(count_text(response) == "1 article, 0.0 ms");
}

TEST_CASE("the caret stands under the place, counted in characters") {
  const Diagnostic diagnostic{Severity::error, "kind", "is wrong", "do it right", {}, 0, 4, 8};
  CHECK(diagnostic_text(diagnostic, "éé title b") == "  éé title b\n    ^^^^\nerror: is wrong\nhint: do it right\n");
  const Diagnostic nowhere{Severity::notice, "kind", "is so", "", {}, 0, 0, 0};
  CHECK(diagnostic_text(nowhere, "a b") == "note: is so\n");
}

TEST_CASE("colour: the flag beats the environment, NO_COLOR beats CLICOLOR_FORCE, and both beat the terminal") {
  CHECK(use_color(When::automatic, surroundings({}), true));
  CHECK(!use_color(When::automatic, surroundings({}), false));
  CHECK(!use_color(When::automatic, surroundings({{"NO_COLOR", ""}}), true));
  CHECK(!use_color(When::automatic, surroundings({{"TERM", "dumb"}}), true));
  CHECK(use_color(When::automatic, surroundings({{"CLICOLOR_FORCE", "1"}}), false));
  CHECK(!use_color(When::automatic, surroundings({{"CLICOLOR_FORCE", "0"}}), false));
  CHECK(!use_color(When::automatic, surroundings({{"CLICOLOR_FORCE", "1"}, {"NO_COLOR", "1"}}), true));
  CHECK(use_color(When::always, surroundings({{"NO_COLOR", "1"}}), false));
  CHECK(!use_color(When::never, surroundings({{"CLICOLOR_FORCE", "1"}}), true));
}

TEST_CASE("each part has its colours, which add up and can be taken away") {
  Colors colors;
  change_colors(colors, {"match:none", "match:fg:blue", "match:bg:200", "title:style:underline"});
  CHECK(colors.match == "34;48;5;200");
  CHECK(colors.title == "1;4");
  for (const char* wrong : {"match", "match:fg", "match:fg:beige", "match:fg:256", "nothing:fg:red", "match:style:loud", "match:none:x", ""}) {
    CAPTURE(wrong);
    CHECK_THROWS_AS(change_colors(colors, {wrong}), Error);
  }
}
