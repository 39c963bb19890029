// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/spans/symbol_classes.hpp"

#include <algorithm>

namespace newsgrep {

// Without stems and forms few symbols are of interest, and the table of symbols knows them; with these each is looked up when it is met.
SymbolClasses::SymbolClasses(const SymbolWords& words, const Symbols& symbols, Patterns& patterns, Patterns::Language& language)
    : words_(words), symbols_(symbols), patterns_(patterns), language_(language) {
  if (patterns.stems() || patterns.forms()) {
    entries_.assign(symbols.size(), unknown);
    may_begin_.fill(true);
    return;
  }
  marked_.resize(symbols.size() / 64 + 1);
  for (const auto& pattern : patterns.all()) enter_related(pattern);
  for (const SymbolId id : words.long_words()) enter(id, fit(id));
}

void SymbolClasses::enter_related(const Pattern& pattern) {
  if (pattern.folded.empty()) return;
  if (const auto first = static_cast<unsigned char>(pattern.folded.front()); first < may_begin_.size()) {
    may_begin_[first] = true;
    if (first >= 'a' && first <= 'z') may_begin_[first - 'a' + 'A'] = true;
  }
  each_beginning(pattern, words_, [&](SymbolId id) { enter(id, fit(id)); });
}

void SymbolClasses::enter(SymbolId id, const Fit& fit) {
  const bool fits_in = fit.fits < largest_class;
  const auto entry = fits_in ? static_cast<std::uint16_t>(fit.fits | (fit.begins ? begins_bit : 0u)) : unknown;
  if (marked_.empty()) {
    entries_[id] = entry;
    return;
  }
  marked_[id / 64] |= std::uint64_t{1} << id % 64;
  few_entries_[id] = entry;
}

SymbolClasses::Fit SymbolClasses::fit(std::string_view folded, std::string_view spelled) {
  const auto capitals = patterns_.want_capitals() ? Capitals::of(spelled) : std::uint8_t{0};
  accented_into(spelled, accented_);
  return {patterns_.classify(folded, accented_, language_, capitals), patterns_.may_begin_unit(folded), false};
}

SymbolClasses::Fit SymbolClasses::look_up(SymbolId id) {
  const auto folded = words_.folded(id);
  const Fit found = folded.empty() ? Fit{0, false, true} : fit(id);
  enter(id, found);
  return found;
}

SymbolClasses::Fit SymbolClasses::of(std::string_view spelled) {
  constexpr std::size_t most_known = 1u << 16;
  if (spelled.empty()) return {0, false, true};
  const auto first = static_cast<unsigned char>(spelled.front());
  const bool ascii = first < may_begin_.size() && spelled.size() <= longest_related && is_ascii(spelled);
  if (ascii && !may_begin_[first]) return {};
  if (const auto known = spelled_.find(spelled); known != spelled_.end()) return known->second;
  if (spelled_.size() >= most_known) spelled_.clear();
  fold_into(spelled, folded_);
  return spelled_.emplace(std::string(spelled), folded_.empty() ? Fit{0, false, true} : fit(folded_, spelled)).first->second;
}

}  // namespace newsgrep
