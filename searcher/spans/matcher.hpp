// SPDX-License-Identifier: GPL-2.0-or-later
// Decides a query on an article's own words, and says where it matches.
#pragma once

#include "common/record.hpp"
#include "searcher/query/query.hpp"
#include "searcher/spans/pattern.hpp"

#include <newsgrep/article.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace newsgrep {

/// Bytes [begin, end) of a text that match a part of the query.
struct Mark {
  std::size_t begin = 0, end = 0;
  std::uint32_t part = 0;  ///< which: the same word of the query, in whatever form, is the same part
  bool operator==(const Mark&) const = default;
};

struct Matches {
  std::vector<Mark> title, text;  ///< in order, not overlapping; a phrase is one mark; near: a mark for each word
};

/// A query made ready to be asked of many articles. One per thread.
class Matcher {
 public:
  /// `has_unit` is asked of folded words while this is made; without it every word may be a joined unit of the articles.
  explicit Matcher(const Query& query, const HasUnit& has_unit = {});
  ~Matcher();
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;

  /// Whether the article matches: the truth that every index must agree with.
  bool matches(const Article& article);

  /// Whether the query asks for what only an article tells: fields that match as a whole, and the path.
  bool needs_article() const;

  /// The same answer for an article as it is stored; its tables must outlive the Matcher. Not to be asked when the article is needed.
  /// Throws Error(corrupt) for damaged codes.
  bool matches(const CodedRecord& record);

  /// Where the parts of the query that count towards a match (nothing negated) occur in title and text; also for an article
  /// that does not match as a whole. Linear in the length of the text.
  Matches find(const Article& article);

  /// The same for an article as it is stored. Throws Error(corrupt) for damaged codes.
  Matches find(const CodedRecord& record);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsgrep
