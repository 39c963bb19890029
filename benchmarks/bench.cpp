// SPDX-License-Identifier: GPL-2.0-or-later
// newsgrep-bench index PATH...                                     builds an index of the paths and says how fast
// newsgrep-bench search --db DIR --queries FILE [--rounds N]       times a file of queries, one line a class
#include "common/program.hpp"
#include "common/utf8.hpp"

#include <newsgrep/indexer.hpp>
#include <newsgrep/searcher.hpp>

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>

namespace newsgrep {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

double microseconds_since(Clock::time_point start) { return std::chrono::duration<double, std::micro>(Clock::now() - start).count(); }

// A line of the query file: class, words, first and last day (YYYYMMDD or "-"), separated by tabs.
struct BenchQuery {
  std::string kind;
  Request request;
};

std::vector<std::string> split(const std::string& line, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(line);
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

// The query in the query language, asked of the text alone.
std::string query_text(const std::string& kind, const std::string& words) {
  const std::string lower = ascii_lower(words);
  if (kind.starts_with("phrase")) return "text:\"" + lower + "\"";
  std::string out;
  for (const auto& word : split(lower, ' ')) {
    if (!out.empty()) out += kind.starts_with("near") ? " near/11 " : kind.starts_with("or") ? " OR " : " AND ";
    out += word;
    if (kind.starts_with("prefix")) return "text:" + out + "*";
  }
  return "text:(" + out + ")";
}

BenchQuery read_query(const std::string& line) {
  const auto parts = split(line, '\t');
  if (parts.size() < 4) throw Error(ErrorCode::usage, "not a line of a query file: " + line, "class<TAB>words<TAB>from<TAB>to");
  BenchQuery query{parts[0], {}};
  query.request.query = query_text(parts[0], parts[1]);
  if (parts[2] != "-") query.request.since = parts[2];
  if (parts[3] != "-") query.request.until = parts[3];
  query.request.sort = parts[0].find("newest") != std::string::npos ? Sort::newest : Sort::relevance;
  query.request.passages = parts[0].find("snippet") != std::string::npos ? 2 : 0;
  query.request.whole_text = true;
  query.request.count = Request::Count::none;
  query.request.now = 1;
  return query;
}

void print_class(const std::string& kind, std::vector<double> times, std::uint64_t hits) {
  std::sort(times.begin(), times.end());
  const auto at = [&](double part) { return times.empty() ? 0.0 : times[std::min(times.size() - 1, static_cast<std::size_t>(static_cast<double>(times.size()) * part))]; };
  double sum = 0;
  for (const double time : times) sum += time;
  std::printf("newsgrep\t%s\tn=%zu\tp50=%.0f\tp95=%.0f\tp99=%.0f\tmean=%.0f us\thits=%llu\n", kind.c_str(), times.size(), at(0.5), at(0.95), at(0.99),
              times.empty() ? 0 : sum / static_cast<double>(times.size()), static_cast<unsigned long long>(hits));
}

Exit bench_search(const std::string& db, const std::string& file, unsigned rounds) {
  std::ifstream in(file);
  if (!in) throw Error(ErrorCode::usage, "cannot read " + file);
  std::vector<BenchQuery> queries;
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) queries.push_back(read_query(line));
  const Searcher searcher(db);
  std::vector<std::string> order;
  std::map<std::string, std::vector<double>> times;
  std::map<std::string, std::uint64_t> hits;
  for (unsigned round = 0; round <= rounds; ++round)  // the first one only warms up, and counts
    for (const auto& query : queries) {
      const auto start = Clock::now();
      const Response response = searcher.search(query.request);
      const double time = microseconds_since(start);
      if (round > 0) {
        times[query.kind].push_back(time);
        continue;
      }
      if (!hits.count(query.kind)) order.push_back(query.kind);
      hits[query.kind] += searcher.count(query.request);
    }
  for (const auto& kind : order) print_class(kind, times[kind], hits[kind]);
  return Exit::ok;
}

Exit bench_index(const std::vector<std::string>& paths) {
  const fs::path folder = fs::temp_directory_path() / ("newsgrep-bench-" + std::to_string(::getpid()));
  IndexOptions options;
  options.db = folder;
  options.paths = paths;
  const IndexSummary summary = Indexer(options).run();
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const double text = static_cast<double>(summary.text_bytes) / 1e6;
  std::printf("articles %llu  text %.1f MB  %.1f s: %.0f articles/s, %.2f MB/s of text\n", static_cast<unsigned long long>(summary.articles), text, summary.seconds,
              static_cast<double>(summary.articles) / summary.seconds, text / summary.seconds);
  std::printf("index %.1f MB (%.2f times the text)  peak memory %.0f MB\n", static_cast<double>(summary.index_bytes) / 1e6, static_cast<double>(summary.index_bytes) / 1e6 / text,
              static_cast<double>(usage.ru_maxrss) / 1024);
  std::printf("reading %.2f s  writing %.2f s  publishing %.2f s\n", summary.seconds_reading, summary.seconds_writing, summary.seconds_publishing);
  fs::remove_all(folder);
  return Exit::ok;
}

Exit run(const std::vector<std::string>& arguments) {
  constexpr const char* usage = "newsgrep-bench index PATH... | newsgrep-bench search --db DIR --queries FILE [--rounds N]";
  if (arguments.size() < 2) throw Error(ErrorCode::usage, "too few arguments", usage);
  if (arguments[0] == "index") return bench_index({arguments.begin() + 1, arguments.end()});
  std::string db, queries;
  unsigned rounds = 5;
  for (std::size_t i = 1; i + 1 < arguments.size(); i += 2) {
    if (arguments[i] == "--db") db = arguments[i + 1];
    else if (arguments[i] == "--queries") queries = arguments[i + 1];
    else if (arguments[i] == "--rounds") rounds = static_cast<unsigned>(std::stoul(arguments[i + 1]));
    else throw Error(ErrorCode::usage, "there is no flag " + arguments[i], usage);
  }
  if (arguments[0] != "search" || db.empty() || queries.empty()) throw Error(ErrorCode::usage, "not understood", usage);
  return bench_search(db, queries, rounds);
}

}  // namespace
}  // namespace newsgrep

int main(int count, char** values) {
  return newsgrep::run_program("newsgrep-bench", [&] { return newsgrep::run({values + 1, values + count}); });
}
