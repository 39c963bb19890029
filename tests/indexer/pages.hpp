// SPDX-License-Identifier: GPL-2.0-or-later
// Small web pages for the tests of their reader.
#pragma once

#include "indexer/readers/html.hpp"
#include "tests/indexer/reading.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>

namespace newsgrep::testing {

inline const std::string first =
    "The harbour of Lindau was closed on Monday, because the wind had torn two boats from their moorings.";
inline const std::string second =
    "Nobody was hurt, said the harbour master, who had been up since four in the morning and wanted to go home.";
inline const std::string third =
    "The ferries will sail again on Tuesday, unless the wind turns, and tickets that were bought stay good.";
inline const std::string three = first + "\n\n" + second + "\n\n" + third;

/// The headline that goes with them, in a page and in its head.
namespace storm {
inline const std::string headline = "<h1>Harbour closed after storm</h1>";
inline const std::string title = "<title>Harbour closed after storm</title>";
}  // namespace storm

inline std::string p(const std::string& text) { return "<p>" + text + "</p>\n"; }
inline const std::string body = p(first) + p(second) + p(third);

inline std::string page(const std::string& head, const std::string& content) {
  return "<!doctype html><html><head>" + head + "</head><body>" + content + "</body></html>";
}

inline Article read(std::string html) {
  const Kept kept = read_with(read_html, std::move(html));
  REQUIRE(kept.drafts.size() == 1);
  return kept.at(0);
}

inline Article with_head(const std::string& head) { return read(page(head, "<article>" + body + "</article>")); }
inline std::string text_of(const std::string& content) { return read(page("", content)).text; }
inline bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

inline std::string linked(const std::string& members) {
  return R"(<script type="application/ld+json">{"@type": "NewsArticle", )" + members + "}</script>";
}

inline std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  out.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

}  // namespace newsgrep::testing
