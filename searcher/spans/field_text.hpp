// SPDX-License-Identifier: GPL-2.0-or-later
// A field's words as a query sees them: which of its patterns they fit.
#pragma once

#include "common/quotations.hpp"
#include "common/record.hpp"
#include "searcher/spans/pattern.hpp"
#include "searcher/spans/symbol_classes.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// Filled from a text or from its codes, with the same result.
class FieldText {
 public:
  /// A joined unit of the words [first, last].
  struct Unit {
    std::uint32_t first = 0, last = 0;
    Patterns::WordClass fits = 0;
  };

  /// The word with that number.
  struct Fitting {
    std::uint32_t at = 0;
    Patterns::WordClass fits = 0;
    bool operator==(const Fitting&) const = default;
  };

  /// Reading shall also find out where sentences end, or where in the text the words of codes lie.
  void want_sentences() { with_sentences_ = true; }
  void want_places() { with_places_ = true; }
  void want_quotations() { with_quotations_ = true; }

  void read(std::string_view text, Patterns& patterns, Patterns::Language& language);
  /// Throws Error(corrupt) for damaged codes.
  void read(std::string_view codes, const Symbols& symbols, SymbolClasses& classes);

  std::uint32_t size() const { return size_; }  ///< in words
  /// The class of one of them.
  Patterns::WordClass word(std::uint32_t at) const;
  bool starts_paragraph(std::uint32_t word) const;
  /// The number of the paragraph, or sentence if they are wanted, that a word is in.
  std::uint32_t paragraph_of(std::uint32_t word) const;
  std::uint32_t sentence_of(std::uint32_t word) const;

  /// Whether all words from the first to the last are in one quotation, if these are wanted.
  bool quoted(std::uint32_t first, std::uint32_t last) const;

  /// The words and units that fit anything, in order (units of their first word).
  const std::vector<Fitting>& fitting() const { return fitting_; }
  const std::vector<Unit>& units() const { return units_; }
  /// The number of the first unit that begins at or behind a word.
  std::size_t unit_from(std::uint32_t word) const;

  /// Where a word lies in the text, in bytes. Of codes only if that is wanted.
  struct Place {
    std::size_t begin = 0, end = 0;
  };
  Place place(std::uint32_t word) const;

 private:
  class CodesRun;

  void clear();
  void add_word(Patterns::WordClass fits, bool paragraph) {
    if (fits != 0) fitting_.push_back({size_, fits});
    if (paragraph) paragraphs_.push_back(size_);
    if (paragraph && with_sentences_) sentences_.push_back(size_);
    ++size_;
  }
  void add_unit(const Unit& unit) {
    if (unit.fits != 0) units_.push_back(unit);
  }

  Words words_;
  std::uint32_t size_ = 0;
  std::vector<Fitting> fitting_;
  std::vector<std::uint32_t> paragraphs_, sentences_;  // their first words
  std::vector<Place> places_;  // of the words of codes
  struct Quotation {
    std::uint32_t first = 0, last = 0;
  };
  void add_to_quotation(std::uint32_t word, std::uint32_t number);
  std::vector<Quotation> quotations_;  // by their number, from 1
  Quotations marks_;
  bool with_sentences_ = false, with_places_ = false, with_quotations_ = false, from_codes_ = false;
  std::vector<Unit> units_;
  std::string unit_, folded_;
  std::uint8_t unit_capitals_ = 0;
};

}  // namespace newsgrep
