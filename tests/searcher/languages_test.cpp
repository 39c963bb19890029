// SPDX-License-Identifier: GPL-2.0-or-later
// What readers of many languages type, and what stands in the articles: other forms, without accents, transcribed.
#include "tests/searcher/matching.hpp"
#include "tests/support/indexed.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

struct Asked {
  const char *language, *query, *text;
  bool found;
};

const std::vector<Asked> all_asked{
    {"de", "Mueller", "Thomas Müller trifft", true},
    {"de", "Müller", "Thomas Mueller trifft", true},
    {"de", "muller", "Thomas Müller trifft", true},
    {"de", "\"thomas mueller\"", "Thomas Müller trifft", true},
    {"de", "\"thomas müller\"", "Thomas Mueller trifft", true},
    {"de", "=Mueller", "Thomas Müller trifft", true},
    {"de", "strasse", "Die Straße", true},
    {"de", "Fluechtling", "Die Flüchtlinge", true},
    {"en", "poet", "a pot of gold", false},
    {"en", "Muenchen w/2 airport", "at München airport", true},
    {"en", "Djokovic", "Novak Đoković won", true},
    {"da", "Aarhus", "i Århus", true},
    {"sv", "mueller*", "Herr Müller", true},
    {"de", "müll*", "Thomas Mueller trifft", true},
    {"de", "müll*", "Thomas Müller trifft", true},
    {"de", "müll*", "Thomas Muller trifft", true},
    {"de", "müll*", "die Muehle", false},
    {"de", "=öl*", "Oelpreise steigen", true},
    {"de", "*öl", "das Heizoel", true},
    {"de", "m?ü*ler", "Herr Maueller", true},
    {"de", "müler~", "Thomas Mueller trifft", true},
    {"de", "\"thomas müll*\"", "Thomas Mueller trifft", true},
    {"de", "müll* w/2 trifft", "Thomas Mueller trifft", true},
    {"de", "nocaps(müll*)", "der mueller mahlt", true},
    {"de", "müller-straße", "in der Muellerstrasse", true},
    {"de", "müller-straße", "in der Mueller-Strasse", true},
    {"de", "müller-straße", "in der Müllerstraße", true},
    {"de", "\"der müller-straße\"", "in der Muellerstrasse", true},
    {"de", "müller-str*", "in der Muellerstrasse", true},
    {"de", "müller-straße", "Herr Mueller in der Strasse", false},
    {"fr", "élevé", "des prix élevées", true},
    {"fr", "oeuvre", "un chef-d'œuvre", true},
    {"fr", "{réforme élevée}", "les réformes élevées", true},
    {"pt", "eleição", "as eleicao", true},
    {"pt", "informação", "novas informações", true},
    {"es", "pinera", "Sebastián Piñera", true},
    {"hu", "Magyarország", "írt Magyarországról", true},
    {"ru", "Горбачев", "Михаил Горбачёв", true},
    {"ru", "выборы", "после выборов", true},
    {"ar", "\"احمد\"", "قال أَحْمَد", true},
    {"he", "שלום", "שָׁלוֹם עולם", true},
    {"ko", "서울", "어제 서울에서", true},
    {"ko", "울에", "어제 서울에서", true},
    {"ja", "地震", "能登半島で地震", true},
    {"th", "ไทย", "ประเทศไทยวันนี้", true},
    {"el", "εκλογές", "ΕΚΛΟΓΕΣ 2024", true},
    {"tr", "istanbul", "İstanbul'da", true},
    {"vi", "Ha Noi", "Hà Nội hôm nay", true},
    {"pl", "Lodz", "Łódź", true},
};

}  // namespace

TEST_CASE("a word finds its other forms and spellings in the article's language") {
  for (const auto& asked : all_asked) {
    Article article = with_text(asked.text);
    article.language = asked.language;
    INFO(std::string(asked.query), " in ", std::string(asked.text));
    CHECK(matches(asked.query, article) == asked.found);
  }
}

TEST_CASE("every kind of index finds other forms and spellings") {
  const TemporaryFolder archive;
  std::string lines;
  for (std::size_t i = 0; i < all_asked.size(); ++i)
    lines += nlohmann::json{{"id", std::to_string(i)}, {"title", std::to_string(i)}, {"language", all_asked[i].language}, {"text", all_asked[i].text}}.dump() + "\n";
  archive.write("news.jsonl", lines);
  for (const auto& index : every_kind_of_index(archive.path()))
    for (std::size_t i = 0; i < all_asked.size(); ++i) {
      INFO(index->kind(), ", ", std::string(all_asked[i].query));
      const auto titles = titles_of(index->searcher(), all_asked[i].query);
      CHECK((std::find(titles.begin(), titles.end(), std::to_string(i)) != titles.end()) == all_asked[i].found);
    }
}

TEST_CASE("what is typed with accents is marked where it stands without them, and the reverse") {
  CHECK(marked("mueller", "Herr Müller, Frau Mueller, Frau Muller") == Pieces{"Müller", "Mueller"});
  CHECK(marked("Müller", "Herr Müller, Frau Mueller, Frau Muller") == Pieces{"Müller", "Mueller", "Muller"});
}
