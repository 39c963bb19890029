// SPDX-License-Identifier: GPL-2.0-or-later
// What is said of an article, under the names by which all outputs say it.
#pragma once

#include <newsgrep/article.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// Calls `each` with a name and a std::string, or a std::vector<std::string>, for all that the source said, in one order. Where it was read
/// and its id are not among them.
template <class Each>
void each_value(const Article& article, Each&& each) {
  const auto tell = [&](std::string_view name, const auto& value) {
    if (!value.empty()) each(name, value);
  };
  tell("native_id", article.native_id);
  tell("title", article.title);
  tell("standfirst", article.standfirst);
  tell("text", article.text);
  tell("date", article.published.iso());
  tell("date_from", article.date_from);
  tell("updated", article.updated.iso());
  tell("captured", article.captured.iso());
  tell("byline", article.byline);
  tell("authors", article.authors);
  tell("dateline", article.dateline);
  tell("source", article.source);
  tell("section", article.section);
  tell("tags", article.tags);
  tell("captions", article.captions);
  tell("language", article.language);
  tell("url", article.url);
  tell("canonical_url", article.canonical_url);
}

/// The members of a list in one line.
inline std::string in_one_line(const std::string& value) { return value; }
inline std::string in_one_line(const std::vector<std::string>& list) {
  std::string line;
  for (const auto& member : list) line.append(line.empty() ? "" : "; ").append(member);
  return line;
}

}  // namespace newsgrep
