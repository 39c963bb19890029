// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/bytes.hpp"
#include "common/catalog.hpp"
#include "common/discovery.hpp"
#include "common/hints.hpp"
#include "common/json_text.hpp"
#include "common/program.hpp"
#include "common/utf8.hpp"
#include "indexer/child.hpp"
#include "indexer/options.hpp"
#include "indexer/progress.hpp"

#include <nlohmann/json.hpp>

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iostream>
#include <set>
#include <thread>

namespace newsgrep {
namespace {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

std::atomic<int> interrupts{0};

// A third signal ends at once: no death at any instant harms an index.
void on_interrupt(int) {
  if (++interrupts < 2) return;
  for (const int one : {SIGINT, SIGTERM}) std::signal(one, SIG_DFL);
}

void install_signals() {
  struct sigaction action {};
  action.sa_handler = on_interrupt;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

std::optional<std::string> variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? std::optional<std::string>(value) : std::nullopt;
}

// The first PATH if it is a folder, else the folder it lies in.
fs::path first_folder(const std::vector<std::string>& paths) {
  std::error_code error;
  const fs::path first = paths.empty() || paths.front() == "-" ? fs::path(".") : fs::path(paths.front());
  if (!fs::is_regular_file(first, error)) return first;
  return first.has_parent_path() ? first.parent_path() : fs::path(".");
}

// Where the index lies when nothing else is said.
fs::path db_beside(const std::vector<std::string>& paths) { return first_folder(paths) / ".newsgrep"; }

// --db or $NEWSGREP_DB names an index folder, or a folder that holds one; without them the index lies in the first PATH.
fs::path choose_db(const IndexCommand& command) {
  const fs::path named = command.db.empty() ? variable("NEWSGREP_DB").value_or("") : command.db;
  if (named.empty()) return db_beside(command.options.paths);
  std::error_code error;
  return fs::is_directory(named / ".newsgrep", error) && has_index(named / ".newsgrep") ? named / ".newsgrep" : named;
}

std::vector<std::string> read_names(const IndexCommand& command) {
  std::ifstream file;
  if (command.files_from != "-") {
    file.open(command.files_from, std::ios::binary);
    file.peek();  // a folder can be opened, but not read
    if (!file.is_open() || file.bad()) throw Error(ErrorCode::usage, "--files-from: cannot read " + command.files_from + ": " + std::strerror(errno), "- is standard input");
  }
  std::istream& in = command.files_from == "-" ? std::cin : file;
  std::vector<std::string> names;
  for (std::string name; std::getline(in, name, command.null_separated ? '\0' : '\n');)
    if (!name.empty()) names.push_back(name);
  return names;
}

std::string place_of(const Diagnostic& diagnostic) {
  return diagnostic.address + (diagnostic.line > 0 ? ":" + std::to_string(diagnostic.line) : std::string());
}

// The article is there, undated.
bool is_unread_date(const Diagnostic& diagnostic) { return diagnostic.kind == "unread_date"; }

// Lists troubles as they come, and only counts them when they are too many.
class TroublePrinter {
 public:
  TroublePrinter(const IndexCommand& command, ProgressPrinter& progress) : command_(command), progress_(progress) {}

  void show(const Diagnostic& diagnostic) {
    unread_dates_ += is_unread_date(diagnostic);
    constexpr std::uint64_t most = 20;
    const bool worth_telling = diagnostic.severity != Severity::notice || diagnostic.kind == "index_folder" ||
                               diagnostic.kind == "other_xapian";
    if (!worth_telling || !command_.messages) return;
    if (++count_ > most) return;
    progress_.clear();
    std::cerr << "newsgrep-index: " << printable(place_of(diagnostic)) << ": " << printable(diagnostic.message) << '\n';
    if (!diagnostic.hint.empty() && diagnostic.kind == "missing_root") std::cerr << "hint: " << diagnostic.hint << '\n';
    shown_ = count_;
  }

  std::uint64_t unread_dates() const { return unread_dates_; }  ///< files

  void finish() const {
    if (count_ > shown_) std::cerr << "newsgrep-index: and " << grouped(count_ - shown_) << " more: newsgrep-index --failures\n";
  }

 private:
  const IndexCommand& command_;
  ProgressPrinter& progress_;
  std::uint64_t count_ = 0, shown_ = 0, unread_dates_ = 0;
};

std::string plural(std::uint64_t count, const char* thing) { return grouped(count) + " " + thing + (count == 1 ? "" : "s"); }

void print_summary(const IndexSummary& summary) {
  const auto part = [](std::uint64_t count, const char* what) { return count > 0 ? ", " + grouped(count) + " " + what : std::string(); };
  std::cerr << plural(summary.articles, "article") << " in the index: " << grouped(summary.added) << " added" << part(summary.replaced, "replaced")
            << part(summary.removed, "removed") << part(summary.unchanged, "unchanged") << part(summary.superseded, "superseded") << '\n';
  std::cerr << plural(summary.files_seen, "file") << ": " << grouped(summary.files_read) << " read" << part(summary.files_unchanged, "unchanged")
            << part(summary.files_removed, "gone") << part(summary.files_skipped, "skipped (no format that is read, or empty)")
            << part(summary.files_failed, "failed") << part(summary.failed_articles, "articles left out") << part(summary.repairs, "characters repaired") << '\n';
  if (summary.entries > 0)
    std::cerr << grouped(summary.entries) << (summary.entries == 1 ? " entry of archives" : " entries of archives") << part(summary.entries_skipped, "skipped (no format that is read, or empty)") << '\n';
  char ratio[96];
  std::snprintf(ratio, sizeof ratio, " (%.2f times the text), %.1f s\n",
                summary.text_bytes > 0 ? static_cast<double>(summary.index_bytes) / static_cast<double>(summary.text_bytes) : 0.0, summary.seconds);
  std::cerr << "text " << size_text(summary.text_bytes) << ", index " << size_text(summary.index_bytes) << ratio;
  if (summary.interrupted) std::cerr << "interrupted: what was read is in the index; run it again for the rest\n";
}

// What `work` returns, which needs the lock of the index.
template <class Work>
auto waiting(const IndexCommand& command, Work&& work) {
  const auto start = std::chrono::steady_clock::now();
  for (bool told = false;;) {
    try {
      return work();
    } catch (const Error& error) {
      const std::chrono::duration<double> waited = std::chrono::steady_clock::now() - start;
      if (error.code() != ErrorCode::locked || !command.wait || waited.count() >= *command.wait || interrupts > 0) throw;
      if (!told && !command.quiet) std::cerr << "newsgrep-index: " << printable(error.what()) << "; waiting\n";
      told = true;
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
  }
}

void require_paths(const IndexCommand& command) {
  const auto& paths = command.options.paths;
  if (paths.empty() && command.files_from.empty())
    throw Error(ErrorCode::usage, "no PATH is given", "newsgrep-index FOLDER builds or updates the index of a folder");
  const auto missing = [](const std::string& path) {
    std::error_code error;
    return path != "-" && !fs::exists(path, error);
  };
  if (paths.empty()) return;
  const bool lies_in_first = command.action != IndexAction::extract && command.options.db == db_beside(paths);
  if (lies_in_first && missing(paths.front()))
    throw Error(ErrorCode::usage, "there is no file or folder " + paths.front(), "its index would lie in it; --db DIR names another place");
  if (std::all_of(paths.begin(), paths.end(), missing) && command.files_from.empty() && !has_index(command.options.db))
    throw Error(ErrorCode::usage, "there is no file or folder " + paths.front());
}

Exit update(IndexCommand& command) {
  ProgressPrinter progress(command.progress, ::isatty(STDERR_FILENO) != 0);
  TroublePrinter troubles(command, progress);
  command.options.progress = [&](const Progress& now) { progress.show(now); };
  command.options.diagnostic = [&](const Diagnostic& diagnostic) { troubles.show(diagnostic); };
  command.options.cancelled = &interrupts;
  Indexer indexer(command.options);
  const IndexSummary summary = waiting(command, [&] { return indexer.run(); });
  progress.clear();
  troubles.finish();
  if (!command.quiet) print_summary(summary);
  if (!command.quiet && troubles.unread_dates() > 0)
    std::cerr << "dates not understood in " << plural(troubles.unread_dates(), "file") << ": newsgrep-index --failures\n";
  remember_index(command.options.db, variable);
  if (summary.interrupted) return Exit::interrupted;
  return summary.files_failed + summary.failed_articles > 0 ? Exit::some_failed : Exit::ok;
}

std::string time_text() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  char text[32] = "";
  if (::localtime_r(&now, &local)) std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S ", &local);
  return text;
}

void print_update(const IndexSummary& summary) {
  const auto part = [](std::uint64_t count, const char* what) { return count > 0 ? ", " + grouped(count) + " " + what : std::string(); };
  char seconds[32];
  std::snprintf(seconds, sizeof seconds, "; %.1f s", summary.seconds);
  std::cerr << time_text() << plural(summary.articles, "article") << " in the index: " << grouped(summary.added) << " added"
            << part(summary.replaced, "replaced") << part(summary.removed, "removed") << part(summary.files_failed, "files failed") << seconds << '\n';
}

Exit watch(IndexCommand& command) {
  std::set<std::string> told;  // each run comes upon the same troubles
  const auto tell = [&](const std::string& line, const std::string& hint) {
    if (!command.messages || !told.insert(line).second) return;
    std::cerr << "newsgrep-index: " << printable(line) << '\n';
    if (!hint.empty()) std::cerr << "hint: " << printable(hint) << '\n';
  };
  command.options.diagnostic = [&](const Diagnostic& diagnostic) {
    if (diagnostic.severity != Severity::notice) tell(place_of(diagnostic) + ": " + diagnostic.message, "");
  };
  command.options.cancelled = &interrupts;
  WatchEvents events;
  bool first = true;
  events.updated = [&](const IndexSummary& summary) {
    if ((first || summary.added + summary.replaced + summary.removed > 0) && !command.quiet) print_update(summary);
    if (first) remember_index(command.options.db, variable);
    first = false;
  };
  events.failed = [&](const Error& error) { tell(error.what(), error.hint() + (error.hint().empty() ? "" : "; ") + "it is tried again"); };
  events.incomplete = [&] { tell("the system does not let all folders be watched; they are looked at every 30 seconds", "raise fs.inotify.max_user_watches (sysctl)"); };
  Indexer(command.options).watch(events);
  return Exit::ok;
}

// Lists every trouble; true afterwards in `failed` if one of them is more than a note.
void list_troubles(IndexCommand& command, bool& failed) {
  command.options.diagnostic = [&command, &failed](const Diagnostic& diagnostic) {
    failed = failed || diagnostic.severity != Severity::notice;
    if (command.messages) std::cerr << "newsgrep-index: " << printable(place_of(diagnostic)) << ": " << printable(diagnostic.message) << '\n';
  };
}

Exit dry_run(IndexCommand& command) {
  bool failed = false;
  list_troubles(command, failed);
  const auto plan = Indexer(command.options).plan();
  for (const auto& file : plan) std::cout << to_string(file.change) << '\t' << one_line(file.path) << '\t' << file.why << '\n';
  const auto touched = std::count_if(plan.begin(), plan.end(), [](const PlannedFile& file) { return file.change == Change::none; });
  if (!command.quiet) std::cerr << plural(plan.size() - static_cast<std::size_t>(touched), "file") << " would be read or removed\n";
  return failed ? Exit::some_failed : Exit::ok;
}

std::string json_line(const json& value) { return escaped_controls(value.dump(-1, ' ', false, json::error_handler_t::replace)); }

json article_json(const Article& article) {
  json out;
  out["path"] = article.address();
  out["id"] = article.id;
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) out[key] = value;
  };
  const auto add_list = [&](const char* key, const std::vector<std::string>& list) {
    if (!list.empty()) out[key] = list;
  };
  add("native_id", article.native_id);
  add("title", article.title);
  add("standfirst", article.standfirst);
  add("text", article.text);
  add("date", article.published.iso());
  add("date_from", article.date_from);
  add("updated", article.updated.iso());
  add("captured", article.captured.iso());
  add("byline", article.byline);
  add_list("authors", article.authors);
  add("dateline", article.dateline);
  add("source", article.source);
  add("section", article.section);
  add_list("tags", article.tags);
  add_list("captions", article.captions);
  add("language", article.language);
  add("url", article.url);
  add("canonical_url", article.canonical_url.empty() ? article.url : article.canonical_url);
  return out;
}

Exit extract(IndexCommand& command) {
  bool failed = false;
  command.options.cancelled = &interrupts;
  list_troubles(command, failed);
  Indexer indexer(command.options);
  indexer.extract(
      [&](const Article& article, const std::vector<std::string>& why) {
        json line = article_json(article);
        if (command.explain) line["explain"] = why;
        std::cout << json_line(line) << '\n';
        return std::cout.good();
      },
      command.explain);
  std::cout.flush();
  if (interrupts > 0) return Exit::interrupted;
  return failed && std::cout.good() ? Exit::some_failed : Exit::ok;
}

// The index to look at: that of the first PATH, or the one that newsgrep would search from here.
fs::path existing_db(const IndexCommand& command) {
  if (command.db.empty() && !command.options.paths.empty()) return find_index(first_folder(command.options.paths));
  std::error_code error;
  return discover_index(command.db, variable, fs::current_path(error)).folder;
}

// What was looked at and is no news is no failure.
std::size_t failed(const IndexStatistics& numbers) {
  return static_cast<std::size_t>(std::count_if(numbers.failures.begin(), numbers.failures.end(), [](const Diagnostic& one) { return one.severity != Severity::notice; }));
}

// The same, to be written. One that is only remembered may be another than the user means.
fs::path db_to_write(const IndexCommand& command, const char* flag) {
  if (command.db.empty() && !command.options.paths.empty()) return existing_db(command);
  std::error_code error;
  const auto found = discover_index(command.db, variable, fs::current_path(error));
  if (!found.remembered) return found.folder;
  throw Error(ErrorCode::usage, "no index is named, and there is none here nor in a folder above", "if the one built last is meant: " + indexer_of(found.folder) + " " + flag);
}

std::size_t unread_dates(const IndexStatistics& numbers) {
  return static_cast<std::size_t>(std::count_if(numbers.failures.begin(), numbers.failures.end(), is_unread_date));
}

std::size_t skipped(const IndexStatistics& numbers) { return numbers.failures.size() - failed(numbers) - unread_dates(numbers); }

json statistics_json(const IndexCommand& command, const fs::path& db, const IndexStatistics& numbers) {
  json out = {{"index", db.string()},
              {"generation", numbers.generation},
              {"layout", to_string(numbers.layout)},
              {"segments", numbers.segments},
              {"articles", numbers.articles},
              {"dead", numbers.dead},
              {"undated", numbers.undated},
              {"files", numbers.files},
              {"superseded", numbers.superseded},
              {"text_bytes", numbers.text_bytes},
              {"index_bytes", numbers.index_bytes},
              {"oldest", numbers.oldest},
              {"newest", numbers.newest},
              {"failed", failed(numbers)},
              {"skipped", skipped(numbers)},
              {"unread_dates", unread_dates(numbers)}};
  if (!command.failures) return out;
  out["failures"] = json::array();
  for (const auto& failure : numbers.failures)
    out["failures"].push_back({{"path", failure.address}, {"line", failure.line}, {"kind", failure.kind}, {"message", failure.message}});
  out["superseded_by"] = numbers.superseded_by;
  return out;
}

Exit print_statistics(const IndexCommand& command) {
  const fs::path db = existing_db(command);
  const IndexStatistics numbers = statistics(db);
  if (command.json) {
    std::cout << json_line(statistics_json(command, db, numbers)) << '\n';
    return Exit::ok;
  }
  std::cout << "index         " << printable(db.string()) << "\ngeneration    " << numbers.generation
            << "\nlayout        " << to_string(numbers.layout) << "\nsegments      " << numbers.segments
            << "\narticles      " << grouped(numbers.articles) << "\n  dead        " << grouped(numbers.dead)
            << "\n  undated     " << grouped(numbers.undated) << "\n  superseded  " << grouped(numbers.superseded)
            << "\nfiles         " << grouped(numbers.files) << "\ndates         "
            << (numbers.oldest.empty() ? "none" : numbers.oldest + " to " + numbers.newest) << "\ntext          "
            << size_text(numbers.text_bytes) << "\non disk       " << size_text(numbers.index_bytes)
            << "\nfailures      " << grouped(failed(numbers)) << "\nskipped       "
            << grouped(skipped(numbers)) << "\nunread dates  " << grouped(unread_dates(numbers)) << '\n';
  if (!command.failures) return Exit::ok;
  for (const auto& failure : numbers.failures) std::cout << printable(place_of(failure)) << ": " << printable(failure.message) << '\n';
  for (const auto& pair : numbers.superseded_by) std::cout << printable(pair) << '\n';
  return Exit::ok;
}

std::string packed(const std::vector<Diagnostic>& troubles) {
  std::string bytes;
  for (const auto& trouble : troubles)
    for (const auto* text : {&trouble.address, &trouble.message, &trouble.hint}) put_text(bytes, *text);
  return bytes;
}

std::vector<Diagnostic> unpacked(std::string_view bytes) {
  std::vector<Diagnostic> troubles;
  for (ByteReader in(bytes); !in.done();) {
    Diagnostic& trouble = troubles.emplace_back();
    for (auto* text : {&trouble.address, &trouble.message, &trouble.hint}) *text = in.text();
  }
  return troubles;
}

// In a process of its own: whatever is damaged in whatever way, it is told.
Exit check_index(const IndexCommand& command) {
  const fs::path db = existing_db(command);
  CheckOptions options;
  options.full = command.full_check;
  options.memory = command.options.memory;
  const auto troubles = unpacked(done_by_child("the check of " + db.string(), [&] { return packed(check(db, options)); }));
  for (const auto& trouble : troubles) std::cout << printable(trouble.address) << ": " << printable(trouble.message) << '\n';
  if (troubles.empty()) {
    if (!command.quiet) std::cerr << "the index " << printable(db.string()) << " is sound\n";
    return Exit::ok;
  }
  std::cerr << "hint: " << printable(troubles.front().hint) << '\n';
  return Exit::no_index;
}

Exit repair_index(IndexCommand& command) {
  bool failed = false;
  command.options.db = db_to_write(command, "--repair");
  const std::string name = printable(command.options.db.string());
  list_troubles(command, failed);
  Indexer indexer(command.options);
  const RepairSummary summary = waiting(command, [&] { return indexer.repair(); });
  for (const auto& what : summary.damaged) std::cout << printable(what) << '\n';
  for (const auto& address : summary.lost) std::cout << "lost: " << printable(address) << '\n';
  if (!command.quiet && summary.damaged.empty()) std::cerr << "the index " << name << " is sound\n";
  if (!command.quiet && !summary.damaged.empty())
    std::cerr << "the index " << name << (summary.nameless > 0 ? " can be searched again, but is not whole: " : " is whole again: ") << plural(summary.saved, "article")
              << " saved from damaged parts, " << grouped(summary.read_again) << " read again, " << grouped(summary.lost.size() + summary.nameless) << " lost\n";
  if (summary.nameless > 0)
    std::cerr << plural(summary.nameless, "article") << " lost whose files nothing names any more: read the archive again with newsgrep-index PATH\n";
  else if (summary.inventory_lost)
    std::cerr << "the list of what was indexed had to be made anew: the next run of newsgrep-index PATH reads all files again\n";
  return summary.lost.empty() && summary.nameless == 0 ? Exit::ok : Exit::some_failed;
}

Exit backup_index(const IndexCommand& command) {
  const BackupSummary summary = backup(existing_db(command), command.backup);
  if (!command.quiet)
    std::cerr << "generation " << summary.generation << " is in " << printable(command.backup) << ": " << plural(summary.files, "file") << ", "
              << grouped(summary.linked) << " of them linked, " << size_text(summary.bytes) << " copied\n";
  return Exit::ok;
}

Exit compact_index(IndexCommand& command) {
  command.options.db = db_to_write(command, "--compact");
  ProgressPrinter progress(command.progress, ::isatty(STDERR_FILENO) != 0);
  command.options.progress = [&](const Progress& now) { progress.show(now); };
  command.options.cancelled = &interrupts;
  Indexer indexer(command.options);
  const IndexSummary summary = waiting(command, [&] { return indexer.compact(); });
  progress.clear();
  if (!command.quiet)
    std::cerr << plural(summary.articles, "article") << " in one segment, index " << size_text(summary.index_bytes) << (summary.published ? "" : "; it was one already") << '\n';
  return Exit::ok;
}

Exit run(const std::vector<std::string>& arguments) {
  IndexCommand command = parse_index_command(arguments);
  install_signals();
  if (!command.files_from.empty()) command.options.files = read_names(command);
  command.options.db = choose_db(command);
  command.options.standard_input = [](char* to, std::size_t size) {
    ssize_t got;
    do got = ::read(STDIN_FILENO, to, size);
    while (got < 0 && errno == EINTR && interrupts == 0);
    if (got < 0 && errno != EINTR) throw Error(ErrorCode::io, std::string("standard input cannot be read: ") + std::strerror(errno));
    return static_cast<std::size_t>(std::max<ssize_t>(got, 0));
  };
  if (command.action == IndexAction::update || command.action == IndexAction::watch || command.action == IndexAction::extract || command.action == IndexAction::dry_run) require_paths(command);
  switch (command.action) {
    case IndexAction::help: std::cout << command.text; return Exit::ok;
    case IndexAction::version: std::cout << "newsgrep-index " NEWSGREP_VERSION "\n"; return Exit::ok;
    case IndexAction::stats: return print_statistics(command);
    case IndexAction::check: return check_index(command);
    case IndexAction::repair: return repair_index(command);
    case IndexAction::backup: return backup_index(command);
    case IndexAction::compact: return compact_index(command);
    case IndexAction::watch: return watch(command);
    case IndexAction::extract: return extract(command);
    case IndexAction::dry_run: return dry_run(command);
    case IndexAction::update: break;
  }
  return update(command);
}

}  // namespace
}  // namespace newsgrep

int main(int count, char** values) {
  return newsgrep::run_program("newsgrep-index", [&] { return newsgrep::run({values + 1, values + count}); });
}
