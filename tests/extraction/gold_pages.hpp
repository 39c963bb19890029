// SPDX-License-Identifier: GPL-2.0-or-later
// Pages and what people said is on them, as the sets of real news beside the project keep them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace newsgrep::testing {

/// What is not known has no value and is not judged.
struct Gold {
  std::optional<std::string> title, date;
  std::optional<std::vector<std::string>> authors, tags;
  std::vector<std::string> bodies;  ///< each as good as the other; none: not judged
};

struct GoldPage {
  std::filesystem::path file;
  std::string country, publisher;
  std::vector<Gold> versions;  ///< articles of one publisher, one of which is the page's
  bool beginning_only = false;  ///< the bodies are the first words of longer ones
};

/// The pages of a folder, sorted by file, in the form that its files show: html-fundus (NAME_DATE.html.gz and NAME.json
/// in folders of countries), html-newspaper4k (html/ and metadata/), html-goose (NAME.html and NAME.json), or NAME.html
/// beside NAME.txt with the body.
std::vector<GoldPage> gold_pages(const std::filesystem::path& folder);

}  // namespace newsgrep::testing
