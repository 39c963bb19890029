// SPDX-License-Identifier: GPL-2.0-or-later
// The queries that a command line asks.
#pragma once

#include "searcher/options.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace newsgrep {

struct NamedQuery {
  std::string name;  ///< empty unless it comes from a file
  std::string text;
  std::vector<std::string> any_of = {};  ///< of several -e, or of one beside a text: any of them
  bool made_phrases = false;  ///< a phrase in the text is an argument with spaces, which nobody quoted in the query itself
  std::vector<Diagnostic> doubts = {};  ///< about arguments; places are in the text
};

/// What is written down for later queries.
struct Lists {
  std::vector<SavedQuery> queries;
  std::vector<Synonyms> synonyms;
};

/// `queries` (a name and its query on a line) and `synonyms` (words that mean the same on a line, with commas between
/// them) in the folder newsgrep in the user's folder for configurations, then those in the index folder;
/// `synonyms_file` instead of the latter ones unless it is empty. Folders may be empty: there is none. Lines with # in
/// front are left out. Throws Error(usage) for a line that is neither, and for a file that cannot be read.
Lists read_lists(const std::filesystem::path& user_folder, const std::filesystem::path& index_folder,
                 const std::string& synonyms_file);

/// From the arguments and -e, from standard input for "-", or from the file of -f, one a line. Throws Error: usage, io.
std::vector<NamedQuery> queries_of(const SearchCommand& command, const Lists& lists = {});

}  // namespace newsgrep
