// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/stamp.hpp"

#include "common/analysis.hpp"
#include "common/date.hpp"

#include <algorithm>
#include <string>

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
    "updat",    "modifi",   "revised",   "aktualisier", "stand:",     "mis a jour", "mise a jour", "actualis",
    "actualiz", "atualiz",  "aggiornat", "modificad",   "bijgewerkt", "aangepast",  "gewijzigd",   "geandert",
    "andrad",   "endret",   "muokattu",  "zmienion",    "uppdaterad", "oppdatert",  "opdateret",   "paivitetty",
    "aktualiz", "guncelle", "обновлен",  "оновлено",    "更新",       "수정"};

template <std::size_t Size>
bool holds_any(std::string_view words, const std::string_view (&list)[Size]) {
  constexpr std::size_t enough = 200;
  if (words.empty()) return false;
  const std::string folded = fold(words.substr(words.size() - std::min(words.size(), enough)));
  return std::any_of(std::begin(list), std::end(list),
                     [&](std::string_view part) { return folded.find(part) != std::string::npos; });
}

}  // namespace

bool names_publication(std::string_view words) { return holds_any(words, publication_words); }
bool names_update(std::string_view words) { return holds_any(words, update_words); }

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
