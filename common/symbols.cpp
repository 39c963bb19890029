// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/symbols.hpp"

#include "common/bytes.hpp"
#include "common/coded_text.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>

namespace newsgrep {
namespace {

constexpr std::uint64_t table_version = 1;

}  // namespace

void Symbols::add(std::string_view text, bool word) {
  entries_.emplace_back(bytes_.size(), text.size(), word);
  bytes_.append(text);
}

Symbols::Finder Symbols::make_finder() const {
  Finder finder;
  const auto words = static_cast<std::size_t>(std::count_if(entries_.begin(), entries_.end(), [](const Entry& entry) { return entry.word(); }));
  finder.words.reserve(words);
  finder.separators.reserve(entries_.size() - words);
  for (SymbolId id = 0; id < entries_.size(); ++id) (is_word(id) ? finder.words : finder.separators).put(text(id), id);
  return finder;
}

std::string Symbols::serialise() const {
  std::string out, texts;
  put_number(out, table_version);
  put_number(out, entries_.size());
  for (SymbolId id = 0; id < entries_.size(); ++id) {
    put_number(out, std::uint64_t{entries_[id].size()} * 2 + entries_[id].word());
    texts.append(text(id));
  }
  return out + texts;
}

Symbols Symbols::parse(std::string bytes) {
  Symbols symbols;
  ByteReader in(bytes);
  if (const auto version = in.number(); version != table_version)
    throw Error(ErrorCode::version, "a table of symbols has form " + std::to_string(version) + ", this program reads form 1");
  const std::uint64_t count = in.number();
  if (count > most_symbols) throw Error(ErrorCode::corrupt, "a table of symbols is damaged: it has too many");
  std::vector<std::uint64_t> sizes(count);
  std::size_t total = 0;
  for (auto& size : sizes) {
    size = in.number();
    if (size / 2 > longest_symbol || size == 1) throw Error(ErrorCode::corrupt, "a table of symbols is damaged: one has a wrong length");
    total += size / 2;
  }
  if (in.rest().size() != total) throw Error(ErrorCode::corrupt, "a table of symbols is damaged: it has a wrong length");
  std::size_t begin = bytes.size() - total;
  symbols.entries_.reserve(count);
  for (const auto size : sizes) {
    symbols.entries_.emplace_back(begin, size / 2, size % 2 == 1);
    begin += size / 2;
  }
  symbols.bytes_ = std::move(bytes);
  symbols.end();
  return symbols;
}

std::uint32_t SymbolCounter::number_of(std::string_view text, bool word, std::uint64_t times) {
  HashSlots& slots = word ? words_ : separators_;
  const auto hash = short_hash(text);
  const auto known = slots.find(text, hash, [&](std::uint32_t number) { return this->text(number); });
  if (known != HashSlots::none) {
    entries_[known].count += times;
    return known;
  }
  const auto number = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back({bytes_.size(), static_cast<std::uint32_t>(text.size()), word, times});
  bytes_.append(text);
  slots.put(text, hash, number);
  return number;
}

void SymbolCounter::add(std::string_view text, std::vector<std::uint32_t>& numbers) {
  each_symbol(text, [&](std::string_view part, bool word) { numbers.push_back(number_of(part, word)); });
}

void SymbolCounter::add(std::string_view text) {
  each_symbol(text, [&](std::string_view part, bool word) { number_of(part, word); });
}

std::vector<std::uint32_t> SymbolCounter::add(const SymbolCounter& other) {
  std::vector<std::uint32_t> numbers;
  numbers.reserve(other.size());
  for (std::uint32_t number = 0; number < other.size(); ++number) numbers.push_back(number_of(other.text(number), other.is_word(number), other.count(number)));
  return numbers;
}

Symbols SymbolCounter::build() const {
  std::vector<std::uint32_t> chosen;
  for (std::uint32_t number = 0; number < entries_.size(); ++number)
    if (entries_[number].count >= 2 && entries_[number].size <= longest_symbol) chosen.push_back(number);
  std::sort(chosen.begin(), chosen.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (count(a) != count(b)) return count(a) > count(b);
    const int order = text(a).compare(text(b));
    return order != 0 ? order < 0 : is_word(a) > is_word(b);
  });
  if (chosen.size() > most_symbols) chosen.resize(most_symbols);
  Symbols symbols;
  for (const auto number : chosen) symbols.add(text(number), is_word(number));
  symbols.end();
  return symbols;
}

}  // namespace newsgrep
