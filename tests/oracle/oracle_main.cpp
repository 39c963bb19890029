// SPDX-License-Identifier: GPL-2.0-or-later
// Asks an index and the oracle the same random questions:
//   newsgrep-index --db DIR ARCHIVE; newsgrep-index --extract ARCHIVE > FILE.jsonl
//   newsgrep-oracle --db DIR --extracted FILE.jsonl --queries N --seed S [--skip-near] [--verbose]
// Prints every difference, and exits with 1 if there is one.
#include "common/date.hpp"
#include "searcher/query/parse.hpp"
#include "tests/support/oracle.hpp"
#include "tests/support/random_query.hpp"

#include <newsgrep/searcher.hpp>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <set>

namespace newsgrep {
namespace {

struct Command {
  std::string db, extracted, query;
  unsigned queries = 1000;
  std::uint64_t seed = 1;
  bool skip_near = false, verbose = false;
};

Article article_of(const nlohmann::json& line) {
  const auto get = [&](const char* key) { return line.value(key, std::string()); };
  Article article;
  article.path = get("path");
  article.id = get("id");
  article.native_id = get("native_id");
  article.title = get("title");
  article.text = get("text");
  article.byline = get("byline");
  article.source = get("source");
  article.section = get("section");
  article.language = get("language");
  article.url = get("url");
  article.dateline = get("dateline");
  article.tags = line.value("tags", std::vector<std::string>());
  article.captions = line.value("captions", std::vector<std::string>());
  if (const auto date = get("date"); !date.empty()) {
    const auto parsed = parse_date(date);
    if (!parsed) throw Error(ErrorCode::usage, article.path + ": cannot read its date " + date);
    article.published = *parsed;
  }
  return article;
}

// The articles that are in the index: of several with one id only the index knows which.
std::vector<Article> read_articles(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw Error(ErrorCode::usage, "cannot read " + path);
  std::vector<Article> articles;
  std::map<std::string, unsigned> times;
  for (std::string line; std::getline(file, line);) {
    articles.push_back(article_of(nlohmann::json::parse(line)));
    ++times[articles.back().id];
  }
  const auto repeated = [&](const Article& article) { return times[article.id] > 1; };
  articles.erase(std::remove_if(articles.begin(), articles.end(), repeated), articles.end());
  return articles;
}

class Comparison {
 public:
  Comparison(const Searcher& searcher, const Oracle& oracle) : searcher_(searcher), oracle_(oracle) {
    for (const auto& article : oracle.articles()) known_.emplace(article.id, &article);
  }

  /// True if both agree; otherwise says where they do not.
  bool agree(const std::string& text, const Query* meant) {
    trouble_.clear();
    const Parsed parsed = parse_query(text, {});
    if (parsed.failed()) trouble_ += "  is refused: " + parsed.diagnostics.front().message + "\n";
    else if (meant && !(parsed.query == *meant)) trouble_ += "  reads back as " + parsed.query.str() + "\n";
    else compare(text, parsed.query);
    if (!trouble_.empty()) std::cout << text << "\n" << trouble_;
    return trouble_.empty();
  }

  std::uint64_t found() const { return found_; }

 private:
  void compare(const std::string& text, const Query& query) {
    const auto matching = oracle_.ask(query);
    std::vector<std::string> expected;
    for (std::size_t i = 0; i < matching.size(); ++i)
      if (matching[i]) expected.push_back(oracle_.articles()[i].id);
    std::sort(expected.begin(), expected.end());
    found_ += expected.size();

    Request request;
    request.query = text;
    request.passages = 0;
    request.limit = 0;
    request.sort = Sort::newest;
    std::vector<std::string> newest;
    std::size_t all = 0;
    searcher_.each(request, [&](Hit&& hit) {
      ++all;
      if (known_.contains(hit.article.id)) newest.push_back(hit.article.id);
      return true;
    });
    check_order(newest);
    auto sorted = newest;
    std::sort(sorted.begin(), sorted.end());
    check_same(sorted, expected);
    if (const auto count = searcher_.count(request); count != all)
      trouble_ += "  counts " + std::to_string(count) + ", lists " + std::to_string(all) + "\n";
    check_relevant(request, sorted, all);
  }

  void check_same(const std::vector<std::string>& actual, const std::vector<std::string>& expected) {
    std::vector<std::string> missing, extra;
    std::set_difference(expected.begin(), expected.end(), actual.begin(), actual.end(), std::back_inserter(missing));
    std::set_difference(actual.begin(), actual.end(), expected.begin(), expected.end(), std::back_inserter(extra));
    list("not found by the index", missing);
    list("found by the index only", extra);
  }

  void list(const char* what, const std::vector<std::string>& ids) {
    constexpr std::size_t most = 3;
    if (ids.empty()) return;
    trouble_ += "  " + std::string(what) + ": " + std::to_string(ids.size());
    for (std::size_t i = 0; i < std::min(most, ids.size()); ++i) trouble_ += " " + ids[i];
    trouble_ += "\n";
  }

  // By date, the newest first, those without a date last, and by id where dates are the same.
  void check_order(const std::vector<std::string>& ids) {
    const auto before = [&](const std::string& a, const std::string& b) {
      const Date& left = known_.at(a)->published;
      const Date& right = known_.at(b)->published;
      if (left.known() != right.known()) return left.known();
      if (left.known() && left.instant() != right.instant()) return left.instant() > right.instant();
      return a < b;
    };
    if (!std::is_sorted(ids.begin(), ids.end(), before)) trouble_ += "  is not in the order of dates\n";
  }

  void check_relevant(Request request, const std::vector<std::string>& sorted, std::size_t all) {
    request.sort = Sort::relevance;
    request.limit = 10;
    const auto response = searcher_.search(request);
    if (response.hits.size() != std::min<std::size_t>(all, 10)) trouble_ += "  has " + std::to_string(response.hits.size()) + " most relevant hits\n";
    std::set<std::string> distinct;
    for (const auto& hit : response.hits) {
      const bool known = known_.contains(hit.article.id);
      if (known && !std::binary_search(sorted.begin(), sorted.end(), hit.article.id)) trouble_ += "  by relevance it finds " + hit.article.id + " too\n";
      if (!distinct.insert(hit.article.id).second) trouble_ += "  finds " + hit.article.id + " twice\n";
    }
  }

  const Searcher& searcher_;
  const Oracle& oracle_;
  std::map<std::string, const Article*> known_;
  std::string trouble_;
  std::uint64_t found_ = 0;
};

int run(const Command& command) {
  const Searcher searcher(command.db);
  const Oracle oracle(read_articles(command.extracted));
  if (oracle.articles().empty()) throw Error(ErrorCode::usage, command.extracted + " has no articles");
  Comparison comparison(searcher, oracle);
  if (!command.query.empty()) return comparison.agree(command.query, nullptr) ? 0 : 1;
  RandomQueries queries(oracle.articles(), command.seed, !command.skip_near);
  unsigned different = 0;
  for (unsigned i = 0; i < command.queries; ++i) {
    const Query query = queries.next();
    if (command.verbose) std::cerr << query.str() << "\n";
    if (!comparison.agree(query.str(), &query)) ++different;
  }
  std::cout << command.queries << " queries on " << oracle.articles().size() << " articles found " << comparison.found() << "; "
            << different << " different\n";
  return different == 0 ? 0 : 1;
}

}  // namespace
}  // namespace newsgrep

int main(int argc, char** argv) {
  newsgrep::Command command;
  CLI::App app("Compares an index with brute force");
  app.add_option("--db", command.db, "the index")->required();
  app.add_option("--extracted", command.extracted, "what newsgrep-index --extract printed")->required();
  app.add_option("--queries", command.queries, "how many random queries");
  app.add_option("--seed", command.seed, "which ones");
  app.add_option("--query", command.query, "only this one");
  app.add_flag("--skip-near", command.skip_near, "without near");
  app.add_flag("--verbose", command.verbose, "print every query before it is asked");
  CLI11_PARSE(app, argc, argv);
  try {
    return newsgrep::run(command);
  } catch (const std::exception& error) {
    std::cerr << "newsgrep-oracle: " << error.what() << "\n";
    return 2;
  }
}
