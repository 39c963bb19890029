// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/c/handles.hpp"

#include <exception>
#include <memory>
#include <new>
#include <system_error>

using namespace newsgrep;

namespace {

const std::string none;
const std::vector<std::string> no_members;

const std::vector<std::string>& list_of(const Article& article, newsgrep_list list) {
  switch (list) {
    case NEWSGREP_TAGS: return article.tags;
    case NEWSGREP_CAPTIONS: return article.captions;
  }
  return no_members;
}

newsgrep_status say(newsgrep_error** error, newsgrep_status status, const char* message, const std::string& hint = {}) {
  if (error) *error = new newsgrep_error{status, message, hint};
  return status;
}

}  // namespace

newsgrep_article::newsgrep_article(Article own)
    : article(std::move(own)),
      address(article.address()),
      date(article.published.iso()),
      updated(article.updated.iso()),
      captured(article.captured.iso()) {}

newsgrep_status newsgrep::failed(newsgrep_error** error) noexcept try {
  try {
    throw;
  } catch (const Error& trouble) {
    return say(error, static_cast<newsgrep_status>(trouble.code()), trouble.what(), trouble.hint());
  } catch (const std::bad_alloc&) {
    return NEWSGREP_NO_MEMORY;
  } catch (const std::system_error& trouble) {
    return say(error, NEWSGREP_IO, trouble.what());
  } catch (const std::exception& trouble) {
    return say(error, NEWSGREP_INTERNAL, trouble.what());
  } catch (...) {
    return say(error, NEWSGREP_INTERNAL, "something that is no std::exception was thrown");
  }
} catch (...) {
  return NEWSGREP_NO_MEMORY;
}

newsgrep_diagnostic newsgrep::borrowed(const Diagnostic& diagnostic) {
  return {static_cast<newsgrep_severity>(diagnostic.severity),
          borrowed(diagnostic.kind),
          borrowed(diagnostic.message),
          borrowed(diagnostic.hint),
          borrowed(diagnostic.address),
          diagnostic.line,
          {diagnostic.begin, diagnostic.end}};
}

newsgrep_status newsgrep_error_status(const newsgrep_error* error) { return error->status; }
newsgrep_text newsgrep_error_message(const newsgrep_error* error) { return borrowed(error->message); }
newsgrep_text newsgrep_error_hint(const newsgrep_error* error) { return borrowed(error->hint); }
void newsgrep_error_free(newsgrep_error* error) { delete error; }

newsgrep_text newsgrep_article_field(const newsgrep_article* handle, newsgrep_field field) {
  const Article& article = handle->article;
  switch (field) {
    case NEWSGREP_ID: return borrowed(article.id);
    case NEWSGREP_NATIVE_ID: return borrowed(article.native_id);
    case NEWSGREP_ADDRESS: return borrowed(handle->address);
    case NEWSGREP_URL: return borrowed(article.url);
    case NEWSGREP_TITLE: return borrowed(article.title);
    case NEWSGREP_TEXT: return borrowed(article.text);
    case NEWSGREP_BYLINE: return borrowed(article.byline);
    case NEWSGREP_SOURCE: return borrowed(article.source);
    case NEWSGREP_SECTION: return borrowed(article.section);
    case NEWSGREP_LANGUAGE: return borrowed(article.language);
    case NEWSGREP_DATE: return borrowed(handle->date);
    case NEWSGREP_DATE_FROM: return borrowed(article.date_from);
    case NEWSGREP_UPDATED: return borrowed(handle->updated);
    case NEWSGREP_CAPTURED: return borrowed(handle->captured);
    case NEWSGREP_DATELINE: return borrowed(article.dateline);
  }
  return borrowed(none);
}

size_t newsgrep_article_list_size(const newsgrep_article* handle, newsgrep_list list) { return list_of(handle->article, list).size(); }

newsgrep_text newsgrep_article_list_member(const newsgrep_article* handle, newsgrep_list list, size_t index) {
  const auto& members = list_of(handle->article, list);
  return borrowed(index < members.size() ? members[index] : none);
}

int64_t newsgrep_article_instant(const newsgrep_article* handle) { return handle->article.published.instant(); }
void newsgrep_article_free(newsgrep_article* article) { delete article; }
