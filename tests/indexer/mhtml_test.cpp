// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/html.hpp"
#include "indexer/readers/mhtml.hpp"
#include "tests/indexer/reading.hpp"

#include <doctest/doctest.h>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

const std::string page =
    "<!DOCTYPE html><html><head><title>Caf=C3=A9 by the ferry</title></head><body><article><h1>Caf=C3=A9 by the ferry</h1><p>The council met on the quay in the =\r\n"
    "week of the storm and talked about the ferry until the evening.</p></article></body></html>";

std::string saved(const std::string& part, const std::string& encoding = "quoted-printable", const std::string& type = "text/html; charset=utf-8") {
  return "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/2024/story\r\nSubject: Story\r\nDate: Tue, 5 Nov 2024 10:22:33 +0100\r\n"
         "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----Mark\"\r\n\r\n\r\n"
         "------Mark\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
         "------Mark\r\nContent-Type: " + type + "\r\nContent-Transfer-Encoding: " + encoding + "\r\nContent-Location: https://news.example/2024/story\r\n\r\n" + part +
         "\r\n------Mark\r\nContent-Type: text/html\r\n\r\n<p>A frame of the page, which is not its article.</p>\r\n------Mark--\r\n";
}

}  // namespace

TEST_CASE("a page saved as MHTML is its article, its address, and the time when it was saved") {
  const auto bytes = saved(page);
  CHECK(sniff_mhtml(bytes) == Likeness::surely);
  REQUIRE(detect_format("saved.mhtml", bytes) != nullptr);
  CHECK(detect_format("saved.mhtml", bytes)->name == "mhtml");
  const auto kept = read_with(read_mhtml, bytes);
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).title == "Café by the ferry");
  CHECK(kept.at(0).text == "The council met on the quay in the week of the storm and talked about the ferry until the evening.");
  CHECK(kept.at(0).url == "https://news.example/2024/story");
  CHECK(kept.at(0).captured.iso() == "2024-11-05T10:22:33+01:00");
  CHECK_FALSE(kept.at(0).published.known());
}

TEST_CASE("parts in base64 and in other charsets are decoded") {
  const auto kept = read_with(read_mhtml, saved("PGgxPkNhZuk8L2gxPjxwPlRoZSBjb3VuY2lsIG1ldCBvbiB0aGUgcXVheSBpbiB0aGUgd2VlayBv\r\nZiB0aGUgc3Rvcm0gYW5kIHRhbGtlZCB1bnRpbCB0aGUgZXZlbmluZy48L3A+", "base64", "text/html; charset=\"iso-8859-1\""));
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).title == "Café");
}

TEST_CASE("a mail is no saved page, and a saved page without HTML has a reason") {
  CHECK(sniff_mhtml("From: a@news.example\r\nTo: b@news.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=x\r\n\r\n") == Likeness::no);
  CHECK(sniff_mhtml("MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nmultipart/related") == Likeness::no);
  const auto bytes = saved("p {}", "7bit", "text/css");
  const auto kept = read_with(read_mhtml, bytes.substr(0, bytes.rfind("------Mark\r\n")));
  CHECK(kept.drafts.empty());
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].message == "a saved page (MHTML) in which there is no HTML");
}

TEST_CASE("a saved page whose HTML lies deeper than any program puts it is told, not taken for one without HTML") {
  std::string deep = "MIME-Version: 1.0\nSnapshot-Content-Location: http://a.example/b\n";
  for (int i = 0; i < 30; ++i) deep += "Content-Type: multipart/related; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
  const auto kept = read_with(read_mhtml, deep + "Content-Type: text/html\n\n<html><p>Words.</p></html>\n");
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].message == "a saved page (MHTML) whose HTML lies beyond 20 parts within parts");
}

TEST_CASE("a page saved by SingleFile knows its address and when it was saved") {
  const auto kept = read_with(read_html, "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://news.example/2024/11/04/story \n"
                                         " saved date: Tue Nov 05 2024 10:22:33 GMT+0100 (Central European Standard Time)\n--><head><title>Story</title></head>"
                                         "<body><h1>Story</h1><p>The council met on the quay in the week of the storm and talked about the ferry until the evening.</p></body></html>");
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).url == "https://news.example/2024/11/04/story");
  CHECK(kept.at(0).captured.iso() == "2024-11-05T10:22:33+01:00");
  CHECK(kept.at(0).published.iso() == "2024-11-04");
}
