// SPDX-License-Identifier: GPL-2.0-or-later
// What is decided on codes is what is decided on the text.
#include "common/coded_text.hpp"
#include "searcher/spans/field_text.hpp"
#include "searcher/spans/matcher.hpp"
#include "tests/support/random_query.hpp"

#include <doctest/doctest.h>

#include <array>
#include <random>

using namespace newsgrep;

namespace {

// Texts of everything that words and separators are made of: joining characters, digits, scripts without spaces, marks, a letter that
// folds to nothing, bytes that are no UTF-8, long words.
class Texts {
 public:
  explicit Texts(std::uint64_t seed) : random_(seed) {}

  std::string next() {
    std::string text;
    for (auto count = below(60); count > 0; --count) (text += pieces[below(pieces.size())]) += gaps[below(gaps.size())];
    return text;
  }

  std::size_t below(std::size_t count) { return static_cast<std::size_t>(random_() % count); }

 private:
  static inline const std::array<std::string, 44> pieces{
      "u",     "s",  "us",     "US",     "U",  "S",   "a",    "as",   "at",   "t",      "att",   "10",  "000",  "10000",    "bank", "Banks", "banking",
      "Café",  "cafe\u0301", "CAFE", "trade", "中", "国", "ไทย", "Ω",    "\u1F71", "１０", "\u115F", "\u115Fs", "\xFF", "\xE4\xB8", "\xAD", "ﬁn",  "x\u200Dy",
      "Müller", "mueller", "MU\u0308LLER", "ação", "ações", "한국", "\u1112\u1161\u11AB", "ٱلعَرَبِيَّة", "ё", "е",
  };
  static inline const std::array<std::string, 24> gaps{" ", " ", " ",  " ",    " ",    " ",  " ",    "",       "-",      ".",  "&",   ",",
                                                       "'", "’", ". ", "\n",   "\n\n", "--", "\n ,\n", "\u2010", "\u00A0", "\0x", "\u200B", std::string(70, '-')};
  std::mt19937_64 random_;
};

Article article_of(Texts& texts) {
  Article article;
  article.text = texts.next();
  article.title = texts.next().substr(0, 30);
  article.byline = texts.next().substr(0, 20);
  article.language = std::array{"en", "de", "", "pt"}[texts.below(4)];
  if (texts.below(20) == 0) article.text += std::string(60 + texts.below(60), 'a') + "-" + std::string(60, 'b');
  return article;
}

// Half of what the articles are made of become symbols, the rest is spelled out.
std::shared_ptr<const RecordTables> tables_of(const std::vector<Article>& articles) {
  SymbolCounter counter;
  for (std::size_t i = 0; i < 3 && i < articles.size(); ++i) counter.add(articles[i].text);
  auto tables = std::make_shared<RecordTables>();
  tables->add_symbols(1, counter.build());
  return tables;
}

}  // namespace

TEST_CASE("a matcher decides on codes as on the article") {
  std::size_t coded = 0, found = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    Texts texts(seed);
    std::vector<Article> articles;
    for (int i = 0; i < 60; ++i) articles.push_back(article_of(texts));
    const auto tables = tables_of(articles);
    RecordWriter writer(tables->symbols(1), 1, 0, {});
    const RecordReader reader(tables);
    std::vector<std::string> records;
    for (const auto& article : articles) records.emplace_back(writer.write(article));
    RandomQueries queries(articles, seed);
    for (int i = 0; i < 250; ++i) {
      const Query query = queries.next();
      Matcher matcher(query), on_text(query);
      if (matcher.needs_article()) continue;
      for (std::size_t n = 0; n < articles.size(); ++n) {
        const auto record = reader.codes(records[n]);
        if (!record) continue;
        ++coded;
        const bool expected = on_text.matches(articles[n]);
        found += expected;
        const Matches marks = matcher.find(*record), marks_on_text = on_text.find(articles[n]);
        if (!(marks.title == marks_on_text.title && marks.text == marks_on_text.text))
          FAIL_CHECK("seed " << seed << ": " << query.str() << " marks something else in [" << articles[n].title << "] " << articles[n].text);
        if (matcher.matches(*record) == expected) continue;
        FAIL_CHECK("seed " << seed << ": " << query.str() << " on [" << articles[n].title << "] " << articles[n].text << " should be " << expected);
      }
    }
  }
  CHECK(coded > 10'000);
  CHECK(found > 1'000);
}

TEST_CASE("a field read from codes is the field read from the text") {
  Texts texts(77);
  std::vector<Article> articles;
  for (int i = 0; i < 400; ++i) articles.push_back(article_of(texts));
  const auto tables = tables_of(articles);
  const Symbols& symbols = tables->symbols(1);
  for (const auto kind : {Pattern::Kind::exact, Pattern::Kind::stem, Pattern::Kind::prefix}) {
    Patterns patterns;
    for (const char* word : {"us", "s", "10000", "att", "cafe", "bank", "中", "trade", "a", "mueller", "한"}) patterns.add(kind, word);
    patterns.add(kind, "muller", Query::Letters::any, "müller");
    auto& english = patterns.language("en");
    SymbolClasses classes(tables->symbol_words(1), symbols, patterns, english);
    FieldText from_text, from_codes;
    from_text.want_sentences();
    from_codes.want_sentences();
    from_codes.want_places();
    for (const auto& article : articles) {
      std::string codes;
      encode(article.text, symbols, codes);
      from_text.read(article.text, patterns, english);
      from_codes.read(codes, symbols, classes);
      INFO(article.text);
      REQUIRE(from_codes.size() == from_text.size());
      CHECK(from_codes.fitting() == from_text.fitting());
      for (std::uint32_t word = 0; word < from_text.size(); ++word) {
        CHECK(from_codes.word(word) == from_text.word(word));
        CHECK(from_codes.starts_paragraph(word) == from_text.starts_paragraph(word));
        CHECK(from_codes.paragraph_of(word) == from_text.paragraph_of(word));
        CHECK(from_codes.sentence_of(word) == from_text.sentence_of(word));
        CHECK(from_codes.place(word).begin == from_text.place(word).begin);
        CHECK(from_codes.place(word).end == from_text.place(word).end);
      }
      REQUIRE(from_codes.units().size() == from_text.units().size());
      for (std::size_t u = 0; u < from_text.units().size(); ++u) {
        const auto &one = from_codes.units()[u], &other = from_text.units()[u];
        CHECK((one.first == other.first && one.last == other.last && one.fits == other.fits));
      }
    }
  }
}
