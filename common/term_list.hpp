// SPDX-License-Identifier: GPL-2.0-or-later
// The terms of a segment, in the order of their bytes.
#pragma once

#include "common/posting_lists.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace newsgrep {

/// Steps through the terms by the segment's table or, where its lists have none, by Xapian. Refers to what it is made with. Throws Error(corrupt) for
/// what cannot be: terms that do not ascend too, as they come of tables that Xapian follows in circles.
class TermList {
 public:
  /// Stands at the first term that is not before `from`.
  TermList(const PostingLists& lists, const std::string& from);

  bool at_end() const { return at_end_; }
  /// Good until the list moves on. Not at the end.
  const std::string& term() const { return term_; }

  /// Not at the end.
  void next();
  /// Goes on to the first one that is not before `term`.
  void skip_to(const std::string& term);

 private:
  struct Stock {
    Xapian::TermIterator at, end;
  };

  void find(std::string_view term);
  void stand();
  void take(std::string_view term);
  void step_over_list();
  bool is_of_list() const;
  [[noreturn]] void out_of_order() const;

  const PostingTable* table_;
  std::optional<Stock> stock_;
  PostingTable::Cursor cursor_;  // of the term's first chunk
  std::string_view key_;         // the chunk's, as it lies in the table
  std::string term_, read_;
  bool at_end_ = false, begun_ = false;
};

}  // namespace newsgrep
