// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/spans/field_text.hpp"

#include "common/coded_text.hpp"
#include "common/sentences.hpp"

#include <algorithm>

namespace newsgrep {
namespace {

std::uint32_t count_up_to(const std::vector<std::uint32_t>& starts, std::uint32_t word) {
  return static_cast<std::uint32_t>(std::upper_bound(starts.begin(), starts.end(), word) - starts.begin());
}

}  // namespace

void FieldText::clear() {
  size_ = 0;
  fitting_.clear();
  paragraphs_.clear();
  sentences_.clear();
  places_.clear();
  units_.clear();
  quotations_.clear();
  marks_ = {};
}

void FieldText::add_to_quotation(std::uint32_t word, std::uint32_t number) {
  if (number == 0) return;
  if (quotations_.size() < number) quotations_.resize(number, {word, word});
  quotations_.back().last = word;
}

bool FieldText::quoted(std::uint32_t first, std::uint32_t last) const {
  const auto behind = std::upper_bound(quotations_.begin(), quotations_.end(), first, [](std::uint32_t word, const Quotation& one) { return word < one.first; });
  return behind != quotations_.begin() && last <= std::prev(behind)->last;
}

Patterns::WordClass FieldText::word(std::uint32_t at) const {
  const auto found = std::lower_bound(fitting_.begin(), fitting_.end(), at, [](const Fitting& word, std::uint32_t wanted) { return word.at < wanted; });
  return found != fitting_.end() && found->at == at ? found->fits : 0;
}

bool FieldText::starts_paragraph(std::uint32_t word) const { return std::binary_search(paragraphs_.begin(), paragraphs_.end(), word); }

std::uint32_t FieldText::paragraph_of(std::uint32_t word) const { return count_up_to(paragraphs_, word); }

std::uint32_t FieldText::sentence_of(std::uint32_t word) const { return count_up_to(sentences_, word); }

std::size_t FieldText::unit_from(std::uint32_t word) const {
  const auto from = std::lower_bound(units_.begin(), units_.end(), word, [](const Unit& unit, std::uint32_t at) { return unit.first < at; });
  return static_cast<std::size_t>(from - units_.begin());
}

void FieldText::read(std::string_view text, Patterns& patterns, Patterns::Language& language) {
  clear();
  from_codes_ = false;
  words_.read(text);
  const Word* before = nullptr;
  std::vector<std::uint8_t> capitals;
  for (const auto& word : words_.words()) {
    capitals.push_back(patterns.want_capitals() ? Capitals::of(text.substr(word.begin, word.end - word.begin)) : std::uint8_t{0});
    if (with_sentences_ && before && !word.paragraph &&
        sentence_ends(text.substr(before->begin, before->end - before->begin), text.substr(before->end, word.begin - before->end), text.substr(word.begin, word.end - word.begin)))
      sentences_.push_back(size_);
    if (with_quotations_) {
      const std::size_t from = before ? before->end : 0;
      add_to_quotation(size_, marks_.next(text.substr(from, word.begin - from), word.paragraph));
    }
    add_word(patterns.classify(word.term, word.accented, language, capitals.back()), word.paragraph);
    before = &word;
  }
  for (const auto& unit : words_.joined()) {
    std::uint8_t all = 0;
    for (auto word = unit.first; word <= unit.last; ++word) all = static_cast<std::uint8_t>(all | capitals[word]);
    add_unit({unit.first, unit.last, patterns.classify(unit.term, {}, language, all)});
  }
}

// Goes along codes by the rules of Words::read. Of a joined unit the term is made only if its first word may begin one that fits.
class FieldText::CodesRun {
 public:
  CodesRun(FieldText& field, std::string_view codes, const Symbols& symbols, SymbolClasses& classes)
      : field_(field), symbols_(symbols), in_(codes, symbols), classes_(classes), capitals_wanted_(classes.want_capitals()) {}

  void run() {
    while (in_.step()) {
      const SymbolId id = in_.symbol();
      if (id != no_symbol) {
        const auto traits = classes_.words().traits(id);
        if (traits & Traits::word) word(classes_.of(id), traits);
        else separator(traits);
        if (spellings_wanted()) spelled(symbols_.text(id), (traits & Traits::word) != 0);
      } else if (in_.is_word()) {
        word(classes_.of(in_.text()), Traits::of_word(in_.text()));
        if (spellings_wanted()) spelled(in_.text(), true);
      } else {
        separator(Traits::of_separator(in_.text()));
        if (spellings_wanted()) spelled(in_.text(), false);
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
      if (wanted_) field_.unit_.clear(), field_.unit_capitals_ = 0;
    }
    if (wanted_) field_.unit_ += folded();
    if (wanted_ && capitals_wanted_) field_.unit_capitals_ = static_cast<std::uint8_t>(field_.unit_capitals_ | Capitals::of(spelling()));
    field_.add_word(fit.fits, newlines_ >= 2);
    newlines_ = 0;
  }

  bool spellings_wanted() const { return field_.with_sentences_ || field_.with_places_ || field_.with_quotations_; }

  // Of what was read last. A separator left out is a space.
  void spelled(std::string_view text, bool is_word) {
    const bool space = is_word && spelled_word_;
    spelled_word_ = is_word;
    const bool counts = is_word && !(last_traits_ & Traits::nothing);
    offset_ += space;
    if (counts && field_.with_places_) field_.places_.push_back({offset_, offset_ + text.size()});
    offset_ += text.size();
    if (field_.with_sentences_ || field_.with_quotations_) look_between(text, counts, space);
  }

  // What was read is kept until the next word that counts shows whether a sentence ends before it, or a quotation begins.
  void look_between(std::string_view text, bool counts, bool space) {
    if (space) gap_ += ' ';
    if (!counts) {
      gap_ += text;
      return;
    }
    const std::uint32_t number = field_.size() - 1;
    if (field_.with_quotations_) field_.add_to_quotation(number, field_.marks_.next(gap_, field_.paragraphs_.back() == number));
    const bool begins = !field_.sentences_.empty() && field_.sentences_.back() == number;
    if (field_.with_sentences_ && !begins && sentence_ends(last_word_, gap_, text)) field_.sentences_.push_back(number);
    last_word_ = text;
    gap_.clear();
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

  std::string_view spelling() const { return in_.symbol() != no_symbol ? symbols_.text(in_.symbol()) : in_.text(); }

  void end_unit() {
    if (field_.size() <= first_ + 1) return;
    cut_term(field_.unit_);
    field_.add_unit({first_, field_.size() - 1, classes_.of_unit(field_.unit_, field_.unit_capitals_)});
  }

  FieldText& field_;
  const Symbols& symbols_;
  CodeReader in_;
  SymbolClasses& classes_;
  const bool capitals_wanted_;
  std::size_t newlines_ = 2;       // since the last word; the first word begins a paragraph
  std::uint8_t between_ = 0, last_traits_ = 0;
  std::uint32_t first_ = 0;        // of the words joined so far
  bool wanted_ = false;            // whether they may become a unit that fits; field_.unit_ is its term
  std::string gap_, last_word_;    // for sentences: what lies behind the last word that counts, and that word as it is spelled
  bool spelled_word_ = false;      // whether a word was read last
  std::size_t offset_ = 0;         // in the text, of what comes next
};

void FieldText::read(std::string_view codes, const Symbols& symbols, SymbolClasses& classes) {
  clear();
  from_codes_ = true;
  CodesRun(*this, codes, symbols, classes).run();
}

FieldText::Place FieldText::place(std::uint32_t word) const {
  if (from_codes_) return places_[word];
  const Word& read = words_.words()[word];
  return {read.begin, read.end};
}

}  // namespace newsgrep
