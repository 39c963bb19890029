// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/analysis.hpp"

#include "common/char_range.hpp"
#include "common/utf8.hpp"
#include "common/xapian.hpp"

#include <unicode/uchar.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <functional>
#include <unordered_map>

namespace newsgrep {
namespace {

enum class Kind : std::uint8_t {
  other,        // ends a word
  letter,       // continues a word
  ideograph,    // a word of its own, with the marks that follow it; a syllable of Hangul, too
  mark,         // belongs to the character before it
  transparent,  // inside a word it is as if it were not there
};

bool stands_alone(char32_t c) {
  return in(c, 0x0E01, 0x0EDF) || in(c, 0x1000, 0x109F) || in(c, 0x1780, 0x17D3) || in(c, 0x3005, 0x3007) ||
         in(c, 0x3041, 0x30FF) || in(c, 0x31F0, 0x31FF) || in(c, 0x3400, 0x4DBF) || in(c, 0x4E00, 0x9FFF) ||
         in(c, 0xF900, 0xFAFF) || in(c, 0xFF66, 0xFF9F) || in(c, 0x20000, 0x3FFFF) || in(c, 0x1100, 0x115E) ||
         in(c, 0xA960, 0xA97C) || in(c, 0xAC00, 0xD7A3);
}

Kind kind_of(char32_t c) {
  if (c < 0x80) return is_ascii_letter_or_digit(c) ? Kind::letter : Kind::other;
  if (c == 0xAD || c == 0x200C || c == 0x200D || c == 0x2060 || c == 0xFEFF) return Kind::transparent;
  const auto type = static_cast<UChar32>(c);
  const auto mask = U_GET_GC_MASK(type);
  if ((mask & U_GC_M_MASK) || in(c, 0x1160, 0x11FF) || in(c, 0xD7B0, 0xD7FB)) return Kind::mark;  // the rest of a Hangul syllable
  if (!(mask & (U_GC_L_MASK | U_GC_N_MASK))) return Kind::other;
  return stands_alone(c) ? Kind::ideograph : Kind::letter;
}

bool is_digit(char32_t c) { return c < 0x80 ? in(c, '0', '9') : u_isdigit(static_cast<UChar32>(c)); }

Joining joining(char32_t c) {
  switch (c) {
    case '\'': case 0x2018: case 0x2019: case 0xFF07:
    case '-': case 0x2010: case 0x2011: case 0xFE63: case 0xFF0D:
    case '&': case 0xFF06:
    case '.': return Joining::always;
    case ',': return Joining::between_digits;
    default: return Joining::never;
  }
}

}  // namespace

std::string_view Words::keep(std::string_view term) {
  constexpr std::size_t first = 4 * 1024, most = 64 * 1024;  // a query's few words need no more than the first block
  const auto size_of = [](std::size_t block) { return block == 0 ? first : most; };
  if (!blocks_.empty() && used_ + term.size() > size_of(block_)) {
    ++block_;
    used_ = 0;
  }
  if (block_ == blocks_.size()) blocks_.push_back(std::make_unique_for_overwrite<char[]>(size_of(block_)));
  char* place = blocks_[block_].get() + used_;
  std::memcpy(place, term.data(), term.size());
  used_ += term.size();
  return {place, term.size()};
}

namespace {

// Where the word ends that goes on, or ends, at `end`; `alone`: it is an ideograph.
std::size_t rest_of_word(std::string_view text, std::size_t end, bool alone) {
  for (std::size_t next = end; next < text.size();) {
    if (!alone && is_ascii_letter_or_digit(static_cast<unsigned char>(text[next]))) {
      end = ++next;
      continue;
    }
    const Kind kind = kind_of(next_char(text, next));
    if (kind == Kind::transparent) continue;
    if (kind != Kind::mark && (alone || kind != Kind::letter)) break;
    end = next;
  }
  return end;
}

// Where the word that starts at `at` ends; `at` is on a letter or an ideograph.
std::size_t word_end(std::string_view text, std::size_t at) {
  const bool alone = kind_of(next_char(text, at)) == Kind::ideograph;
  return rest_of_word(text, at, alone);
}

char32_t last_char(std::string_view text, std::size_t end) {
  std::size_t at = end - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return next_char(text, at);
}

}  // namespace

Joining joining(std::string_view separator) {
  if (separator.empty() || separator.size() > 3) return Joining::never;
  std::size_t at = 0;
  const char32_t c = next_char(separator, at);
  return at == separator.size() ? joining(c) : Joining::never;
}

bool starts_with_digit(std::string_view word) {
  std::size_t at = 0;
  return !word.empty() && is_digit(next_char(word, at));
}

bool ends_with_digit(std::string_view word) { return !word.empty() && is_digit(last_char(word, word.size())); }

bool joined_by(std::string_view text, std::size_t end, std::size_t begin) {
  const Joining how = joining(text.substr(end, begin - end));
  return how == Joining::always ||
         (how == Joining::between_digits && ends_with_digit(text.substr(0, end)) && starts_with_digit(text.substr(begin)));
}

bool Tokens::next_each() {
  gap_ = end_;
  for (std::size_t at = end_; at < text_.size();) {
    std::size_t next = at;
    const Kind kind = kind_of(next_char(text_, next));
    if (kind == Kind::letter || kind == Kind::ideograph) {
      begin_ = at;
      end_ = word_end(text_, at);
      return true;
    }
    at = next;
  }
  begin_ = end_;
  return false;
}

// Sees the block that has the byte at `at`; behind the end of the text are no letters.
void Tokens::see_block(std::size_t at) {
  seen_ = at - at % ByteBlock::size;
  const std::string_view rest = text_.substr(seen_, ByteBlock::size);
  if (rest.size() == ByteBlock::size) {
    block_ = classify(rest.data());
  } else {
    char padded[ByteBlock::size] = {};
    std::memcpy(padded, rest.data(), rest.size());
    block_ = classify(padded);
  }
}

// The first byte from `at` on that begins a word or may do so.
inline std::size_t Tokens::find_word(std::size_t at) {
  for (; at < text_.size(); at = seen_ + ByteBlock::size) {
    if (at - seen_ >= ByteBlock::size) see_block(at);
    if (const auto found = (block_.letters | block_.long_chars) >> at % ByteBlock::size) return at + std::size_t(std::countr_zero(found));
  }
  return text_.size();
}

// The first byte from `at` on that is no ASCII letter or digit.
inline std::size_t Tokens::find_word_end(std::size_t at) {
  for (; at < text_.size(); at = seen_ + ByteBlock::size) {
    if (at - seen_ >= ByteBlock::size) see_block(at);
    if (const auto found = ~block_.letters >> at % ByteBlock::size) return at + std::size_t(std::countr_zero(found));
  }
  return text_.size();
}

// Takes the word that the character at `at`, no ASCII, begins, or moves behind a character that begins none.
bool Tokens::take_long_char(std::size_t& at) {
  const std::size_t begin = at;
  const Kind kind = kind_of(next_char(text_, at));
  if (kind != Kind::letter && kind != Kind::ideograph) return false;
  begin_ = begin;
  end_ = rest_of_word(text_, at, kind == Kind::ideograph);
  return true;
}

bool Tokens::next_beyond() {
  gap_ = end_;
  std::size_t at = find_word(end_);
  while (at < text_.size() && !(block_.letters >> at % ByteBlock::size & 1)) {
    if (take_long_char(at)) return true;
    at = find_word(at);
  }
  begin_ = at < text_.size() ? at : end_;
  if (at >= text_.size()) return false;
  end_ = find_word_end(at + 1);
  if (end_ < text_.size() && block_.long_chars >> end_ % ByteBlock::size & 1) end_ = rest_of_word(text_, end_, false);
  return true;
}

void Words::read(std::string_view text) {
  words_.clear();
  joined_.clear();
  block_ = used_ = 0;
  std::size_t newlines = 2, run_start = 0;
  bool in_run = false;

  const auto end_run = [&] {
    if (in_run) {
      run_.clear();
      for (std::size_t i = run_start; i < words_.size(); ++i) run_ += words_[i].term;
      cut_term(run_);
      joined_.push_back({keep(run_), static_cast<std::uint32_t>(run_start), static_cast<std::uint32_t>(words_.size() - 1)});
    }
    in_run = false;
  };

  for (Tokens tokens(text); tokens.next();) {
    newlines += static_cast<std::size_t>(std::count(tokens.gap().begin(), tokens.gap().end(), '\n'));
    fold_into(tokens.word(), folded_);
    if (folded_.empty()) continue;
    if (!words_.empty() && joined_by(text, words_.back().end, tokens.begin())) {
      if (!in_run) run_start = words_.size() - 1;
      in_run = true;
    } else {
      end_run();
    }
    const std::string_view term = keep(folded_);
    const bool accents = accented_into(tokens.word(), accented_);
    words_.push_back({term, accents ? keep(accented_) : std::string_view(), static_cast<std::uint32_t>(tokens.begin()), static_cast<std::uint32_t>(tokens.end()), newlines >= 2});
    newlines = 0;
  }
  end_run();
}

namespace {

struct StemmerName {
  std::string_view language, name;
};

constexpr std::array<StemmerName, 26> stemmer_names{{
    {"ar", "arabic"},    {"ca", "catalan"},    {"da", "danish"},     {"de", "german"},  {"en", "english"},   {"es", "spanish"},
    {"eu", "basque"},    {"fi", "finnish"},    {"fr", "french"},     {"ga", "irish"},   {"hu", "hungarian"}, {"hy", "armenian"},
    {"id", "indonesian"}, {"it", "italian"},   {"lt", "lithuanian"}, {"nb", "norwegian"}, {"ne", "nepali"},  {"nl", "dutch"},
    {"nn", "norwegian"}, {"no", "norwegian"},  {"pt", "portuguese"}, {"ro", "romanian"}, {"ru", "russian"},  {"sv", "swedish"},
    {"ta", "tamil"},     {"tr", "turkish"},
}};

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const { return XXH3_64bits(s.data(), s.size()); }
};

}  // namespace

std::string_view stemmer_of(std::string_view language) {
  const auto base = ascii_lower(language.substr(0, language.find_first_of("-_")));
  for (const auto& row : stemmer_names)
    if (row.language == base || row.name == base) return row.name;
  return "english";
}

bool stem_keeps_first_byte(std::string_view stemmer) {
  constexpr std::array<std::string_view, 14> known{"danish",    "dutch",      "english", "finnish", "french",  "german", "hungarian", "italian",
                                                   "norwegian", "portuguese", "romanian", "russian", "spanish", "swedish"};
  return std::find(known.begin(), known.end(), stemmer) != known.end();
}

struct Stemmer::Cache {
  using Known = std::unordered_map<std::string, std::string, Hash, std::equal_to<>>;

  Cache(std::string_view name, std::size_t most_kept) : stem(std::string(name)), knows_accents(name != "english"), most(std::max<std::size_t>(most_kept, 1)) {}

  std::string_view keep(Known& stems, std::string_view word, std::string made) const {
    if (stems.size() >= most) stems.clear();
    return stems.emplace(std::string(word), std::move(made)).first->second;
  }

  Xapian::Stem stem;
  const bool knows_accents;
  const std::size_t most;
  Known known, known_accented;
};

Stemmer::Stemmer(std::string_view language, std::size_t kept) : cache_(std::make_unique<Cache>(stemmer_of(language), kept)) {}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

namespace {

bool is_stemmed(std::string_view word) {
  constexpr std::size_t longest = 40;
  return word.size() <= longest && std::none_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string_view Stemmer::operator()(std::string_view folded) {
  if (!is_stemmed(folded)) return folded;
  if (const auto known = cache_->known.find(folded); known != cache_->known.end()) return known->second;
  return cache_->keep(cache_->known, folded, cache_->stem(std::string(folded)));
}

std::string_view Stemmer::of_accented(std::string_view accented) {
  if (!cache_->knows_accents || !is_stemmed(accented)) return {};
  if (const auto known = cache_->known_accented.find(accented); known != cache_->known_accented.end()) return known->second;
  std::string stem = fold(cache_->stem(std::string(accented)));
  if (stem == (*this)(fold(accented))) stem.clear();
  return cache_->keep(cache_->known_accented, accented, std::move(stem));
}

std::vector<std::string> Stemmer::all_of(std::string_view folded, std::string_view accented) {
  std::vector<std::string> stems{std::string((*this)(folded))};
  const auto add = [&](std::string_view stem) {
    if (!stem.empty() && std::find(stems.begin(), stems.end(), stem) == stems.end()) stems.emplace_back(stem);
  };
  if (accented.empty()) return stems;
  add(of_accented(accented));
  if (const auto other = transcribed(accented); !other.empty()) add((*this)(other));
  return stems;
}

}  // namespace newsgrep
