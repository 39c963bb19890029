/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Asking an index, for C: searcher.hpp says more of each request and answer. */
#pragma once

#include <newsgrep/article.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What is asked. May be used again, by one thread at a time. */
typedef struct newsgrep_request newsgrep_request;

typedef enum newsgrep_sort { NEWSGREP_BY_RELEVANCE = 0, NEWSGREP_NEWEST = 1, NEWSGREP_OLDEST = 2 } newsgrep_sort;

typedef enum newsgrep_dialect {
  NEWSGREP_DIALECT_NEWS = 0,
  NEWSGREP_DIALECT_GOOGLE = 1,
  NEWSGREP_DIALECT_LUCENE = 2,
  NEWSGREP_DIALECT_FACTIVA = 3,
  NEWSGREP_DIALECT_NEXIS = 4,
  NEWSGREP_DIALECT_PROQUEST = 5
} newsgrep_dialect;

typedef enum newsgrep_counting {
  NEWSGREP_COUNT_NONE = 0,
  NEWSGREP_COUNT_QUICK = 1, /* exact if it is known within 50 ms, otherwise a lower bound */
  NEWSGREP_COUNT_EXACT = 2
} newsgrep_counting;

typedef enum newsgrep_option {
  NEWSGREP_ANY_WORD = 1,   /* words are joined by OR */
  NEWSGREP_STRICT = 2,     /* repairs of the query are errors */
  NEWSGREP_WHOLE_TEXT = 3, /* hits carry their text */
  NEWSGREP_FEEDBACK = 4,   /* with any word: what the best articles have in common counts in the ranking; on from the start */
  NEWSGREP_CANCELLABLE = 5 /* newsgrep_request_cancel() is heard; each candidate is looked at for it, which takes time */
} newsgrep_option;

/* `query` is in newsgrep's query language; empty asks for everything, newest first. NULL when memory is short. */
NEWSGREP_EXPORT newsgrep_request *newsgrep_request_new(const char *query);
NEWSGREP_EXPORT void newsgrep_request_free(newsgrep_request *request);

/* Dates of publication, inclusive, in any form of the language; NULL is open. NEWSGREP_OK or NEWSGREP_NO_MEMORY. */
NEWSGREP_EXPORT newsgrep_status newsgrep_request_set_dates(newsgrep_request *request, const char *since, const char *until);
/* 0 and 10 without it; a limit of 0 is none for newsgrep_each(), and no hit for newsgrep_search(). */
NEWSGREP_EXPORT void newsgrep_request_set_page(newsgrep_request *request, uint64_t offset, uint64_t limit);
/* Without it as the query says, else by relevance. */
NEWSGREP_EXPORT void newsgrep_request_set_sort(newsgrep_request *request, newsgrep_sort sort);
NEWSGREP_EXPORT void newsgrep_request_set_dialect(newsgrep_request *request, newsgrep_dialect dialect);
NEWSGREP_EXPORT void newsgrep_request_set_counting(newsgrep_request *request, newsgrep_counting counting);
/* Most passages a hit, and the bytes that one aims at; 2 and 240 without it. */
NEWSGREP_EXPORT void newsgrep_request_set_passages(newsgrep_request *request, unsigned most, unsigned length);
/* Seconds since 1970 UTC that relative dates count from (0: the system's clock), and minutes east of UTC. */
NEWSGREP_EXPORT void newsgrep_request_set_clock(newsgrep_request *request, int64_t now, int zone);
NEWSGREP_EXPORT void newsgrep_request_set(newsgrep_request *request, newsgrep_option option, int on);
/* From any thread, and from a signal's handler: what is asked with this request, if it is NEWSGREP_CANCELLABLE, ends with
 * NEWSGREP_CANCELLED, now and later. */
NEWSGREP_EXPORT void newsgrep_request_cancel(newsgrep_request *request);

/* Answers from one generation of an index. Several threads may ask one searcher at once, each with a request of its own; nothing
 * else may happen while it moves to another generation or is closed. */
typedef struct newsgrep_searcher newsgrep_searcher;

/* `folder` is an index, or holds .newsgrep. With `verify` every byte is compared with its checksum first.
 * NEWSGREP_NO_INDEX, NEWSGREP_CORRUPT, NEWSGREP_OTHER_VERSION, NEWSGREP_IO. */
NEWSGREP_EXPORT newsgrep_status newsgrep_searcher_open(const char *folder, int verify, newsgrep_searcher **searcher,
                                                       newsgrep_error **error);
NEWSGREP_EXPORT void newsgrep_searcher_close(newsgrep_searcher *searcher);
/* To the newest generation; *moved (which may be NULL) is 1 if it is another one. As newsgrep_searcher_open(). */
NEWSGREP_EXPORT newsgrep_status newsgrep_searcher_refresh(newsgrep_searcher *searcher, int *moved, newsgrep_error **error);
NEWSGREP_EXPORT uint64_t newsgrep_searcher_articles(const newsgrep_searcher *searcher);

/* Belongs to its response, or lives as long as the call of the function that it is handed to. */
typedef struct newsgrep_hit newsgrep_hit;

/* A piece of an article's text around a match. */
typedef struct newsgrep_passage {
  newsgrep_text text;
  size_t offset;                 /* where it begins in the article's text */
  const newsgrep_range *matches; /* in `text` */
  size_t match_count;
  int cut_before, cut_after; /* the paragraph goes on */
} newsgrep_passage;

NEWSGREP_EXPORT const newsgrep_article *newsgrep_hit_article(const newsgrep_hit *hit);
/* 0 unless sorted by relevance. */
NEWSGREP_EXPORT double newsgrep_hit_score(const newsgrep_hit *hit);
NEWSGREP_EXPORT size_t newsgrep_hit_title_matches(const newsgrep_hit *hit, const newsgrep_range **matches);
NEWSGREP_EXPORT size_t newsgrep_hit_passages(const newsgrep_hit *hit);
/* `index` is less than newsgrep_hit_passages(). */
NEWSGREP_EXPORT newsgrep_passage newsgrep_hit_passage(const newsgrep_hit *hit, size_t index);

typedef struct newsgrep_response newsgrep_response;

/* NEWSGREP_QUERY, NEWSGREP_CANCELLED, NEWSGREP_CORRUPT, NEWSGREP_IO. */
NEWSGREP_EXPORT newsgrep_status newsgrep_search(const newsgrep_searcher *searcher, const newsgrep_request *request,
                                                newsgrep_response **response, newsgrep_error **error);
NEWSGREP_EXPORT void newsgrep_response_free(newsgrep_response *response);
NEWSGREP_EXPORT size_t newsgrep_response_hits(const newsgrep_response *response);
/* `index` is less than newsgrep_response_hits(). */
NEWSGREP_EXPORT const newsgrep_hit *newsgrep_response_hit(const newsgrep_response *response, size_t index);
/* How many articles match; *exact (which may be NULL) is 0 when there are more than that. */
NEWSGREP_EXPORT uint64_t newsgrep_response_count(const newsgrep_response *response, int *exact);
/* 1 if hits were held back by the limit. */
NEWSGREP_EXPORT int newsgrep_response_more(const newsgrep_response *response);
/* How many articles a date left out because they have none; *exact (which may be NULL) is 0 when there are more than that. */
NEWSGREP_EXPORT uint64_t newsgrep_response_undated(const newsgrep_response *response, int *exact);
/* Of an answer without a hit: sentences that say what of the query is nowhere, and what may have been meant. */
NEWSGREP_EXPORT size_t newsgrep_response_hints(const newsgrep_response *response);
NEWSGREP_EXPORT newsgrep_text newsgrep_response_hint(const newsgrep_response *response, size_t index);
/* Notices and repairs of the query. */
NEWSGREP_EXPORT size_t newsgrep_response_diagnostics(const newsgrep_response *response);
NEWSGREP_EXPORT newsgrep_diagnostic newsgrep_response_diagnostic(const newsgrep_response *response, size_t index);

/* Hands over one hit after the other, until the function returns 0. As newsgrep_search(). */
NEWSGREP_EXPORT newsgrep_status newsgrep_each(const newsgrep_searcher *searcher, const newsgrep_request *request,
                                              int (*hit)(const newsgrep_hit *hit, void *user), void *user, newsgrep_error **error);

/* How many articles match, exactly. As newsgrep_search(). */
NEWSGREP_EXPORT newsgrep_status newsgrep_count(const newsgrep_searcher *searcher, const newsgrep_request *request, uint64_t *count,
                                               newsgrep_error **error);

/* The whole article with that id (or an unambiguous beginning of at least 4 digits), or at that address. *article is NULL when there
 * is none, which is no error; NEWSGREP_QUERY when there are several. */
NEWSGREP_EXPORT newsgrep_status newsgrep_find_article(const newsgrep_searcher *searcher, const char *id_or_address,
                                                      newsgrep_article **article, newsgrep_error **error);

#ifdef __cplusplus
}
#endif
