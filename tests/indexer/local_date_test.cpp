// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/local_date.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace newsgrep;

namespace {

std::string found(std::string_view line, std::string_view language = "") {
  const auto date = find_local_date(line, language);
  return date ? date->date.iso().substr(0, 10) : std::string();
}

}  // namespace

TEST_CASE("dates are read in the languages that news is in") {
  for (const char* line : {"13 May 2026",
                           "May 13, 2026",
                           "13. Mai 2026 um 15:44",
                           "13 mai 2026 \xC3\xA0 15h44",
                           "13 de mayo de 2026",
                           "13 maggio 2026",
                           "13 de maio de 2026",
                           "13 mei 2026",
                           "13 maj 2026",
                           "13 maja 2026",
                           "13. kv\u011Btna 2026",
                           "13 May\u0131s 2026",
                           "13 \u043C\u0430\u044F 2026",
                           "13 toukokuuta 2026",
                           "13. m\u00E1ja 2026",
                           "13 \u039C\u03B1\u0390\u03BF\u03C5 2026",
                           "2026\u5E745\u670813\u65E5 15:44",
                           "2026\uB144 5\uC6D4 13\uC77C",
                           "2026. 5. 13. 15:44",
                           "13. 5. 2026",
                           "13.05.2026",
                           "الأربعاء ١٣ مايو ٢٠٢٦",
                           "13 أيار 2026",
                           "۱۳ مه ۲۰۲۶",
                           "१३ मई २०२६",
                           "13 মে 2026",
                           "13 மே 2026",
                           "13 במאי 2026",
                           "13 de maig de 2026",
                           "13. svibnja 2026",
                           "13. maja 2026",
                           "13 маја 2026",
                           "13 май 2026",
                           "13. mai 2026",
                           "2026-05-13"}) {
    CAPTURE(line);
    CHECK(found(line) == "2026-05-13");
  }
}

TEST_CASE("numbers between slashes are read where the language says which is the day, and never guessed") {
  CHECK(found("03/04/2026", "en-GB") == "2026-04-03");
  CHECK(found("03/04/2026", "fr") == "2026-04-03");
  CHECK(found("03/04/2026", "en-US") == "2026-03-04");
  CHECK(found("03/04/2026", "en").empty());
  CHECK(found("03/04/2026").empty());
  CHECK(found("25/12/2026", "en") == "2026-12-25");
  CHECK(found("Tue, 02/06/2024 - 14:20", "en") == "2024-02-06");
  CHECK(found("Sunday, 02/06/2024") == "2024-06-02");
  CHECK(found("Mon, 02/06/2024", "en").empty());
  CHECK(found("Saturday, 07/11/2026", "en").empty());
  CHECK(found("Saturday, 07/11/2026").empty());
  CHECK(found("Saturday, 07/11/2026", "en-GB") == "2026-11-07");
  CHECK(found("Saturday, 07/11/2026", "en-US") == "2026-07-11");
  CHECK(found("Sunday, 07/07/2024", "en") == "2024-07-07");
  CHECK(found("31/31/2026", "fr").empty());
}

TEST_CASE("the place of a date is that in its own line") {
  const std::string_view line = "Publi\xC3\xA9 le 13 ao\xC3\xBBt 2026 par Jane";
  const auto date = find_local_date(line, "fr");
  REQUIRE(date);
  CHECK(line.substr(0, date->begin) == "Publi\xC3\xA9 le ");
  CHECK(line.substr(date->end).find("par Jane") != std::string_view::npos);
}

TEST_CASE("lines without a whole date have none") {
  for (const char* line :
       {"", "mai 2026", "13 mai", "5.5 2026", "13 elephants 2026", "99 mai 2026", "1/2", "//2026", "\u5E74\u6708"}) {
    CAPTURE(line);
    CHECK(found(line, "fr").empty());
  }
}
