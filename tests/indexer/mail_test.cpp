// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/mail.hpp"

#include "indexer/readers/mail_parts.hpp"
#include "tests/indexer/reading.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

const std::string head = "From: Jane Doe <jane@paper.example>\nSubject: The quay\nDate: Tue, 05 May 2020 18:30:00 +0200\nMessage-ID: <1@paper.example>\nMIME-Version: 1.0\n";

Article only(const std::string& message, std::size_t block = 4096) {
  const auto kept = read_with(read_mail, message, block);
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).entry.empty());
  return kept.at(0);
}

std::string text_of(const std::string& rest) { return only(head + rest).text; }

}  // namespace

TEST_CASE("a message has its subject as headline and its sender as author, wherever blocks end") {
  for (const std::size_t block : {1u, 7u, 4096u}) {
    const auto article = only(head + "\nOne.\n\nTwo.\n", block);
    CHECK(article.title == "The quay");
    CHECK(article.byline == "Jane Doe");
    CHECK(article.published.iso() == "2020-05-05T18:30:00+02:00");
    CHECK(article.native_id == "1@paper.example");
    CHECK(article.text == "One.\n\nTwo.");
  }
}

TEST_CASE("words in headers are decoded") {
  CHECK(decoded_words("=?utf-8?B?w4lsaXNl?= =?iso-8859-1?Q?_und_Ren=E9?= heute") == "Élise und René heute");
  CHECK(decoded_words("=?broken") == "=?broken");
  CHECK(header_parameter("text/plain; format=flowed; charset=\"utf-8\"", "charset") == "utf-8");
}

TEST_CASE("bodies come in base64, in quoted-printable, and in their own charset") {
  CHECK(text_of("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nQ2Fmw6kg\nb3V2ZXJ0Lg==\n") == "Café ouvert.");
  CHECK(text_of("Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nCaf=E9 =\nouvert.\n") == "Café ouvert.");
}

TEST_CASE("of two forms of a text the one that says all is taken") {
  const std::string parts = "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n";
  const std::string html = "\n--b\nContent-Type: text/html\n\n<style>p {}</style><p>One of several.</p><p>Two, in HTML.</p>\n--b--\n";
  CHECK(text_of(parts + "See the HTML." + html) == "One of several.\n\nTwo, in HTML.");
  CHECK(text_of(parts + "One of several.\n\nTwo, plain." + html) == "One of several.\n\nTwo, plain.");
}

TEST_CASE("attachments and signatures are none of the text; what is forwarded is") {
  CHECK(text_of("Content-Type: multipart/mixed; boundary=\"a b\"\n\n--a b\n\nOne.\n-- \nJane\n--a b\nContent-Type: text/plain\nContent-Disposition: attachment\n\nTwo.\n--a b--\n") == "One.");
  CHECK(text_of("Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: message/rfc822\n\nSubject: Inner\nContent-Type: text/plain\n\nWithin.\n--x--\n") == "Within.");
}

TEST_CASE("lines that flow are joined") {
  CHECK(text_of("Content-Type: text/plain; format=flowed\n\nOne line \ngoes on.\nTwo.\n") == "One line goes on. Two.");
}

TEST_CASE("parts within parts end somewhere, and that is told") {
  std::string deep = head;
  for (int i = 0; i < 100; ++i) deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
  const auto kept = read_with(read_mail, deep + "Content-Type: text/plain\n\nWords.\n");
  CHECK(kept.drafts.empty());
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].kind == "too_deep");
  CHECK(kept.skips[0].message == "1 part of the message beyond 20 parts within parts left out");
}

TEST_CASE("parameters of a header are found among any number of semicolons") {
  CHECK(header_parameter("text/plain" + std::string(100'000, ';') + " charset = \"utf-8\"; format=flowed", "charset") == "utf-8");
  CHECK(header_parameter("text/plain" + std::string(100'000, ';'), "charset").empty());
  CHECK(header_parameter("multipart/mixed; a; boundary=\"b;c\"", "boundary") == "b;c");
}

TEST_CASE("a message of one line that no memory should hold is left out, and the next one read") {
  const std::string from = "From jane@paper.example Tue May  5 18:30:00 2020\n";
  constexpr std::size_t block = 1u << 20, blocks = 66;
  MadeEntry entry([&](std::size_t i) {
    if (i == 0) return from + head + "\n";
    if (i <= blocks) return std::string(block, 'x');
    return i == blocks + 1 ? "\n\n" + from + head + "\nTwo.\n" : std::string();
  });
  Kept kept;
  read_mail(entry, kept);
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).text == "Two.");
  REQUIRE(kept.skips.size() == 1);
  CHECK(kept.skips[0].kind == "too_large");
}

TEST_CASE("a folder of mail is cut where messages begin, not where lines begin alike") {
  const std::string from = "From jane@paper.example Tue May  5 18:30:00 2020\n";
  const auto kept = read_with(read_mail, from + head + "\nOne.\n\n>From here on.\n\nFrom there on.\n\n" + from + head + "\nTwo.\n");
  REQUIRE(kept.drafts.size() == 2);
  CHECK(kept.at(0).entry == "#1");
  CHECK(kept.at(0).text == "One.\n\nFrom here on.\n\nFrom there on.");
  CHECK(kept.at(1).text == "Two.");
  CHECK(kept.drafts[1].line == 14);
}

TEST_CASE("mail is known by what servers write, a text with a subject is none") {
  CHECK(sniff_mail(head + "\nOne.\n") == Likeness::surely);
  CHECK(sniff_mail("From a@b.example Tue May  5 18:30:00 2020\n" + head) == Likeness::surely);
  CHECK(sniff_mail("Subject: The quay\nFrom: Jane\n\nOne.\n") == Likeness::no);
  CHECK(sniff_mail("A story.\nFrom: Jane\nMessage-ID: <1>\n") == Likeness::no);
}

TEST_CASE("an article of a newsgroup is a message, though no server stamped it") {
  const std::string message =
      "From: jane@paper.example (Jane Doe)\nSubject: The quay\nLines: 2\n\nIt was rebuilt.\n-- \nJane\n";
  CHECK(sniff_mail(message) == Likeness::surely);
  const auto kept = read_with(read_mail, message);
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.at(0).byline == "Jane Doe");
  CHECK(kept.at(0).text == "It was rebuilt.");
}

TEST_CASE("links of the program that sends a newsletter are no part of it") {
  const std::string text =
      "View in browser: https://post.example/v\n\nThe quay was rebuilt. To unsubscribe from the harbour's alerts "
      "citizens had to write a letter.\n\nIt is open.\n\nUnsubscribe: https://post.example/u\n";
  CHECK(
      only(head + "\n" + text).text ==
      "The quay was rebuilt. To unsubscribe from the harbour's alerts citizens had to write a letter.\n\nIt is open.");
}
