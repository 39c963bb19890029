// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/reading.hpp"

#include "common/files.hpp"
#include "common/record.hpp"
#include "common/terms.hpp"
#include "common/utf8.hpp"
#include "indexer/containers/open.hpp"
#include "indexer/handover.hpp"
#include "indexer/identity.hpp"
#include "indexer/language.hpp"
#include "indexer/parallel.hpp"
#include "indexer/planning.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <limits>
#include <mutex>

namespace newsgrep {
namespace {

bool cancelled(const FileJob& job, const IndexOptions& options) {
  return options.cancelled && options.cancelled->load() > (job.needed ? 1 : 0);
}

Date date_of_mtime(std::int64_t mtime_ns) {
  using namespace std::chrono;
  const sys_seconds instant{seconds{mtime_ns / 1'000'000'000}};
  const auto day = floor<days>(instant);
  const auto ymd = civil(day);
  const hh_mm_ss time{instant - day};
  Date date;
  date.year = static_cast<std::int16_t>(int(ymd.year()));
  date.month = static_cast<std::uint8_t>(unsigned(ymd.month()));
  date.day = static_cast<std::uint8_t>(unsigned(ymd.day()));
  date.hour = static_cast<std::uint8_t>(time.hours().count());
  date.minute = static_cast<std::uint8_t>(time.minutes().count());
  date.second = static_cast<std::uint8_t>(time.seconds().count());
  date.precision = Precision::second;
  date.zone = std::int16_t{0};
  return date;
}

std::size_t repair(Article& article) {
  std::size_t repairs = 0;
  for (const auto member : {&Article::native_id, &Article::url, &Article::title, &Article::text, &Article::byline, &Article::source,
                            &Article::section, &Article::language, &Article::date_from})
    repairs += repair_utf8(article.*member);
  for (const auto member : {&Article::native_id, &Article::url, &Article::title, &Article::byline, &Article::source, &Article::section})
    article.*member = collapse(article.*member);
  article.text = trim(article.text);
  article.language = ascii_lower(trim(article.language));
  std::replace(article.language.begin(), article.language.end(), '_', '-');
  return repairs;
}

// Completes what a reader delivers: the path, repairs, the identity.
class CompletingSink : public ArticleSink {
 public:
  using Each = std::function<bool(Article&&, std::uint64_t, const std::vector<Explanation>&)>;

  CompletingSink(const FileJob& job, const IndexOptions& options, bool explain, const Each& each, ReadFile& file)
      : job_(job), options_(options), explain_(explain), each_(each), file_(file) {}

  bool article(Draft&& draft) override {
    Article& article = draft.article;
    article.path = job_.stored;
    file_.repairs += draft.repairs + repair(article);
    if (article.title.empty() && article.text.empty() && article.native_id.empty()) {
      skipped({Severity::warning, "no_text", "neither a headline nor a text was found", "", article.entry, draft.line, 0, 0});
      return true;
    }
    if (!article.published.known() && options_.date_from_mtime) {
      article.published = date_of_mtime(job_.mtime_ns);
      article.date_from = "mtime";
    }
    const auto id = identities_.of(article, draft.global_id);
    article.id = id_text(id);
    if (article.language.empty()) find_language(draft);  // of no weight for the identity: another version may find another one
    if (each_(std::move(article), id, draft.why) && !cancelled(job_, options_)) return true;
    file_.complete = false;
    return false;
  }

  void skipped(Diagnostic&& diagnostic) override {
    if (!diagnostic.address.starts_with(job_.shown)) diagnostic.address = job_.shown + diagnostic.address;
    file_.state.failures.push_back(std::move(diagnostic));
  }

  void rolling() override { file_.rolling = true; }
  bool explain() const override { return explain_; }

 private:
  void find_language(Draft& draft) const {
    draft.article.language = language_of(draft.article.title, draft.article.text);
    if (explain_ && !draft.article.language.empty()) draft.why.push_back({"language", "words", ""});
  }

  const FileJob& job_;
  const IndexOptions& options_;
  bool explain_;
  const Each& each_;
  ReadFile& file_;
  Identities identities_;
};

void fail_file(ReadFile& file, const FileJob& job, const Error& error) {
  file.complete = false;
  file.state.failed = true;
  file.state.failures.push_back({Severity::error, "unreadable", error.what(), error.hint(), job.shown, 0, 0, 0});
}

// What archives say about themselves lies beside the news, and is none. A file that the user names himself is read.
bool is_note(const FileJob& job, const Format& format, const IndexOptions& options) {
  constexpr std::string_view notes[] = {"readme", "license", "licence", "copying", "changelog", "changes", "notice", "authors", "contributing"};
  if (format.name != "text" || std::find(options.paths.begin(), options.paths.end(), job.shown) != options.paths.end()) return false;
  const auto name = ascii_lower(job.path.substr(job.path.rfind('/') + 1));
  const auto stem = name.substr(0, name.find('.'));
  return std::find(std::begin(notes), std::end(notes), stem) != std::end(notes);
}

void read_with_format(Entry& entry, const FileJob& job, const IndexOptions& options, ReadFile& file, ArticleSink& sink) {
  constexpr std::size_t head_size = 64 * 1024;
  const auto head = entry.head(head_size);
  const Format* format = detect_format(job.path, head);
  if (!format) {
    const bool empty = head.empty() && entry.read().empty();  // damage in the first bytes is told by read()
    file.state.failures.push_back({Severity::notice, empty ? "empty" : "unknown_format",
                                   empty ? "the file is empty" : "not a format that newsgrep reads", "", job.shown, 0, 0, 0});
    return;
  }
  if (is_note(job, *format, options)) {
    file.state.failures.push_back({Severity::notice, "note", "a note about the archive, no news; name the file itself to have it read", "", job.shown, 0, 0, 0});
    return;
  }
  file.state.format = format->name;
  format->read(entry, sink);
}

// Reading in this thread, everything after it in another.
void read_beside(Entry& entry, const FileJob& job, const IndexOptions& options, ReadFile& file, ArticleSink& sink) {
  Handover handover(sink);
  try {
    read_with_format(entry, job, options, file, handover);
  } catch (...) {
    handover.finish();
    throw;
  }
  handover.finish();
}

// What changes when a file is written or replaced.
struct FileState {
  ino_t inode = 0;
  off_t size = -1;
  std::int64_t mtime_ns = 0, ctime_ns = 0;

  bool operator==(const FileState&) const = default;
};

FileState state_of(const std::string& path) {
  struct stat status;
  if (::stat(path.c_str(), &status) != 0) return {};
  const auto nanoseconds = [](const timespec& time) { return time.tv_sec * 1'000'000'000LL + time.tv_nsec; };
  return {status.st_ino, status.st_size, nanoseconds(status.st_mtim), nanoseconds(status.st_ctim)};
}

std::int64_t newness(const Article& article) {
  const Date& date = article.updated.known() ? article.updated : article.published;
  return date.known() ? date.instant() : std::numeric_limits<std::int64_t>::min();
}

}  // namespace

KnownArticle known_article(const Article& article, std::uint64_t id, std::string_view serialised) {
  KnownArticle known;
  known.id = id;
  known.entry = article.entry;
  known.newness = newness(article);
  known.content = checksum(serialised);
  known.text_bytes = static_cast<std::uint32_t>(article.title.size() + article.text.size());  // the spool takes no larger ones
  return known;
}

ReadFile read_file_articles(const FileJob& job, const IndexOptions& options, bool explain, bool beside, const CompletingSink::Each& each) {
  ReadFile file;
  file.stored = job.stored;
  file.state.size = job.size;
  file.state.mtime_ns = job.mtime_ns;
  CompletingSink sink(job, options, explain, each, file);
  std::unique_ptr<Entry> entry;
  try {
    entry = job.path == "-" ? open_stream(options.standard_input, options.cancelled) : open_entry(job.path, options.cancelled);
    (beside ? read_beside : read_with_format)(*entry, job, options, file, sink);
  } catch (const Error& error) {
    if (error.code() == ErrorCode::cancelled) {
      file.complete = false;
      return file;
    }
    fail_file(file, job, error);
  }
  if (entry && (file.complete || file.state.failed)) file.state.hash = entry->hash();
  if (job.path == "-") file.rolling = true;
  return file;
}

std::vector<ReadFile> read_into_spool(const std::vector<FileJob>& jobs, const IndexOptions& options, Spool& spool, unsigned threads,
                                      const std::function<void(const ReadFile&)>& done) {
  std::vector<ReadFile> files(jobs.size());
  std::mutex mutex;
  const bool threads_to_spare = jobs.size() < threads;
  run_parallel(threads, jobs.size(), [&](std::size_t number) {
    if (cancelled(jobs[number], options)) return;
    std::string bytes;
    std::vector<KnownArticle> articles;
    std::vector<ReadFile::Spooled> spooled;
    const auto each = [&](Article&& article, std::uint64_t id, const std::vector<Explanation>&) {
      serialise(article, bytes);
      spooled.push_back({spool.put(bytes), moment_of(article.published)});
      articles.push_back(known_article(article, id, bytes));
      return true;
    };
    const FileState before = state_of(jobs[number].path);
    const bool racy = is_racy(jobs[number].mtime_ns);  // now: reading may take longer than a tick of the clock
    ReadFile file = read_file_articles(jobs[number], options, false, threads_to_spare, each);
    file.state.articles = std::move(articles);
    file.spooled = std::move(spooled);
    if (!file.complete && !file.state.failed) file.state.size = 0;
    if (state_of(jobs[number].path) != before) file.state.hash = 0;  // of neither form: the next run reads it again
    file.state.racy = racy;
    const std::lock_guard lock(mutex);
    done(file);
    files[number] = std::move(file);
  });
  files.erase(std::remove_if(files.begin(), files.end(), [](const ReadFile& file) { return file.stored.empty(); }), files.end());
  return files;
}

}  // namespace newsgrep
