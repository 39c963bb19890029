// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/fields.hpp"
#include "common/numbers.hpp"
#include "common/program.hpp"
#include "common/stop_signals.hpp"
#include "common/utf8.hpp"
#include "searcher/options.hpp"
#include "searcher/queries.hpp"
#include "searcher/query/operators.hpp"
#include "searcher/render/environment.hpp"
#include "searcher/render/pager.hpp"
#include "searcher/render/render.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <iomanip>
#include <iostream>
#include <sstream>

namespace newsgrep {
namespace {

namespace fs = std::filesystem;

std::atomic<bool> interrupted{false};

// The first signal asks for an end; a second one ends at once, and so do some seconds: searches write nothing, and parts of Xapian do not look around.
void install_signals() {
  on_stop_signals([](int signal) {
    constexpr unsigned patience = 3;  // seconds
    interrupted = true;
    end_on_stop_signals();
    std::signal(SIGALRM, signal == SIGINT ? [](int) { ::_exit(128 + SIGINT); } : [](int) { ::_exit(128 + SIGTERM); });
    ::alarm(patience);
  });
  std::signal(SIGPIPE, SIG_IGN);
}

std::optional<std::string> variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? std::optional<std::string>(value) : std::nullopt;
}

std::string percent(double part) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(1) << part * 100 << " %";
  return out.str();
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
  change_colors(options.colors, command.colors);
  options.hyperlink_format = command.hyperlink_format;
  options.pattern = command.pattern;
  options.null_terminated = command.null_terminated;
  std::error_code error;
  options.working_folder = fs::current_path(error).string();
  if (options.working_folder == "/") options.working_folder.clear();
  if (!options.working_folder.empty()) options.working_folder += '/';
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
  return "if command -v less >/dev/null; then exec less -FRX; else exec cat; fi";
}

// Minutes east of UTC, here and now.
int local_zone() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  return ::localtime_r(&now, &local) ? static_cast<int>(local.tm_gmtoff / 60) : 0;
}

void require_question(const SearchCommand& command, const NamedQuery& query) {
  const Request& request = command.request;
  const bool filtered = !request.since.empty() || !request.until.empty() || command.limit == UINT64_MAX ||
                        request.sort.value_or(Sort::relevance) != Sort::relevance ||
                        command.output == OutputFormat::exported;
  if (trim(query.text).empty() && query.any_of.empty() && !filtered)
    throw Error(ErrorCode::usage, "there is nothing to search for", "type words: newsgrep \"central bank\"; or a filter: newsgrep --since 2024; newsgrep -h shows more");
}

// One run of the program over one index.
class Session {
 public:
  explicit Session(const SearchCommand& command)
      : command_(command),
        render_(render_options(command)),
        output_(paging(command_, render_), pager_command(command_), window().ws_row > 2 ? window().ws_row - 1u : 23u,
                command_.line_buffered),
        renderer_(
            make_renderer(command_.output, render_, [this](std::string_view bytes) { return output_.write(bytes); })) {
    std::error_code error;
    const fs::path here = fs::current_path(error);
    if (command_.action != SearchAction::show) {
      lists_ = read_lists(command_.own_lists ? user_folder(variable, "XDG_CONFIG_HOME", ".config") : fs::path(),
                          index_if_any(here), command_.synonyms);
      queries_ = queries_of(command_, lists_);
    }
    for (const auto& query : queries_) require_question(command_, query);
    if (command_.action == SearchAction::translate) return;
    const FoundIndex found = discover_index(command.db, variable, here);
    if (found.remembered && command.messages) std::cerr << "newsgrep: searching the index built last: " << printable(found.folder.string()) << '\n';
    searcher_.emplace(found.folder, OpenOptions{command.verify});
  }

  Exit run() {
    const Exit exit = command_.action == SearchAction::show ? show() : answer_all();
    output_.finish();
    if (interrupted) return Exit::interrupted;
    if (output_.closed()) return Exit::ok;
    std::cerr << after_;
    return exit;
  }

 private:
  // It may hold saved queries; that there is none is told when it is searched.
  fs::path index_if_any(const fs::path& here) const {
    try {
      return discover_index(command_.db, variable, here).folder;
    } catch (const Error&) {
      return {};
    }
  }

  // By id, or by an address as results show it: relative to the current folder, if it is not absolute.
  std::optional<Article> find(const std::string& wanted) const {
    auto article = searcher_->article(wanted);
    std::error_code error;
    const std::string here = fs::current_path(error).string() + "/";
    const std::string name = wanted.starts_with("./") ? wanted.substr(2) : wanted;
    if (!article && !name.starts_with('/') && !error) article = searcher_->article_at(here + name);
    if (!article) article = searcher_->article_at(name);
    return article;
  }

  Exit show() {
    const auto article = find(command_.show_id);
    if (!article) {
      std::cerr << "newsgrep: there is no article with the id or at the address " << printable(command_.show_id)
                << "\nhint: an id has 16 hexadecimal digits, the first 4 or more may do; results show both: --json, -l, --format '{id}'\n";
      return Exit::none;
    }
    if (command_.output == OutputFormat::text) {
      output_.write(article_text(*article, render_));
      return Exit::ok;
    }
    Hit hit;
    hit.article = *article;
    if (command_.output == OutputFormat::csv || command_.output == OutputFormat::tsv) renderer_->begin({});
    renderer_->hit(hit);
    return Exit::ok;
  }

  // Hits of any query make a success, an error in any query a failure.
  Exit answer_all() {
    Exit all = Exit::none;
    for (const auto& query : queries_) {
      const Exit one = answer(query);
      if (all == Exit::none || one == Exit::usage) all = one;
      if (output_.closed() || interrupted || (command_.quiet && one == Exit::ok)) return one;
    }
    return all;
  }

  Request request_for(const NamedQuery& query) const {
    Request request = command_.request;
    request.query = query.text;
    request.any_of = query.any_of;
    request.saved = lists_.queries;
    request.synonyms = lists_.synonyms;
    request.cancelled = &interrupted;
    if (command_.local_zone) request.zone = local_zone();
    if (request.now == 0) request.now = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    return request;
  }

  // Notes on standard error; true when one of them is an error.
  bool report(const std::vector<Diagnostic>& diagnostics, const std::string& query) {
    constexpr std::size_t most = 10;
    std::size_t shown = 0;
    bool failed = false;
    for (const auto& diagnostic : diagnostics) {
      const bool error = diagnostic.severity == Severity::error;
      failed = failed || error;
      if ((error || (command_.messages && !command_.quiet)) && ++shown <= most) std::cerr << diagnostic_text(diagnostic, query);
    }
    if (shown > most) std::cerr << "and " << grouped_number(shown - most) << " more notes on the query\n";
    return failed;
  }

  Exit answer(const NamedQuery& query) {
    const Request request = request_for(query);
    const QueryExplanation understood = newsgrep::translate(request);
    if (report(understood.diagnostics, understood.text)) return Exit::usage;
    report(query.doubts, query.text);
    if (command_.action == SearchAction::translate) return translate(understood);
    if (command_.action == SearchAction::explain) return explain(searcher_->explain(request));
    if (command_.quiet) return quick_look(request);
    if (command_.action == SearchAction::count) return count(request, query);
    const QueryHead head{query.name, understood.text, understood.tree, &understood.diagnostics};
    if (!renderer_->begin(head)) return Exit::ok;
    return request.limit == UINT64_MAX ? stream(request, query) : page(request, query);
  }

  Exit quick_look(Request request) const {
    request.limit = 1;
    request.passages = 0;
    request.count = Request::Count::none;
    request.sort = Sort::newest;  // any one will do, and ranking looks at more
    return searcher_->search(request).hits.empty() ? Exit::none : Exit::ok;
  }

  Exit count(const Request& request, const NamedQuery& query) {
    const auto number = searcher_->count(request);
    output_.write((query.name.empty() ? std::string() : one_line(query.name) + "\t") + std::to_string(number) + "\n");
    return number > 0 ? Exit::ok : Exit::none;
  }

  Exit page(const Request& request, const NamedQuery& query) {
    const Response response = searcher_->search(request);
    for (const auto& hit : response.hits)
      if (!renderer_->hit(hit)) return Exit::ok;
    renderer_->end(response);
    summarise(query, response);
    return response.hits.empty() && !response.more ? Exit::none : Exit::ok;
  }

  // Everything, as it comes. What a summary says besides the number of hits is asked for afterwards.
  Exit stream(const Request& request, const NamedQuery& query) {
    const auto start = std::chrono::steady_clock::now();
    Request all = request, numbers = request;
    all.limit = 0;
    std::uint64_t shown = 0;
    searcher_->each(all, [&](Hit&& hit) {
      ++shown;
      return renderer_->hit(hit) && !interrupted;
    });
    if (output_.closed() || interrupted) return Exit::ok;
    Response response;
    const bool summed_up = command_.output == OutputFormat::text || command_.output == OutputFormat::json || command_.output == OutputFormat::exported;
    if (summed_up || shown == 0) {
      numbers.limit = 0;
      response = searcher_->search(numbers);
    }
    if (shown > 0) response.count = request.offset + shown;
    response.count_exact = response.count_exact || shown > 0;
    response.more = false;
    response.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    renderer_->end(response);
    if (command_.output == OutputFormat::text || shown == 0) summarise(query, response);
    return shown == 0 ? Exit::none : Exit::ok;
  }

  // How to ask for the words of the query's phrases instead.
  const char* way_to_words(const NamedQuery& query) const {
    if (query.made_phrases) return command_.reading == Reading::phrase ? "without -F" : "-w";
    return query.text.find('{') == std::string::npos ? "without the quotes" : "without the quotes or braces";
  }

  // Counts and what was left out go to standard error, after the results.
  void summarise(const NamedQuery& query, const Response& response) {
    if (!command_.messages) return;
    const bool told = command_.output == OutputFormat::text || response.more || response.count == 0;
    if (told) after_ += (query.name.empty() ? "" : one_line(query.name) + ": ") + count_text(response);
    if (response.more) after_ += "; " + grouped_number(response.hits.size()) + " shown, -n N or --all for more";
    if (told && response.count > 0 && response.count <= command_.request.offset) after_ += "; none is shown, --offset begins behind the last";
    if (told) after_ += "\n";
    if (response.undated > 0)
      after_ += number_text(response.undated, response.undated_exact) + (response.undated == 1 && response.undated_exact ? " article without a date is" : " articles without a date are") + " left out (date:none finds them)\n";
    if (response.all_words && *response.all_words > 0)
      after_ += "the phrase is in none, but " + number_text(*response.all_words, response.all_words_exact) + (*response.all_words == 1 && response.all_words_exact ? " article has" : " articles have") + " all of its words (" + way_to_words(query) + ")\n";
    for (const auto& hint : response.hints) after_ += one_line(hint) + "\n";
  }

  Exit translate(const QueryExplanation& understood) {
    report(understood.differences, understood.text);
    const char* sort = understood.sort == Sort::newest   ? " sort:date"
                       : understood.sort == Sort::oldest ? " sort:-date"
                                                         : "";
    output_.write(one_line(understood.tree) + (command_.request.sort ? "" : sort) + "\n");
    return Exit::ok;
  }

  Exit explain(const QueryExplanation& understood) {
    std::string out = "query   " + one_line(understood.text) + "\ntree    " + one_line(understood.tree) + "\n";
    if (understood.sort != Sort::relevance)
      out += std::string("sort    ") + (understood.sort == Sort::newest ? "newest" : "oldest") + "\n";
    for (const auto& difference : understood.differences) out += "dialect " + one_line(difference.message) + "\n";
    for (const auto& date : understood.dates) out += "dates   " + one_line(date) + "\n";
    for (const auto& [term, count] : understood.terms) out += "term    " + one_line(term) + "\t" + std::to_string(count) + "\n";
    out += "xapian  " + one_line(understood.xapian) + "\n";
    for (const auto& [term, weight] : understood.telling) out += "ranking " + one_line(term) + "\t" + percent(weight) + "\n";
    output_.write(out);
    return Exit::ok;
  }

  const SearchCommand& command_;
  RenderOptions render_;
  Output output_;
  std::unique_ptr<Renderer> renderer_;
  std::vector<NamedQuery> queries_;
  Lists lists_;
  std::optional<Searcher> searcher_;
  std::string after_;
};

Exit print_fields() {
  const auto print = [](std::string_view name, std::string_view description, std::string_view example, std::string_view aliases) {
    std::cout << std::left << std::setw(11) << std::string(name) + ":" << std::setw(43) << description << std::setw(aliases.empty() ? 0 : 21) << example
              << (aliases.empty() ? "" : "also ") << aliases << '\n';
  };
  for (const Field& field : fields()) print(field.name, field.description, field.example, field.aliases);
  for (const Filter& filter : filters()) print(filter.name, filter.description, filter.example, filter.aliases);
  return Exit::ok;
}

Exit print_configuration(const Configuration& configuration) {
  std::cout << "# " << (configuration.path.empty() ? "no configuration file" : configuration.path.string()) << '\n';
  for (const auto& flag : configuration.arguments) std::cout << flag << '\n';
  return Exit::ok;
}

// Not of a flag of the configuration file, which is for all commands.
void tell_idle_flags(const SearchCommand& command, const SearchCommand& without_configuration) {
  const auto& typed = without_configuration.idle;
  for (const auto& sentence : command.idle)
    if (std::find(typed.begin(), typed.end(), sentence) != typed.end()) std::cerr << "newsgrep: " << sentence << '\n';
}

Exit run(const std::vector<std::string>& arguments) {
  const Configuration configuration = read_configuration(arguments, variable);
  std::vector<std::string> all = configuration.arguments;
  all.insert(all.end(), arguments.begin(), arguments.end());
  const SearchCommand command = parse_search_command(all);
  if (command.messages && !command.idle.empty()) tell_idle_flags(command, parse_search_command(arguments));
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
