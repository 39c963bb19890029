// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/readers/html_page.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

struct ArticleText {
  std::vector<std::size_t> blocks;    ///< of the page, in their order
  std::string text;                   ///< theirs: paragraphs separated by one empty line
  std::uint32_t first_element = 0;    ///< element of its first paragraph
  std::string lead;                   ///< what of it stands between headline and first paragraph
  std::vector<std::string> captions;  ///< of pictures in the article, each once
  bool lists_others = false;          ///< the page only lists articles, and the text is what it says of them
};

/// The article of a page: the paragraphs of the container that holds most of the prose, without what lies in named or
/// linked furniture, without headline, captions and repetitions. `title` is as far as it is known.
ArticleText article_text(const Page& page, std::string_view title);

/// Without what it says about its authors at its end, or in front.
void leave_out_authors(const Page& page, const std::vector<std::string>& authors, ArticleText& text);

}  // namespace newsgrep
