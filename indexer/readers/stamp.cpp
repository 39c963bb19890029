// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/stamp.hpp"

#include "common/date.hpp"
#include "indexer/readers/phrases.hpp"

#include <algorithm>
#include <iterator>

namespace newsgrep {
namespace {

// Parts of folded words, in the order of languages: English, German, French, Spanish, Portuguese, Italian, Dutch,
// Nordic, Polish, Czech, Turkish, Russian, Ukrainian, Chinese, Japanese, Korean.
constexpr std::string_view publication_words[] = {
    "publish",        "publication", "posted",       "first aired", "issued",     "released",     "date:",
    "veroffentlicht", "erschienen",  "erstellt",     "datum",       "publie",     "mis en ligne", "publicad",
    "fecha",          "pubblicat",   "gepubliceerd", "geplaatst",   "publicerad", "publisert",    "offentliggjort",
    "julkaistu",      "opublikowan", "dodano",       "zverejneno",  "vydano",     "yayin",        "опубликован",
    "опубліковано",   "发布",        "發布",         "配信",        "公開",       "입력"};
constexpr std::string_view update_words[] = {
    "updat",      "modifi",   "revised",   "aktualisier", "stand:",     "mis a jour", "mise a jour", "actualis",
    "actualiz",   "atualiz",  "aggiornat", "modificad",   "bijgewerkt", "aangepast",  "gewijzigd",   "geandert",
    "andrad",     "endret",   "edited",    "muokattu",    "zmienion",   "uppdaterad", "oppdatert",   "opdateret",
    "paivitetty", "aktualiz", "guncelle",  "обновлен",    "оновлено",   "更新",       "수정"};

bool holds_any(std::string_view words, const Phrases& parts) {
  constexpr std::size_t enough = 200;
  return !words.empty() && parts.any_in(Folded(words.substr(words.size() - std::min(words.size(), enough))).text());
}

}  // namespace

bool names_publication(std::string_view words) {
  static const Phrases parts({std::begin(publication_words), std::end(publication_words)});
  return holds_any(words, parts);
}

bool names_update(std::string_view words) {
  static const Phrases parts({std::begin(update_words), std::end(update_words)});
  return holds_any(words, parts);
}

Stamp read_stamp(std::string_view line) {
  constexpr int most_dates = 3;
  Stamp stamp;
  std::size_t from = 0;
  for (int count = 0; count < most_dates; ++count) {
    const auto found = find_date(line, from);
    if (!found) break;
    const auto before = line.substr(from, found->begin - from);
    const bool updated = names_update(before);
    stamp.told = stamp.told || updated || names_publication(before);
    if (!stamp.found()) stamp.begin = found->begin;
    stamp.end = from = found->end;
    auto& date = updated ? stamp.updated : stamp.published;
    if (!date) date = found->date;
  }
  return stamp;
}

}  // namespace newsgrep
