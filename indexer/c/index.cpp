// SPDX-License-Identifier: GPL-2.0-or-later
#include <newsgrep/index.h>

#include "common/c/handles.hpp"

#include <newsgrep/indexer.hpp>

#include <atomic>
#include <memory>
#include <new>

using namespace newsgrep;

struct newsgrep_indexer {
  IndexOptions options;
  std::atomic<int> cancelled = 0;
};

namespace {

newsgrep_index_summary summary_of(const IndexSummary& own) {
  newsgrep_index_summary out{};
  out.files_read = own.files_read;
  out.files_unchanged = own.files_unchanged;
  out.files_removed = own.files_removed;
  out.files_failed = own.files_failed;
  out.files_skipped = own.files_skipped;
  out.added = own.added;
  out.replaced = own.replaced;
  out.removed = own.removed;
  out.unchanged = own.unchanged;
  out.superseded = own.superseded;
  out.failed_articles = own.failed_articles;
  out.repairs = own.repairs;
  out.articles = own.articles;
  out.text_bytes = own.text_bytes;
  out.index_bytes = own.index_bytes;
  out.published = own.published ? 1 : 0;
  out.interrupted = own.interrupted ? 1 : 0;
  return out;
}

newsgrep_status report(IndexSummary (Indexer::*act)(), newsgrep_indexer* indexer, newsgrep_index_summary* summary, newsgrep_error** error) {
  if (summary) *summary = {};
  return status_of(error, [&] {
    const IndexSummary own = (Indexer(indexer->options).*act)();
    if (summary) *summary = summary_of(own);
  });
}

}  // namespace

newsgrep_indexer* newsgrep_indexer_new(const char* folder) try {
  auto made = std::make_unique<newsgrep_indexer>();
  made->options.db = text_or_empty(folder);
  made->options.cancelled = &made->cancelled;
  return made.release();
} catch (const std::bad_alloc&) {
  return nullptr;
}

void newsgrep_indexer_free(newsgrep_indexer* indexer) { delete indexer; }

newsgrep_status newsgrep_indexer_add_path(newsgrep_indexer* indexer, const char* path) {
  return status_of(nullptr, [&] { indexer->options.paths.push_back(text_or_empty(path)); });
}

newsgrep_status newsgrep_indexer_exclude(newsgrep_indexer* indexer, const char* pattern) {
  return status_of(nullptr, [&] { indexer->options.exclude.push_back(text_or_empty(pattern)); });
}

void newsgrep_indexer_set(newsgrep_indexer* indexer, newsgrep_index_option option, int on) {
  IndexOptions& options = indexer->options;
  switch (option) {
    case NEWSGREP_FOLLOW_LINKS: options.follow_links = on != 0; break;
    case NEWSGREP_HIDDEN_FILES: options.hidden = on != 0; break;
    case NEWSGREP_RETRY_FAILED: options.retry_failed = on != 0; break;
    case NEWSGREP_REMOVE_MISSING: options.remove_missing = on != 0; break;
    case NEWSGREP_DATE_FROM_MTIME: options.date_from_mtime = on != 0; break;
    case NEWSGREP_REBUILD: options.rebuild = on != 0; break;
  }
}

void newsgrep_indexer_set_jobs(newsgrep_indexer* indexer, unsigned jobs) { indexer->options.jobs = jobs; }
void newsgrep_indexer_set_memory(newsgrep_indexer* indexer, uint64_t bytes) { indexer->options.memory = bytes; }

void newsgrep_indexer_on_diagnostic(newsgrep_indexer* indexer, void (*told)(const newsgrep_diagnostic* diagnostic, void* user), void* user) {
  indexer->options.diagnostic = nullptr;
  if (!told) return;
  indexer->options.diagnostic = [told, user](const Diagnostic& diagnostic) {
    const auto handed = borrowed(diagnostic);
    told(&handed, user);
  };
}

void newsgrep_indexer_on_progress(newsgrep_indexer* indexer, void (*progress)(uint64_t bytes, uint64_t of, void* user), void* user) {
  indexer->options.progress = nullptr;
  if (!progress) return;
  indexer->options.progress = [progress, user](const Progress& now) { progress(now.bytes, now.bytes_total, user); };
}

void newsgrep_indexer_cancel(newsgrep_indexer* indexer) { ++indexer->cancelled; }

newsgrep_status newsgrep_indexer_run(newsgrep_indexer* indexer, newsgrep_index_summary* summary, newsgrep_error** error) {
  return report(&Indexer::run, indexer, summary, error);
}

newsgrep_status newsgrep_indexer_compact(newsgrep_indexer* indexer, newsgrep_index_summary* summary, newsgrep_error** error) {
  return report(&Indexer::compact, indexer, summary, error);
}

newsgrep_status newsgrep_check(const char* folder, void (*told)(const newsgrep_diagnostic* diagnostic, void* user), void* user,
                               size_t* troubles, newsgrep_error** error) {
  *troubles = 0;
  return status_of(error, [&] {
    for (const auto& trouble : check(text_or_empty(folder))) {
      ++*troubles;
      const auto handed = borrowed(trouble);
      if (told) told(&handed, user);
    }
  });
}
