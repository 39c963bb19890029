// SPDX-License-Identifier: GPL-2.0-or-later
#include <newsgrep/search.h>

#include "common/c/handles.hpp"

#include <newsgrep/searcher.hpp>

#include <atomic>
#include <deque>
#include <memory>
#include <new>
#include <vector>

using namespace newsgrep;

struct newsgrep_request {
  Request request;
  std::atomic<bool> cancelled = false;
};

struct newsgrep_searcher {
  Searcher searcher;
};

struct newsgrep_hit {
  explicit newsgrep_hit(Hit&& hit);

  struct Part {
    Passage passage;
    std::vector<newsgrep_range> matches;
  };
  newsgrep_article article;
  double score;
  std::vector<newsgrep_range> title_matches;
  std::vector<Part> passages;
};

struct newsgrep_response {
  Response response;
  std::deque<newsgrep_hit> hits;
};

namespace {

std::vector<newsgrep_range> ranges(const std::vector<Range>& matches) {
  std::vector<newsgrep_range> out;
  for (const auto& [begin, end] : matches) out.push_back({begin, end});
  return out;
}

}  // namespace

newsgrep_hit::newsgrep_hit(Hit&& hit) : article(std::move(hit.article)), score(hit.score), title_matches(ranges(hit.title_matches)) {
  for (auto& passage : hit.passages) {
    auto matches = ranges(passage.matches);
    passages.push_back({std::move(passage), std::move(matches)});
  }
}

newsgrep_request* newsgrep_request_new(const char* query) try {
  auto made = std::make_unique<newsgrep_request>();
  made->request.query = text_or_empty(query);
  return made.release();
} catch (const std::bad_alloc&) {
  return nullptr;
}

void newsgrep_request_free(newsgrep_request* request) { delete request; }

newsgrep_status newsgrep_request_set_dates(newsgrep_request* request, const char* since, const char* until) {
  return status_of(nullptr, [&] {
    request->request.since = text_or_empty(since);
    request->request.until = text_or_empty(until);
  });
}

void newsgrep_request_set_page(newsgrep_request* request, uint64_t offset, uint64_t limit) {
  request->request.offset = offset;
  request->request.limit = limit;
}

void newsgrep_request_set_sort(newsgrep_request* request, newsgrep_sort sort) { request->request.sort = static_cast<Sort>(sort); }

void newsgrep_request_set_dialect(newsgrep_request* request, newsgrep_dialect dialect) {
  request->request.dialect = static_cast<Dialect>(dialect);
}

void newsgrep_request_set_counting(newsgrep_request* request, newsgrep_counting counting) {
  request->request.count = static_cast<Request::Count>(counting);
}

void newsgrep_request_set_passages(newsgrep_request* request, unsigned most, unsigned length) {
  request->request.passages = most;
  request->request.passage_length = length;
}

void newsgrep_request_set_clock(newsgrep_request* request, int64_t now, int zone) {
  request->request.now = now;
  request->request.zone = zone;
}

void newsgrep_request_set(newsgrep_request* handle, newsgrep_option option, int on) {
  Request& request = handle->request;
  switch (option) {
    case NEWSGREP_ANY_WORD: request.any_word = on != 0; break;
    case NEWSGREP_STRICT: request.strict = on != 0; break;
    case NEWSGREP_WHOLE_TEXT: request.whole_text = on != 0; break;
    case NEWSGREP_FEEDBACK: request.feedback = on != 0; break;
    case NEWSGREP_CANCELLABLE: request.cancelled = on != 0 ? &handle->cancelled : nullptr; break;
  }
}

void newsgrep_request_cancel(newsgrep_request* request) { request->cancelled = true; }

newsgrep_status newsgrep_searcher_open(const char* folder, int verify, newsgrep_searcher** searcher, newsgrep_error** error) {
  *searcher = nullptr;
  return status_of(error, [&] { *searcher = new newsgrep_searcher{Searcher(text_or_empty(folder), {.verify = verify != 0})}; });
}

void newsgrep_searcher_close(newsgrep_searcher* searcher) { delete searcher; }

newsgrep_status newsgrep_searcher_refresh(newsgrep_searcher* searcher, int* moved, newsgrep_error** error) {
  if (moved) *moved = 0;
  return status_of(error, [&] {
    const bool another = searcher->searcher.refresh();
    if (moved) *moved = another ? 1 : 0;
  });
}

uint64_t newsgrep_searcher_articles(const newsgrep_searcher* searcher) { return searcher->searcher.articles(); }

const newsgrep_article* newsgrep_hit_article(const newsgrep_hit* hit) { return &hit->article; }
double newsgrep_hit_score(const newsgrep_hit* hit) { return hit->score; }

size_t newsgrep_hit_title_matches(const newsgrep_hit* hit, const newsgrep_range** matches) {
  if (matches) *matches = hit->title_matches.data();
  return hit->title_matches.size();
}

size_t newsgrep_hit_passages(const newsgrep_hit* hit) { return hit->passages.size(); }

newsgrep_passage newsgrep_hit_passage(const newsgrep_hit* hit, size_t index) {
  const auto& [passage, matches] = hit->passages[index];
  return {borrowed(passage.text), passage.offset, matches.data(), matches.size(), passage.cut_before, passage.cut_after};
}

newsgrep_status newsgrep_search(const newsgrep_searcher* searcher, const newsgrep_request* request, newsgrep_response** response,
                                newsgrep_error** error) {
  *response = nullptr;
  return status_of(error, [&] {
    auto made = std::make_unique<newsgrep_response>();
    made->response = searcher->searcher.search(request->request);
    for (auto& hit : made->response.hits) made->hits.emplace_back(std::move(hit));
    *response = made.release();
  });
}

void newsgrep_response_free(newsgrep_response* response) { delete response; }
size_t newsgrep_response_hits(const newsgrep_response* response) { return response->hits.size(); }
const newsgrep_hit* newsgrep_response_hit(const newsgrep_response* response, size_t index) { return &response->hits[index]; }

uint64_t newsgrep_response_count(const newsgrep_response* response, int* exact) {
  if (exact) *exact = response->response.count_exact ? 1 : 0;
  return response->response.count;
}

int newsgrep_response_more(const newsgrep_response* response) { return response->response.more ? 1 : 0; }

uint64_t newsgrep_response_undated(const newsgrep_response* response, int* exact) {
  if (exact) *exact = response->response.undated_exact ? 1 : 0;
  return response->response.undated;
}

size_t newsgrep_response_hints(const newsgrep_response* response) { return response->response.hints.size(); }

newsgrep_text newsgrep_response_hint(const newsgrep_response* response, size_t index) { return borrowed(response->response.hints[index]); }

size_t newsgrep_response_diagnostics(const newsgrep_response* response) { return response->response.diagnostics.size(); }

newsgrep_diagnostic newsgrep_response_diagnostic(const newsgrep_response* response, size_t index) {
  return borrowed(response->response.diagnostics[index]);
}

newsgrep_status newsgrep_each(const newsgrep_searcher* searcher, const newsgrep_request* request,
                              int (*hit)(const newsgrep_hit* hit, void* user), void* user, newsgrep_error** error) {
  return status_of(error, [&] {
    searcher->searcher.each(request->request, [&](Hit&& found) {
      const newsgrep_hit handed(std::move(found));
      return hit(&handed, user) != 0;
    });
  });
}

newsgrep_status newsgrep_count(const newsgrep_searcher* searcher, const newsgrep_request* request, uint64_t* count, newsgrep_error** error) {
  *count = 0;
  return status_of(error, [&] { *count = searcher->searcher.count(request->request); });
}

newsgrep_status newsgrep_find_article(const newsgrep_searcher* searcher, const char* id_or_address, newsgrep_article** article,
                                      newsgrep_error** error) {
  *article = nullptr;
  return status_of(error, [&] {
    const std::string name = text_or_empty(id_or_address);
    auto found = searcher->searcher.article(name);
    if (!found) found = searcher->searcher.article_at(name);
    if (found) *article = new newsgrep_article(std::move(*found));
  });
}
