// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/containers/archive.hpp"

#include <cstdint>
#include <exception>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// What a book (EPUB) tells of itself.
struct BookPlan {
  std::vector<std::string> chapters;  ///< names within its zip, each once, in the order in which they are read; empty when it does not tell
  std::string contents;               ///< the name of the list of contents that is no chapter, if there is one
  std::string trouble;                ///< why a list of chapters that there is was not read
};

/// Reads the archive to its end, or to where it is damaged.
BookPlan plan_of(Archive& archive);

struct BookContents {
  /// The bytes of an entry, or why they cannot be had.
  struct Chapter {
    std::string bytes, failure, hint;
  };
  std::map<std::string, Chapter, std::less<>> chapters;
  std::uint64_t encrypted = 0, others = 0;  ///< chapters, and pages that are none
  std::string first_encrypted;
  std::exception_ptr damage;                ///< what ended the archive early
};

/// The chapters of the plan. Those that are larger than 64 MiB together fail. Throws Error(cancelled), and what spends
/// the budget.
BookContents contents_of(Archive& archive, const BookPlan& plan, const Budget& budget);

/// Files that say how a book's others belong together.
bool describes_book(std::string_view name);

/// A file named in another one, as a path from the top: "../text/a%20b.xhtml#top" in "OEBPS/book.opf".
std::string path_in_book(std::string_view link, std::string_view base);

}  // namespace newsgrep
