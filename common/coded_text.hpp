// SPDX-License-Identifier: GPL-2.0-or-later
// Text as codes of its words and separators: a third of its size, and to be searched as it is.
//
// A code ends with a byte from 0x80 on; its other bytes are smaller.
//   80..FB                        one of the 124 most frequent symbols
//   00..7F 80..FF                 one of the next 16384
//   three bytes                   one of the rest
//   FF word   FE separator        what is no symbol: its bytes, all of them below 0x7E; two bytes or more
//   FD word   FC separator        the same with other bytes, each as two, 0x20 + half; 30 B0 for the empty separator
// Words and separators alternate; of two words that follow each other one space is left out between. An escape byte is always followed
// by a smaller one than 0x80, so that codes can be told apart backwards too.
#pragma once

#include "common/analysis.hpp"
#include "common/symbols.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace newsgrep {

struct Code {
  char bytes[3];
  std::uint8_t size;
};

Code code_of(SymbolId id);

/// What codes begin with when no symbol follows.
enum class Escape : unsigned char { separator_halves = 0xFC, word_halves = 0xFD, separator = 0xFE, word = 0xFF };

void put_word(std::string& codes, const Symbols& symbols, std::string_view spelled);
/// To be left out for one space between two words.
void put_separator(std::string& codes, const Symbols& symbols, std::string_view separator);

/// How many bytes the code of something takes that is no symbol.
std::size_t literal_size(std::string_view text);

/// Hands over the parts of a text in order, with whether each is a word, as they are coded.
template <class Each>
void each_symbol(std::string_view text, Each&& each) {
  Tokens tokens(text);
  for (bool first = true; tokens.next(); first = false) {
    const auto gap = tokens.gap();
    if (first ? !gap.empty() : gap != " ") each(gap, false);
    each(tokens.word(), true);
  }
  if (!tokens.rest().empty()) each(tokens.rest(), false);
}

/// Appends the codes of a text: of any bytes at all.
void encode(std::string_view text, const Symbols& symbols, std::string& codes);

/// Appends the text that was encoded. Throws Error(corrupt) for what are no codes of this table.
void decode(std::string_view codes, const Symbols& symbols, std::string& text);

/// Where the code begins that ends in front of `end`, which is not 0; `codes` begin with a whole one.
std::size_t code_before(std::string_view codes, std::size_t end);

/// Whether the code found at `begin` by its bytes is really the end of something that is spelled out.
bool is_spelled_out(std::string_view codes, std::size_t begin);

inline constexpr SymbolId no_symbol = UINT32_MAX;

/// Steps through codes.
class CodeReader {
 public:
  CodeReader(std::string_view codes, const Symbols& symbols) : at_(codes.data()), end_(at_ + codes.size()), symbols_(symbols) {}

  /// Moves to the next word or separator; false when there is none. Throws Error(corrupt) for what is no code of the table.
  bool next() {
    const bool after_word = word_;
    if (!step()) return false;
    if (symbol_ != no_symbol) {
      text_ = symbols_.text(symbol_);
      word_ = symbols_.is_word(symbol_);
    }
    after_space_ = after_word && word_;
    return true;
  }

  /// The same for who asks a symbol nothing but its number: the other answers are good only for what is no symbol.
  bool step() {
    if (at_ == end_) return false;
    const auto byte = [&](std::ptrdiff_t i) { return static_cast<unsigned char>(at_[i]); };
    if (byte(0) >= 0x80) {
      if (byte(0) >= static_cast<unsigned char>(Escape::separator_halves)) read_literal();
      else read_symbol(byte(0) - 0x80u, 1);
    } else if (end_ - at_ >= 2 && byte(1) >= 0x80) {
      read_symbol(one_byte_symbols + (byte(0) << 7 | (byte(1) & 0x7Fu)), 2);
    } else if (end_ - at_ >= 3 && byte(2) >= 0x80) {
      read_symbol(one_byte_symbols + two_byte_symbols + (static_cast<std::uint32_t>(byte(0)) << 14 | static_cast<std::uint32_t>(byte(1)) << 7 | (byte(2) & 0x7Fu)), 3);
    } else {
      fail();
    }
    return true;
  }

  std::size_t rest() const { return static_cast<std::size_t>(end_ - at_); }  ///< bytes behind it

  bool is_word() const { return word_; }
  SymbolId symbol() const { return symbol_; }     ///< no_symbol for what is spelled out
  std::string_view text() const { return text_; } ///< good until the next call
  bool after_space() const { return after_space_; } ///< one space lies in front that has no code

 private:
  void read_symbol(std::size_t id, std::ptrdiff_t size) {
    if (id >= symbols_.size()) fail();
    symbol_ = static_cast<SymbolId>(id);
    at_ += size;
  }
  void read_literal();
  void read_halves(std::string_view halves);
  [[noreturn]] static void fail();

  const char* at_;
  const char* end_;
  const Symbols& symbols_;
  SymbolId symbol_ = no_symbol;
  std::string_view text_;
  bool word_ = false, after_space_ = false;
  std::string literal_;
};

}  // namespace newsgrep
