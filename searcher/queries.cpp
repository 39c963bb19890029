// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/queries.hpp"

#include "common/utf8.hpp"
#include "searcher/query/operators.hpp"

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

// Hands over each line that says something, and its number.
template <class Each>
void each_line(std::string_view text, Each&& each) {
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty() && !line.starts_with('#')) each(line, number);
  }
}

std::string read_list(const std::filesystem::path& path) {
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rbe"));
  if (!file) throw Error(ErrorCode::usage, "cannot read " + path.string() + ": " + std::strerror(errno));
  return read_all(file.get(), path.string());
}

void add_queries(const std::filesystem::path& path, std::vector<SavedQuery>& queries) {
  each_line(read_list(path), [&](std::string_view line, std::size_t number) {
    const auto name = leading_name(line);
    const auto query = trim(line.substr(name.size()));
    if (name.empty() || query.empty() || (line[name.size()] != ' ' && line[name.size()] != '\t'))
      throw Error(ErrorCode::usage,
                  path.string() + ":" + std::to_string(number) +
                      ": a saved query has a name and, behind a space, what it stands for",
                  "such as: rates (\"interest rate\" OR \"rate cut\")");
    queries.push_back({std::string(name), std::string(query)});
  });
}

void add_synonyms(const std::filesystem::path& path, std::vector<Synonyms>& synonyms) {
  each_line(read_list(path), [&](std::string_view line, std::size_t number) {
    Synonyms& same = synonyms.emplace_back();
    for (std::size_t at = 0; at <= line.size();) {
      const auto end = std::min(line.find(',', at), line.size());
      if (const auto one = trim(line.substr(at, end - at)); !one.empty()) same.emplace_back(one);
      at = end + 1;
    }
    if (same.size() < 2)
      throw Error(ErrorCode::usage,
                  path.string() + ":" + std::to_string(number) +
                      ": words that mean the same are two or more, with commas between them",
                  "such as: car, automobile, motor vehicle");
  });
}

// The arguments, and any of the expressions.
NamedQuery typed_query(const SearchCommand& command, const Lists& lists) {
  ParseOptions options;
  options.dialect = command.request.dialect;
  options.saved = &lists.queries;
  NamedQuery query{"", join_arguments(command.arguments, command.reading, options)};
  query.doubts = doubts_about(command.arguments, command.reading, options);
  query.made_phrases = query.text != join_arguments(command.arguments, Reading::words, options);
  for (const auto& expression : command.expressions)
    if (!trim(expression).empty()) query.any_of.push_back(expression);
  if (query.text.empty() && query.any_of.size() == 1) query = {"", query.any_of.front()};
  return query;
}

}  // namespace

Lists read_lists(const std::filesystem::path& user_folder, const std::filesystem::path& index_folder,
                 const std::string& synonyms_file) {
  Lists lists;
  std::error_code error;
  for (const auto& folder : {user_folder.empty() ? user_folder : user_folder / "newsgrep", index_folder}) {
    if (folder.empty()) continue;
    if (std::filesystem::exists(folder / "queries", error)) add_queries(folder / "queries", lists.queries);
    if (synonyms_file.empty() && std::filesystem::exists(folder / "synonyms", error))
      add_synonyms(folder / "synonyms", lists.synonyms);
  }
  if (!synonyms_file.empty()) add_synonyms(synonyms_file, lists.synonyms);
  return lists;
}

std::vector<NamedQuery> queries_of(const SearchCommand& command, const Lists& lists) {
  const bool typed = !command.arguments.empty() || !command.expressions.empty();
  if (!command.query_file.empty()) {
    if (typed) throw Error(ErrorCode::usage, "-f and a query on the command line do not go together", "add it to the lines of the file, or leave out -f");
    auto queries = one_a_line(read_file_or_input(command.query_file));
    if (queries.empty()) throw Error(ErrorCode::usage, "-f: " + (command.query_file == "-" ? "standard input" : command.query_file) + " holds no query", "one query a line");
    return queries;
  }
  if (command.arguments == std::vector<std::string>{"-"} && command.expressions.empty()) return {{"", std::string(trim(read_file_or_input("-")))}};
  return {typed_query(command, lists)};
}

}  // namespace newsgrep
