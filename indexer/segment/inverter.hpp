// SPDX-License-Identifier: GPL-2.0-or-later
// Articles to postings and coded texts, in one pass over the bytes: what Analyst says of an article, many times faster, because a
// spelling is folded, stemmed, coded and looked up once in a run.
#pragma once

#include "common/analysis.hpp"
#include "common/coded_text.hpp"
#include "common/fields.hpp"
#include "common/joined_units.hpp"
#include "common/large_pages.hpp"
#include "common/record.hpp"
#include "common/symbols.hpp"
#include "common/term_policy.hpp"
#include "indexer/segment/postings.hpp"

#include <newsgrep/article.hpp>
#include <newsgrep/layout.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsgrep {

/// Inverts articles run by run. One per thread.
class Inverter {
 public:
  /// The tables must outlive it, and `units`, which receives the texts' joined units.
  Inverter(const Symbols& symbols, const TermPolicy& policy, JoinedUnits& units, Layout layout = Layout::lean);
  ~Inverter();

  /// Adds the next document; `codes` receives its texts, ready for its record. Returns the document's length.
  std::uint32_t add(const Article& article, std::uint64_t id, CodedTexts& codes);

  std::uint32_t documents() const { return postings_.documents(); }
  bool full() const { return postings_.full(); }
  std::size_t memory() const;

  /// Of that what stays when a run is taken.
  std::size_t memory_of_words() const;

  /// As Postings::take().
  void take(FileWriter& run, FileWriter* termlists) { postings_.take(run, termlists); }

 private:
  using Term = Postings::Term;
  static constexpr Term unknown = 0xFFFFFFFF, unposted = 0xFFFFFFFE;

  static constexpr std::uint32_t no_word = 0xFFFFFFFF;

  // How articles spell a word.
  struct Spelling {
    std::uint32_t word = 0;  // number of its folded form; no_word: it folds to nothing
    std::uint32_t accented = no_word;  // its number in accented_
    Code code{};             // size 0: it is not among the symbols
  };

  // The terms of a word in one field of articles in one language.
  struct WordTerms {
    Term raw = unknown, stem = unknown;
  };
  struct Context {
    const Field* field = nullptr;
    std::string stemmer;
    std::vector<WordTerms, LargePages<WordTerms>> words;  // by number of the word
    std::vector<Term> accented;    // by its number: the term of an accented word's stem, if it is another one
  };

  // A value that many articles share.
  struct Repeated {
    std::string value, codes;
    std::vector<std::pair<Term, std::uint32_t>> terms, positions;
    bool known = false;
  };

  struct Unit {
    std::uint32_t first, last, word;
  };

  // A word of the text in hand: where the one before it ends, and where it lies itself.
  struct Token {
    std::size_t gap, begin, end;
    std::uint64_t hash;
  };
  // The vocabulary is larger than the processor's caches. So many words ahead of the one in hand what it has of a word is asked for.
  static constexpr std::size_t ahead = 16;

  void add_field(std::size_t number, const Article& article, std::string& codes);
  void repeat_field(std::size_t number, const std::string& value, const std::string& language, std::string& codes);
  void text_field(const Field& field, std::string_view text, std::string_view language, std::string& codes);
  void read(std::string_view text, std::string& codes);
  void take(const Token& token, std::string_view text, std::string& codes);
  void end_unit();
  void post_words(Context& context);
  void post_positions(const Context& context);
  void post_pairs(const Field& field);
  void post_pair(const Field& field, std::uint32_t left, std::uint32_t right);
  void add_term(Term term, std::uint32_t count);
  void mark(std::string_view term) { add_term(postings_.term(term), 0); }
  void add_dates(const Article& article);

  const Spelling& spelling(std::string_view spelled, std::uint64_t hash);
  std::uint32_t word(std::string_view folded);
  Context& context(const Field& field, std::string_view language);
  std::uint32_t accented(std::string_view text);
  WordTerms& terms_of(Context& context, std::uint32_t word);
  Term stem_of_accented(Context& context, std::uint32_t accented);
  Stemmer& stemmer(const Context& context);
  std::string_view stemmer_name(std::string_view language);

  const Symbols& symbols_;
  const TermPolicy& policy_;
  JoinedUnits& joined_units_;
  const bool with_positions_;
  Postings postings_;

  Strings spelled_;
  std::vector<Spelling, LargePages<Spelling>> spellings_;          // by number in spelled_
  Strings words_;                            // folded
  std::vector<std::uint8_t> pair_words_;     // by number of the word: its number among the pair words and 1, or 0
  Strings accented_;
  std::vector<std::uint32_t> transcribed_;   // by number in accented_: of the word that it is transcribed to, or no_word
  std::vector<bool> known_units_;            // by number of the word: whether it is among the joined units
  std::vector<std::unique_ptr<Context>> contexts_;
  std::map<std::string, std::unique_ptr<Stemmer>, std::less<>> stemmers_;
  std::vector<std::size_t> places_;          // among the stored texts, by number of the field
  std::vector<std::size_t> unindexed_;       // stored texts that are no field
  std::string list_;                         // the text of one in hand
  std::vector<Repeated> repeated_;           // by number of the field
  Repeated* recording_ = nullptr;            // a value that is met for the first time
  std::vector<std::vector<Term>> pairs_;     // by number of the field: terms of pairs
  std::string last_language_, last_stemmer_;
  Date last_date_;
  std::vector<Term> date_terms_;

  // The field in hand.
  std::array<Token, ahead> tokens_;          // the next of it
  std::vector<std::uint32_t> found_;         // its words
  std::vector<WordTerms> found_terms_;       // their terms
  std::vector<std::uint32_t> paragraphs_;    // indexes of words that begin one
  std::vector<Unit> units_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> accents_found_;  // index of a word, and its number in accented_
  std::size_t word_end_ = 0, newlines_ = 0;  // of the last word; since then
  std::size_t unit_start_ = 0;
  bool in_unit_ = false;
  std::string unit_, folded_, small_;
};

}  // namespace newsgrep
