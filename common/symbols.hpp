// SPDX-License-Identifier: GPL-2.0-or-later
// What coded text is made of: the frequent words of an archive as they are spelled, and the separators between them, numbered.
#pragma once

#include "common/hash_slots.hpp"
#include "common/made_once.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// The number of a symbol: 0 is the most frequent.
using SymbolId = std::uint32_t;

/// Numbers with codes of one, two and three bytes.
inline constexpr std::size_t one_byte_symbols = 124, two_byte_symbols = 1u << 14, three_byte_symbols = 1u << 17;
inline constexpr std::size_t most_symbols = one_byte_symbols + two_byte_symbols + three_byte_symbols;

/// A longer word or separator is no symbol, however frequent.
inline constexpr std::size_t longest_symbol = 64;

/// A table of symbols: immutable, shared by threads.
class Symbols {
 public:
  Symbols() = default;

  /// What serialise() made. Throws Error(corrupt), or Error(version) for a newer form.
  static Symbols parse(std::string bytes);
  std::string serialise() const;

  /// So many bytes may be read from the beginning of any symbol's text.
  static constexpr std::size_t padding = 16;

  std::size_t size() const { return entries_.size(); }
  std::string_view text(SymbolId id) const { return {bytes_.data() + entries_[id].begin(), entries_[id].size()}; }
  bool is_word(SymbolId id) const { return entries_[id].word(); }

  /// For who writes: whoever only reads does not wait for the table to be made findable.
  std::optional<SymbolId> find_word(std::string_view spelled) const { return find(finder().words, spelled); }
  std::optional<SymbolId> find_separator(std::string_view separator) const { return find(finder().separators, separator); }

 private:
  friend class SymbolCounter;

  // Where a text lies, its size, and whether it is a word, in four bytes: those of the frequent symbols stay in the cache.
  class Entry {
   public:
    Entry() = default;
    Entry(std::size_t begin, std::size_t size, bool word) : packed_(static_cast<std::uint32_t>(begin << 8 | size << 1 | (word ? 1u : 0u))) {}
    std::size_t begin() const { return packed_ >> 8; }
    std::size_t size() const { return packed_ >> 1 & 0x7Fu; }
    bool word() const { return (packed_ & 1u) != 0; }

   private:
    std::uint32_t packed_ = 0;
  };
  static_assert(longest_symbol < 1u << 7 && most_symbols * (longest_symbol + 2) < 1u << 24);

  std::optional<SymbolId> find(const HashSlots& slots, std::string_view wanted) const {
    const auto found = slots.find(wanted, [&](SymbolId id) { return text(id); });
    return found == HashSlots::none ? std::nullopt : std::optional(found);
  }
  struct Finder {
    HashSlots words, separators;
  };

  void add(std::string_view text, bool word);
  void end() { bytes_.append(padding, '\0'); }
  const Finder& finder() const {
    return finder_.get([this] { return make_finder(); });
  }
  Finder make_finder() const;

  std::string bytes_;  // the texts one behind the other, what stands in front of them in a serialised table, and padding
  std::vector<Entry> entries_;
  MadeOnce<Finder> finder_;
};

/// Counts what a sample of an archive is made of.
class SymbolCounter {
 public:
  void add(std::string_view text);

  /// Counts, and appends what the text is made of: the same word or separator has the same number. One space between two words is left
  /// out, as in coded text.
  void add(std::string_view text, std::vector<std::uint32_t>& numbers);

  /// Counts what another one has counted. Hands back, by its number there, each one's number here: what is new here is numbered as if
  /// it had been counted in that order.
  std::vector<std::uint32_t> add(const SymbolCounter& other);

  std::size_t size() const { return entries_.size(); }  ///< one more than the largest number
  std::string_view text(std::uint32_t number) const { return {bytes_.data() + entries_[number].begin, entries_[number].size}; }
  bool is_word(std::uint32_t number) const { return entries_[number].word; }
  std::uint64_t count(std::uint32_t number) const { return entries_[number].count; }

  /// A table of what occurred twice or more often, by falling frequency; what is as frequent as something else by its bytes.
  Symbols build() const;

 private:
  struct Entry {
    std::uint64_t begin = 0;
    std::uint32_t size = 0;
    bool word = false;
    std::uint64_t count = 0;
  };

  std::uint32_t number_of(std::string_view text, bool word, std::uint64_t times = 1);

  std::string bytes_;
  std::vector<Entry> entries_;
  HashSlots words_, separators_;
};

}  // namespace newsgrep
