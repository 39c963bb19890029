// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/fields.hpp"
#include "common/program.hpp"
#include "common/utf8.hpp"
#include "searcher/options.hpp"
#include "searcher/render/environment.hpp"
#include "searcher/render/pager.hpp"
#include "searcher/render/render.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>

namespace newsgrep {
namespace {

namespace fs = std::filesystem;

std::atomic<bool> interrupted{false};

void install_signals() {
  struct sigaction action {};
  action.sa_handler = [](int) { interrupted = true; };
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

std::optional<std::string> variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? std::optional<std::string>(value) : std::nullopt;
}

struct winsize window() {
  struct winsize size {};
  ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
  return size;
}

RenderOptions render_options(const SearchCommand& command) {
  RenderOptions options;
  options.terminal = ::isatty(STDOUT_FILENO) != 0;
  options.color = use_color(command.color, variable, options.terminal);
  options.width = window().ws_col > 20 ? window().ws_col : 80;
  options.match_color = command.match_color;
  options.hyperlink_format = command.hyperlink_format;
  options.pattern = command.pattern;
  options.null_terminated = command.null_terminated;
  std::error_code error;
  options.working_folder = fs::current_path(error).string();
  if (!options.working_folder.empty() && !options.working_folder.ends_with('/')) options.working_folder += '/';
  return options;
}

Output::Paging paging(const SearchCommand& command, const RenderOptions& options) {
  if (!options.terminal || command.paging == When::never) return Output::Paging::never;
  return command.paging == When::always ? Output::Paging::always : Output::Paging::when_long;
}

std::string pager_command(const SearchCommand& command) {
  if (!command.pager.empty()) return command.pager;
  for (const char* name : {"NEWSGREP_PAGER", "PAGER"})
    if (const auto value = variable(name); value && !value->empty()) return *value;
  return "less -FRX";
}

struct NamedQuery {
  std::string name, text;
};

std::vector<NamedQuery> queries_from(std::istream& in) {
  std::vector<NamedQuery> queries;
  for (std::string line; std::getline(in, line);) {
    if (trim(line).empty()) continue;
    const auto tab = line.find('\t');
    queries.push_back(tab == std::string::npos ? NamedQuery{line, line} : NamedQuery{line.substr(0, tab), line.substr(tab + 1)});
  }
  return queries;
}

std::vector<NamedQuery> queries_of(const SearchCommand& command) {
  if (!command.query_file.empty()) {
    if (command.query_file == "-") return queries_from(std::cin);
    std::ifstream in(command.query_file);
    if (!in) throw Error(ErrorCode::usage, "-f: cannot read " + command.query_file);
    return queries_from(in);
  }
  if (command.arguments == std::vector<std::string>{"-"}) {
    std::string text((std::istreambuf_iterator<char>(std::cin)), {});
    return {{"", std::string(trim(text))}};
  }
  std::string text = join_arguments(command.arguments, command.reading);
  std::string any;
  for (const auto& expression : command.expressions) any += (any.empty() ? "" : " OR ") + ("(" + expression + ")");
  if (!any.empty()) text = text.empty() ? (command.expressions.size() == 1 ? command.expressions.front() : any) : text + " (" + any + ")";
  return {{"", text}};
}

// One run of the program over one index.
class Session {
 public:
  explicit Session(const SearchCommand& command) : command_(command), render_(render_options(command)) {
    std::error_code error;
    const FoundIndex found = discover_index(command.db, variable, fs::current_path(error));
    if (found.remembered && command.messages) std::cerr << "newsgrep: searching the index built last: " << printable(found.folder.string()) << '\n';
    searcher_.emplace(found.folder);
  }

  Exit run() {
    if (command_.action == SearchAction::show) return show();
    Output output(paging(command_, render_), pager_command(command_), window().ws_row > 2 ? window().ws_row - 1u : 23u, command_.line_buffered);
    const auto renderer = make_renderer(command_.output, render_, [&](std::string_view bytes) { return output.write(bytes); });
    Exit worst = Exit::none;
    for (const auto& query : queries_of(command_)) {
      const Exit one = answer(query, *renderer, output);
      if (worst == Exit::none || one == Exit::usage) worst = one == Exit::none ? worst : one;
      if (output.closed()) return Exit::ok;
      if (interrupted) return Exit::interrupted;
    }
    output.finish();
    std::cerr << after_;
    return worst;
  }

 private:
  Exit show() {
    const auto article = searcher_->article(command_.show_id);
    if (!article) {
      std::cerr << "newsgrep: there is no article with the id " << printable(command_.show_id) << '\n';
      return Exit::none;
    }
    Output output(paging(command_, render_), pager_command(command_), window().ws_row > 2 ? window().ws_row - 1u : 23u, command_.line_buffered);
    if (command_.output != OutputFormat::json) {
      output.write(article_text(*article, render_));
      return Exit::ok;
    }
    Hit hit;
    hit.article = *article;
    json_renderer(render_, [&](std::string_view bytes) { return output.write(bytes); })->hit(hit);
    return Exit::ok;
  }

  Request request_for(const NamedQuery& query) const {
    Request request = command_.request;
    request.query = query.text;
    request.cancelled = &interrupted;
    if (request.now == 0) request.now = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    return request;
  }

  // Notes on standard error; true when one of them is an error.
  bool report(const std::vector<Diagnostic>& diagnostics, const std::string& query) {
    bool failed = false;
    for (const auto& diagnostic : diagnostics) {
      const bool error = diagnostic.severity == Severity::error;
      failed = failed || error;
      if (error || (command_.messages && !command_.quiet)) std::cerr << diagnostic_text(diagnostic, query);
    }
    return failed;
  }

  Exit answer(const NamedQuery& query, Renderer& renderer, Output& output) {
    const Request request = request_for(query);
    const bool filtered = !request.since.empty() || !request.until.empty();
    if (trim(request.query).empty() && !filtered && command_.limit.value_or(0) != UINT64_MAX && request.sort == Sort::relevance)
      throw Error(ErrorCode::usage, "there is nothing to search for", "type words: newsgrep \"central bank\"; or a filter: newsgrep --since 2024");
    const QueryExplanation understood = searcher_->explain(request);
    if (report(understood.diagnostics, query.text)) return Exit::usage;
    if (command_.action == SearchAction::explain) return explain(understood, output);
    if (command_.action == SearchAction::count) return count(request, query, output);
    if (command_.quiet) return quick_look(request);
    const QueryHead head{query.name, query.text, understood.tree, &understood.diagnostics};
    if (!renderer.begin(head)) return Exit::ok;
    return request.limit == UINT64_MAX ? stream(request, renderer) : page(request, renderer);
  }

  Exit quick_look(Request request) const {
    request.limit = 1;
    request.passages = 0;
    request.count = Request::Count::none;
    return searcher_->search(request).hits.empty() ? Exit::none : Exit::ok;
  }

  Exit count(const Request& request, const NamedQuery& query, Output& output) const {
    const auto number = searcher_->count(request);
    output.write((query.name.empty() ? std::string() : one_line(query.name) + "\t") + std::to_string(number) + "\n");
    return number > 0 ? Exit::ok : Exit::none;
  }

  Exit page(const Request& request, Renderer& renderer) {
    const Response response = searcher_->search(request);
    for (const auto& hit : response.hits)
      if (!renderer.hit(hit)) return Exit::ok;
    renderer.end(response);
    summarise(response);
    return response.hits.empty() ? Exit::none : Exit::ok;
  }

  // Everything, as it comes.
  Exit stream(Request request, Renderer& renderer) {
    Response response;
    request.limit = 0;
    const auto start = std::chrono::steady_clock::now();
    searcher_->each(request, [&](Hit&& hit) {
      ++response.count;
      return renderer.hit(hit) && !interrupted;
    });
    response.count_exact = true;
    response.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    renderer.end(response);
    if (response.count == 0) {
      request.limit = 1;
      summarise(searcher_->search(request));
    }
    return response.count == 0 ? Exit::none : Exit::ok;
  }

  // Counts and what was left out go to standard error, after the results.
  void summarise(const Response& response) {
    if (!command_.messages) return;
    const bool text = command_.output == OutputFormat::text;
    if (text || response.more || response.hits.empty()) after_ += count_text(response);
    if (response.more) after_ += "; " + std::to_string(response.hits.size()) + " shown, -n N or --all for more";
    if (text || response.more || response.hits.empty()) after_ += "\n";
    if (response.undated > 0) after_ += grouped_number(response.undated) + (response.undated == 1 ? " article without a date is" : " articles without a date are") + " left out (date:none finds them)\n";
    if (response.all_words && *response.all_words > 0)
      after_ += "the phrase is in none, but " + grouped_number(*response.all_words) + (*response.all_words == 1 ? " article has" : " articles have") + " all of its words (-w, or without the quotes)\n";
  }

  Exit explain(const QueryExplanation& understood, Output& output) const {
    std::string out = "query   " + one_line(understood.text) + "\ntree    " + one_line(understood.tree) + "\n";
    for (const auto& date : understood.dates) out += "dates   " + one_line(date) + "\n";
    for (const auto& [term, count] : understood.terms) out += "term    " + one_line(term) + "\t" + std::to_string(count) + "\n";
    out += "xapian  " + one_line(understood.xapian) + "\n";
    output.write(out);
    return Exit::ok;
  }

  const SearchCommand& command_;
  RenderOptions render_;
  std::optional<Searcher> searcher_;
  std::string after_;
};

Exit print_fields() {
  for (const Field& field : fields())
    std::cout << field.name << ":\t" << field.description << "\t(" << (field.aliases.empty() ? "" : "also ") << field.aliases << ")\te.g. " << field.example << '\n';
  std::cout << "date:\twhen it was published\t(also since until after before)\te.g. date:2024-03\n";
  return Exit::ok;
}

Exit print_configuration(const Configuration& configuration) {
  std::cout << "# " << (configuration.path.empty() ? "no configuration file" : configuration.path.string()) << '\n';
  for (const auto& flag : configuration.arguments) std::cout << flag << '\n';
  return Exit::ok;
}

Exit run(const std::vector<std::string>& arguments) {
  const Configuration configuration = read_configuration(arguments, variable);
  std::vector<std::string> all = configuration.arguments;
  all.insert(all.end(), arguments.begin(), arguments.end());
  const SearchCommand command = parse_search_command(all);
  install_signals();
  switch (command.action) {
    case SearchAction::help: std::cout << command.text; return Exit::ok;
    case SearchAction::version: std::cout << "newsgrep " NEWSGREP_VERSION "\n"; return Exit::ok;
    case SearchAction::fields: return print_fields();
    case SearchAction::show_config: return print_configuration(configuration);
    default: return Session(command).run();
  }
}

}  // namespace
}  // namespace newsgrep

int main(int count, char** values) {
  return newsgrep::run_program("newsgrep", [&] { return newsgrep::run({values + 1, values + count}); });
}
