/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Indexes a folder and searches it, in C: consumer_in_c ARCHIVE INDEX QUERY */
#include <newsgrep/index.h>
#include <newsgrep/search.h>

#include <stdio.h>

static int fail(newsgrep_error *error) {
  fprintf(stderr, "%s\n%s\n", newsgrep_error_message(error).bytes, newsgrep_error_hint(error).bytes);
  newsgrep_error_free(error);
  return 2;
}

static int build(const char *archive, const char *index) {
  newsgrep_indexer *indexer = newsgrep_indexer_new(index);
  newsgrep_error *error = NULL;
  if (!indexer || newsgrep_indexer_add_path(indexer, archive) != NEWSGREP_OK) return 2;
  const newsgrep_status status = newsgrep_indexer_run(indexer, NULL, &error);
  newsgrep_indexer_free(indexer);
  return status == NEWSGREP_OK ? 0 : fail(error);
}

static void print(const newsgrep_hit *hit) {
  const newsgrep_article *article = newsgrep_hit_article(hit);
  printf("%s  %s\n", newsgrep_article_field(article, NEWSGREP_DATE).bytes, newsgrep_article_field(article, NEWSGREP_TITLE).bytes);
  for (size_t i = 0; i < newsgrep_hit_passages(hit); ++i) printf("    %s\n", newsgrep_hit_passage(hit, i).text.bytes);
}

int main(int argc, char **argv) {
  newsgrep_searcher *searcher = NULL;
  newsgrep_request *request = NULL;
  newsgrep_response *response = NULL;
  newsgrep_error *error = NULL;
  int result = 2;
  if (argc != 4 || build(argv[1], argv[2]) != 0) return 2;
  if (newsgrep_searcher_open(argv[2], 0, &searcher, &error) != NEWSGREP_OK) return fail(error);
  request = newsgrep_request_new(argv[3]);
  if (!request || newsgrep_search(searcher, request, &response, &error) != NEWSGREP_OK) {
    if (error) fail(error);
  } else {
    for (size_t i = 0; i < newsgrep_response_hits(response); ++i) print(newsgrep_response_hit(response, i));
    printf("%lu articles\n", (unsigned long)newsgrep_response_count(response, NULL));
    result = newsgrep_response_hits(response) > 0 ? 0 : 1;
  }
  newsgrep_response_free(response);
  newsgrep_request_free(request);
  newsgrep_searcher_close(searcher);
  return result;
}
