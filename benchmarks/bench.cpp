// SPDX-License-Identifier: GPL-2.0-or-later
// newsgrep-bench index PATH...                                     builds an index of the paths and says how fast
// newsgrep-bench read PATH...                                      reads the paths into articles and drops them, a line a format
// newsgrep-bench search --db DIR --queries FILE [--rounds N]       times a file of queries, one line a class
#include "common/program.hpp"
#include "common/utf8.hpp"
#include "indexer/containers/open.hpp"
#include "indexer/readers/reader.hpp"

#include <newsgrep/indexer.hpp>
#include <newsgrep/searcher.hpp>

#include <sys/resource.h>
#include <time.h>
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

// A file in memory, as readers see it.
class MemoryEntry : public Entry {
 public:
  MemoryEntry(const std::string& path, const std::string& bytes) : path_(path), rest_(bytes) {}

  const std::string& path() const override { return path_; }
  const std::string& name() const override { return name_; }
  std::string_view head(std::size_t most) override { return rest_.substr(0, most); }

  std::string_view read() override {
    constexpr std::size_t block = 256 * 1024;
    const auto next = rest_.substr(0, block);
    rest_.remove_prefix(next.size());
    return next;
  }

 private:
  const std::string& path_;
  std::string name_;
  std::string_view rest_;
};

// What one format was given, and what came of it.
struct ReadTotal : ArticleSink {
  bool article(Draft&& draft) override {
    ++articles;
    text_bytes += draft.article.title.size() + draft.article.text.size();
    return true;
  }
  void skipped(Diagnostic&&) override {}

  std::uint64_t files = 0, bytes = 0, articles = 0, text_bytes = 0;
  double seconds = 0;
};

double cpu_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

std::vector<std::string> files_below(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const auto& path : paths) {
    if (fs::is_regular_file(path)) files.push_back(path);
    if (!fs::is_directory(path)) continue;
    for (const auto& file : fs::recursive_directory_iterator(path))
      if (file.is_regular_file()) files.push_back(file.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// What is there to read; of a damaged file, nothing.
std::string bytes_of(const std::string& path) {
  std::string bytes;
  try {
    const auto entry = open_entry(path, nullptr);
    for (std::string_view block; !(block = entry->read()).empty();) bytes.append(block);
  } catch (const Error&) {
    return {};
  }
  return bytes;
}

// Detects and reads one file; what no format reads does not count.
void read_once(const std::string& path, const std::string& bytes, std::map<std::string_view, ReadTotal>& totals) {
  constexpr std::size_t head_size = 64 * 1024;
  MemoryEntry entry(path, bytes);
  const double start = cpu_seconds();
  const Format* format = detect_format(path, entry.head(head_size));
  if (!format) return;
  ReadTotal& total = totals[format->name];
  format->read(entry, total);
  total.seconds += cpu_seconds() - start;
  total.bytes += bytes.size();
  ++total.files;
}

// The files lie in memory, so that the time is that of the readers alone; that of the best of all rounds counts.
Exit bench_read(const std::vector<std::string>& paths) {
  constexpr int rounds = 5;
  std::map<std::string, std::string> files;
  for (const auto& path : files_below(paths)) files.emplace(path, bytes_of(path));
  std::map<std::string_view, ReadTotal> best;
  for (int round = 0; round < rounds; ++round) {
    std::map<std::string_view, ReadTotal> totals;
    for (const auto& [path, bytes] : files) read_once(path, bytes, totals);
    for (const auto& [name, total] : totals)
      if (const auto [known, added] = best.emplace(name, total); !added && total.seconds < known->second.seconds) known->second = total;
  }
  for (const auto& [name, total] : best) {
    const double input = static_cast<double>(total.bytes) / 1e6, text = static_cast<double>(total.text_bytes) / 1e6;
    std::printf("%-8s files %llu  articles %llu  input %.1f MB  text %.1f MB  %.1f ms of CPU: %.1f MB/s of input, %.1f MB/s of text\n", std::string(name).c_str(),
                static_cast<unsigned long long>(total.files), static_cast<unsigned long long>(total.articles), input, text, total.seconds * 1e3,
                input / total.seconds, text / total.seconds);
  }
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
  constexpr const char* usage = "newsgrep-bench index PATH... | newsgrep-bench read PATH... | newsgrep-bench search --db DIR --queries FILE [--rounds N]";
  if (arguments.size() < 2) throw Error(ErrorCode::usage, "too few arguments", usage);
  if (arguments[0] == "read") return bench_read({arguments.begin() + 1, arguments.end()});
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
