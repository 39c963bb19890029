/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How newsgrep's functions for C end, and how they hand over texts. The other headers for C are article.h, index.h and search.h; for
 * C++ there are those that end with .hpp.
 *
 * A function that can fail returns a status. Its last argument is where an error goes, to be freed by the caller: *error is NULL
 * after NEWSGREP_OK, and a NULL in place of `error` means that the status is enough. What it returns otherwise is then NULL or 0.
 * A function that cannot fail returns what it is asked for. Nothing prints, exits or reads the environment. Handles may be given
 * as NULL only to the functions that free them. */
#pragma once

#include <newsgrep/export.hpp>

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The numbers are stable; more may come between them. */
typedef enum newsgrep_status {
  NEWSGREP_OK = 0,
  NEWSGREP_USAGE = 1,      /* the caller asked for something that makes no sense */
  NEWSGREP_QUERY = 2,      /* a query that cannot be run */
  NEWSGREP_IO = 3,         /* the file system refused */
  NEWSGREP_NO_INDEX = 10,  /* there is no index where one was looked for */
  NEWSGREP_CORRUPT = 11,   /* the index, or one file of it, is damaged */
  NEWSGREP_OTHER_VERSION = 12, /* the index was written by another schema */
  NEWSGREP_LOCKED = 20,    /* another writer holds the index */
  NEWSGREP_CANCELLED = 30, /* the caller's cancellation was seen */
  NEWSGREP_NO_MEMORY = 40,
  NEWSGREP_INTERNAL = 99 /* a bug in newsgrep */
} newsgrep_status;

/* Borrowed: it dies with the handle that it was asked of. `bytes` is never NULL, and a zero byte follows the last one. UTF-8, but
 * for the names of files, which are as the file system has them. */
typedef struct newsgrep_text {
  const char *bytes;
  size_t size;
} newsgrep_text;

/* Bytes [begin, end) of a text. */
typedef struct newsgrep_range {
  size_t begin, end;
} newsgrep_range;

typedef struct newsgrep_error newsgrep_error;

NEWSGREP_EXPORT newsgrep_status newsgrep_error_status(const newsgrep_error *error);
/* What is wrong, and where. */
NEWSGREP_EXPORT newsgrep_text newsgrep_error_message(const newsgrep_error *error);
/* What to do about it; may be empty. */
NEWSGREP_EXPORT newsgrep_text newsgrep_error_hint(const newsgrep_error *error);
NEWSGREP_EXPORT void newsgrep_error_free(newsgrep_error *error);

typedef enum newsgrep_severity {
  NEWSGREP_NOTICE = 0,  /* something was understood in one of several possible ways */
  NEWSGREP_WARNING = 1, /* something was repaired or left out */
  NEWSGREP_ERROR = 2    /* the thing it speaks of could not be used */
} newsgrep_severity;

/* An expected trouble while the work goes on: a bad article, a repaired query. It speaks of a place in a file, or of bytes of a
 * query, never of both. */
typedef struct newsgrep_diagnostic {
  newsgrep_severity severity;
  newsgrep_text kind;    /* a stable word for programs: "bad_json", "closed_quote" */
  newsgrep_text message; /* one sentence for people, without the place */
  newsgrep_text hint;    /* what to do; may be empty */
  newsgrep_text address; /* of a file or an article; empty for queries */
  uint64_t line;         /* in the file, the first is 1; 0 when unknown */
  newsgrep_range range;  /* of the query's text */
} newsgrep_diagnostic;

#ifdef __cplusplus
}
#endif
