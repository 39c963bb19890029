// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/spans/matcher.hpp"

#include "tests/searcher/matching.hpp"
#include "tests/support/random_query.hpp"

#include <doctest/doctest.h>

#include <array>
#include <random>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

Query parsed(const std::string& text) {
  const Parsed result = parse_query(text, {});
  INFO(text);
  REQUIRE_FALSE(result.failed());
  return result.query;
}

std::string repeated(const std::string& word, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += word;
  return text;
}

// Both uses of a matcher agree.
bool finds(const std::string& query, const Article& article) {
  Matcher matcher(parsed(query));
  const bool answer = matcher.matches(article);
  CHECK((answer || matcher.find(article).text.empty()));
  return answer;
}

}  // namespace

TEST_CASE("a word matches whatever has its stem") {
  CHECK(matches("economy", "The economies of the region."));
  CHECK(matches("economies", "the ECONOMY"));
  CHECK_FALSE(matches("economy", "An ecologist."));
  CHECK(matches("cafe", "Un café."));
  CHECK(matches("café", "The cafe."));
}

TEST_CASE("an exact word matches only as written, but for case and accents") {
  CHECK(matches("=economy", "the Economy grew"));
  CHECK_FALSE(matches("=economy", "the economies grew"));
  CHECK(matches("\"economy\"", "the economy grew"));
  CHECK_FALSE(matches("\"economy\"", "the economies grew"));
}

TEST_CASE("stems are those of the article's language") {
  Article german = with_text("Die Häuser der Stadt");
  german.language = "de-at";
  CHECK(matches("haus", german));
  german.language = "en";
  CHECK_FALSE(matches("haus", german));
  german.language = "xx";
  CHECK_FALSE(matches("haus", german));
}

TEST_CASE("one matcher answers for articles of several languages in turn") {
  Matcher matcher(parsed("haus"));
  Article german = with_text("Die Häuser der Stadt"), english = german;
  german.language = "de";
  for (int i = 0; i < 3; ++i) {
    CHECK(matcher.matches(german));
    CHECK_FALSE(matcher.matches(english));
  }
}

TEST_CASE("a word without a field is looked for in text and title") {
  CHECK(matches("cocoa", with_text("Nothing.", "Cocoa rises")));
  CHECK(matches("cocoa", with_text("Cocoa.", "Prices rise")));
  CHECK_FALSE(matches("title:cocoa", with_text("Cocoa.", "Prices rise")));
  CHECK_FALSE(matches("text:cocoa", with_text("Prices.", "Cocoa rises")));
}

TEST_CASE("a phrase keeps to one field") {
  CHECK_FALSE(matches("\"cocoa rises\"", with_text("rises", "cocoa")));
  CHECK_FALSE(matches("cocoa near/5 rises", with_text("rises", "cocoa")));
  CHECK(matches("cocoa rises", with_text("rises", "cocoa")));
}

TEST_CASE("a phrase does not cross a paragraph") {
  CHECK(matches("\"bank raised rates\"", "The bank\nraised rates."));
  CHECK_FALSE(matches("\"bank raised rates\"", "The bank\n\nraised rates."));
  CHECK_FALSE(matches("\"bank raised rates\"", "The bank raised\n\nrates."));
  CHECK(matches("\"raised rates\"", "The bank\n\nraised rates."));
}

TEST_CASE("a phrase does not mind punctuation") {
  CHECK(matches("\"said he went\"", "\"Yes,\" she said. He went -- home"));
  CHECK(matches("\"said, he: went\"", "said he went"));
}

TEST_CASE("a joined unit stands for its parts, in the text and in the query") {
  for (const std::string text : {"the U.S. economy", "the US economy", "the us economy"})
    for (const std::string query : {"\"the US economy\"", "\"the U.S. economy\"", "\"us economy\"", "\"U.S.\"", "US", "U.S."}) {
      INFO(text, " ", query);
      CHECK(matches(query, text));
    }
  CHECK(matches("\"u s economy\"", "the U.S. economy"));
  CHECK_FALSE(matches("\"u s economy\"", "the US economy"));
  CHECK(matches("AT&T", "shares of AT&T rose"));
  CHECK(matches("AT&T", "shares of ATT rose"));
  CHECK(matches("AT&T", "shares of at t rose"));
  CHECK_FALSE(matches("AT&T", "shares at the top"));
  CHECK(matches("10,000", "some 10000 people"));
  CHECK(matches("10000", "some 10,000 people"));
  CHECK_FALSE(matches("10000", "10, 000"));
}

TEST_CASE("a phrase does not begin or end inside a unit it reads as one word") {
  CHECK(matches("\"state of the art\"", "a state-of-the-art plant"));
  CHECK(matches("\"stateoftheart plant\"", "a state-of-the-art plant"));
  CHECK_FALSE(matches("\"ofthe art\"", "a state-of-the-art plant"));
}

TEST_CASE("scripts without spaces are found by phrases of letters") {
  CHECK(matches("中国", "据中国新闻社报道"));
  CHECK_FALSE(matches("国中", "据中国新闻社报道"));
  CHECK(marked("中国", "据中国新闻社报道") == Pieces{"中国"});
}

TEST_CASE("a prefix matches words and units that begin so") {
  CHECK(matches("econ*", "Economics"));
  CHECK_FALSE(matches("conom*", "Economics"));
  CHECK(matches("covid1*", "the COVID-19 wave"));
  CHECK(matches("covid-1*", "the COVID-19 wave"));
  CHECK_FALSE(matches("covid-2*", "the COVID-19 wave"));
}

TEST_CASE("a phrase in braces takes its words in any form") {
  CHECK(matches("{rate cut}", "Rates cutting"));
  CHECK_FALSE(matches("\"rate cut\"", "Rates cutting"));
  CHECK_FALSE(matches("{rate cut}", "Rates were cut"));
}

TEST_CASE("and, or, not, plus") {
  const std::string text = "alpha beta gamma";
  CHECK(matches("alpha AND beta", text));
  CHECK_FALSE(matches("alpha AND delta", text));
  CHECK(matches("delta OR beta", text));
  CHECK_FALSE(matches("alpha -beta", text));
  CHECK(matches("alpha -delta", text));
  CHECK(matches("NOT delta", text));
  CHECK_FALSE(matches("NOT (delta OR alpha)", text));
  CHECK(matches("+alpha delta", text));
  CHECK_FALSE(matches("+delta alpha", text));
  CHECK(matches("*", ""));
}

TEST_CASE("dates: the whole of what the article names must lie in the period") {
  Article article;
  article.published.year = 2024;
  article.published.month = 2;
  article.published.precision = Precision::month;
  CHECK(matches("date:2024", article));
  CHECK(matches("date:2024-02", article));
  CHECK(matches("date:2024-02-01..2024-02-29", article));
  CHECK_FALSE(matches("date:2024-02-01..2024-02-28", article));
  CHECK(matches("since:2024-02", article));
  CHECK_FALSE(matches("after:2024-02-01", article));
  CHECK(matches("date:..2024", article));
  CHECK_FALSE(matches("date:none", article));
  CHECK(matches("date:none", Article{}));
  CHECK_FALSE(matches("date:2024", Article{}));
  CHECK_FALSE(matches("since:1900", Article{}));
}

TEST_CASE("fields with names and codes") {
  Article article = with_text("text");
  article.byline = "Jane Does-Smith";
  article.language = "pt-br";
  CHECK(matches("byline:jane", article));
  CHECK_FALSE(matches("byline:doe", article));
  CHECK(matches("byline:does", article));
  CHECK(matches("byline:\"jane does\"", article));
  CHECK_FALSE(matches("jane", article));
  CHECK(matches("lang:PT-BR", article));
  CHECK(matches("lang:pt*", article));
  CHECK_FALSE(matches("lang:pt", article));
  CHECK_FALSE(matches("lang:p*", Article{}));
}

TEST_CASE("what counts is marked, and only that") {
  CHECK(marked("economy", "Economies and the economy") == Pieces{"Economies", "economy"});
  CHECK(marked("\"the economy\"", "Economies and the economy, the economy") == Pieces{"the economy", "the economy"});
  CHECK(marked("alpha -beta", "alpha beta") == Pieces{"alpha"});
  CHECK(marked("NOT beta", "alpha beta") == Pieces{});
  CHECK(marked("alpha OR beta", "gamma beta alpha") == Pieces{"beta", "alpha"});
  CHECK(marked("+alpha beta", "alpha beta") == Pieces{"alpha", "beta"});
  CHECK(marked("us", "the U.S. economy") == Pieces{"U.S"});
  CHECK(marked("alpha near/2 beta", "alpha x x alpha x beta") == Pieces{"alpha", "beta"});
  CHECK(marked("\"a b\" OR \"b c\"", "a b c d") == Pieces{"a b c"});
  CHECK(marked("alpha AND delta", "alpha beta") == Pieces{"alpha"});
  CHECK(marked("title:alpha", "alpha beta") == Pieces{});
}

TEST_CASE("marks in the title are its own") {
  const auto found = Matcher(parsed("cocoa")).find(with_text("Cocoa fell", "Cocoa rises"));
  CHECK(found.title == std::vector<Mark>{{0, 5, 0}});
  CHECK(found.text == std::vector<Mark>{{0, 5, 0}});
}

TEST_CASE("marks of one word of the query are one part of it, whatever their form, and those of another word another") {
  const auto parts = [](const std::string& query, const std::string& text) {
    std::vector<std::uint32_t> numbers;
    for (const auto& mark : Matcher(parsed(query)).find(with_text(text)).text) numbers.push_back(mark.part);
    return numbers;
  };
  using Numbers = std::vector<std::uint32_t>;
  CHECK(parts("strike port", "Strikes at the port: they strike") == Numbers{0, 1, 0});
  CHECK(parts("port OR strike OR Port", "Strikes at the port") == Numbers{1, 0});
  CHECK(parts("\"the port\" OR strike", "Strikes at the port") == Numbers{1, 0});
  CHECK(parts("port near/3 strike", "a strike at the port") == Numbers{1, 0});
}

TEST_CASE("marks are in order, apart from each other, and inside the text") {
  std::mt19937_64 random(11);
  const std::array<std::string, 7> parts{"a", "b", "a-b", "c", "\n\n", "é", "中国"};
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int i = 0; i < 40; ++i) text += parts[random() % parts.size()] + (random() % 4 ? " " : ".");
    for (const std::string query : {"a OR b OR ab", "\"a b\" OR \"b a\" OR ab", "a near/3 c", "a* OR 中国"}) {
      std::size_t last = 0;
      for (const auto& range : Matcher(parsed(query)).find(with_text(text)).text) {
        CHECK(range.begin >= last);
        CHECK(range.begin < range.end);
        CHECK(range.end <= text.size());
        last = range.end;
      }
    }
  }
}

namespace {

// Articles of few words, so that everything happens often: units, paragraph ends, repeated words, dates of all precisions.
class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  Article article() {
    Article article = with_text(text(60), text(6));
    article.byline = text(3);
    article.section = pick(words);
    article.source = pick(words) + " " + pick(words);
    article.language = pick(std::array<std::string, 4>{"", "en", "de", "fr-ca"});
    article.published = date();
    return article;
  }

 private:
  template <class Choices>
  const std::string& pick(const Choices& choices) {
    return choices[random_() % choices.size()];
  }

  std::string text(std::size_t most) {
    std::string out;
    for (std::size_t i = random_() % most; i > 0; --i) out += pick(words) + pick(gaps);
    return out;
  }

  Date date() {
    Date date;
    date.precision = std::array{Precision::none, Precision::year, Precision::month, Precision::day}[random_() % 4];
    if (date.precision >= Precision::year) date.year = static_cast<std::int16_t>(2022 + random_() % 3);
    if (date.precision >= Precision::month) date.month = static_cast<std::uint8_t>(1 + random_() % 12);
    if (date.precision >= Precision::day) date.day = static_cast<std::uint8_t>(1 + random_() % 28);
    return date;
  }

  static inline const std::array<std::string, 26> words{"a",    "s",     "us",      "u",    "s",      "as",    "bank",  "banks", "banking", "Café",   "trade",     "trading", "10",
                                                        "000",  "10000", "中",      "국",   "한",     "haus",  "Müller", "mueller", "muller",  "élevée", "nação",     "nações",  "élevé"};
  static inline const std::array<std::string, 14> gaps{" ", " ", " ", " ", " ", " ", "-", ".", "&", ",", ". ", "\n", "\n\n", "'"};
  std::mt19937_64 random_;
};

}  // namespace

TEST_CASE("the matcher agrees with brute force on random articles and queries") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    Generator generator(seed);
    std::vector<Article> articles;
    for (int i = 0; i < 40; ++i) articles.push_back(generator.article());
    const Oracle oracle(articles);
    RandomQueries queries(oracle.articles(), seed);
    for (int i = 0; i < 150; ++i) {
      const Query query = queries.next();
      Matcher matcher(query);
      const auto expected = oracle.ask(query);
      for (std::size_t n = 0; n < articles.size(); ++n) {
        if (matcher.matches(articles[n]) == expected[n]) continue;
        FAIL_CHECK("seed " << seed << ": " << query.str() << " on [" << articles[n].title << "] " << articles[n].text << " should be " << expected[n]);
      }
    }
  }
}

TEST_CASE("random queries read back from their text") {
  Generator generator(5);
  std::vector<Article> articles;
  for (int i = 0; i < 40; ++i) articles.push_back(generator.article());
  RandomQueries queries(articles, 5);
  for (int i = 0; i < 2000; ++i) {
    const Query query = queries.next();
    const Parsed back = parse_query(query.str(), {});
    INFO(query.str(), " reads back as ", back.query.str());
    CHECK_FALSE(back.failed());
    CHECK(back.query == query);
  }
}

TEST_CASE("a long text of one word is no trouble") {
  const Article article = with_text(repeated("word ", 2'000'000));
  for (const std::string query : {"word", "word near/10 word", "word pre/10 absent", "\"word word word\"", "\"word word absent\"", "wor* -absent"}) {
    INFO(query);
    CHECK(finds(query, article) == (query.find("absent\"") == std::string_view::npos && query.find("10 absent") == std::string::npos));
  }
}

TEST_CASE("one unit as long as the text is no trouble") {
  const Article article = with_text(repeated("word-", 1'000'000));
  for (const std::string query : {"word", "word near/10 word", "\"word word\"", "word-word-word"}) {
    INFO(query);
    CHECK(finds(query, article));
  }
}

TEST_CASE("a phrase of thousands of words is found") {
  const std::string phrase = repeated("word ", 2'000);
  CHECK(finds("\"" + phrase + "\"", with_text(repeated("word ", 20'000))));
}
