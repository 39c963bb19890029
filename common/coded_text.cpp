// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/coded_text.hpp"

#include "common/hints.hpp"

#include <newsgrep/error.hpp>

#include <algorithm>
#include <cstring>

namespace newsgrep {
namespace {

constexpr unsigned char last = 0x80, largest_plain = 0x7D, half_base = 0x20, nothing = 0x30;

bool plain(std::string_view text) {
  return text.size() >= 2 && std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= largest_plain; });
}

void put_halves(std::string& codes, std::string_view text) {
  if (text.empty()) codes.append(2, static_cast<char>(nothing));
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    codes += static_cast<char>(half_base + (byte >> 4));
    codes += static_cast<char>(half_base + (byte & 15));
  }
}

void put_literal(std::string& codes, std::string_view text, Escape as_it_is, Escape in_halves) {
  if (plain(text)) {
    codes += static_cast<char>(as_it_is);
    codes.append(text);
  } else {
    codes += static_cast<char>(in_halves);
    put_halves(codes, text);
  }
  codes.back() = static_cast<char>(static_cast<unsigned char>(codes.back()) | last);
}

void put_symbol(std::string& codes, SymbolId id) {
  const Code code = code_of(id);
  codes.append(code.bytes, code.size);
}

}  // namespace

Code code_of(SymbolId id) {
  const auto low = [&] { return static_cast<char>(last | (id & 0x7Fu)); };
  if (id < one_byte_symbols) return {{low()}, 1};
  id -= one_byte_symbols;
  if (id < two_byte_symbols) return {{static_cast<char>(id >> 7), low()}, 2};
  id -= two_byte_symbols;
  return {{static_cast<char>(id >> 14), static_cast<char>(id >> 7 & 0x7Fu), low()}, 3};
}

void put_word(std::string& codes, const Symbols& symbols, std::string_view spelled) {
  if (const auto symbol = symbols.find_word(spelled)) put_symbol(codes, *symbol);
  else put_literal(codes, spelled, Escape::word, Escape::word_halves);
}

void put_separator(std::string& codes, const Symbols& symbols, std::string_view separator) {
  if (const auto symbol = symbols.find_separator(separator)) put_symbol(codes, *symbol);
  else put_literal(codes, separator, Escape::separator, Escape::separator_halves);
}

std::size_t literal_size(std::string_view text) { return 1 + (plain(text) ? text.size() : std::max<std::size_t>(1, text.size()) * 2); }

void encode(std::string_view text, const Symbols& symbols, std::string& codes) {
  each_symbol(text, [&](std::string_view part, bool word) { (word ? put_word : put_separator)(codes, symbols, part); });
}

namespace {

// What is decoded goes into a text by pieces of so many bytes.
constexpr std::size_t piece_bytes = 2048;

}  // namespace

void decode(std::string_view codes, const Symbols& symbols, std::string& text) {
  char piece[piece_bytes + 1 + longest_symbol + Symbols::padding];
  char* to = piece;
  const auto flush = [&] {
    text.append(piece, to);
    to = piece;
  };
  bool after_word = false, word = false;
  for (CodeReader in(codes, symbols); in.step(); after_word = word) {
    if (const SymbolId id = in.symbol(); id != no_symbol) {
      word = symbols.is_word(id);
      const auto part = symbols.text(id);
      *to = ' ';
      to += after_word && word;
      std::memcpy(to, part.data(), Symbols::padding);
      if (part.size() > Symbols::padding) std::memcpy(to, part.data(), part.size());
      to += part.size();
      if (to >= piece + piece_bytes) flush();
    } else {
      flush();
      word = in.is_word();
      if (after_word && word) text += ' ';
      text += in.text();
    }
  }
  flush();
}

bool is_spelled_out(std::string_view codes, std::size_t begin) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(codes[i]); };
  return begin > 0 && byte(begin - 1) >= static_cast<unsigned char>(Escape::separator_halves) && (begin == 1 || byte(begin - 2) >= last);
}

namespace {

// Not so what could be an escape.
bool surely_ends_code(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value >= last && value < static_cast<unsigned char>(Escape::separator_halves);
}

}  // namespace

std::size_t skip_codes(std::string_view codes, std::size_t from, std::size_t count) {
  std::size_t at = from;
  for (std::size_t ends = 0; at < codes.size() && ends < count; ++at) ends += surely_ends_code(codes[at]);
  return at;
}

std::size_t skip_codes_back(std::string_view codes, std::size_t from, std::size_t count) {
  std::size_t at = from;
  for (std::size_t ends = 0; at > 0; --at)
    if ((ends += surely_ends_code(codes[at - 1])) > count) break;
  return at;
}

std::size_t code_before(std::string_view codes, std::size_t end) {
  std::size_t begin = end - 1;
  while (begin > 0 && static_cast<unsigned char>(codes[begin - 1]) < last) --begin;
  return begin < end - 1 && is_spelled_out(codes, begin) ? begin - 1 : begin;
}

void throw_damaged_codes() { throw Error(ErrorCode::corrupt, "a stored text is damaged", check_hint); }

void CodeReader::read_literal() {
  const auto escape = static_cast<Escape>(*at_);
  const char* const end = std::find_if(at_ + 1, end_, [](char c) { return static_cast<unsigned char>(c) >= last; });
  if (end == end_ || end == at_ + 1) throw_damaged_codes();
  literal_.assign(at_ + 1, end + 1);
  literal_.back() = static_cast<char>(*end & 0x7F);
  if (escape == Escape::word_halves || escape == Escape::separator_halves) read_halves(std::string_view(at_ + 1, static_cast<std::size_t>(end - at_)));
  word_ = escape == Escape::word || escape == Escape::word_halves;
  symbol_ = no_symbol;
  at_ = end + 1;
}

void CodeReader::read_halves(std::string_view halves) {
  if (halves.size() % 2 != 0) throw_damaged_codes();
  const auto half = [&](std::size_t i) { return (static_cast<unsigned char>(halves[i]) & 0x7Fu) - half_base; };
  literal_.clear();
  if (halves.size() == 2 && half(0) == nothing - half_base && half(1) == nothing - half_base) return;
  for (std::size_t i = 0; i < halves.size(); i += 2) {
    if (half(i) > 15 || half(i + 1) > 15) throw_damaged_codes();
    literal_ += static_cast<char>(half(i) << 4 | half(i + 1));
  }
}

}  // namespace newsgrep
