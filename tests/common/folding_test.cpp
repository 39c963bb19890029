// SPDX-License-Identifier: GPL-2.0-or-later
// Words that writers spell in several ways.
#include "common/analysis.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace newsgrep;

namespace {

std::string accented(std::string_view word) {
  std::string out;
  accented_into(word, out);
  return out;
}

bool share_a_stem(std::string_view language, std::string_view a, std::string_view b) {
  Stemmer stem(language);
  const auto one = stem.all_of(fold(a), accented(a)), other = stem.all_of(fold(b), accented(b));
  return std::any_of(one.begin(), one.end(), [&](const std::string& each) { return std::find(other.begin(), other.end(), each) != other.end(); });
}

std::size_t words_in(std::string_view text) {
  Words words;
  words.read(text);
  return words.words().size();
}

}  // namespace

TEST_CASE("Arabic is the same with and without vowels, hamzas on alefs, a stretched line, and on a Persian keyboard") {
  CHECK(fold("\u0627\u0644\u0639\u064E\u0631\u064E\u0628\u0650\u064A\u0651\u0629") == fold("\u0627\u0644\u0639\u0631\u0628\u064A\u0629"));
  CHECK(fold("\u0623\u062D\u0645\u062F") == fold("\u0627\u062D\u0645\u062F"));
  CHECK(fold("\u0622\u0628") == fold("\u0627\u0628"));
  CHECK(fold("\u0639\u0640\u0640\u0631\u0628") == fold("\u0639\u0631\u0628"));
  CHECK(fold("\u0645\u062F\u0631\u0633\u0629") == fold("\u0645\u062F\u0631\u0633\u0647"));
  CHECK(fold("\u0639\u0644\u0649") == fold("\u0639\u0644\u064A"));
  CHECK(fold("\u06A9\u062A\u0627\u0628\u06CC") == fold("\u0643\u062A\u0627\u0628\u064A"));
  CHECK(fold("\u0624") != fold("\u0648"));  // a letter of its own
}

TEST_CASE("Hebrew is the same with and without points") { CHECK(fold("\u05E9\u05C1\u05B8\u05DC\u05D5\u05B9\u05DD") == fold("\u05E9\u05DC\u05D5\u05DD")); }

TEST_CASE("Russian yo is spelled ye, stresses are left out; other letters with marks are letters of their own") {
  CHECK(fold("Горбачёв") == "горбачев");
  CHECK(fold("за\u0301мок") == "замок");
  CHECK(fold("їжак") == "їжак");
  CHECK(fold("Йод") == "йод");
  CHECK(fold("\u0453") == "\u0453");
}

TEST_CASE("digits of any script are digits") {
  CHECK(fold("\u0661\u0669\u0669\u0660") == "1990");
  CHECK(fold("\u06F1\u06F9") == "19");
  CHECK(fold("\u0967\u0966") == "10");
}

TEST_CASE("a syllable of Hangul is a word, composed or not") {
  CHECK(words_in("서울에서 만난") == 6);
  CHECK(words_in("\u1112\u1161\u11AB\u1100\u116E\u11A8") == 2);
  CHECK(fold("\u1112\u1161\u11AB") == "한");
}

TEST_CASE("an accented word knows its accents in small letters, and how it is spelled without them") {
  CHECK(accented("MÜLLER") == "müller");
  CHECK(accented("MU\u0308LLER") == "müller");
  CHECK(accented("İstanbul").empty());
  CHECK(accented("İçişleri") == "içişleri");
  CHECK(accented("plain").empty());
  CHECK(accented("Straße").empty());
  CHECK(accented("Йод").empty());
  CHECK(transcribed("müller") == "mueller");
  CHECK(transcribed("århus") == "aarhus");
  CHECK(transcribed("đoković") == "djokovic");
  CHECK(transcribed("örömök") == "oeroemoek");
  CHECK(transcribed("élevée").empty());
}

TEST_CASE("words in other forms share a stem in their language, also where only accents show an ending") {
  CHECK(share_a_stem("fr", "élevé", "élevées"));
  CHECK(share_a_stem("fr", "déclarée", "déclaré"));
  CHECK(share_a_stem("pt", "informação", "informações"));
  CHECK(share_a_stem("es", "hablaría", "hablar"));
  CHECK(share_a_stem("hu", "Magyarországról", "Magyarország"));
  CHECK(share_a_stem("hu", "házból", "ház"));
  CHECK(share_a_stem("ru", "президента", "президент"));
  CHECK(share_a_stem("de", "Häuser", "haus"));
  CHECK(share_a_stem("de", "Mueller", "Müller"));
  CHECK(share_a_stem("sv", "människorna", "manniska"));
  CHECK_FALSE(share_a_stem("fr", "élevé", "élu"));
}
