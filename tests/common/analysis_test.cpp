// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/analysis.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>
#include <random>

using namespace newsgrep;

namespace {

std::string terms(std::string_view text) {
  Words words;
  words.read(text);
  std::string out;
  for (const auto& word : words.words()) out += (out.empty() ? "" : word.paragraph ? " | " : " ") + std::string(word.term);
  return out;
}

std::string units(std::string_view text) {
  Words words;
  words.read(text);
  std::string out;
  for (const auto& unit : words.joined()) out += (out.empty() ? "" : " ") + std::string(unit.term);
  return out;
}

}  // namespace

TEST_CASE("words are runs of letters and digits, folded") {
  CHECK(terms("The cat, the DOG & 12 mice!") == "the cat the dog 12 mice");
  CHECK(terms("  --  ") == "");
  CHECK(terms("Erdoğan São Dvořák Straße Ångström Łódź") == "erdogan sao dvorak strasse angstrom lodz");
}

TEST_CASE("composed and decomposed spellings are the same word") {
  CHECK(fold("caf\xC3\xA9") == fold("cafe\xCC\x81"));
  CHECK(fold("ＦＵＬＬ") == "full");
}

TEST_CASE("scripts other than Latin and Greek keep their marks") {
  CHECK(fold("Йод") == "йод");
  CHECK(fold("Ἀθήνα") == "αθηνα");
}

TEST_CASE("a soft hyphen or a joiner inside a word does not cut it") { CHECK(terms("super\xC2\xADintelligence labs") == "superintelligence labs"); }

TEST_CASE("in scripts without spaces every letter is a word") {
  CHECK(terms("能登半島で地震") == "能 登 半 島 で 地 震");
  CHECK(units("能登半島") == "");
}

TEST_CASE("words joined without spaces are one unit too") {
  CHECK(terms("AT&T and U.S. rules: 10,000 COVID-19 Meta's O’Brien") == "at t and u s rules 10 000 covid 19 meta s o brien");
  CHECK(units("AT&T and U.S. rules: 10,000 COVID-19 Meta's O’Brien") == "att us 10000 covid19 metas obrien");
  CHECK(units("mice,rats 10, 000 a - b end.  Next") == "");
}

TEST_CASE("a paragraph begins behind an empty line") {
  CHECK(terms("one two\nthree\n\nfour \n \n five") == "one two three | four | five");
}

TEST_CASE("a unit covers its words") {
  Words words;
  words.read("the U.S.A. now");
  REQUIRE(words.joined().size() == 1);
  CHECK(words.joined()[0].first == 1);
  CHECK(words.joined()[0].last == 3);
}

TEST_CASE("ranges are those of the text") {
  const std::string text = "Ein Übergang, 2 Wege";
  Words words;
  words.read(text);
  CHECK(text.substr(words.words()[1].begin, words.words()[1].end - words.words()[1].begin) == "Übergang");
}

TEST_CASE("an endless word becomes a short term, the same each time, and another word another term") {
  const std::string a(100'000, 'a');
  CHECK(fold(a).size() <= max_term);
  CHECK(fold(a) == fold(a));
  CHECK(fold(a) != fold(a + "b"));
}

TEST_CASE("stems follow the language, and words with digits stand for themselves") {
  Stemmer english("en-GB"), german("de"), unknown("xx");
  CHECK(std::string(english("banking")) == "bank");
  CHECK(std::string(english("covid19")) == "covid19");
  CHECK(std::string(german("hauser")) == "haus");
  CHECK(std::string(unknown("banking")) == "bank");
}

TEST_CASE("stems are the same however many of them are kept in memory") {
  for (const char* language : {"de", "fr", "hu", "en"}) {
    CAPTURE(language);
    Stemmer many(language), none(language, 0), two(language, 2);
    for (int round = 0; round < 2; ++round)
      for (const char* word : {"h\u00e4user", "\u00e9lev\u00e9es", "h\u00e1zr\u00f3l", "banking", "houses", "h\u00e4user", "covid19"}) {
        const auto folded = fold(word);
        CHECK(std::string(none(folded)) == std::string(many(folded)));
        CHECK(std::string(two(folded)) == std::string(many(folded)));
        CHECK(std::string(none.of_accented(word)) == std::string(many.of_accented(word)));
        CHECK(std::string(two.of_accented(word)) == std::string(many.of_accented(word)));
      }
  }
}

TEST_CASE("any bytes at all are read without harm") {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i), bytes += static_cast<char>(255 - i);
  Words words;
  words.read(bytes);
  for (const auto& word : words.words()) CHECK(word.end <= bytes.size());
}

TEST_CASE("where stems are said to keep the first byte of a word they do, whatever the word") {
  const std::vector<std::string> letters{"a", "e", "i", "o", "u", "y", "b", "c", "d", "g", "h", "k", "l", "m", "n", "p", "q", "r", "s", "t", "v", "w", "z", "ss", "ing", "ed", "en", "er", "es",
                                         "\u00e6", "\u00f8", "\u0456", "\u0430", "\u043e", "\u0438", "\u043d", "\u0441", "\u0442", "\u0432", "\u044f", "\u044c", "\u0448"};
  std::mt19937_64 random(3);
  for (const char* language : {"da", "nl", "en", "fi", "fr", "de", "hu", "it", "nb", "pt", "ro", "ru", "es", "sv"}) {
    CAPTURE(language);
    REQUIRE(stem_keeps_first_byte(stemmer_of(language)));
    Stemmer stem(language);
    for (int i = 0; i < 20'000; ++i) {
      std::string word;
      for (auto count = 1 + random() % 7; count > 0; --count) word += letters[random() % letters.size()];
      const auto of_word = stem(word);
      if (of_word.empty() || of_word.front() != word.front()) FAIL_CHECK(word << " becomes " << of_word);
    }
    for (const char* word : {"dying", "lying", "tying", "skies", "idly", "ugly", "early", "only", "yes", "ying", "quoi", "ijs"}) CHECK(stem(word).front() == word[0]);
  }
  CHECK_FALSE(stem_keeps_first_byte("arabic"));
  CHECK_FALSE(stem_keeps_first_byte("indonesian"));
}
