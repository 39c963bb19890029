// SPDX-License-Identifier: GPL-2.0-or-later
// Articles made by hand.
#pragma once

#include <newsgrep/article.hpp>

#include <string>
#include <utility>

namespace newsgrep::testing {

inline Article with_text(std::string text, std::string title = {}) {
  Article article;
  article.text = std::move(text);
  article.title = std::move(title);
  return article;
}

}  // namespace newsgrep::testing
