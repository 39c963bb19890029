// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/charset.hpp"

#include "common/utf8.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace newsgrep;
using namespace std::string_literals;

TEST_CASE("valid UTF-8 is taken as it is, whatever a label says") {
  const auto decoded = decode("Zürich", "iso-8859-1");
  CHECK(decoded.text == "Zürich");
  CHECK(decoded.charset == "utf-8");
  CHECK(decoded.repairs == 0);
}

TEST_CASE("a byte order mark wins and is removed") {
  CHECK(decode("\xEF\xBB\xBFnews").text == "news");
  CHECK(decode("\xFF\xFEn\0\xE9\0"s).text == "né");
  CHECK(decode("\xFE\xFF\0n\0\xE9"s, "utf-8").text == "né");
  CHECK(decode("\xFF\xFE\0\0n\0\0\0\xE9\0\0\0"s).text == "né");
  CHECK_FALSE(decode("\xFF\xFEn\0"s).guessed);
}

TEST_CASE("characters beyond the basic plane survive UTF-16") {
  CHECK(decode("\xFF\xFE\x3D\xD8\x00\xDE"s).text == "😀");
}

TEST_CASE("labels mean what the web means by them") {
  CHECK(decode("\x93quoted\x94 \x80", "ISO-8859-1").text == "“quoted” €");
  CHECK(decode("\x93quoted\x94", "latin1").charset == "windows-1252");
  CHECK(decode("\xD6\xD0\xB9\xFA", "gb2312").text == "中国");
  CHECK(decode("\x93\xFA\x96\x7B", "Shift_JIS").text == "日本");
  CHECK(decode("\xCF\xF0\xE8\xE2\xE5\xF2", "windows-1251").text == "Привет");
}

TEST_CASE("an unknown label leads to a guess") {
  const auto decoded = decode("caf\xE9 au lait, d\xE9j\xE0 vu, tr\xE8s bien", "x-no-such-charset");
  CHECK(decoded.text == "café au lait, déjà vu, très bien");
  CHECK(decoded.guessed);
}

TEST_CASE("one bad byte in much UTF-8 is repaired and counted, not another charset") {
  const auto decoded = decode("Größe, Länge, Übermut \xFF Maß");
  CHECK(decoded.charset == "utf-8");
  CHECK(decoded.repairs == 1);
  CHECK(decoded.text == "Größe, Länge, Übermut \xEF\xBF\xBD Maß");
}

TEST_CASE("a page that calls itself UTF-8 and is not is read as what it is") {
  const auto decoded = decode(
      "Gr\xF6\xDF"
      "e und L\xE4nge des Flusses",
      "utf-8");
  CHECK(decoded.text == "Größe und Länge des Flusses");
}

TEST_CASE("whatever comes in, valid UTF-8 without NUL comes out") {
  std::string bytes;
  for (int round = 0; round < 4; ++round)
    for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte * (round * 2 + 1));
  for (const char* label :
       {"", "utf-8", "utf-16", "utf-16le", "shift_jis", "gb18030", "iso-2022-jp", "big5", "koi8-r", "utf-7"}) {
    CAPTURE(label);
    const auto text = decode(bytes, label).text;
    CHECK(valid_prefix(text) == text.size());
    CHECK(text.find('\0') == std::string::npos);
    CHECK_FALSE(text.empty());
  }
}

TEST_CASE("nothing decodes to nothing") {
  CHECK(decode("").text.empty());
  CHECK(decode("\xEF\xBB\xBF").text.empty());
  CHECK(decode("\xFF\xFE").text.empty());
}

TEST_CASE("Japanese in escape sequences is read without a declaration") {
  const Decoded decoded = decode("\x1B$B9A$OJD:?$5$l$?\x1B(B.");
  CHECK(decoded.text == "\u6e2f\u306f\u9589\u9396\u3055\u308c\u305f.");
  CHECK(decode("no $B escape").text == "no $B escape");
}
