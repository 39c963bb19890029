// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/spans/field_text.hpp"

#include "common/coded_text.hpp"

#include <algorithm>

namespace newsgrep {

void FieldText::clear() {
  size_ = 0;
  fitting_.clear();
  paragraphs_.clear();
  units_.clear();
}

Patterns::WordClass FieldText::word(std::uint32_t at) const {
  const auto found = std::lower_bound(fitting_.begin(), fitting_.end(), at, [](const Fitting& word, std::uint32_t wanted) { return word.at < wanted; });
  return found != fitting_.end() && found->at == at ? found->fits : 0;
}

bool FieldText::starts_paragraph(std::uint32_t word) const { return std::binary_search(paragraphs_.begin(), paragraphs_.end(), word); }

std::size_t FieldText::unit_from(std::uint32_t word) const {
  const auto from = std::lower_bound(units_.begin(), units_.end(), word, [](const Unit& unit, std::uint32_t at) { return unit.first < at; });
  return static_cast<std::size_t>(from - units_.begin());
}

void FieldText::read(std::string_view text, Patterns& patterns, Patterns::Language& language) {
  clear();
  words_.read(text);
  for (const auto& word : words_.words()) add_word(patterns.classify(word.term, language), word.paragraph);
  for (const auto& unit : words_.joined()) add_unit({unit.first, unit.last, patterns.classify(unit.term, language)});
}

// Goes along codes by the rules of Words::read. Of a joined unit the term is made only if its first word may begin one that fits.
class FieldText::CodesRun {
 public:
  CodesRun(FieldText& field, std::string_view codes, const Symbols& symbols, SymbolClasses& classes)
      : field_(field), in_(codes, symbols), classes_(classes) {}

  void run() {
    while (in_.step()) {
      const SymbolId id = in_.symbol();
      if (id != no_symbol) {
        const auto traits = classes_.words().traits(id);
        if (traits & Traits::word) word(classes_.of(id), traits);
        else separator(traits);
      } else if (in_.is_word()) {
        word(classes_.of(in_.text()), Traits::of_word(in_.text()));
      } else {
        separator(Traits::of_separator(in_.text()));
      }
    }
    if (wanted_) end_unit();
  }

 private:
  void separator(std::uint8_t traits) {
    between_ = traits;
    newlines_ += traits & Traits::newlines ? 2u : traits & Traits::newline ? 1u : 0u;
  }

  void word(const SymbolClasses::Fit& fit, std::uint8_t traits) {
    const bool joined = joins(traits);
    between_ = 0;
    last_traits_ = fit.nothing ? Traits::nothing : traits;
    if (fit.nothing) return;
    if (!joined) {
      if (wanted_) end_unit();
      first_ = field_.size();
      wanted_ = fit.begins;
      if (wanted_) field_.unit_.clear();
    }
    if (wanted_) field_.unit_ += folded();
    field_.add_word(fit.fits, newlines_ >= 2);
    newlines_ = 0;
  }

  // Whether the word now read is joined to the one before: nothing else may lie between, not even a word that folds to nothing.
  bool joins(std::uint8_t traits) const {
    if (!(between_ & (Traits::joins | Traits::joins_digits)) || field_.size() == 0 || (last_traits_ & Traits::nothing)) return false;
    return (between_ & Traits::joins) || ((between_ & Traits::joins_digits) && (last_traits_ & Traits::last_digit) && (traits & Traits::first_digit));
  }

  std::string_view folded() {
    if (in_.symbol() != no_symbol) return classes_.words().folded(in_.symbol());
    fold_into(in_.text(), field_.folded_);
    return field_.folded_;
  }

  void end_unit() {
    if (field_.size() <= first_ + 1) return;
    cut_term(field_.unit_);
    field_.add_unit({first_, field_.size() - 1, classes_.of_unit(field_.unit_)});
  }

  FieldText& field_;
  CodeReader in_;
  SymbolClasses& classes_;
  std::size_t newlines_ = 2;       // since the last word; the first word begins a paragraph
  std::uint8_t between_ = 0, last_traits_ = 0;
  std::uint32_t first_ = 0;        // of the words joined so far
  bool wanted_ = false;            // whether they may become a unit that fits; field_.unit_ is its term
};

void FieldText::read(std::string_view codes, const Symbols& symbols, SymbolClasses& classes) {
  clear();
  CodesRun(*this, codes, symbols, classes).run();
}

}  // namespace newsgrep
