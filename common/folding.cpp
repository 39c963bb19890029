// SPDX-License-Identifier: GPL-2.0-or-later
// Words as they are compared: without case, accents and what else writers leave out.
#include "common/analysis.hpp"
#include "common/char_range.hpp"
#include "common/utf8.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <xxhash.h>

#include <cstring>

namespace newsgrep {
namespace {

// Letters that no decomposition takes apart, by the plainer ones that are typed for them.
std::string_view plain_letter(char32_t c) {
  switch (c) {
    case 0xE6: return "ae";
    case 0x153: return "oe";
    case 0xF8: return "o";
    case 0x142: return "l";
    case 0x111: case 0xF0: return "d";
    case 0x127: return "h";
    case 0x131: return "i";
    case 0xFE: return "th";
    // Arabic, as it is typed with and without care, and on the keyboards of Persian and Urdu.
    case 0x671: return "\u0627";
    case 0x649: case 0x6CC: return "\u064A";
    case 0x6A9: return "\u0643";
    case 0x629: case 0x6C1: case 0x6BE: return "\u0647";
    default: return {};
  }
}

// Signs within words of Arabic and Hebrew that are left out as often as not: the tatweel, vowels and points.
bool is_left_out(char32_t c) {
  return c == 0x640 || in(c, 0x64B, 0x652) || c == 0x670 || in(c, 0x6D6, 0x6DC) || in(c, 0x6DF, 0x6E8) || in(c, 0x591, 0x5BD) || c == 0x5BF || in(c, 0x5C1, 0x5C2) ||
         in(c, 0x5C4, 0x5C5) || c == 0x5C7;
}

// Whether a letter is the same without a mark that it carries.
bool loses(char32_t base, char32_t mark) {
  if (base < 0x250 || in(base, 0x370, 0x3FF) || in(base, 0x1E00, 0x1FFF)) return true;
  if (base == 0x627) return in(mark, 0x653, 0x655);                                   // the hamza and madda of an alef
  if (!in(base, 0x400, 0x4FF)) return false;
  if (mark == 0x308) return base == 0x435;                                            // yo is spelled ye; yi is a letter
  return (mark == 0x300 || mark == 0x301) && base != 0x433 && base != 0x43A;          // stresses, but not those of gje and kje
}

struct Normalizers {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFDInstance(status);
  const icu::Normalizer2* compose = icu::Normalizer2::getNFCInstance(status);
};

const Normalizers& normalizers() {
  static const Normalizers all;
  return all;
}

icu::UnicodeString in_small_letters(std::string_view word, UErrorCode& status) {
  return normalizers().casefold->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<int32_t>(word.size()))), status);
}

void append(icu::UnicodeString& out, std::string_view text) {
  out.append(icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))));
}

// The letters without what is_left_out() and loses() say, in the plain_letter()s.
void fold_unicode(std::string_view word, std::string& out) {
  out.clear();
  UErrorCode status = normalizers().status;
  const auto apart = normalizers().decompose->normalize(in_small_letters(word, status), status);
  icu::UnicodeString kept;
  char32_t base = 0;
  for (int32_t at = 0; at < apart.length();) {
    const auto type = apart.char32At(at);
    const auto c = static_cast<char32_t>(type);
    at += U16_LENGTH(type);
    if (is_left_out(c)) continue;
    const auto mask = U_GET_GC_MASK(type);
    if ((mask & U_GC_MN_MASK) == 0) base = c;
    else if (base && loses(base, c)) continue;
    if (const auto plain = plain_letter(c); !plain.empty()) append(kept, plain);
    else if (mask & U_GC_ND_MASK) kept.append(static_cast<char16_t>('0' + u_charDigitValue(type)));
    else kept.append(type);
  }
  if (U_FAILURE(status)) return;
  normalizers().compose->normalize(kept, status).toUTF8String(out);
}

bool is_latin(char32_t c) { return in(c, 0xC0, 0x24F) || in(c, 0x1E00, 0x1EFF); }

}  // namespace

void cut_term(std::string& term) {
  if (term.size() <= max_term) return;
  static constexpr char digits[] = "0123456789abcdef";
  auto hash = XXH3_64bits(term.data(), term.size());
  std::size_t keep = max_term - 16;
  while (keep > 0 && (static_cast<unsigned char>(term[keep]) & 0xC0) == 0x80) --keep;
  term.resize(keep);
  for (int i = 0; i < 16; ++i, hash >>= 4) term += digits[hash & 15];
}

bool is_ascii(std::string_view word) {
  std::uint64_t all = 0, eight;
  for (; word.size() >= sizeof eight; word.remove_prefix(sizeof eight)) {
    std::memcpy(&eight, word.data(), sizeof eight);
    all |= eight;
  }
  for (const char c : word) all |= static_cast<unsigned char>(c);
  return (all & 0x8080808080808080) == 0;
}

void fold_into(std::string_view word, std::string& out) {
  if (is_ascii(word)) {
    out.assign(word);
    lower_ascii(out.data(), out.size());
  } else {
    fold_unicode(word, out);
  }
  cut_term(out);
}

std::string fold(std::string_view word) {
  std::string out;
  fold_into(word, out);
  return out;
}

bool accented_into(std::string_view word, std::string& out) {
  out.clear();
  if (is_ascii(word)) return false;
  UErrorCode status = normalizers().status;
  const auto small = in_small_letters(word, status);
  icu::UnicodeString kept;
  bool latin = false;
  for (int32_t at = 0; at < small.length(); ++at) {
    const char16_t c = small.charAt(at);  // no Latin letter with an accent is more than one
    const bool dot = c == 0x307 && at > 0 && small.charAt(at - 1) == 'i';  // of a Turkish capital
    if (!dot) kept.append(c);
    latin = latin || is_latin(c);
  }
  if (latin && U_SUCCESS(status)) kept.toUTF8String(out);
  if (out.size() > max_term) out.clear();
  return !out.empty();
}

std::string transcribed(std::string_view accented) {
  std::string out;
  bool any = false;
  for (std::size_t at = 0; at < accented.size();) {
    const std::size_t begin = at;
    std::string_view letters;
    switch (next_char(accented, at)) {
      case 0xE4: letters = "ae"; break;
      case 0xF6: case 0xF8: letters = "oe"; break;
      case 0xFC: letters = "ue"; break;
      case 0xE5: letters = "aa"; break;
      case 0x111: letters = "dj"; break;
      default: letters = accented.substr(begin, at - begin); out += letters; continue;
    }
    out += letters;
    any = true;
  }
  return any ? fold(out) : std::string();
}

}  // namespace newsgrep
