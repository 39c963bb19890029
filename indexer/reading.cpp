// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/reading.hpp"

#include "common/date.hpp"
#include "common/files.hpp"
#include "common/record.hpp"
#include "common/terms.hpp"
#include "common/utf8.hpp"
#include "indexer/containers/file_source.hpp"
#include "indexer/containers/open.hpp"
#include "indexer/dateline.hpp"
#include "indexer/handover.hpp"
#include "indexer/identity.hpp"
#include "indexer/language.hpp"
#include "indexer/parallel.hpp"
#include "indexer/planning.hpp"
#include "indexer/reading_entries.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <exception>
#include <limits>
#include <mutex>
#include <new>
#include <optional>

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

// Words of a list in order, each once.
std::size_t repair(std::vector<std::string>& list) {
  std::size_t repairs = 0;
  std::vector<std::string> kept;
  for (auto& one : list) {
    repairs += repair_utf8(one);
    one = collapse(one);
    if (!one.empty() && std::find(kept.begin(), kept.end(), one) == kept.end()) kept.push_back(std::move(one));
  }
  list = std::move(kept);
  return repairs;
}

std::size_t repair(Article& article) {
  std::size_t repairs = 0;
  for (const auto member : {&Article::native_id, &Article::url, &Article::title, &Article::text, &Article::byline, &Article::source,
                            &Article::section, &Article::language, &Article::date_from, &Article::standfirst, &Article::dateline})
    repairs += repair_utf8(article.*member);
  for (const auto member : {&Article::native_id, &Article::url, &Article::title, &Article::byline, &Article::source, &Article::section, &Article::dateline})
    article.*member = collapse(article.*member);
  for (const auto list : {&Article::authors, &Article::tags, &Article::captions}) repairs += repair(article.*list);
  article.text = trim(article.text);
  article.standfirst = trim(article.standfirst);
  article.language = ascii_lower(trim(article.language));
  std::replace(article.language.begin(), article.language.end(), '_', '-');
  return repairs;
}

// Completes what a reader delivers: the path, repairs, the identity.
class CompletingSink : public ArticleSink {
 public:
  using Each = std::function<bool(Article&&, const Finding&)>;

  CompletingSink(const FileJob& job, const IndexOptions& options, bool explain, const Each& each, ReadFile& file)
      : job_(job), options_(options), explain_(explain), each_(each), file_(file) {}

  bool article(Draft&& draft) override {
    Article& article = draft.article;
    article.path = job_.stored;
    file_.repairs += draft.repairs + repair(article);
    cut_lists(draft);
    if (article.title.empty() && article.text.empty() && article.native_id.empty()) {
      skipped({Severity::warning, "no_text", "neither a headline nor a text was found", "", article.entry, draft.line, 0, 0});
      return true;
    }
    if (!article.published.known() && !draft.unread_date.empty()) note_unread_date(draft);
    if (!article.published.known() && options_.date_from_mtime) {
      article.published = date_of_mtime(job_.mtime_ns);
      article.date_from = "mtime";
    }
    const auto id = identities_.of(article, draft.global_id);
    article.id = id_text(id);
    if (job_.path == "-") article.entry = article.entry.substr(0, article.entry.rfind('#')) + "#" + article.id;  // runs number from 1 each
    article.dateline = place_in(article.dateline);
    if (article.dateline.empty()) find_dateline(draft);
    if (article.language.empty()) find_language(draft);  // of no weight for the identity: another version may find another one
    any_article_ = true;
    if (each_(std::move(article), {id, draft.partial, draft.standfirst_in_story, draft.why}) && !cancelled(job_, options_)) return true;
    file_.complete = false;
    return false;
  }

  void skipped(Diagnostic&& diagnostic) override {
    if (!diagnostic.address.starts_with(job_.shown)) diagnostic.address = job_.shown + diagnostic.address;
    file_.state.failures.push_back(std::move(diagnostic));
  }

  /// To be called at the end.
  void finish() {
    if (file_.complete && !file_.state.format.empty() && file_.entries == 0 && !any_article_ && file_.state.failures.empty())
      skipped({Severity::notice, "no_news", "is no news: it was read, and there is no article in it", "", "", 0, 0, 0});
    for (Noted* noted : {&unread_dates_, &long_lists_}) {
      if (noted->count > 1) noted->first.message += ", and " + std::to_string(noted->count - 1) + " more of the file";
      if (noted->count > 0) skipped(std::move(noted->first));
    }
  }

  void rolling() override { file_.rolling = true; }
  bool explain() const override { return explain_; }

 private:
  // What is told once for each file: where a form of dates is not understood, none of them is.
  struct Noted {
    std::uint64_t count = 0;
    Diagnostic first;
  };

  void note_unread_date(const Draft& draft) {
    constexpr std::size_t longest = 60;
    if (unread_dates_.count++ > 0) return;
    std::string shown = collapse(draft.unread_date);
    if (shown.size() > longest) shown = shown.substr(0, longest) + "...";
    repair_utf8(shown);
    const char* why = needs_day_order(draft.unread_date) ? " (day or month first?)" : "";
    unread_dates_.first = {Severity::notice, "unread_date", "date not understood: " + shown + why, "", draft.article.entry, draft.line, 0, 0};
  }

  void cut_lists(Draft& draft) {
    constexpr std::pair<std::vector<std::string> Article::*, const char*> lists[] = {{&Article::authors, "authors"}, {&Article::tags, "tags"}, {&Article::captions, "captions"}};
    for (const auto& [list, name] : lists) {
      if ((draft.article.*list).size() <= most_in_list) continue;
      (draft.article.*list).resize(most_in_list);
      if (long_lists_.count++ > 0) continue;
      long_lists_.first = {Severity::notice, "long_list", "more than " + std::to_string(most_in_list) + " " + name + " in one article: the rest is left out", "", draft.article.entry, draft.line, 0, 0};
    }
  }

  void find_dateline(Draft& draft) const {
    draft.article.dateline = dateline_of(draft.article.text);
    if (explain_ && !draft.article.dateline.empty()) draft.why.push_back({"dateline", "text", ""});
  }

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
  bool any_article_ = false;
  Noted unread_dates_, long_lists_;
};

// An index has no place of its own for it: there it is found and shown.
void put_before_text(const std::string& standfirst, Article& article) {
  if (!standfirst.empty()) article.text.insert(0, standfirst + (article.text.empty() ? "" : "\n\n"));
}

void fail_file(ReadFile& file, const FileJob& job, const Error& error) {
  file.complete = false;
  file.state.failed = true;
  file.state.failures.push_back({Severity::error, "unreadable", error.what(), error.hint(), job.shown, 0, 0, 0});
}

// Reading in this thread, everything after it in another.
void read_beside(InputFile& input, const FileJob& job, const IndexOptions& options, ReadFile& file, ArticleSink& sink) {
  Handover handover(sink);
  try {
    read_entries(input, job, options, file, handover);
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

// Whole articles come after those of which only a part is there, and dated ones after undated ones.
std::int64_t newness(const Article& article, bool partial) {
  constexpr std::int64_t beyond_dates = std::numeric_limits<std::int64_t>::max() / 4;
  const Date& date = article.updated.known() ? article.updated : article.published.known() ? article.published : article.captured;
  return (date.known() ? date.instant() : -beyond_dates) - (partial ? 2 * beyond_dates : 0);
}

}  // namespace

std::uint64_t content_sum(std::string_view serialised, const Article& article) { return checksum(without_capture(serialised, article)); }

KnownArticle known_article(const Article& article, std::uint64_t id, std::string_view serialised, bool partial) {
  KnownArticle known;
  known.id = id;
  known.entry = article.entry;
  known.newness = newness(article, partial);
  known.content = content_sum(serialised, article);
  known.text_bytes = static_cast<std::uint32_t>(article.title.size() + article.text.size());  // the spool takes no larger ones
  return known;
}

ReadFile read_file_articles(const FileJob& job, const IndexOptions& options, bool explain, bool beside, const CompletingSink::Each& each) {
  ReadFile file;
  file.stored = job.stored;
  file.state.size = job.size;
  file.state.mtime_ns = job.mtime_ns;
  CompletingSink sink(job, options, explain, each, file);
  std::optional<InputFile> input;
  bool refused = false;  // by the system: the same bytes may be read the next time
  try {
    if (job.path == "-")
      input.emplace(options.standard_input, options.cancelled);
    else
      input.emplace(job.path, options.cancelled);
    (beside ? read_beside : read_entries)(*input, job, options, file, sink);
  } catch (const Error& error) {
    const auto* refusal = dynamic_cast<const Refusal*>(&error);
    if (refusal && refusal->concerns_all()) throw Error(ErrorCode::io, job.shown + ": " + error.what(), error.hint());
    if (error.code() == ErrorCode::cancelled) {
      file.complete = false;
      return file;
    }
    fail_file(file, job, error);
    refused = refusal != nullptr;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& unexpected) {  // one file that a reader cannot cope with is no reason to read none
    fail_file(file, job, Error(ErrorCode::internal, std::string("a bug in newsgrep: ") + unexpected.what(), "please report it with the file"));
  }
  sink.finish();
  if (input && !refused && (file.complete || file.state.failed)) file.state.hash = input->hash();
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
    std::exception_ptr refused;  // the spool's disk: no fault of the file, whose articles would be missing
    const auto each = [&](Article&& article, const Finding& finding) {
      if (finding.standfirst_in_story) put_before_text(article.standfirst, article);
      serialise(article, bytes);
      try {
        spooled.push_back({spool.put(bytes), moment_of(article.published), article.captured});
      } catch (const Error& error) {
        if (error.code() != ErrorCode::io) throw;
        refused = std::current_exception();
        return false;
      }
      articles.push_back(known_article(article, finding.id, bytes, finding.partial));
      return true;
    };
    const FileState before = state_of(jobs[number].path);
    const bool racy = is_racy(jobs[number].mtime_ns);  // now: reading may take longer than a tick of the clock
    ReadFile file = read_file_articles(jobs[number], options, false, threads_to_spare, each);
    if (refused) std::rethrow_exception(refused);
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
