// SPDX-License-Identifier: GPL-2.0-or-later
// What newsgrep-index prints on standard output about articles and indexes.
#pragma once

#include "indexer/options.hpp"

#include <newsgrep/article.hpp>
#include <newsgrep/indexer.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace newsgrep {

/// An article as a line of JSON, with `why` each field is as it is if that is not null.
void print_article(const Article& article, const std::vector<std::string>* why);

/// What --stats tells of an index.
void print_statistics(const IndexCommand& command, const std::filesystem::path& db);

}  // namespace newsgrep
