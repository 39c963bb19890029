// SPDX-License-Identifier: GPL-2.0-or-later
// What stands behind the handles that C gets, and how exceptions become statuses.
#pragma once

#include <newsgrep/article.h>
#include <newsgrep/article.hpp>
#include <newsgrep/diagnostic.hpp>
#include <newsgrep/error.hpp>

#include <string>
#include <utility>

struct newsgrep_error {
  newsgrep_status status;
  std::string message, hint;
};

struct newsgrep_article {
  explicit newsgrep_article(newsgrep::Article own);

  newsgrep::Article article;
  std::string address, date, updated, captured;  // as texts
};

namespace newsgrep {

inline newsgrep_text borrowed(const std::string& text) { return {text.c_str(), text.size()}; }
newsgrep_diagnostic borrowed(const Diagnostic& diagnostic);

inline std::string text_or_empty(const char* text) { return text ? text : ""; }

/// To be called where an exception is caught: its status, and what it says in *error if that is wanted.
newsgrep_status failed(newsgrep_error** error) noexcept;

/// Runs what may throw. The error is cleared first.
template <class Work>
newsgrep_status status_of(newsgrep_error** error, Work&& work) noexcept {
  if (error) *error = nullptr;
  try {
    std::forward<Work>(work)();
    return NEWSGREP_OK;
  } catch (...) {
    return failed(error);
  }
}

}  // namespace newsgrep
