// SPDX-License-Identifier: GPL-2.0-or-later
// The same five articles in every format: what comes out is the same, but for what a format has no place for.
#include "tests/indexer/extracting.hpp"
#include "tests/support/corpora.hpp"

#include <doctest/doctest.h>
#include <simdjson.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace newsgrep;
using namespace newsgrep::testing;

namespace {

namespace fs = std::filesystem;

/// One file, or one folder with a file an article, and what it cannot carry.
struct Carrier {
  const char* name;
  std::set<std::string> lacks;
  const char* why;
};

const Carrier carriers[] = {
    {"articles.jsonl", {}, ""},
    {"articles.jsonl.gz", {}, ""},
    {"articles.jsonl.zst", {}, ""},
    {"articles-array.json", {}, ""},
    {"json", {}, ""},
    {"articles.csv", {}, ""},
    {"articles.tsv", {}, ""},
    {"text", {}, ""},
    {"html", {"native_id"}, "a page is known by its address and has no other id"},
    {"articles.trec", {"native_id"}, "a DOCNO has a form of its own"},
    {"articles.reuters.sgm",
     {"native_id", "source", "section", "url"},
     "numbers of its own, one agency, and topics instead of sections and addresses"},
    {"articles.rss", {}, ""},
    {"articles.rdf", {"native_id"}, "an item is known by its address"},
    {"articles.atom", {}, ""},
    {"articles.feed.json", {}, ""},
    {"articles.wxr", {}, ""},
    {"nitf", {}, ""},
    {"articles.newsml.xml",
     {"native_id", "section", "url"},
     "ids of its own, and subjects instead of sections and addresses"},
    {"articles.newsml-g2.xml", {}, ""},
    {"ninjs", {"native_id"}, "an item is known by its address"},
    {"rcv1", {"native_id", "section", "url"}, "numbers of its own, and codes instead of sections and addresses"},
    {"articles.mediawiki.xml", {"native_id", "byline", "url"}, "pages of a wiki have numbers, addresses and no author"},
    {"articles.mbox", {}, ""},
    {"articles.iptc7901", {"native_id", "source", "section", "url"}, "a wire has short names and codes"},
    {"articles.anpa", {"native_id", "source", "section", "url"}, "a wire has short names and codes"},
    {"articles.telex", {"native_id", "date", "byline", "source", "section", "url"}, "a headline, a place and a text"},
    {"articles.xml", {}, ""},
    {"markdown", {}, ""},
    {"rtf", {}, ""},
    {"office", {}, ""},
    {"subtitles", {"native_id", "byline", "source", "section", "url"}, "what is said in a broadcast"},
    {"pdf", {"native_id", "source", "section", "url"}, "what is printed on a page"},
    {"alto", {"native_id", "text", "byline", "source", "section", "url"}, "a page, with its headline as it is printed"},
};

using Fields = std::vector<std::pair<std::string, std::string>>;

Fields expected_fields(simdjson::dom::element line) {
  Fields fields;
  for (const char* name : {"native_id", "title", "text", "date", "byline", "source", "section", "language", "url"}) {
    std::string_view value;
    REQUIRE(line[name].get(value) == simdjson::SUCCESS);
    fields.emplace_back(name, std::string(value));
  }
  return fields;
}

std::vector<Fields> expected_articles() {
  std::vector<Fields> all;
  simdjson::dom::parser parser;
  simdjson::dom::document_stream lines;
  REQUIRE(parser.load_many((own_corpus("formats") / "expected.jsonl").string()).get(lines) == simdjson::SUCCESS);
  for (auto line : lines) all.push_back(expected_fields(line.value()));
  return all;
}

// The day alone: some formats always have a time.
Fields fields_of(const Article& article) {
  return {{"native_id", article.native_id}, {"title", article.title},     {"text", article.text},
          {"date", article.published.iso().substr(0, 10)}, {"byline", article.byline}, {"source", article.source},
          {"section", article.section},     {"language", article.language}, {"url", article.url}};
}

}  // namespace

TEST_CASE("the same articles come out of every format") {
  const auto expected = expected_articles();
  REQUIRE(expected.size() == 5);
  for (const auto& carrier : carriers) {
    CAPTURE(carrier.name);
    CAPTURE(carrier.why);
    const auto found = extract(own_corpus("formats") / carrier.name);
    for (const auto& trouble : found.troubles) CHECK_MESSAGE(trouble.severity == Severity::notice, trouble.message);
    REQUIRE(found.articles.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const auto fields = fields_of(found.articles[i]);
      for (std::size_t f = 0; f < fields.size(); ++f) {
        CAPTURE(fields[f].first);
        if (carrier.lacks.count(fields[f].first) == 0) CHECK(fields[f].second == expected[i][f].second);
      }
    }
  }
}

TEST_CASE("a file of the formats that nobody compares is noticed") {
  std::set<std::string> compared{"expected.jsonl"};
  for (const auto& carrier : carriers) compared.insert(carrier.name);
  for (const auto& file : fs::directory_iterator(own_corpus("formats"))) CHECK(compared.count(file.path().filename().string()) == 1);
}

TEST_CASE("a format that cannot carry a field says what it knows of it, and no more") {
  const auto formats = own_corpus("formats");
  const auto reuters = extract(formats / "articles.reuters.sgm"), trec = extract(formats / "articles.trec"), html = extract(formats / "html");
  REQUIRE(reuters.articles.size() == 5);
  REQUIRE(trec.articles.size() == 5);
  REQUIRE(html.articles.size() == 5);
  CHECK(reuters.articles[0].native_id == "reuters-21578:980001");
  CHECK(reuters.articles[0].source == "Reuters");
  CHECK(reuters.articles[0].published.iso() == "2024-04-08T09:00:00");
  CHECK(reuters.articles[0].section.empty());
  CHECK(reuters.articles[0].url.empty());
  CHECK(trec.articles[4].native_id == "UPG20181116.0005");
  CHECK(trec.articles[4].language == "en");  // no element names it, but the words do
  CHECK(html.articles[2].native_id.empty());
}
