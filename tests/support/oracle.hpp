// SPDX-License-Identifier: GPL-2.0-or-later
// What a query means, by brute force: every article is looked at for every part of a query. Shares with the search engine only
// the definition of words and of dates.
#pragma once

#include "searcher/query/query.hpp"
#include "searcher/query/query_words.hpp"

#include <newsgrep/article.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace newsgrep {

struct Field;

/// Articles with their words counted through, ready to be asked.
class Oracle {
 public:
  explicit Oracle(std::vector<Article> articles);

  const std::vector<Article>& articles() const { return articles_; }

  /// For each article whether it matches.
  std::vector<bool> ask(const Query& query) const;

 private:
  using Term = std::uint32_t;
  using TermSet = std::vector<bool>;        // by Term
  struct Step {
    TermSet terms;     // folded words
    TermSet accented;  // words with accents, by their numbers
    Query::Letters letters = Query::Letters::any;
  };
  using Path = std::vector<Step>;           // what consecutive words or units must be
  enum Case : std::uint8_t { no_letters, small = 1, capitals = 2, mixed = 3 };
  struct Unit {
    std::uint32_t first, last;
    Term term;
    std::uint8_t letters;
  };
  struct Text {
    std::vector<Term> words;
    std::vector<Term> accented;  // of each word its number among those with accents, or none
    std::vector<bool> paragraph;
    std::vector<std::uint32_t> paragraph_number, sentence_number;  // of each word
    std::vector<std::uint32_t> quotation;   // of each word, 0: in none
    std::vector<std::uint8_t> letters;      // of each word, a Case
    std::vector<Unit> units;
  };
  struct Span {
    std::uint32_t first, last;
  };
  enum class Form { as_written, stem };

  // Words by their numbers.
  struct Vocabulary {
    std::vector<std::string> words;
    std::unordered_map<std::string, Term> numbers;
    Term number_of(std::string_view word);
  };
  static constexpr Term none = UINT32_MAX;
  Text read(const std::string& text);

  Step words_for(const WordForm& form, Form plain, const std::string& stemmer, Query::Letters letters) const;
  struct Stems {
    std::vector<std::string> of_words;                   // by number in vocabulary_
    std::vector<std::vector<std::string>> of_accented;   // by number in accented_
  };
  const Stems& stems(const std::string& stemmer) const;
  static bool takes(const Step& step, Term term, Term accented, std::uint8_t letters);
  std::vector<Path> paths(const Query& leaf, Form form, const std::string& stemmer) const;
  std::vector<Span> spans(const std::vector<Path>& paths, const Text& text) const;
  static void walk(const Text& text, const Path& path, std::size_t done, std::uint32_t start, std::uint32_t at, std::vector<Span>& found);

  static bool is_stemmed(const Query& leaf, std::size_t field, bool as_written);
  std::vector<Span> find(const Query& node, std::size_t field, std::size_t article, bool as_written) const;
  struct WindowWord {
    std::vector<Path> ways;
    std::size_t times = 1;
  };
  std::vector<WindowWord> words_of_window(const Query& window) const;
  std::vector<Span> window(const Query& window, const Text& text) const;
  static std::vector<Span> near_each_other(const Query& near, const std::vector<std::vector<Span>>& operands);
  static std::vector<Span> all_near(const Query& near, const std::vector<Span>& common,
                                    const std::vector<std::vector<Span>>& each, bool each_first);
  std::vector<Span> anchored_in(const Query& query, const Text& text, bool list) const;
  std::vector<Span> anchored(const Query& query, const Text& text, std::uint32_t begin, std::uint32_t end) const;
  static std::vector<Span> together(const Query& near, const std::vector<std::vector<Span>>& operands, const Text& text);
  static std::vector<Span> apart(const Query& apart, const std::vector<std::vector<Span>>& operands, const Text& text);

  void ask_exact(const Query& leaf, const Field& field, std::vector<bool>& matching) const;
  void ask_field(const Query& leaf, std::size_t field, std::vector<bool>& matching) const;
  std::vector<bool> ask_leaf(const Query& leaf) const;

  std::vector<Article> articles_;
  std::vector<std::string> stemmer_;         // of each article
  std::vector<std::vector<Text>> texts_;     // of each article, by the number of the field
  Vocabulary vocabulary_;  // folded
  Vocabulary accented_;    // with accents, in small letters
  mutable std::map<std::string, Stems> stems_;  // in each language met
  mutable std::map<std::pair<const Query*, std::string>, std::optional<std::vector<Path>>> paths_;  // of the leaves, in each language met
  mutable std::map<const Query*, std::vector<WindowWord>> windows_;
};

/// One article, one question.
bool oracle_matches(const Query& query, const Article& article);

}  // namespace newsgrep
