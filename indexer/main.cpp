// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/bytes.hpp"
#include "common/catalog.hpp"
#include "common/discovery.hpp"
#include "common/hints.hpp"
#include "common/numbers.hpp"
#include "common/program.hpp"
#include "common/stop_signals.hpp"
#include "common/utf8.hpp"
#include "indexer/child.hpp"
#include "indexer/options.hpp"
#include "indexer/output.hpp"
#include "indexer/progress.hpp"
#include "indexer/reports.hpp"
#include "indexer/scratch_folder.hpp"
#include "indexer/which_index.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iostream>
#include <optional>
#include <set>
#include <thread>
#include <utility>

namespace newsgrep {
namespace {

namespace fs = std::filesystem;

std::atomic<int> interrupts{0};

// A third signal ends at once: no death at any instant harms an index.
void on_interrupt(int) {
  if (++interrupts < 2) return;
  end_on_stop_signals();
}

// Other actions may be ended at any time: they are done over, and lose nothing.
bool ends_in_order(IndexAction action) {
  return action == IndexAction::update || action == IndexAction::watch || action == IndexAction::extract || action == IndexAction::compact || action == IndexAction::check;
}

void install_signals(IndexAction action) {
  for (const int told_by_errors : {SIGPIPE, SIGXFSZ}) std::signal(told_by_errors, SIG_IGN);
  if (ends_in_order(action)) on_stop_signals(on_interrupt);
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
  for (std::string name; std::getline(in, name, command.null_separated ? '\0' : '\n');) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    std::error_code error;
    if (names.empty() && name.starts_with(byte_order_mark) && !fs::exists(name, error)) name.erase(0, byte_order_mark.size());
    const bool of_other_line_end = !command.null_separated && name.ends_with('\r') && !fs::exists(name, error);
    if (of_other_line_end) name.pop_back();
    if (!name.empty()) names.push_back(name);
  }
  return names;
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

// What the user has for news may be the index of it.
void require_news(const std::string& path) {
  std::error_code error;
  if (fs::is_directory(path, error) && is_index_folder(path))
    throw Error(ErrorCode::usage, path + " is an index of newsgrep, no news", "to update it: " + build_command(path));
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
  std::for_each(paths.begin(), paths.end(), require_news);
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

Exit watch(IndexCommand& command) {
  std::set<std::string> told, told_now;  // up to the last run that ended well, and since: each run comes upon the same troubles
  const auto tell = [&](const std::string& line, const std::string& hint) {
    told_now.insert(line);
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
    told = std::exchange(told_now, {});
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

Exit extract(IndexCommand& command) {
  bool failed = false;
  command.options.cancelled = &interrupts;
  list_troubles(command, failed);
  Indexer indexer(command.options);
  indexer.extract(
      [&](const Article& article, const std::vector<std::string>& why) {
        print_article(article, command.explain ? &why : nullptr);
        return std::cout.good();
      },
      command.explain);
  std::cout.flush();
  if (interrupts > 0) return Exit::interrupted;
  return failed && std::cout.good() ? Exit::some_failed : Exit::ok;
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

// In a process of its own: whatever is damaged in whatever way, it is told. A signal to this one, to that or to both ends that, and this one in order.
std::vector<Diagnostic> checked(const fs::path& db, const CheckOptions& options) {
  return unpacked(done_by_child("the check of " + db.string(), [&] { return packed(check(db, options)); }, &interrupts));
}

Exit check_index(const IndexCommand& command) {
  const fs::path db = db_to_read(command);
  std::optional<ScratchFolder> scratch;  // of this process: it is removed however that of the check ends
  CheckOptions options;
  options.full = command.full_check;
  options.memory = command.options.memory;
  if (options.full) options.scratch = scratch.emplace().path();
  std::vector<Diagnostic> troubles;
  try {
    troubles = checked(db, options);
  } catch (const Error&) {
    if (interrupts == 0) throw;
  }
  if (interrupts > 0) return Exit::interrupted;
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
  command.options.db = db_to_change(command, "--repair");
  const std::string name = printable(command.options.db.string());
  list_troubles(command, failed);
  Indexer indexer(command.options);
  const RepairSummary summary = waiting(command, [&] { return indexer.repair(); });
  for (const auto& what : summary.damaged) std::cout << printable(what) << '\n';
  for (const auto& address : summary.lost) std::cout << "lost: " << printable(address) << '\n';
  if (!command.quiet && summary.damaged.empty()) std::cerr << "the index " << name << " is sound\n";
  if (!command.quiet && !summary.damaged.empty())
    std::cerr << "the index " << name << (summary.nameless > 0 ? " can be searched again, but is not whole: " : " is whole again: ") << plural(summary.saved, "article")
              << " saved from damaged parts, " << grouped_number(summary.read_again) << " read again, " << grouped_number(summary.lost.size() + summary.nameless) << " lost\n";
  if (!summary.taken_below.empty())
    std::cerr << "nothing tells any more where the archive lies: its files are taken to be below " << printable(summary.taken_below)
              << "\nhint: if it lies elsewhere, move the index into it, as .newsgrep\n";
  if (summary.nameless > 0)
    std::cerr << plural(summary.nameless, "article") << " lost whose files nothing names any more: read the archive again with newsgrep-index PATH\n";
  else if (summary.inventory_lost)
    std::cerr << "the list of what was indexed had to be made anew: the next run of newsgrep-index PATH reads all files again\n";
  return summary.lost.empty() && summary.nameless == 0 ? Exit::ok : Exit::some_failed;
}

Exit backup_index(const IndexCommand& command) {
  const BackupSummary summary = backup(db_to_read(command), command.backup);
  if (!command.quiet)
    std::cerr << "generation " << summary.generation << " is in " << printable(command.backup) << ": " << plural(summary.files, "file") << ", "
              << grouped_number(summary.linked) << " of them linked, " << size_text(summary.bytes) << " copied\n";
  return Exit::ok;
}

Exit compact_index(IndexCommand& command) {
  command.options.db = db_to_change(command, "--compact");
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

bool reads_paths(IndexAction action) {
  return action == IndexAction::update || action == IndexAction::watch || action == IndexAction::extract || action == IndexAction::dry_run;
}

Exit run(const std::vector<std::string>& arguments) {
  IndexCommand command = parse_index_command(arguments);
  install_signals(command.action);
  if (!command.files_from.empty()) command.options.files = read_names(command);
  command.options.standard_input = [](char* to, std::size_t size) {
    ssize_t got;
    do got = ::read(STDIN_FILENO, to, size);
    while (got < 0 && errno == EINTR && interrupts == 0);
    if (got < 0 && errno != EINTR) throw Error(ErrorCode::io, std::string("standard input cannot be read: ") + std::strerror(errno));
    return static_cast<std::size_t>(std::max<ssize_t>(got, 0));
  };
  if (reads_paths(command.action)) {
    command.options.db = command.action == IndexAction::extract ? db_of_ids(command) : db_to_update(command);
    require_paths(command);
  }
  switch (command.action) {
    case IndexAction::help: std::cout << command.text; return Exit::ok;
    case IndexAction::version: std::cout << "newsgrep-index " NEWSGREP_VERSION "\n"; return Exit::ok;
    case IndexAction::stats: print_statistics(command, db_to_read(command)); return Exit::ok;
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
