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

/// The names of a book's chapters (EPUB) within its zip, each once, in the order in which they are read; empty when the
/// book does not tell. Reads the archive to its end, or to where it is damaged.
std::vector<std::string> chapters_of(Archive& archive);

struct BookContents {
  /// The bytes of an entry, or why they cannot be had.
  struct Chapter {
    std::string bytes, failure, hint;
  };
  std::map<std::string, Chapter, std::less<>> chapters;
  std::uint64_t encrypted = 0, others = 0;  ///< chapters, and files that are none
  std::string first_encrypted;
  std::exception_ptr damage;                ///< what ended the archive early
};

/// The entries of these names. Chapters that are larger than 64 MiB together fail. Throws Error(cancelled), and what spends
/// the budget.
BookContents contents_of(Archive& archive, const std::vector<std::string>& names, const Budget& budget);

/// A file named in another one, as a path from the top: "../text/a%20b.xhtml#top" in "OEBPS/book.opf".
std::string path_in_book(std::string_view link, std::string_view base);

}  // namespace newsgrep
