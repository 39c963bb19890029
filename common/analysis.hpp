// SPDX-License-Identifier: GPL-2.0-or-later
// Text to words: the one definition that indexing, querying, highlighting and the tests' oracle share.
#pragma once

#include "common/letters.hpp"

#include <bit>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace newsgrep {

/// Steps through the words of a text as they are spelled; any bytes will do. What Words folds, and what coded text numbers.
class Tokens {
 public:
  explicit Tokens(std::string_view text) : text_(text) {}

  /// Moves to the next one; false when there is none.
  bool next() { return next_in_block() || next_beyond(); }

  /// The same character by character: what next() is compared with.
  bool next_each();

  std::size_t begin() const { return begin_; }  ///< of the word in the text
  std::size_t end() const { return end_; }      ///< one past its last byte
  std::string_view word() const { return {text_.data() + begin_, end_ - begin_}; }
  /// What lies between the word before, or the start of the text, and this one.
  std::string_view gap() const { return {text_.data() + gap_, begin_ - gap_}; }
  /// What lies behind the last word.
  std::string_view rest() const { return text_.substr(end_); }

 private:
  bool next_in_block();
  bool next_beyond();
  void see_block(std::size_t at);
  std::size_t find_word(std::size_t at);
  std::size_t find_word_end(std::size_t at);
  bool take_long_char(std::size_t& at);

  std::string_view text_;
  std::size_t gap_ = 0, begin_ = 0, end_ = 0;
  std::size_t seen_ = std::size_t{0} - ByteBlock::size;  // where the block begins that was seen last
  ByteBlock block_;
};

// Moves to the next word if it is ASCII and ends in the block that was seen last, in front of the last byte.
inline bool Tokens::next_in_block() {
  const std::size_t from = end_ - seen_;
  if (from >= ByteBlock::size) return false;
  const auto count_zeros = [](std::uint64_t bits) { return static_cast<std::size_t>(std::countr_zero(bits)); };
  const std::uint64_t letters = block_.letters >> from, long_chars = block_.long_chars >> from;
  if ((letters | long_chars) == 0) return false;
  const std::size_t gap = count_zeros(letters | long_chars), size = count_zeros(~(letters >> gap));
  if (size == 0 || from + gap + size >= ByteBlock::size || (long_chars >> (gap + size) & 1) != 0) return false;
  gap_ = end_;
  begin_ = end_ + gap;
  end_ = begin_ + size;
  return true;
}

/// A word of a text: a maximal run of letters, marks and digits, folded: NFKC, case, decimal digits of any script, the accents of
/// Latin and Greek letters, the points of Arabic and Hebrew, the spellings of one Arabic letter, the dots and stresses of Russian.
/// In scripts without spaces (Han, kana, Thai, Lao, Khmer, Myanmar) every letter is a word, and so is every syllable of Hangul, where
/// particles are written to the words that they go with.
struct Word {
  std::string_view term;      ///< folded; lives as long as the Words it came from
  std::string_view accented;  ///< in small letters with its accents, if it has Latin ones; else empty. Lives as long
  std::uint32_t begin = 0;  ///< first byte of the word in the text
  std::uint32_t end = 0;    ///< one past its last byte
  bool paragraph = false;   ///< the first word of a paragraph (the first word of all included)
};

/// Words joined without spaces by apostrophes, hyphens, '&', '.' or (between digits) commas, as one unit:
/// AT&T -> "att", U.S. -> "us", 10,000 -> "10000". Covers words [first, last].
struct Joined {
  std::string_view term;
  std::uint32_t first = 0, last = 0;
};

/// The words of one text. Positions are indexes into `words`: adjacent words differ by 1, paragraphs do not change the count.
class Words {
 public:
  /// Text must be valid UTF-8 of less than 4 GiB. Reusable: reading another text frees nothing.
  void read(std::string_view text);

  const std::vector<Word>& words() const { return words_; }
  /// In order of their first word.
  const std::vector<Joined>& joined() const { return joined_; }

 private:
  std::string_view keep(std::string_view term);

  std::vector<Word> words_;
  std::vector<Joined> joined_;
  std::vector<std::unique_ptr<char[]>> blocks_;  // folded terms; stable addresses
  std::size_t block_ = 0, used_ = 0;
  std::string folded_, accented_, run_;
};

/// Longest term in bytes; a longer word is cut and marked with a hash of the whole, the same on both sides.
inline constexpr std::size_t max_term = 96;

/// Cuts and marks a term that is longer.
void cut_term(std::string& term);

/// Whether just one joining character lies between a word that ends at `end` and the next one, which begins at `begin`.
bool joined_by(std::string_view text, std::size_t end, std::size_t begin);

/// Whether a separator makes one unit of the words at its sides.
enum class Joining : std::uint8_t { never, between_digits, always };
Joining joining(std::string_view separator);
bool starts_with_digit(std::string_view word);
bool ends_with_digit(std::string_view word);

bool is_ascii(std::string_view word);

/// The word folded as the index has it; empty for what only looks like a word.
std::string fold(std::string_view word);
void fold_into(std::string_view word, std::string& out);

/// A Latin word in small letters with its accents; false, and nothing in `out`, when it has none.
bool accented_into(std::string_view word, std::string& out);

/// An accented word as it is spelled without accents where they are letters of their own: ae, oe, ue, aa, oe, dj for \u00E4, \u00F6,
/// \u00FC, \u00E5, \u00F8, \u0111; folded. Empty when it has none of these.
std::string transcribed(std::string_view accented);

/// Whether every stem begins with the first byte of its word. By name of the stemmer.
bool stem_keeps_first_byte(std::string_view stemmer);

/// Stems folded words in one language. One per thread; copies are cheap to make, not to share.
class Stemmer {
 public:
  /// BCP 47 code ("en", "de-at") or a stemmer's own name; unknown or empty means English. Keeps so many stems in memory for words that come again.
  explicit Stemmer(std::string_view language, std::size_t kept = 1u << 18);
  ~Stemmer();
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;

  /// The stem; the view is good until the next call. Words with digits stand for themselves.
  std::string_view operator()(std::string_view folded);

  /// The stem of an accented word, folded: many endings are known only with their accents. Empty when it says no more than that
  /// of the folded word.
  std::string_view of_accented(std::string_view accented);

  /// All stems of a word, as articles are found by them: of its folded form, of its accented one and of its transcription, which there may
  /// be; each once, that of the folded form first.
  std::vector<std::string> all_of(std::string_view folded, std::string_view accented);

 private:
  struct Cache;
  std::unique_ptr<Cache> cache_;
};

/// The stemmer's name for a language code: "en-us" -> "english"; "english" where there is none.
std::string_view stemmer_of(std::string_view language);

}  // namespace newsgrep
