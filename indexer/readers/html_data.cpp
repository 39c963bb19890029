// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html_data.hpp"

#include "indexer/readers/html_prose.hpp"
#include "indexer/readers/json.hpp"
#include "indexer/readers/text_entry.hpp"

#include <string>
#include <utility>

namespace newsgrep {
namespace {

class LongestOfTitle : public ArticleSink {
 public:
  explicit LongestOfTitle(std::string_view title) : title_(letters(title)) {}

  bool article(Draft&& draft) override {
    const Article& article = draft.article;
    if (letters(article.title) == title_ && article.text.size() > (best ? best->article.text.size() : 0)) best = std::move(draft);
    return true;
  }
  void skipped(Diagnostic&&) override {}

  std::optional<Draft> best;

 private:
  std::string title_;
};

}  // namespace

std::optional<Draft> article_in_data(const Page& page, std::string_view title) {
  LongestOfTitle longest(title);
  if (letters(title).empty()) return std::nullopt;
  for (const auto& json : page.data) {
    TextEntry entry(json);
    read_json(entry, longest);
  }
  return std::move(longest.best);
}

}  // namespace newsgrep
