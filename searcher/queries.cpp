// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/queries.hpp"

#include "common/utf8.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace newsgrep {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

std::string read_all(std::FILE* file, const std::string& name) {
  constexpr std::size_t most = 64u << 20;
  std::string text;
  char piece[16384];
  while (const std::size_t got = std::fread(piece, 1, sizeof piece, file)) {
    text.append(piece, got);
    if (text.size() > most) throw Error(ErrorCode::usage, name + " is too long for queries", "at most 64 MB are read");
  }
  if (std::ferror(file) && errno == EINTR) throw Error(ErrorCode::cancelled, "interrupted");
  if (std::ferror(file)) throw Error(ErrorCode::usage, "-f: cannot read " + name + ": " + std::strerror(errno));
  return text;
}

std::string read_file_or_input(const std::string& path) {
  if (path == "-") return read_all(stdin, "standard input");
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rbe"));
  if (!file) throw Error(ErrorCode::usage, "-f: cannot read " + path + ": " + std::strerror(errno), "-f FILE holds one query a line; - is standard input");
  return read_all(file.get(), path);
}

std::vector<NamedQuery> one_a_line(std::string_view text) {
  std::vector<NamedQuery> queries;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string line(trim(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) continue;
    const auto tab = line.find('\t');
    queries.push_back(tab == std::string::npos ? NamedQuery{line, line} : NamedQuery{line.substr(0, tab), line.substr(tab + 1)});
  }
  return queries;
}

// The arguments, and any of the expressions.
NamedQuery typed_query(const SearchCommand& command) {
  NamedQuery query{"", join_arguments(command.arguments, command.reading)};
  for (const auto& expression : command.expressions)
    if (!trim(expression).empty()) query.any_of.push_back(expression);
  if (query.text.empty() && query.any_of.size() == 1) query = {"", query.any_of.front()};
  return query;
}

}  // namespace

std::vector<NamedQuery> queries_of(const SearchCommand& command) {
  const bool typed = !command.arguments.empty() || !command.expressions.empty();
  if (!command.query_file.empty()) {
    if (typed) throw Error(ErrorCode::usage, "-f and a query on the command line do not go together", "add it to the lines of the file, or leave out -f");
    auto queries = one_a_line(read_file_or_input(command.query_file));
    if (queries.empty()) throw Error(ErrorCode::usage, "-f: " + (command.query_file == "-" ? "standard input" : command.query_file) + " holds no query", "one query a line");
    return queries;
  }
  if (command.arguments == std::vector<std::string>{"-"} && command.expressions.empty()) return {{"", std::string(trim(read_file_or_input("-")))}};
  return {typed_query(command)};
}

}  // namespace newsgrep
