// SPDX-License-Identifier: GPL-2.0-or-later
// PDF documents, written here line by line.
#include "indexer/readers/pdf.hpp"

#include "tests/indexer/reading.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

using Lines = std::vector<std::string>;

// Objects 1 to 3 are catalog, pages and font; each page has two more.
std::string pdf_of(const std::vector<Lines>& pages) {
  std::vector<std::string> objects = {"<< /Type /Catalog /Pages 2 0 R >>", "",
                                      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
  std::string kids;
  for (const auto& lines : pages) {
    std::string drawn = "BT /F1 10 Tf 50 780 Td 14 TL ";
    for (const auto& line : lines) drawn += "(" + line + ") Tj T* ";
    drawn += "ET";
    const auto number = std::to_string(objects.size() + 1), content = std::to_string(objects.size() + 2);
    kids += number + " 0 R ";
    objects.push_back(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents " +
        content + " 0 R >>");
    objects.push_back("<< /Length " + std::to_string(drawn.size()) + " >>\nstream\n" + drawn + "\nendstream");
  }
  objects[1] = "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages.size()) + " >>";
  std::string pdf = "%PDF-1.4\n", table;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    std::string place = std::to_string(pdf.size());
    table += std::string(10 - place.size(), '0') + place + " 00000 n \n";
    pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const auto count = std::to_string(objects.size() + 1);
  const auto start = std::to_string(pdf.size());
  return pdf + "xref\n0 " + count + "\n0000000000 65535 f \n" + table + "trailer\n<< /Size " + count +
         " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n";
}

const Lines storm = {
    "Harbour closed after storm",
    "",
    "By Jane Doe",
    "",
    "14 March 2019",
    "",
    "The harbour of Lindau was closed on Monday, because the wind had torn two boats from their moor-",
    "ings. Nobody was hurt, said the harbour master, who had been up since four in the morning, and",
    "wanted to go home.",
    "",
    "The ferries will sail again on Tuesday, unless the wind turns, and tickets that were bought stay good."};

}  // namespace

TEST_CASE("a PDF document is an article with headline, author, day and paragraphs") {
  const Kept kept = read_with(read_pdf, pdf_of({storm}));
  REQUIRE(kept.drafts.size() == 1);
  const auto& article = kept.drafts[0].article;
  CHECK(article.title == "Harbour closed after storm");
  CHECK(article.byline == "Jane Doe");
  CHECK(article.published.iso() == "2019-03-14");
  CHECK(article.text.find("from their moorings. Nobody was hurt") != std::string::npos);
  CHECK(article.text.find("Tuesday, unless") != std::string::npos);
}

TEST_CASE("what is printed at the edge of every page of a PDF document is no text") {
  std::vector<Lines> pages;
  for (int i = 1; i <= 4; ++i) {
    Lines lines = {"The Daily Lake, page " + std::to_string(i), ""};
    lines.insert(lines.end(), storm.begin(), storm.end());
    pages.push_back(lines);
  }
  const Kept kept = read_with(read_pdf, pdf_of(pages));
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.drafts[0].article.text.find("The Daily Lake") == std::string::npos);
  CHECK(kept.drafts[0].article.title == "Harbour closed after storm");
}

TEST_CASE("a paragraph of a PDF document goes on over the end of a page") {
  const std::string line = "The harbour of Lindau was closed on Monday, because the wind had torn two boats from their";
  const Kept kept = read_with(read_pdf, pdf_of({{line, line}, {"moorings, and nobody was hurt."}}));
  REQUIRE(kept.drafts.size() == 1);
  CHECK(kept.drafts[0].article.text == line + " " + line + " moorings, and nobody was hurt.");
}

TEST_CASE("PDF documents that are damaged or hold no text are refused with the reason") {
  const auto reason = [](std::string pdf) {
    const Kept kept = read_with(read_pdf, std::move(pdf));
    CHECK(kept.drafts.empty());
    return kept.skips.size() == 1 ? kept.skips[0].kind : std::string();
  };
  CHECK(reason("%PDF-1.4\nnothing") == "corrupt");
  CHECK(reason(pdf_of({{}})) == "no_text");
}

TEST_CASE("a PDF document that was cut or changed anywhere does no harm") {
  const std::string whole = pdf_of({storm, storm});
  for (std::size_t size = 0; size < whole.size(); size += 97) CHECK_NOTHROW(read_with(read_pdf, whole.substr(0, size)));
  for (std::size_t at = 9; at < whole.size(); at += 31) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x15);
    CHECK_NOTHROW(read_with(read_pdf, changed));
  }
}
