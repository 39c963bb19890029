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

/// Throws the Error(corrupt) for what are no codes.
[[noreturn]] void throw_damaged_codes();

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

/// Where at least `count` codes lie between it and `from`, or the end or beginning of all: a quick look, which goes too far where a code
/// ends with the byte of an escape. Both are between two codes.
std::size_t skip_codes(std::string_view codes, std::size_t from, std::size_t count);
std::size_t skip_codes_back(std::string_view codes, std::size_t from, std::size_t count);

/// Whether the code found at `begin` by its bytes is really the end of something that is spelled out.
bool is_spelled_out(std::string_view codes, std::size_t begin);

inline constexpr SymbolId no_symbol = UINT32_MAX;

/// The code at the beginning of codes: of which symbol, and its size in bytes.
struct SymbolCode {
  SymbolId symbol = no_symbol;  ///< no_symbol: an escape, and what it escapes is not read; its size is 0
  std::uint32_t size = 0;
};

/// Throws Error(corrupt) for what no code begins with; whether the table has the symbol is for the caller to see. `codes` are not empty.
inline SymbolCode first_code(std::string_view codes) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(codes[i]); };
  if (byte(0) >= static_cast<unsigned char>(Escape::separator_halves)) return {};
  if (byte(0) >= 0x80) return {byte(0) - 0x80u, 1};
  if (codes.size() >= 2 && byte(1) >= 0x80) return {static_cast<SymbolId>(one_byte_symbols + (byte(0) << 7 | (byte(1) & 0x7Fu))), 2};
  if (codes.size() < 3 || byte(2) < 0x80) throw_damaged_codes();
  constexpr auto base = static_cast<SymbolId>(one_byte_symbols + two_byte_symbols);
  return {base + (static_cast<SymbolId>(byte(0)) << 14 | static_cast<SymbolId>(byte(1)) << 7 | (byte(2) & 0x7Fu)), 3};
}

/// Steps through codes.
class CodeReader {
 public:
  CodeReader(std::string_view codes, const Symbols& symbols) : at_(codes.data()), end_(at_ + codes.size()), symbols_(symbols) {}

  /// Moves to the next word or separator; false when there is none. Throws Error(corrupt) for what is no code of the table.
  bool step() {
    if (at_ == end_) return false;
    const SymbolCode code = first_code({at_, rest()});
    if (code.size == 0) {
      read_literal();
    } else {
      if (code.symbol >= symbols_.size()) throw_damaged_codes();
      symbol_ = code.symbol;
      at_ += code.size;
    }
    return true;
  }

  std::size_t rest() const { return static_cast<std::size_t>(end_ - at_); }  ///< bytes behind it

  SymbolId symbol() const { return symbol_; }  ///< no_symbol for what is spelled out

  /// Of what is spelled out; the text is good until the next call.
  bool is_word() const { return word_; }
  std::string_view text() const { return literal_; }

 private:
  void read_literal();
  void read_halves(std::string_view halves);

  const char* at_;
  const char* end_;
  const Symbols& symbols_;
  SymbolId symbol_ = no_symbol;
  bool word_ = false;
  std::string literal_;
};

}  // namespace newsgrep
