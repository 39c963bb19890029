/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An article, for C. */
#pragma once

#include <newsgrep/status.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct newsgrep_article newsgrep_article;

/* The numbers are stable; more may come. */
typedef enum newsgrep_field {
  NEWSGREP_ID = 1,        /* short stable form of its identity: 16 hexadecimal digits */
  NEWSGREP_NATIVE_ID = 2, /* the id as the source declared it */
  NEWSGREP_ADDRESS = 3,   /* path, path!entry or path#N: where it was read */
  NEWSGREP_URL = 4,
  NEWSGREP_TITLE = 5,
  NEWSGREP_TEXT = 6, /* paragraphs separated by one empty line, without the headline; of a hit only if it was asked for */
  NEWSGREP_BYLINE = 7,
  NEWSGREP_SOURCE = 8,
  NEWSGREP_SECTION = 9,
  NEWSGREP_LANGUAGE = 10,  /* BCP 47, lower case */
  NEWSGREP_DATE = 11,      /* of publication: ISO 8601 at its own precision */
  NEWSGREP_DATE_FROM = 12, /* where that was found: "json:date", "path", "text" */
  NEWSGREP_UPDATED = 13,   /* ISO 8601 */
  NEWSGREP_CAPTURED = 14,  /* when a crawler fetched it: ISO 8601 */
  NEWSGREP_DATELINE = 15   /* where it was written, as printed */
} newsgrep_field;

/* The numbers are stable; more may come. */
typedef enum newsgrep_list {
  NEWSGREP_TAGS = 1,    /* keywords, subjects, companies, places and industries that the source lists */
  NEWSGREP_CAPTIONS = 2 /* what is said below its pictures */
} newsgrep_list;

/* Empty when the source did not say, and for a field that this library does not know. */
NEWSGREP_EXPORT newsgrep_text newsgrep_article_field(const newsgrep_article *article, newsgrep_field field);

/* How many members a list has; 0 for one that this library does not know. */
NEWSGREP_EXPORT size_t newsgrep_article_list_size(const newsgrep_article *article, newsgrep_list list);
/* Empty beyond the last one. */
NEWSGREP_EXPORT newsgrep_text newsgrep_article_list_member(const newsgrep_article *article, newsgrep_list list, size_t index);

/* The first second, since 1970 UTC, of what the date of publication names; 0 without one. */
NEWSGREP_EXPORT int64_t newsgrep_article_instant(const newsgrep_article *article);

/* Only for articles that were fetched by newsgrep_find_article(); those of hits belong to their hit. */
NEWSGREP_EXPORT void newsgrep_article_free(newsgrep_article *article);

#ifdef __cplusplus
}
#endif
