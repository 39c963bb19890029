/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Building an index and keeping it current, for C: indexer.hpp says more of each option. */
#pragma once

#include <newsgrep/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What is to be indexed, and how. Used by one thread at a time; a run starts threads of its own. */
typedef struct newsgrep_indexer newsgrep_indexer;

typedef enum newsgrep_index_option {
  NEWSGREP_FOLLOW_LINKS = 1,
  NEWSGREP_HIDDEN_FILES = 2,
  NEWSGREP_RETRY_FAILED = 3,
  NEWSGREP_REMOVE_MISSING = 4, /* a path that is missing or empty removes its articles */
  NEWSGREP_DATE_FROM_MTIME = 5,
  NEWSGREP_REBUILD = 6 /* the new index replaces the present one at the end */
} newsgrep_index_option;

typedef struct newsgrep_index_summary {
  uint64_t files_read, files_unchanged, files_removed, files_failed, files_skipped; /* each file that is there is one of these; removed are those that are not */
  uint64_t added, replaced, removed, unchanged, superseded; /* articles */
  uint64_t failed_articles, repairs;
  uint64_t articles;    /* in the index afterwards */
  uint64_t text_bytes;  /* of these */
  uint64_t index_bytes; /* on disk */
  int published;        /* 0 when nothing was to be done */
  int interrupted;      /* 1: the next run completes it */
  uint64_t reserved[8]; /* 0 */
} newsgrep_index_summary;

/* `folder` is the index itself. NULL when memory is short. */
NEWSGREP_EXPORT newsgrep_indexer *newsgrep_indexer_new(const char *folder);
NEWSGREP_EXPORT void newsgrep_indexer_free(newsgrep_indexer *indexer);

/* A file or a folder to be read. NEWSGREP_OK or NEWSGREP_NO_MEMORY. */
NEWSGREP_EXPORT newsgrep_status newsgrep_indexer_add_path(newsgrep_indexer *indexer, const char *path);
/* A pattern as in .gitignore, relative to each path. NEWSGREP_OK or NEWSGREP_NO_MEMORY. */
NEWSGREP_EXPORT newsgrep_status newsgrep_indexer_exclude(newsgrep_indexer *indexer, const char *pattern);
NEWSGREP_EXPORT void newsgrep_indexer_set(newsgrep_indexer *indexer, newsgrep_index_option option, int on);
/* 0: one for each processor. */
NEWSGREP_EXPORT void newsgrep_indexer_set_jobs(newsgrep_indexer *indexer, unsigned jobs);
/* Bytes that a run aims to stay under. */
NEWSGREP_EXPORT void newsgrep_indexer_set_memory(newsgrep_indexer *indexer, uint64_t bytes);
/* What cannot be read, with its reason; called from one thread at a time. The diagnostic dies with the call. */
NEWSGREP_EXPORT void newsgrep_indexer_on_diagnostic(newsgrep_indexer *indexer,
                                                    void (*told)(const newsgrep_diagnostic *diagnostic, void *user), void *user);
/* Bytes of files that are read so far, and of all; 0 for all while they are being looked for. Called from one thread at a time. */
NEWSGREP_EXPORT void newsgrep_indexer_on_progress(newsgrep_indexer *indexer,
                                                  void (*progress)(uint64_t bytes, uint64_t of, void *user), void *user);
/* From any thread, and from a signal's handler. Once: the run publishes what it has read and ends with NEWSGREP_OK; again: it ends with
 * NEWSGREP_CANCELLED, and the index is as before. Later runs of this indexer are cancelled too. */
NEWSGREP_EXPORT void newsgrep_indexer_cancel(newsgrep_indexer *indexer);

/* Reads what changed and publishes one new generation. `summary` may be NULL. After an error the index is as it was before.
 * NEWSGREP_LOCKED, NEWSGREP_OTHER_VERSION, NEWSGREP_IO, NEWSGREP_USAGE, NEWSGREP_CORRUPT, NEWSGREP_CANCELLED. */
NEWSGREP_EXPORT newsgrep_status newsgrep_indexer_run(newsgrep_indexer *indexer, newsgrep_index_summary *summary, newsgrep_error **error);
/* Brings everything into one segment; reads nothing of the archive. As newsgrep_indexer_run(), but cancelled at once. */
NEWSGREP_EXPORT newsgrep_status newsgrep_indexer_compact(newsgrep_indexer *indexer, newsgrep_index_summary *summary,
                                                         newsgrep_error **error);

/* Reads every byte of an index and tells every trouble; *troubles is their number, and `told` may be NULL. NEWSGREP_NO_INDEX, NEWSGREP_IO. */
NEWSGREP_EXPORT newsgrep_status newsgrep_check(const char *folder, void (*told)(const newsgrep_diagnostic *diagnostic, void *user),
                                               void *user, size_t *troubles, newsgrep_error **error);

#ifdef __cplusplus
}
#endif
