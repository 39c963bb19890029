// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <newsgrep/article.hpp>
#include <newsgrep/diagnostic.hpp>
#include <newsgrep/error.hpp>
#include <newsgrep/export.hpp>
#include <newsgrep/query.hpp>

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

struct Request {
  std::string query;               ///< in newsgrep's query language; empty asks for everything, newest first
  std::vector<std::string> any_of; ///< further queries, each read on its own; an article is to match one of them, and `query`
  std::string since, until;        ///< dates of publication, inclusive, in any form of the language; empty is open
  std::optional<Sort> sort;        ///< without it as sort: in the query says, else by relevance
  std::uint64_t offset = 0;
  std::uint64_t limit = 10;
  bool any_word = false;           ///< words are joined by OR
  bool feedback = true;            ///< with any_word: what the best articles have in common counts in the ranking too, never in what matches
  bool strict = false;             ///< repairs of the query are errors
  Dialect dialect = Dialect::news;  ///< of the query and of `any_of`
  std::vector<SavedQuery> saved;    ///< what @name stands for; of two with one name the first counts
  std::vector<Synonyms> synonyms;   ///< what ~word and syn(...) stand for
  /// Most words that one word with a star may stand for, and half of what all such words of a query may together; more is an error. 0: any number.
  std::uint32_t max_expansions = 100'000;
  std::int64_t now = 0;            ///< seconds since 1970 UTC that relative dates count from; 0 is the system's clock
  int zone = 0;                    ///< minutes east of UTC: which civil day `now` is
  std::string date_order;          ///< "", "dmy" or "mdy": how 03/04/2024 is read
  std::string week_start;          ///< "", "monday", "sunday" ...: the first day of `last week`; Monday without it
  unsigned passages = 2;           ///< most passages a hit; 0 for none
  unsigned passage_length = 240;   ///< aimed-at bytes of a passage
  bool whole_text = false;         ///< hits carry their text
  enum class Count : std::uint8_t { none, quick, exact } count = Count::quick;  ///< quick: exact if known within 50 ms
  const std::atomic<bool>* cancelled = nullptr;
};

/// Bytes [begin, end) of a text.
struct Range {
  std::size_t begin = 0, end = 0;
  bool operator==(const Range&) const = default;
};

/// A piece of an article's text around a match. Ranges are relative to `text`; `offset` is where it starts in the article's text.
struct Passage {
  std::string text;
  std::size_t offset = 0;
  std::vector<Range> matches;
  bool cut_before = false, cut_after = false;  ///< the paragraph goes on
};

struct Hit {
  Article article;                 ///< `text` only if asked for
  double score = 0;                ///< 0 unless sorted by relevance
  std::vector<Range> title_matches;
  std::vector<Passage> passages;
};

struct Response {
  std::vector<Hit> hits;
  std::uint64_t count = 0;         ///< articles that match
  bool count_exact = false;        ///< false: there are more than `count`
  bool more = false;               ///< hits were held back by `limit`
  std::uint64_t undated = 0;       ///< articles that a date filter left out because they have no date
  bool undated_exact = true;       ///< false: there are more
  std::optional<std::uint64_t> all_words;  ///< a phrase without a hit: how many articles have all its words
  bool all_words_exact = true;             ///< false: there are more
  std::vector<std::string> hints;          ///< of an answer without a hit: sentences on what of the query is nowhere, and what may have been meant
  std::vector<Diagnostic> diagnostics;     ///< notices and repairs of the query
  double seconds = 0;
};

struct QueryExplanation {
  std::string text;                     ///< the query as read
  std::string tree;                     ///< as understood, in the query language, every parenthesis written out
  std::vector<std::string> dates;       ///< resolved instants: "date:last week = 2024-02-26..2024-03-03"
  std::vector<std::pair<std::string, std::uint64_t>> terms;  ///< index terms and the number of articles that have them
  std::string xapian;                   ///< the query that the index runs
  std::vector<std::pair<std::string, double>> telling;  ///< terms that only the ranking asks for, and their parts of what they weigh together
  std::vector<Diagnostic> diagnostics;
  Sort sort = Sort::relevance;
  std::vector<Diagnostic> differences;  ///< where the dialect is not read as Dialect::news would be: notices
};

/// What a query means, without an index: nothing is searched, and what an index tells is left empty. Never throws for
/// what the query holds.
NEWSGREP_EXPORT QueryExplanation translate(const Request& request);

/// How an index is opened.
struct OpenOptions {
  bool verify = false;  ///< compare every byte with its checksum first. What is ours is verified whenever it is read in any case; Xapian's
                        ///< tables are not, and damage there may give a wrong answer
};

/// Answers queries on one index. Sees one generation at a time, whole: the newest at construction or at the last refresh().
/// All const methods may be called from several threads at once on one Searcher: each call borrows a private handle from a
/// pool inside. Results are values and belong to the caller. Throws Error: `no_index`, `corrupt`, `version`, `query` (a query with an
/// error; what() is its message), `cancelled`. Never writes, never waits for a writer. Handles SIGBUS (indexer/SAFETY.md).
class NEWSGREP_EXPORT Searcher {
 public:
  /// `index` is an index folder or a folder that holds `.newsgrep`.
  explicit Searcher(const std::filesystem::path& index, OpenOptions options = {});
  ~Searcher();
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;

  Response search(const Request& request) const;

  /// Streams hits in order, each read when it is handed over: of all of them only the places are held. `hit` returns false to stop. request.limit of 0 means no limit.
  void each(const Request& request, const std::function<bool(Hit&&)>& hit) const;

  /// How many articles match, exactly.
  std::uint64_t count(const Request& request) const;

  /// What the query is taken to mean, and how it is looked up and ranked; works for queries with errors too.
  QueryExplanation explain(const Request& request) const;

  /// The whole article by its id or by an unambiguous beginning of it (at least 4 digits). Nothing when there is none.
  /// Throws Error(query) when several articles begin so.
  std::optional<Article> article(std::string_view id) const;

  /// The whole article at an address as results show it; a relative one counts from the folder that holds the index folder.
  /// A file or a container with one article in it names that. Nothing when there is none; throws Error(query) when
  /// several lie there.
  std::optional<Article> article_at(std::string_view address) const;

  /// Moves to the newest generation; true if it is another one. Of one that is opened with `verify`, what is new is verified.
  bool refresh();

  std::uint64_t generation() const;
  std::uint64_t articles() const;

  /// The index folder.
  const std::filesystem::path& folder() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsgrep
